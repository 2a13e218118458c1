package rights

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// sighting is one patent asked about, with what was found.
type sighting struct {
	row      portfolio.Row // meaningful when subject is nil
	subject  *subject      // nil for a row judged by its signature
	ruling   *ruling
	status   patent.Status
	relevant patent.Tri
	fields   uint32 // field set of the row, or noFields
	office   string
}

const noFields = ^uint32(0)

// signature is what decides the right of an ordinary row for a use: which definitions let it in. Rows of one owner with
// the same signature have the same ruling.
type signature uint64

// scan calls yield with every patent asked about: the rows of the snapshot in order, then what only journals declare.
func (l *look) scan(yield func(*sighting)) {
	p := l.p
	sets := l.setsUsed()
	if len(sets) > 64 {
		sets = nil // more definitions than a signature holds: everything is judged one by one
	}
	bits := make([]*rowBits, len(sets))
	for i, s := range sets {
		bits[i] = p.rowsOf(s)
	}
	offices := l.officesInEffect()
	relevance := l.fieldRelevance()
	bySet := l.under.Set != ""
	plain := !bySet && (len(sets) > 0 || len(l.setsUsed()) == 0) && !l.asksOfPatents()
	for o := range p.ownerOf {
		var asked tri
		switch {
		case bySet:
			asked = tri{possible: true}
		default:
			asked = l.askedOwner(p.ownerOf[o])
		}
		lo, hi := p.snap.OwnerRange(uint32(o))
		if lo == hi {
			continue
		}
		if !asked.possible {
			l.oddOf(lo, hi, yield)
			continue
		}
		l.scanOwner(uint32(o), plain, sets, bits, offices, relevance, yield)
	}
	for _, id := range p.declaredOnly() {
		if s := p.special[id]; patent.Effect(s.rec, l.use.Country) {
			l.sight(s, yield)
		}
	}
}

// scanOwner visits the rows of one owner.
func (l *look) scanOwner(o uint32, plain bool, sets []*patentSet, bits []*rowBits, offices []patent.Tri, relevance []patent.Tri, yield func(*sighting)) {
	p := l.p
	rulings := map[signature]*ruling{}
	passes := l.ownerPasses(p.ownerOf[o], sets)
	var v sighting
	for k := range p.snap.RunsOf(o) {
		run := &p.snap.RunsOf(o)[k]
		if offices[run.Office] == patent.No {
			l.oddOf(run.Start, run.End, yield) // a record may state other states than those of its office
			continue
		}
		office := p.snap.Offices()[run.Office]
		for r := run.Start; r < run.End; r++ {
			if !plain || p.odd(r) || relevance[run.Fields] == patent.Unknown {
				if s := p.atRow(r); patent.Effect(s.rec, l.use.Country) {
					l.sight(s, yield)
				}
				continue
			}
			rec := p.columnsOf(r, office)
			if offices[run.Office] == patent.Unknown && !patent.Effect(&rec, l.use.Country) {
				continue
			}
			sig, ok := l.sign(r, sets, bits, passes)
			if !ok {
				l.sight(p.atRow(r), yield)
				continue
			}
			ru := rulings[sig]
			if ru == nil {
				j := l.judge(p.atRow(r))
				ru = &j
				rulings[sig] = ru
			}
			if !ru.asked {
				continue
			}
			v = sighting{row: r, ruling: ru, relevant: relevance[run.Fields], fields: run.Fields, office: office,
				status: patent.StatusCode(&rec, l.use.Country, l.day, nil, p.presume)}
			yield(&v)
		}
	}
}

// asksOfPatents reports whether some clause asks for findings of each patent, so that rows are never alike.
func (l *look) asksOfPatents() bool {
	return slices.ContainsFunc(l.grants, func(g *lookGrant) bool {
		return g.asksOfPatents() || slices.ContainsFunc(g.cuts, (*lookCut).asksOfPatents)
	})
}

