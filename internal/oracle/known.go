package oracle

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// known is the world as known on a day: facts not recorded by then, or retracted, are not there, and neither are
// agreements that nobody had signed.
type known struct {
	day       when.Date   // of the use or of the question
	country   string      // of the use; empty: none
	mentioned []when.Date // days on which something may change
	tested    []when.Date // days at which date tests of patents turn
	turning   []when.Date // the days mentioned, and those at which times that events begin are over

	orgs        []agreement.Org // everybody named anywhere, sorted
	records     []*patent.Record
	products    map[string]agreement.Product
	control     []happening[agreement.Control]
	assignments []happening[agreement.Assignment]
	statuses    []happening[agreement.StatusFact]
	findings    []happening[agreement.Finding]
	events      []happening[agreement.Event]
	signatures  []happening[agreement.Signature]
	milestones  []happening[agreement.Milestone]
	licensable  []happening[agreement.Licensable]
	descents    []agreement.Descent
	relevance   []agreement.Relevance
	presumed    map[agreement.Presumed]bool
	coOwners    map[string]bool // countries in which co-owners are presumed to be able to license alone

	under, over map[agreement.Org]map[agreement.Org]bool // see below and above
	orders      map[string][][]int                       // admissible orders already worked out, by question

	agreements []*agreement.Agreement
	written    []*agreement.Agreement // these, and what the options of their readings write, for names and days
	groups     map[agreement.Name]*groupOf
	sets       map[agreement.Name]*agreement.PatentSet
	goods      map[agreement.Name]*agreement.ProductSet
	opens      map[agreement.Name][]*agreement.Open  // by what they affect
	readings   map[agreement.Name]*agreement.Reading // by what they affect
}

// happening is a fact with its place in the world and its body.
type happening[T any] struct {
	i    int
	fact *agreement.Fact
	body T
}

// groupOf is a group with the first day of its agreement.
type groupOf struct {
	*agreement.Group
	from when.Date // the agreement's GivenFrom; when.Min where it states none
}

// known selects what is known on the day k, for a use on the day on in a country.
func (o *Oracle) known(k, on when.Date, country string, withoutPresumptions bool) *known {
	w := &known{
		day: on, country: country,
		products: map[string]agreement.Product{},
		under:    map[agreement.Org]map[agreement.Org]bool{},
		over:     map[agreement.Org]map[agreement.Org]bool{},
		orders:   map[string][][]int{},
		presumed: map[agreement.Presumed]bool{},
		coOwners: map[string]bool{},
		groups:   map[agreement.Name]*groupOf{},
		sets:     map[agreement.Name]*agreement.PatentSet{},
		goods:    map[agreement.Name]*agreement.ProductSet{},
		opens:    map[agreement.Name][]*agreement.Open{},
		readings: map[agreement.Name]*agreement.Reading{},
	}
	for i := range o.records {
		r := o.records[i]
		w.records = append(w.records, &r)
	}
	for i := range o.world.Facts {
		if f := &o.world.Facts[i]; f.KnownAt(k) {
			w.learn(i, f, withoutPresumptions)
		}
	}
	for _, a := range o.world.Agreements {
		if a.KnownFrom() <= k {
			w.read(a)
		}
	}
	w.name()
	w.mention()
	return w
}

func (w *known) learn(i int, f *agreement.Fact, withoutPresumptions bool) {
	switch b := f.Body.(type) {
	case agreement.Organisation:
		w.orgs = append(w.orgs, b.ID)
	case agreement.Control:
		w.control = append(w.control, happening[agreement.Control]{i, f, b})
	case agreement.Assignment:
		w.assignments = append(w.assignments, happening[agreement.Assignment]{i, f, b})
	case agreement.PatentFact:
		if r := w.record(b.Record.ID); r != nil {
			*r = b.Apply(r)
		} else {
			r := b.Apply(nil)
			w.records = append(w.records, &r)
		}
	case agreement.Milestone:
		w.milestones = append(w.milestones, happening[agreement.Milestone]{i, f, b})
	case agreement.Licensable:
		w.licensable = append(w.licensable, happening[agreement.Licensable]{i, f, b})
	case agreement.Descent:
		w.descents = append(w.descents, b)
	case agreement.StatusFact:
		w.statuses = append(w.statuses, happening[agreement.StatusFact]{i, f, b})
	case agreement.Product:
		w.products[b.ID] = b
	case agreement.Finding:
		w.findings = append(w.findings, happening[agreement.Finding]{i, f, b})
	case agreement.Event:
		w.events = append(w.events, happening[agreement.Event]{i, f, b})
	case agreement.Signature:
		w.signatures = append(w.signatures, happening[agreement.Signature]{i, f, b})
	case agreement.Relevance:
		w.relevance = append(w.relevance, b)
	case agreement.Presumption:
		if withoutPresumptions {
			return
		}
		w.presumed[b.What] = true
		if b.What == agreement.CoOwnersLicenseAlone {
			for _, c := range b.Countries {
				w.coOwners[c] = true
			}
		}
	}
}

