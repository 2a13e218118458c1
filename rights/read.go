package rights

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// nameOrgs numbers the organisations: those declared, and those that anything names.
func (p *Program) nameOrgs() {
	for _, f := range p.known() {
		if o, ok := f.Body.(agreement.Organisation); ok {
			p.number(string(o.ID))
			for _, a := range o.Also {
				p.alias[a] = string(o.ID)
			}
		}
	}
	for _, id := range p.snap.Owners() {
		p.ownerOf = append(p.ownerOf, p.orgOf(agreement.Org(id)))
	}
}

// number gives an organisation its number.
func (p *Program) number(id string) org {
	if n, ok := p.orgNo[id]; ok {
		return n
	}
	n := org(len(p.orgs))
	p.orgs = append(p.orgs, id)
	p.orgNo[id] = n
	return n
}

// orgOf is the number of an organisation by id or other name; one that nothing declares gets a number of its own
// while the program is being compiled.
func (p *Program) orgOf(id agreement.Org) org {
	if n, ok := p.orgNo[string(id)]; ok {
		return n
	}
	if a, ok := p.alias[string(id)]; ok {
		if n, ok := p.orgNo[a]; ok {
			return n
		}
	}
	if id == "" || p.control != nil {
		return noOrg
	}
	return p.number(string(id))
}

func (p *Program) known() func(yield func(int, *agreement.Fact) bool) {
	return func(yield func(int, *agreement.Fact) bool) {
		for i := range p.world.Facts {
			f := &p.world.Facts[i]
			if !f.KnownAt(p.opt.KnownAt) {
				continue
			}
			if _, ok := f.Body.(agreement.Presumption); ok && p.opt.WithoutPresumptions {
				continue
			}
			if !yield(i, f) {
				return
			}
		}
	}
}

