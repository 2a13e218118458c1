package oracle

import (
	"maps"
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
)

// inquiry is one question of clear, being answered patent by patent.
type inquiry struct {
	*known
	question Question
	tree     []*node
	ways     []*way
	decided  map[decidedAt]decided // conditions already worked out
	tooMany  bool
}

func (o *Oracle) inquiry(question Question) *inquiry {
	k := o.known(question.KnownAt, question.Use.On, question.Use.Country, question.WithoutPresumptions)
	return &inquiry{
		known: k, question: question,
		tree: k.tree(question.Use), ways: k.ways(question.Use), decided: map[decidedAt]decided{},
	}
}

// right is what the clauses say about one patent, whatever its status.
type right struct {
	verdict string            // licensed, own, not_licensed, partly, depends
	nodes   map[string]string // by path
	open    []string
	because []string
	beyond  bool
}

// actorOwns reports whether the patent is the actor's own.
func (q *inquiry) actorOwns(v *view, p *patent.Record) bool {
	return v.ownedBy(p, q.question.Use.Actor, agreement.Over50, q.day)
}

// askedAbout reports whether the question is about the patent.
func (q *inquiry) askedAbout(v *view, p *patent.Record) bool {
	switch u := q.question.Under; {
	case u.Org != "":
		share := u.Share
		if share == (agreement.Share{}) {
			share = agreement.Over50
		}
		return patent.Effect(p, q.country) && v.ownedBy(p, u.Org, share, q.day)
	case u.Set != "":
		return patent.Effect(p, q.country) && v.captured(u.Set, p)
	default:
		return has(u.Patents, p.ID)
	}
}

// outcome is what comes out for a patent under one supposition.
type outcome struct {
	asked bool
	own   bool
	gives [][]given          // by node: the ways that give the right
	cuts  [][]agreement.Name // by node: the exclusions, rules and powers that take it out of ways that otherwise hold
}

// given is a way that gives the right under a supposition, and the survivals but for which it would be taken out; with
// them the rule by which it is kept or has passed.
type given struct {
	*candidate
	saved []agreement.Name
}

// licensed reports whether a node is licensed, by a grant or because the patent is the actor's own.
func (o outcome) licensed(node int) bool { return o.own || len(o.gives[node]) > 0 }

// word is own, licensed, not_licensed or partly.
func (o outcome) word() string {
	n := 0
	for i := range o.gives {
		if len(o.gives[i]) > 0 {
			n++
		}
	}
	switch {
	case o.own:
		return Own
	case n == len(o.gives):
		return Licensed
	case n == 0:
		return NotLicensed
	}
	return Partly
}

// plainWord is word where own and licensed do not differ.
func (o outcome) plainWord() string {
	if w := o.word(); w != Own {
		return w
	}
	return Licensed
}

// right works out the right to the judged nodes under a patent that is asked about.
func (q *inquiry) right(p *patent.Record, f footing, judged []*node) right {
	if f.own.Certain {
		r := right{verdict: Own, nodes: map[string]string{}}
		for _, n := range judged {
			r.nodes[n.path] = Licensed
		}
		return r
	}
	if len(f.reach) > Limit {
		return q.unworked(p, f)
	}
	outcomes := q.outcomes(p, f)
	r := right{
		verdict: verdictOf(outcomes),
		nodes:   map[string]string{},
		open:    idsOf(slices.Values(matters(outcomes, outcome.plainWord))),
	}
	because := map[string]bool{}
	for i, pr := range f.nodes {
		verdict, clauses := nodeOf(outcomes, i)
		r.nodes[pr.node.path] = verdict
		for _, c := range clauses {
			because[string(c)] = true
		}
	}
	r.because = sorted(because)
	return r
}

// unworked is the right when more than Limit questions reach it: it depends on all of them. A node that none of them
// reaches is still decided, unless it hangs on whether the patent is the actor's own.
func (q *inquiry) unworked(p *patent.Record, f footing) right {
	r := right{verdict: Depends, nodes: map[string]string{}, open: idsOf(maps.Keys(f.reach)), beyond: true}
	for _, pr := range f.nodes {
		r.nodes[pr.node.path] = Depends
		if len(pr.reach) > 0 || f.own.Possible && len(pr.sure) == 0 {
			continue
		}
		alone := footing{nodes: []prospect{pr}}
		alone.asked.Certain = true
		verdict, _ := nodeOf(q.outcomes(p, alone), 0)
		r.nodes[pr.node.path] = verdict
	}
	return r
}