func (w *known) read(a *agreement.Agreement) {
	w.agreements = append(w.agreements, a)
	from := a.GivenFrom()
	if from == when.None {
		from = when.Min
	}
	for _, g := range a.Groups {
		w.groups[g.Clause.QName()] = &groupOf{g, from}
	}
	for _, s := range a.Patents {
		w.sets[s.Clause.QName()] = s
	}
	for _, s := range a.Products {
		w.goods[s.Clause.QName()] = s
	}
	for _, x := range a.Opens {
		for _, n := range x.Affects {
			w.opens[n] = append(w.opens[n], x)
		}
	}
	w.learnReadings(a)
}

// name collects everybody whom anything names, beside those declared.
func (w *known) name() {
	for _, c := range w.control {
		w.orgs = append(w.orgs, c.body.Holder, c.body.Held)
	}
	for _, x := range w.assignments {
		w.orgs = append(append(w.orgs, x.body.From), x.body.To...)
	}
	for _, r := range w.records {
		for _, o := range r.Owners {
			w.orgs = append(w.orgs, agreement.Org(o))
		}
	}
	members := func(ms []agreement.Member) {
		for _, m := range ms {
			if m.Org != "" {
				w.orgs = append(w.orgs, m.Org)
			}
		}
	}
	for _, x := range w.products {
		w.orgs = append(w.orgs, x.Maker)
		for _, part := range x.Contains {
			w.orgs = append(w.orgs, part.By)
		}
	}
	for _, x := range w.licensable {
		w.orgs = append(w.orgs, x.body.By)
	}
	for _, e := range w.events {
		w.orgs = append(w.orgs, e.body.By, e.body.To, e.body.For)
	}
	for _, s := range w.signatures {
		w.orgs = append(w.orgs, s.body.By...)
	}
	for _, a := range w.written {
		w.orgs = append(w.orgs, a.Parties...)
		for _, g := range a.Groups {
			members(g.Is)
			members(g.Perhaps)
			members(g.Without)
		}
		for _, s := range a.Patents {
			for _, x := range s.Add {
				members(x.OwnedBy)
				members(x.LicensableBy)
			}
		}
		for _, s := range a.Products {
			for _, x := range s.OnSale {
				members(x.By)
			}
		}
		for _, g := range a.Grants {
			members(g.From)
			members(g.To)
		}
		trigger := func(t agreement.Trigger) {
			members(t.By.Members)
			members(t.To.Members)
			w.orgs = append(w.orgs, t.Holder, t.Held)
		}
		for _, r := range a.Rules {
			trigger(r.On)
		}
		for _, p := range a.Powers {
			members(p.Of)
			if p.If != nil {
				trigger(*p.If)
			}
		}
		for _, s := range a.Survivals {
			members(s.To)
			members(s.Election)
		}
		for _, x := range a.Extensions {
			members(x.By)
			members(x.To)
			if x.Parties != nil {
				w.orgs = append(w.orgs, x.Parties.With)
			}
		}
	}
	w.orgs = slices.DeleteFunc(w.orgs, func(o agreement.Org) bool { return o == "" })
	slices.Sort(w.orgs)
	w.orgs = slices.Compact(w.orgs)
}

// record finds a record; nil: none.
func (w *known) record(id string) *patent.Record {
	for _, r := range w.records {
		if r.ID == id {
			return r
		}
	}
	return nil
}

