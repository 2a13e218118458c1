package synth

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// The small vocabulary of random worlds.
var (
	orgNames   = []agreement.Org{"ada", "bor", "cid", "dex", "eli", "fox", "gus", "hal"}
	categories = []string{"handset", "tablet", "radio", "vehicle"}
	standards  = []string{"LTE", "5G NR", "HEVC"}
	countries  = []string{"US", "DE", "CN", "FR", "BD"} // BD stands for the least developed countries
	businesses = []string{"devices", "networks"}
	classes    = []struct {
		symbol string
		fields patent.FieldSet
	}{
		{"H04W72/04", patent.FieldSet(0).With(4).With(patent.Telecommunications)},
		{"H04N19/10", patent.FieldSet(0).With(2).With(patent.ConsumerElectronics)},
		{"G06F9/44", patent.FieldSet(0).With(6).With(patent.Software)},
		{"A61K8/00", patent.FieldSet(0).With(14)},
	}
)

// whole is 100% in millionths.
const whole = 1_000_000

func (g *gen) organisations() {
	g.orgs = orgNames[:g.count(4, len(orgNames))]
	for _, o := range g.orgs {
		g.declare(fmt.Sprintf("%s is an organisation", o), agreement.Organisation{ID: o, Name: strings.ToUpper(string(o))})
	}
}

// share draws a share, mostly one that stands at a threshold.
func (g *gen) share() int64 {
	return pick(g, int64(490_000), 500_000, 510_000, 510_000, 510_000, 600_000, 600_000, whole, whole, whole)
}

// control makes chains of holdings, holders that rival one another, holdings that end, and days shared by several.
func (g *gen) control() {
	for i := 1; i < len(g.orgs); i++ {
		if i == 1 && g.chance(85) || g.chance(25) {
			continue // the first two are rivals, as a rule
		}
		g.holding(g.orgs[g.IntN(i)], g.orgs[i])
	}
	for range g.count(0, 5) {
		i := 2 + g.IntN(len(g.orgs)-2)
		g.holding(g.orgs[g.IntN(i)], g.orgs[i])
	}
	g.sameDay()
}

// holding makes one control fact. Holders stand before what they hold, so that control has no cycle.
func (g *gen) holding(holder, held agreement.Org) {
	share := g.share()
	begin, end, dated := when.Exact(when.Min), when.Max, false
	switch g.IntN(10) {
	case 0, 1, 2: // undated
	case 3: // before D
		end = g.day(3, 12)
	case 4: // until D
		end = g.day(3, 12) + 1
	case 5, 6: // between D and D
		begin, dated = g.bounded(2, 12), true
	default:
		begin, dated = when.Exact(g.day(0, 12)), true
		if g.chance(25) {
			share = 0
		}
	}
	g.fact(begin, end, dated, controls(holder, held, share), agreement.Control{Holder: holder, Held: held, Millionths: share})
	if share > 0 && g.chance(25) { // and lets go of it later
		end := when.Exact(g.day(6, 12))
		if g.chance(30) {
			end = g.bounded(6, 12)
		}
		if end.Earliest > begin.Latest {
			g.fact(end, when.Max, true, controls(holder, held, 0), agreement.Control{Holder: holder, Held: held})
		}
	}
}

func controls(holder, held agreement.Org, share int64) string {
	if share == 0 {
		return fmt.Sprintf("%s ceases to control %s", holder, held)
	}
	return fmt.Sprintf("%s controls %s %s", holder, held, agreement.Percent(share))
}

// sameDay puts a second fact on the day of a control fact that has one, with and without a stated order.
func (g *gen) sameDay() {
	for range g.count(0, 2) {
		var at []int
		for i := range g.facts {
			if c, ok := g.facts[i].Body.(agreement.Control); ok && g.facts[i].Begin.Earliest.Real() && g.facts[i].Begin.Known() && c.Held != "" {
				at = append(at, i)
			}
		}
		if len(at) == 0 {
			return
		}
		i := pick(g, at...)
		first := g.facts[i].Body.(agreement.Control)
		holder := first.Holder
		if k := slices.Index(g.orgs, first.Held); g.chance(60) {
			holder = g.orgs[g.IntN(k)]
		}
		share := pick(g, int64(0), 510_000, whole, whole)
		f := g.fact(g.facts[i].Begin, when.Max, true, controls(holder, first.Held, share),
			agreement.Control{Holder: holder, Held: first.Held, Millionths: share})
		switch g.IntN(4) {
		case 0:
			g.facts[i].Order, f.Order = 1, 2
		case 1:
			g.facts[i].Order, f.Order = 2, 1
		case 2:
			f.Order = 1
		}
	}
}