// outcomes goes through the cases in which the patent is asked about. Ways that cannot hold are left out. Where it is
// certain that the patent is asked about, a node with a sure way needs no cases.
func (q *inquiry) outcomes(p *patent.Record, f footing) []found[outcome] {
	cases, complete := cases(q.known, func(v *view) outcome {
		o := outcome{asked: f.asked.Certain || q.askedAbout(v, p)}
		if !o.asked {
			return o
		}
		o.own = f.own.Possible && q.actorOwns(v, p)
		for _, pr := range f.nodes {
			gives, cuts := q.under(v, pr, f.asked.Certain)
			o.gives = append(o.gives, gives)
			o.cuts = append(o.cuts, cuts)
		}
		return o
	})
	q.tooMany = q.tooMany || !complete
	return slices.DeleteFunc(cases, func(f found[outcome]) bool { return !f.result.asked })
}

// under says which ways give the right to a node under a supposition, and what takes it out of others.
func (q *inquiry) under(v *view, pr prospect, shortcut bool) (gives []given, cuts []agreement.Name) {
	if shortcut && len(pr.sure) > 0 {
		for _, c := range pr.sure {
			gives = append(gives, given{c, c.saved})
		}
		return gives, nil
	}
	for _, c := range pr.live {
		if !q.hold(v, c.parts) {
			continue
		}
		taken, saved := q.taken(v, c)
		if len(taken) == 0 {
			gives = append(gives, given{c, append(saved, c.rules()...)})
		}
		cuts = append(cuts, taken...)
	}
	return gives, cuts
}

// taken says what takes out the right by a way under a supposition, and which survivals defeat what else would.
func (q *inquiry) taken(v *view, c *candidate) (by, saved []agreement.Name) {
	for _, t := range c.takers {
		if !q.hold(v, t.parts) {
			continue
		}
		defeated := false
		for _, s := range t.survivals {
			if !q.hold(v, []part{s.defeated}) {
				saved, defeated = append(saved, s.clause), true
			}
		}
		if !defeated {
			by = append(by, t.clause)
		}
	}
	return by, saved
}

// verdictOf is the right over all cases: what comes out in every one of them.
func verdictOf(all []found[outcome]) string {
	licensed, own := true, true
	word := ""
	for _, f := range all {
		w := f.result.word()
		licensed = licensed && (w == Licensed || w == Own)
		own = own && w == Own
		if word != "" && w != word {
			w = Depends
		}
		word = w
	}
	switch {
	case own:
		return Own
	case licensed:
		return Licensed
	}
	return word
}

// nodeOf is the verdict of a node over all cases, and the clauses that make it.
func nodeOf(all []found[outcome], node int) (verdict string, clauses []agreement.Name) {
	licensed, not := true, true
	for _, f := range all {
		if f.result.licensed(node) {
			not = false
		} else {
			licensed = false
		}
	}
	switch {
	case licensed:
		return Licensed, supporting(all, node)
	case not:
		for x := range atWork(all, func(o outcome) []agreement.Name { return o.cuts[node] }) {
			clauses = append(clauses, x)
		}
		return NotLicensed, clauses
	}
	return Depends, nil
}

// sourcesOf lists what gives the right to a node that is licensed.
func sourcesOf(all []found[outcome], node int) map[source]bool {
	return atWork(all, func(o outcome) []source {
		var out []source
		for _, x := range o.gives[node] {
			out = append(out, x.source())
		}
		return out
	})
}

// supporting lists the clauses of what gives the right to a node that is licensed, and the survivals but for which it
// would be taken out in some case.
func supporting(all []found[outcome], node int) []agreement.Name {
	var out []agreement.Name
	sources := sourcesOf(all, node)
	for s := range sources {
		out = append(out, s.names()...)
	}
	for _, f := range all {
		for _, x := range f.result.gives[node] {
			if sources[x.source()] {
				out = append(out, x.saved...)
			}
		}
	}
	return out
}

// atWork lists what is at work in every case, or, where nothing is, in some.
func atWork[T comparable](all []found[outcome], pick func(outcome) []T) map[T]bool {
	every, some := map[T]bool{}, map[T]bool{}
	for i, f := range all {
		here := map[T]bool{}
		for _, c := range pick(f.result) {
			here[c], some[c] = true, true
			if i == 0 {
				every[c] = true
			}
		}
		for c := range every {
			if !here[c] {
				delete(every, c)
			}
		}
	}
	if len(every) > 0 {
		return every
	}
	return some
}