// sign gives an ordinary row its signature; false: columns do not decide it.
func (l *look) sign(r portfolio.Row, sets []*patentSet, bits []*rowBits, passes []tri) (signature, bool) {
	var sig signature
	for i, b := range bits {
		kin := some(sets[i].each(), func(s *patentSet) bool { return len(s.Family) > 0 })
		v := rowNo
		if passes[i].possible {
			if s := b.span(r); s != nil {
				v = s.at(r)
			}
		}
		switch {
		case v == rowMaybe, kin && (v == rowNo || !passes[i].certain) && l.p.hasKin(r):
			return 0, false
		case v == rowYes:
			sig |= 1 << i
		}
	}
	return sig, true
}

// columnsOf is what the columns say of a row: enough for status and effect, without decoding the record.
func (p *Program) columnsOf(r portfolio.Row, office string) patent.Record {
	day := func(column func() (lo, hi []int16)) when.Bounds {
		lo, hi := column()
		b := when.Bounds{Earliest: when.Date(lo[r]), Latest: when.Date(hi[r])}
		if lo[r] == portfolio.MinDay {
			b.Earliest = when.Min
		}
		if hi[r] == portfolio.MaxDay {
			b.Latest = when.Max
		}
		return b
	}
	flags := p.snap.Flags()[r]
	return patent.Record{
		Office: office, Kind: portfolio.KindOf(flags), IsGrant: portfolio.IsGrant(flags), TermKind: portfolio.TermOf(flags),
		Filed: day(p.snap.Filed), Published: day(p.snap.Published), Grant: day(p.snap.Grant), Expires: day(p.snap.Expires),
	}
}

// setsUsed lists the definitions of patents on which the answer can hang.
func (l *look) setsUsed() []*patentSet {
	var out []*patentSet
	for _, g := range l.grants {
		for _, v := range g.each() {
			out = l.p.withSets(out, v.Under)
		}
		for _, x := range g.cuts {
			for _, v := range x.each() {
				out = l.p.withSets(out, v.Under)
			}
		}
	}
	return out
}

// setsUnder lists the definitions of patents on which a right by the grants can hang.
func (p *Program) setsUnder(grants []*grant) []*patentSet {
	var out []*patentSet
	for _, g := range grants {
		for _, v := range g.each() {
			out = p.withSets(out, v.Under)
		}
		for _, x := range g.cutters {
			for _, v := range x.each() {
				out = p.withSets(out, v.Under)
			}
		}
	}
	return out
}