// portfolio makes records with missing and bounded dates, missing classes, kinds and families, co-owners, descent.
func (g *gen) portfolio() {
	for i := range g.count(4, 15) {
		r := patent.Record{
			ID:     fmt.Sprintf("p%d", i+1),
			Office: pick(g, "US", "US", "US", "US", "DE", "DE", "DE", "CN", "EP", "EP", "WO"),
			Kind:   pick(g, patent.Invention, patent.Invention, patent.Invention, patent.UtilityModel, patent.Design, patent.KindUnknown),
			Owners: []string{string(g.owner())},
			Title:  "synthetic",
			Source: "synthetic",
		}
		if g.chance(18) {
			if o := string(g.owner()); o != r.Owners[0] {
				r.Owners = append(r.Owners, o)
			}
		}
		if g.chance(15) {
			r.States = some(g, 1, 3, countries...)
		}
		if g.chance(70) {
			r.Family = pick(g, "f1", "f2", "f3")
		}
		g.dates(&r)
		if g.chance(82) {
			for _, k := range some(g, 1, 2, classes...) {
				r.Classes = append(r.Classes, k.symbol)
				r.Fields |= k.fields
			}
		}
		if g.chance(30) {
			r.Standards = some(g, 1, 2, standards...)
		}
		if i > 0 && g.chance(25) {
			how := pick(g, patent.Continuation, patent.Divisional, patent.ContinuationInPart, patent.Reissue)
			parent := fmt.Sprintf("p%d", 1+g.IntN(i))
			if g.chance(50) {
				r.Parents = append(r.Parents, patent.Parent{ID: parent, How: how})
			} else {
				g.declare(fmt.Sprintf("%s descends from %s", r.ID, parent), agreement.Descent{Child: r.ID, Parent: parent, How: how})
			}
		}
		g.records = append(g.records, r)
	}
	if g.chance(30) {
		g.override()
	}
}

// owner draws an organisation; the first ones own most, as parties do.
func (g *gen) owner() agreement.Org {
	if g.chance(55) {
		return g.orgs[g.IntN(2)]
	}
	return pick(g, g.orgs...)
}

// dates draws priority, filing, publication, grant and term of a record: mostly exact, some bounded, a few unknown.
func (g *gen) dates(r *patent.Record) {
	at := g.IntN(5)
	bound := func(lo, hi int) when.Bounds {
		switch n := g.IntN(20); {
		case n < 3:
			return g.bounded(lo, hi)
		case n == 3:
			return when.Bounds{Earliest: when.Min, Latest: g.day(lo, hi)}
		}
		return when.Exact(g.day(lo, hi))
	}
	r.Priority = bound(at, at+2)
	r.Filed = bound(at+1, at+3)
	r.Published = bound(at+2, at+4)
	r.IsGrant = pick(g, patent.Yes, patent.Yes, patent.Yes, patent.Yes, patent.Yes, patent.Yes, patent.Yes, patent.No, patent.No, patent.Unknown, patent.Unknown)
	r.Grant = when.Unknown
	if r.IsGrant != patent.No {
		r.Grant = bound(at+2, at+5)
	}
	r.Expires = when.Unknown
	if g.chance(92) {
		r.Expires = when.Exact(r.Filed.Latest.AddYears(20))
	}
	switch g.IntN(20) {
	case 0:
		r.Expires = when.Exact(g.day(9, 13)) // ends within the world's time
	case 1:
		r.Expires, r.TermKind = when.Exact(g.day(9, 13)), patent.TermNominal
	}
}