// readFacts puts the known facts where questions find them.
func (p *Program) readFacts() {
	// Everybody that a fact or an agreement names gets a number first, so that sets of organisations have one size.
	for _, f := range p.known() {
		switch b := f.Body.(type) {
		case agreement.Control:
			p.orgOf(b.Holder)
			p.orgOf(b.Held)
		case agreement.Assignment:
			p.orgOf(b.From)
			for _, o := range b.To {
				p.orgOf(o)
			}
		case agreement.PatentFact:
			for _, o := range b.Record.Owners {
				p.orgOf(agreement.Org(o))
			}
		case agreement.Licensable:
			p.orgOf(b.By)
		case agreement.Event:
			p.orgOf(b.By)
			p.orgOf(b.To)
			p.orgOf(b.For)
		case agreement.Signature:
			for _, o := range b.By {
				p.orgOf(o)
			}
		case agreement.Product:
			p.orgOf(b.Maker)
			for _, c := range b.Contains {
				p.orgOf(c.By)
			}
		}
	}
	for _, a := range p.world.Agreements {
		mentioned(a, func(o agreement.Org) { p.orgOf(o) })
	}
	c := newControl(len(p.orgs))
	c.text, c.name = p.factText, func(o org) string { return p.orgs[o] }
	for i, f := range p.known() {
		switch b := f.Body.(type) {
		case agreement.Control:
			h := holding{i, p.orgOf(b.Holder), b.Millionths, f.Begin, f.End, f.Order}
			c.add(p.orgOf(b.Held), h)
			p.addDeal(i, f, b)
			p.clock.noteBounds(f.Begin)
			p.clock.note(f.End)
		case agreement.Assignment:
			m := move{fact: i, from: p.orgOf(b.From), begin: f.Begin, order: f.Order}
			for _, o := range b.To {
				m.to = append(m.to, p.orgOf(o))
			}
			if f.Begin.Known() {
				p.clock.note(f.Begin.Earliest)
			}
			for _, id := range b.Patents {
				id = p.canonical(id)
				p.moves[id] = append(p.moves[id], m)
			}
		case agreement.PatentFact:
			id := p.canonical(b.Record.ID)
			p.overrides[id] = append(p.overrides[id], i)
		case agreement.Descent:
			id := p.canonical(b.Child)
			p.descents[id] = append(p.descents[id], patent.Parent{ID: p.canonical(b.Parent), How: b.How})
		case agreement.StatusFact:
			for _, id := range b.Patents {
				id = p.canonical(id)
				p.events[id] = append(p.events[id], patent.Event{Kind: b.Event, Countries: b.Countries, At: f.Begin, Source: f.Source})
			}
		case agreement.Product:
			p.products[b.ID] = &b
			for _, w := range b.Category {
				p.words[w] = true
			}
			for _, part := range b.Contains {
				p.words[part.ID] = true
			}
			for _, s := range b.OnSale {
				p.clock.noteSpan(s)
			}
		case agreement.Finding:
			b.Of = p.canonical(b.Of)
			j := judgement{Finding: b, fact: i, from: f.Begin.Latest, recorded: f.Recorded}
			if !f.Dated {
				j.from = when.Min
			}
			if j.recorded == when.None {
				j.recorded = f.Begin.Earliest
			}
			p.findings.add(j)
			if b.Term == termReadsOn {
				p.charts[b.Of] = true
			}
		case agreement.Milestone:
			p.addMilestone(f, b)
		case agreement.Licensable:
			p.addLicensable(i, f, b)
		case agreement.Event:
			p.addEvent(i, f, b)
		case agreement.Signature:
			p.addSignature(i, f, b)
		case agreement.Presumption:
			p.presumed[b.What] = i
			switch b.What {
			case agreement.GrantedInForce:
				p.presume.GrantedInForce = true
			case agreement.ApplicationsPending:
				p.presume.ApplicationsPending = true
			case agreement.LicencesRun:
				p.runs[agreement.Licence] = true
			case agreement.CovenantsRun:
				p.runs[agreement.Covenant] = true
			case agreement.PledgesRun:
				p.runs[agreement.Pledge] = true
			case agreement.CoOwnersLicenseAlone:
				for _, cc := range b.Countries {
					p.coOwnersAlone[cc] = true
				}
			}
		case agreement.Relevance:
			p.relevance = append(p.relevance, relevance{b, i})
			p.words[b.Product] = true
		}
	}
	c.seal()
	p.control = c
	p.findings.seal()
}

// canonical is the id of a patent as the snapshot writes it; other ids stay as they are.
func (p *Program) canonical(id string) string {
	if id == "" {
		return ""
	}
	if r, ok := p.snap.Find(id); ok {
		return p.snap.ID(r)
	}
	return id
}