// mention collects every day that is written anywhere, with its neighbours, and apart from them the days at which the
// date tests of patent sets turn. Between two of them nothing changes, so where somebody left a day open for years,
// these days stand for all.
func (w *known) mention() {
	add := func(days ...when.Date) {
		for _, d := range days {
			if d.Real() {
				w.mentioned = append(w.mentioned, d-1, d, d+1)
			}
		}
	}
	add(w.day)
	for _, c := range w.control {
		add(c.fact.Begin.Earliest, c.fact.Begin.Latest, c.fact.End)
	}
	for _, x := range w.assignments {
		add(x.fact.Begin.Earliest, x.fact.Begin.Latest)
	}
	for _, x := range w.licensable {
		add(x.fact.Begin.Earliest, x.fact.Begin.Latest, x.fact.End)
	}
	for _, p := range w.products {
		for _, s := range p.OnSale {
			add(s.From, s.To)
		}
	}
	for _, e := range w.events {
		add(e.fact.Begin.Earliest, e.fact.Begin.Latest)
		if e.body.Verb == agreement.Discontinues {
			add(e.body.Effective)
			w.tested = append(w.tested, e.body.Effective, e.body.Effective+1)
		}
	}
	for _, a := range w.written {
		add(a.GivenFrom())
		for _, g := range a.Groups {
			add(g.AsOf)
		}
		for _, s := range a.Patents {
			for _, x := range s.Add {
				add(x.Held.Day, x.Held.Span.From, x.Held.Span.To)
				w.tested = append(w.tested, basisTurns(x, w.day)...)
			}
			w.tested = append(w.tested, turns(s.Where)...)
			w.tested = append(w.tested, turns(s.OnlyIf)...)
		}
		for _, s := range a.Products {
			for _, x := range s.OnSale {
				add(x.Held.Day, x.Held.Span.From, x.Held.Span.To)
			}
		}
		for _, g := range a.Grants {
			add(g.During.Span.From, g.During.Span.To)
		}
	}
	w.mentioned = append(w.mentioned, w.lastDays()...)
	slices.Sort(w.mentioned)
	w.mentioned = slices.Compact(w.mentioned)
	slices.Sort(w.tested)
	w.tested = slices.Compact(w.tested)
	w.turn()
}

// turns lists the last day before and the first day after each end of a span that conditions test.
func turns(lines []agreement.Condition) []when.Date {
	var out []when.Date
	for _, line := range lines {
		for _, t := range line {
			if !t.Attr.IsDate() {
				continue
			}
			for _, d := range []when.Date{t.Span.From, t.Span.To} {
				if d.Real() {
					out = append(out, d-1, d)
				}
			}
		}
	}
	return out
}

// fewDays is the length up to which every day of a bounded day is gone through literally.
const fewDays = 40

// daysOf lists the admissible values of a bounded day: each of its days, or, where there are very many, its ends and
// the days between them at which something may change.
func (w *known) daysOf(b when.Bounds, changes []when.Date) []when.Date {
	var out []when.Date
	if int64(b.Latest)-int64(b.Earliest) < fewDays {
		for d := b.Earliest; d <= b.Latest; d++ {
			out = append(out, d)
		}
		return out
	}
	out = append(out, b.Earliest)
	for _, d := range changes {
		if b.Earliest < d && d < b.Latest {
			out = append(out, d)
		}
	}
	return append(out, b.Latest)
}

// presumes reports whether the workspace presumes something.
func (w *known) presumes(p agreement.Presumed) bool { return w.presumed[p] }

// view is the world as known, under one supposition. What it has worked out it keeps, since nothing in it changes.
type view struct {
	*known
	*supposition
	pair       *pair // whose grant is looked at; nil: of no network
	holdings   map[holdingsAt]map[agreement.Org]int64
	members    map[memberAt]bool
	happenings map[instancesAt][]instance
	busy       map[any]bool // definitions being worked out: one that leads back to itself reaches nothing
}

func newView(k *known, s *supposition) *view {
	return &view{k, s, nil, map[holdingsAt]map[agreement.Org]int64{}, map[memberAt]bool{}, map[instancesAt][]instance{}, map[any]bool{}}
}

// guarded runs a rule unless it is already being worked out for the same thing.
func (v *view) guarded(key any, rule func() bool) bool {
	if v.busy[key] {
		return false
	}
	v.busy[key] = true
	defer delete(v.busy, key)
	return rule()
}

// allYes asks every open or redacted passage that affects a name; without any it is yes.
func (v *view) allYes(n agreement.Name) bool {
	for _, x := range v.opens[n] {
		if !v.yes(agreement.QOpen(x)) {
			return false
		}
	}
	return true
}