// override adds a journal line that changes a record, or declares one of its own.
func (g *gen) override() {
	r := &g.records[g.IntN(len(g.records))]
	switch g.IntN(3) {
	case 0:
		o := string(pick(g, g.orgs...))
		g.declare(r.ID+" is a patent, owner "+o, agreement.PatentFact{Record: patent.Record{ID: r.ID, Owners: []string{o}}, Set: agreement.SetOwners})
	case 1:
		g.declare(r.ID+" is a patent, priority", agreement.PatentFact{Record: patent.Record{ID: r.ID, Priority: when.Exact(g.day(0, 8))}, Set: agreement.SetPriority})
	default:
		g.declare(r.ID+" is a patent, family f3", agreement.PatentFact{Record: patent.Record{ID: r.ID, Family: "f3"}, Set: agreement.SetFamily})
	}
}

// assignments makes chains of title: by owners and by others, bounded, several on a day.
func (g *gen) assignments() {
	for range g.count(0, 5) {
		ids := make([]string, len(g.records))
		for i := range g.records {
			ids[i] = g.records[i].ID
		}
		patents := some(g, 1, 2, ids...)
		from := agreement.Org(g.records[slices.Index(ids, patents[0])].Owners[0])
		switch g.IntN(6) {
		case 0: // somebody who may not own it
			from = pick(g, g.orgs...)
		case 1: // the next link of a chain
			for i := range g.facts {
				if a, ok := g.facts[i].Body.(agreement.Assignment); ok {
					from, patents = a.To[0], a.Patents
				}
			}
		}
		to := some(g, 1, 2, g.orgs...)
		if g.chance(85) {
			to = to[:1]
		}
		begin := when.Exact(g.day(3, 12))
		if g.chance(25) {
			begin = g.bounded(3, 12)
		}
		f := g.fact(begin, when.Max, true, fmt.Sprintf("%s assigns %s to %v", from, strings.Join(patents, ", "), to),
			agreement.Assignment{From: from, Patents: patents, To: to})
		if g.chance(20) {
			f.Order = 1 + g.IntN(2)
		}
		if g.chance(25) { // a second link on the same day
			next := pick(g, g.orgs...)
			s := g.fact(begin, when.Max, true, fmt.Sprintf("%s assigns %s to %s", to[0], patents[0], next),
				agreement.Assignment{From: to[0], Patents: patents[:1], To: []agreement.Org{next}})
			if g.chance(40) {
				g.facts[len(g.facts)-2].Order, s.Order = 1, 2
			}
		}
	}
}

// catalogue makes products: parts, parts of parts, missing makers, categories and dates on sale.
func (g *gen) catalogue() {
	names := []string{"phone", "slate", "modem", "chip", "watch"}
	g.products = names[:g.count(2, len(names))]
	for i, id := range g.products {
		p := agreement.Product{ID: id, Name: id}
		if g.chance(80) {
			p.Maker = pick(g, g.orgs...)
		}
		if g.chance(85) {
			p.Category = some(g, 1, 2, categories...)
		}
		if g.chance(50) {
			p.Brand = string(pick(g, g.orgs...))
		}
		if g.chance(60) {
			p.Business = pick(g, businesses...)
		}
		if g.chance(50) {
			p.Implements = some(g, 1, 2, standards...)
		}
		if g.chance(60) {
			p.OnSale = when.NewSpans(g.span(2, 12))
		}
		// A product holds later ones only, so that none holds itself.
		least, most := 0, 1
		if i == 0 {
			least, most = min(1, g.IntN(6)), 2
		}
		for _, part := range some(g, least, most, g.products[i+1:]...) {
			p.Contains = append(p.Contains, g.part(part))
		}
		if i < 2 && g.chance(25) {
			p.Contains = append(p.Contains, g.part(pick(g, categories...)))
		}
		g.declare(id+" is a product", p)
	}
}

func (g *gen) part(id string) agreement.Part {
	p := agreement.Part{ID: id}
	if g.chance(40) {
		p.By = pick(g, g.orgs...)
	}
	return p
}