// readAgreements compiles the agreements known on the day.
func (p *Program) readAgreements(agreements []*agreement.Agreement) error {
	opens := map[agreement.Name][]*agreement.Open{}
	var known []*agreement.Agreement
	p.frames = map[string]*agreement.Agreement{}
	for _, a := range agreements {
		p.frames[a.Clause.Name], p.frames[a.Clause.Agreement] = a, a
	}
	for _, a := range agreements {
		if a.KnownFrom() <= p.opt.KnownAt {
			known = append(known, a)
			for _, o := range a.Opens {
				for _, n := range o.Affects {
					opens[n] = append(opens[n], o)
				}
			}
		}
	}
	readings := map[agreement.Name]*agreement.Reading{}
	for _, a := range known {
		for _, r := range a.Readings {
			readings[r.Affects] = r
		}
	}
	byName := map[agreement.Name]*grant{}
	for _, a := range known {
		given := a.GivenFrom()
		if given == when.None {
			given = when.Min
		}
		p.clock.note(given)
		if a.Network != nil {
			p.addNetwork(a)
		}
		for _, g := range a.Groups {
			name := g.Clause.QName()
			n := &group{Group: g, given: given, opens: opens[name], reading: readings[name]}
			if n.reading != nil {
				for i := range n.reading.Options {
					n.options = append(n.options, &group{Group: n.reading.Options[i].Group, given: given, opens: n.opens})
				}
			}
			for _, v := range n.each() {
				if v.Membership == agreement.AsOf {
					p.clock.note(v.AsOf)
				}
			}
			p.groups[name] = n
		}
		for _, s := range a.Patents {
			name := s.Clause.QName()
			n := &patentSet{PatentSet: s, opens: opens[name], reading: readings[name]}
			if n.reading != nil {
				for i := range n.reading.Options {
					n.options = append(n.options, &patentSet{PatentSet: n.reading.Options[i].Patents, opens: n.opens})
				}
			}
			for _, v := range n.each() {
				p.noteSet(v)
			}
			p.sets[name] = n
		}
		for _, s := range a.Products {
			name := s.Clause.QName()
			n := &productSet{ProductSet: s, opens: opens[name], reading: readings[name]}
			if n.reading != nil {
				for i := range n.reading.Options {
					n.options = append(n.options, &productSet{ProductSet: n.reading.Options[i].Products, opens: n.opens})
				}
			}
			for _, v := range n.each() {
				p.noteProducts(v)
			}
			p.productSets[name] = n
		}
		for _, x := range a.Exclusions {
			name := x.Clause.QName()
			n := &exclusion{Exclusion: x, opens: opens[name], reading: readings[name]}
			if n.reading != nil {
				for i := range n.reading.Options {
					n.options = append(n.options, &exclusion{Exclusion: n.reading.Options[i].Exclusion, opens: n.opens})
				}
			}
			for _, v := range n.each() {
				p.noteWords(nil, v.For)
				p.noteWords(nil, v.Except)
			}
			p.exclusions = append(p.exclusions, n)
		}
		for _, r := range a.Rules {
			if r.On.Instances() {
				p.addEntityRule(r, opens[r.Clause.QName()])
				continue
			}
			if len(r.Ends) > 0 {
				p.exclusions = append(p.exclusions, &exclusion{Exclusion: ruleAsExclusion(r), ends: &ender{rule: r, thatOne: r.ThatOne}, opens: opens[r.Clause.QName()]})
			}
		}
		for _, w := range a.Powers {
			p.exclusions = append(p.exclusions, &exclusion{Exclusion: powerAsExclusion(w), ends: &ender{power: w, thatOne: w.ThatOne}, opens: opens[w.Clause.QName()]})
		}
		for _, g := range a.Grants {
			name := g.Clause.QName()
			n := p.newGrant(a, g, opens[name])
			if r := readings[name]; r != nil {
				n.reading = r
				for i := range r.Options {
					n.options = append(n.options, p.newGrant(a, r.Options[i].Grant, n.opens))
				}
			}
			p.grants = append(p.grants, n)
			byName[name] = n
		}
	}
	if err := p.circles(); err != nil {
		return err
	}
	p.joinGroups()
	for _, s := range p.sets {
		for _, v := range append([]*patentSet{s}, s.options...) {
			v.speaks = p.setSpeaks(v)
		}
	}
	for _, g := range p.grants {
		if p.network(g.Clause.Agreement) != nil && p.grantSpeaks(g) {
			for _, v := range append([]*grant{g}, g.options...) {
				v.paired = true
			}
		}
	}
	p.noteEvents(known)
	p.clock.seal()
	p.extend(known, opens, byName)
	for _, x := range p.exclusions {
		for _, v := range x.each() {
			for _, n := range v.Cuts {
				for _, g := range p.grants {
					if (g.Clause.QName() == n || slices.ContainsFunc(g.extensions, func(e *extension) bool { return e.name() == n })) && !slices.Contains(g.cutters, x) {
						g.cutters = append(g.cutters, x)
					}
				}
			}
		}
	}
	for _, g := range p.grants {
		g.from, g.to = p.peopleOf(g.From), p.peopleOf(g.To)
		for _, v := range g.options {
			v.from, v.to, v.cutters, v.index = p.peopleOf(v.From), p.peopleOf(v.To), g.cutters, g.index
			v.extensions, v.transfers, v.running, v.entity = g.extensions, g.transfers, g.running, g.entity
		}
	}
	for _, s := range p.sets {
		for _, v := range append([]*patentSet{s}, s.options...) {
			for _, sel := range v.Add {
				var owned, licensors *people
				if len(sel.OwnedBy) > 0 {
					owned = p.peopleOf(sel.OwnedBy)
				}
				if len(sel.LicensableBy) > 0 {
					licensors = p.peopleOf(sel.LicensableBy)
				}
				v.owned, v.licensors = append(v.owned, owned), append(v.licensors, licensors)
			}
		}
	}
	p.scopes()
	for a, days := range p.clock.edges {
		slices.Sort(days)
		p.clock.edges[a] = slices.Compact(days)
	}
	return nil
}