func (p *Program) withSets(out []*patentSet, items []agreement.PatentItem) []*patentSet {
	for _, it := range items {
		if s := p.sets[it.Set]; it.Set != "" && s != nil && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// ownerPasses says for each definition whether its selectors let an owner's patents in; where that is no, so is the row
// (unless its family brings it in).
func (l *look) ownerPasses(o org, sets []*patentSet) []tri {
	out := make([]tri, len(sets))
	for i, s := range sets {
		for k, v := range s.each() {
			passes := l.ownerPass(o, v)
			if k == 0 {
				out[i] = passes
			}
			out[i].certain = out[i].certain && passes.certain
			out[i].possible = out[i].possible || passes.possible
		}
	}
	return out
}

func (l *look) ownerPass(o org, s *patentSet) tri {
	if len(s.Add) == 0 {
		return triYes
	}
	var out tri
	for k, who := range s.owned {
		if len(s.Add[k].Joined) > 0 {
			out.possible = true
		}
		if who == nil {
			continue
		}
		certain, possible := who.during(o, heldSpan(s.Add[k].Held, l.day))
		out.certain = out.certain || certain
		out.possible = out.possible || possible
	}
	return out
}

// askedOwner says whether patents of an owner are asked about.
func (l *look) askedOwner(o org) tri {
	if l.of == noOrg || o == l.of {
		return triOf(l.of != noOrg)
	}
	if o == noOrg {
		return triNo
	}
	return decide(l.clock, func(cs *cases) bool { return l.p.control.controls(cs, l.of, o, l.under.Share, nil, l.day) })
}

// oddOf visits the rows of an owner who is not asked about that something special may bring in: another owner since.
func (l *look) oddOf(lo, hi portfolio.Row, yield func(*sighting)) {
	p := l.p
	for w := lo >> 6; w <= (hi-1)>>6; w++ {
		for m := p.oddRows[w]; m != 0; m &= m - 1 {
			r := w<<6 + portfolio.Row(trailing(m))
			if r < lo || r >= hi {
				continue
			}
			if s := p.atRow(r); patent.Effect(s.rec, l.use.Country) {
				l.sight(s, yield)
			}
		}
	}
}

// sight judges one patent by itself.
func (l *look) sight(s *subject, yield func(*sighting)) {
	ru := l.judge(s)
	if !ru.asked {
		return
	}
	row := portfolio.Row(0)
	if s.row >= 0 {
		row = portfolio.Row(s.row)
	}
	rel, _ := l.relevance(s)
	yield(&sighting{row: row, subject: s, ruling: &ru, status: l.p.status(s, l), relevant: rel, fields: noFields, office: s.rec.Office})
}

// declaredOnly lists the patents that only journals declare, by id.
func (p *Program) declaredOnly() []string {
	var out []string
	for id, s := range p.special {
		if s.row < 0 {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// officesInEffect says for each office whether its rights have effect in the country: a national office does or does
// not; a regional one depends on the day of filing.
func (l *look) officesInEffect() []patent.Tri {
	out := make([]patent.Tri, len(l.p.snap.Offices()))
	for i, o := range l.p.snap.Offices() {
		switch {
		case o == l.use.Country:
			out[i] = patent.Yes
		case patent.IsRegional(o):
			out[i] = patent.Unknown
		default:
			out[i] = patent.No
		}
	}
	return out
}

// lines lists the declarations of relevance that bear on the product (§10).
func (l *look) lines() []agreement.Relevance {
	var out []agreement.Relevance
	root := &l.nodes[0]
	for _, x := range l.p.relevance {
		if x.Product == root.id {
			out = append(out, x.Relevance)
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, x := range l.p.relevance {
		if slices.Contains(root.category, x.Product) {
			out = append(out, x.Relevance)
		}
	}
	return out
}

// relevance says whether a patent matters to the product, and what would settle it where that cannot be told.
func (l *look) relevance(s *subject) (patent.Tri, []agreement.Question) {
	p := l.p
	judged := l.judged(s)
	if len(judged) == 0 {
		return patent.No, nil
	}
	lines := l.lines()
	if len(lines) == 0 {
		return patent.Yes, nil
	}
	stated := slices.ContainsFunc(l.nodes, func(n node) bool { return len(n.implements) > 0 })
	var open []agreement.Question
	for _, x := range lines {
		for _, f := range x.Fields {
			if s.rec.Unclassified() {
				open = append(open, agreement.QAttr("field", f, s.rec.ID))
			} else if hasField(s.rec.Fields, f) {
				return patent.Yes, nil
			}
		}
		if x.Standards && len(s.rec.Standards) > 0 {
			for i := range l.nodes {
				for _, std := range s.rec.Standards {
					if hasStandard(l.nodes[i].implements, std) {
						return patent.Yes, nil
					}
					if !stated {
						open = append(open, agreement.QAttr("standard", std, l.nodes[i].id))
					}
				}
			}
		}
		if x.Charted {
			for i := range l.nodes {
				if p.readsOn(s.rec.ID, l.nodes[i].id, l.day) > 0 {
					return patent.Yes, nil
				}
			}
		}
	}
	if len(open) > 0 {
		return patent.Unknown, distinct(open)
	}
	return patent.No, nil
}

// fieldRelevance is the relevance of ordinary rows by field set; Unknown sends a row to be judged one by one.
func (l *look) fieldRelevance() []patent.Tri {
	p := l.p
	out := make([]patent.Tri, len(p.snap.FieldSets()))
	lines := l.lines()
	standards := slices.ContainsFunc(lines, func(x agreement.Relevance) bool { return x.Standards })
	for i, set := range p.snap.FieldSets() {
		switch {
		case len(lines) == 0:
			out[i] = patent.Yes
		case standards || p.snap.Unclassified(uint32(i)):
			out[i] = patent.Unknown
		default:
			out[i] = patent.No
			for _, x := range lines {
				for _, f := range x.Fields {
					if hasField(set, f) {
						out[i] = patent.Yes
					}
				}
			}
		}
	}
	return out
}