// statuses makes legal events.
func (g *gen) statuses() {
	for i := range g.records {
		if r := &g.records[i]; r.Office == "EP" && g.chance(70) {
			g.fact(when.Exact(g.day(3, 6)), when.Max, true, "validated "+r.ID, agreement.StatusFact{Patents: []string{r.ID}, Event: patent.Validated})
		}
	}
	for range g.count(0, 5) {
		r := &g.records[g.IntN(len(g.records))]
		e := agreement.StatusFact{
			Patents: []string{r.ID},
			Event:   pick(g, patent.Lapsed, patent.Expired, patent.Revoked, patent.InForceEvent, patent.Validated, patent.Validated, patent.GrantedEvent),
		}
		if g.chance(50) {
			e.Countries = some(g, 1, 3, countries...)
		}
		at := when.Exact(g.day(4, 12))
		if g.chance(25) {
			at = g.bounded(4, 12)
		}
		g.fact(at, when.Max, true, fmt.Sprintf("event %d of %s", e.Event, r.ID), e)
	}
}

// settings makes presumptions and lines of relevance.
func (g *gen) settings() {
	for _, p := range []struct {
		what    agreement.Presumed
		percent int
	}{
		{agreement.GrantedInForce, 88}, {agreement.ApplicationsPending, 50},
		{agreement.LicencesRun, 60}, {agreement.CovenantsRun, 40}, {agreement.PledgesRun, 40},
	} {
		if g.chance(p.percent) {
			g.declare("presume "+p.what.String(), agreement.Presumption{What: p.what})
		}
	}
	if g.chance(50) {
		in := some(g, 1, 4, countries...)
		g.declare("presume co-owners may license alone", agreement.Presumption{What: agreement.CoOwnersLicenseAlone, Countries: in})
	}
	if g.chance(25) {
		for range g.count(1, 2) {
			r := agreement.Relevance{Product: pick(g, append(slices.Clone(categories), g.products...)...)}
			switch g.IntN(4) {
			case 0:
				r.Standards = true
			case 1:
				r.Charted = true
			default:
				r.Fields = some(g, 1, 2, fieldWords...)
			}
			g.declare("relevant to "+r.Product, r)
		}
	}
}

// findings makes judgements on what clauses ask for, on natural evolution, and on what reads on what.
func (g *gen) findings() {
	for range g.count(0, 9) {
		f := agreement.Finding{
			Yes: g.chance(60),
			By:  pick(g, "", "inside counsel", "outside counsel"),
		}
		switch n := g.IntN(10); {
		case n < 2:
			f.Term, f.Of = "natural evolution", pick(g, g.products...)
			if g.chance(50) {
				f.From = pick(g, g.products...)
			}
		case n < 4 || len(g.terms) == 0:
			f.Term, f.Of = "reads on", g.records[g.IntN(len(g.records))].ID
			f.From = pick(g, append(slices.Clone(categories[:2]), g.products...)...)
			f.Yes = g.chance(40)
		default:
			t := pick(g, g.terms...)
			f.Term, f.Of = t.term, t.of
			switch t.subject {
			case agreement.SubjectPatent:
				f.Of = g.records[g.IntN(len(g.records))].ID
			case agreement.SubjectProduct:
				f.Of = pick(g, append(slices.Clone(categories[:1]), g.products...)...)
			}
		}
		if g.chance(15) {
			f.Replaces = pick(g, "inside counsel", "outside counsel")
		}
		at, dated := when.Exact(g.day(3, 12)), true
		switch g.IntN(6) {
		case 0:
			at, dated = when.Exact(when.Min), false
		case 1:
			at = g.bounded(3, 12)
		}
		g.fact(at, when.Max, dated, fmt.Sprintf("finding %q of %s from %s: %v", f.Term, f.Of, f.From, f.Yes), f)
		if g.chance(25) { // somebody else looks at the same thing
			again := f
			again.Yes, again.By = !f.Yes, pick(g, f.By, "outside counsel", "court")
			if g.chance(30) {
				again.Replaces = f.By
			}
			g.fact(when.Exact(g.day(3, 12)), when.Max, true, fmt.Sprintf("finding %q of %s from %s: %v", again.Term, again.Of, again.From, again.Yes), again)
		}
	}
}

// lateness lets facts become known late, and takes some back.
func (g *gen) lateness() {
	for i := range g.facts {
		f := &g.facts[i]
		switch f.Body.(type) {
		case agreement.Organisation:
			continue
		case agreement.Presumption:
			if g.chance(70) {
				continue
			}
		}
		if g.chance(12) {
			f.Recorded = g.day(6, 13)
		}
		if g.chance(5) {
			f.Retracted, f.Why = g.day(9, 13), "entered in error"
		}
	}
}