// newGrant compiles a grant, or one option of it.
func (p *Program) newGrant(a *agreement.Agreement, g *agreement.Grant, opens []*agreement.Open) *grant {
	n := &grant{Grant: g, index: len(p.grants), given: a.GivenFrom(), opens: opens, title: a.Title}
	if n.given == when.None {
		n.given = when.Min
		if !g.During.NotStated {
			n.given = g.During.Span.From
		}
	}
	p.clock.note(n.given)
	for _, act := range g.Acts {
		n.acts |= 1 << act
	}
	p.noteWords(nil, g.For)
	return n
}

func (p *Program) noteSet(s *patentSet) {
	s.listed = map[string]bool{}
	for _, sel := range s.Add {
		p.noteHeld(sel.Held)
		switch to := heldSpan(sel.Held, when.None).To; sel.Basis {
		case agreement.OfApplications:
			p.clock.edges[agreement.PatentPriority] = append(p.clock.edges[agreement.PatentPriority], to)
		case agreement.OfDisclosures:
			p.clock.edges[agreement.PatentDisclosed] = append(p.clock.edges[agreement.PatentDisclosed], to)
		}
		for _, id := range sel.Listed {
			s.listed[p.canonical(id)] = true
		}
	}
	p.families = p.families || len(s.Family) > 0
	p.noteEdges(s.Where)
	p.noteEdges(s.OnlyIf)
}

func (p *Program) noteProducts(s *productSet) {
	for _, o := range s.OnSale {
		p.noteHeld(o.Held)
	}
	p.noteWords(s.Are, s.Except)
	for _, line := range s.Where {
		for _, t := range line {
			if t.Attr == agreement.ProductCategory {
				p.noteWords(t.Values, nil)
			}
		}
	}
}

func (p *Program) noteHeld(h agreement.Held) {
	switch h.Kind {
	case agreement.HeldOn, agreement.HeldBefore:
		p.clock.note(h.Day, h.Day-1)
	case agreement.HeldDuring:
		p.clock.noteSpan(h.Span)
	}
}

func (p *Program) noteEdges(lines []agreement.Condition) {
	for _, line := range lines {
		for _, t := range line {
			if t.Attr >= agreement.PatentPriority && t.Attr <= agreement.PatentDisclosed {
				p.clock.edges[t.Attr] = append(p.clock.edges[t.Attr], t.Span.From, t.Span.To)
			}
		}
	}
}

func (p *Program) noteWords(words []string, items []agreement.ProductItem) {
	for _, w := range words {
		p.words[w] = true
	}
	for _, it := range items {
		if it.Word != "" {
			p.words[it.Word] = true
		}
	}
}

// mentioned calls visit with the organisations that an agreement names.
func mentioned(a *agreement.Agreement, visit func(agreement.Org)) {
	list := func(ms []agreement.Member) {
		for _, m := range ms {
			if m.Org != "" {
				visit(m.Org)
			}
		}
	}
	for _, o := range a.Parties {
		visit(o)
	}
	group := func(g *agreement.Group) {
		list(g.Is)
		list(g.Perhaps)
		list(g.Without)
	}
	patents := func(s *agreement.PatentSet) {
		for _, sel := range s.Add {
			list(sel.OwnedBy)
			list(sel.LicensableBy)
		}
	}
	products := func(s *agreement.ProductSet) {
		for _, o := range s.OnSale {
			list(o.By)
		}
	}
	grant := func(g *agreement.Grant) {
		list(g.From)
		list(g.To)
	}
	for _, g := range a.Groups {
		group(g)
	}
	for _, s := range a.Patents {
		patents(s)
	}
	for _, s := range a.Products {
		products(s)
	}
	for _, g := range a.Grants {
		grant(g)
	}
	trigger := func(t *agreement.Trigger) {
		if t == nil {
			return
		}
		list(t.By.Members)
		list(t.To.Members)
		for _, o := range []agreement.Org{t.Holder, t.Held} {
			if o != "" {
				visit(o)
			}
		}
	}
	for _, r := range a.Rules {
		trigger(&r.On)
	}
	for _, w := range a.Powers {
		list(w.Of)
		trigger(w.If)
	}
	for _, s := range a.Survivals {
		list(s.To)
		list(s.Election)
	}
	for _, x := range a.Allocations {
		for _, s := range x.Shares {
			for _, o := range s.Who {
				visit(o)
			}
		}
	}
	for _, x := range a.Encumbrances {
		list(x.HeldBy)
	}
	for _, e := range a.Extensions {
		list(e.By)
		list(e.To)
		if e.Parties != nil {
			visit(e.Parties.With)
		}
	}
	for _, r := range a.Readings {
		for _, o := range r.Options {
			switch {
			case o.Group != nil:
				group(o.Group)
			case o.Patents != nil:
				patents(o.Patents)
			case o.Products != nil:
				products(o.Products)
			case o.Grant != nil:
				grant(o.Grant)
			}
		}
	}
}

// circles refuses definitions that refer to themselves.
func (p *Program) circles() error {
	edges := map[string][]string{}
	item := func(from string, n agreement.Name) {
		if n != "" {
			edges[from] = append(edges[from], string(n))
		}
	}
	for n, g := range p.groups {
		for _, v := range g.each() {
			for _, m := range slices.Concat(v.Is, v.Perhaps, v.Without) {
				item(string(n), m.Group)
			}
		}
	}
	for n, s := range p.sets {
		for _, v := range s.each() {
			for _, e := range v.Except {
				item(string(n), e.Set)
			}
			for _, a := range v.Add {
				for _, m := range slices.Concat(a.OwnedBy, a.LicensableBy) {
					item(string(n), m.Group)
				}
			}
		}
	}
	for n, s := range p.productSets {
		for _, v := range s.each() {
			for _, e := range v.Except {
				item(string(n), e.Set)
			}
		}
	}
	state := map[string]int{}
	var visit func(n string) string
	visit = func(n string) string {
		switch state[n] {
		case 1:
			return n
		case 2:
			return ""
		}
		state[n] = 1
		for _, m := range edges[n] {
			if c := visit(m); c != "" {
				return c
			}
		}
		state[n] = 2
		return ""
	}
	names := make([]string, 0, len(edges))
	for n := range edges {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, n := range names {
		if c := visit(n); c != "" {
			return fmt.Errorf("the definition %q refers to itself; a definition may use another, but not one that comes back to it", c)
		}
	}
	return nil
}

// Unrecorded says in a sentence which facts bear no day of record: they count as known from their own first day, or always,
// which an answer about an earlier state of the record has to say. Empty: there are none.
func (p *Program) Unrecorded() string {
	files := map[string]int{}
	n := 0
	for _, f := range p.known() {
		if f.Recorded == when.None && !f.Given {
			files[f.At.File]++
			n++
		}
	}
	if n == 0 {
		return ""
	}
	names := slices.Sorted(maps.Keys(files))
	for i, f := range names {
		names[i] = fmt.Sprintf("%s %d", f, files[f])
	}
	return fmt.Sprintf("%d facts bear no day of record and count as known from their own first day, or always: %s.", n, strings.Join(names, ", "))
}
