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
	grants   []*granted
	decided  map[decidedAt]decided // conditions already worked out
	tooMany  bool
}

func (o *Oracle) inquiry(question Question) *inquiry {
	k := o.known(question.KnownAt, question.Use.On, question.Use.Country, question.WithoutPresumptions)
	return &inquiry{
		known: k, question: question,
		tree: k.tree(question.Use), grants: k.grants(), decided: map[decidedAt]decided{},
	}
}

// decidedAt names a condition by what it looks at.
type decidedAt struct {
	what         string
	i            int // of a condition
	clause       agreement.Name
	cut          agreement.Name // the grant, where it hangs on a reading which grants an exclusion cuts
	patent, node string         // empty: it does not look at one
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

// condition works out one of the conditions 1 to 9 by itself.
func (q *inquiry) condition(i int, g *granted, p *patent.Record, n *node) decided {
	c := conditions[i]
	key := decidedAt{what: "condition", i: i, clause: g.Clause.QName()}
	if c.ofPatent {
		key.patent = p.ID
	}
	if c.ofNode {
		key.node = n.path
	}
	return q.remember(key, func(v *view) bool { return c.under(v, q.question.Use, g, p, n) })
}

// exclusion works out by itself whether an exclusion takes a node out of a grant.
func (q *inquiry) exclusion(x *agreement.Exclusion, g *granted, p *patent.Record, n *node) decided {
	key := decidedAt{what: "exclusion", clause: x.Clause.QName(), patent: p.ID, node: n.path}
	if q.readings[key.clause] != nil {
		key.cut = g.Clause.QName()
	}
	return q.remember(key, func(v *view) bool { return v.takesOut(q.question.Use, x, g, p, n, q.tree) })
}

func (q *inquiry) remember(key decidedAt, rule func(*view) bool) decided {
	d, ok := q.decided[key]
	if !ok {
		d = decide(q.known, rule)
		q.decided[key] = d
	}
	q.tooMany = q.tooMany || d.TooMany
	return d
}

// prospect is what is certain about one node before the cases are gone through.
type prospect struct {
	node  *node
	sure  []*granted     // give the right whatever the questions
	live  []*granted     // none of whose conditions is certainly false
	reach map[doubt]bool // questions that reach the right to the node
}

// prospects looks at every grant for a node, condition by condition (docs/meaning.md §10, Limit).
func (q *inquiry) prospects(p *patent.Record, n *node) prospect {
	out := prospect{node: n, reach: map[doubt]bool{}}
	for _, g := range q.grants {
		open := map[doubt]bool{}
		certain, possible := true, true
		for i := range conditions {
			d := q.condition(i, g, p, n)
			certain = certain && d.Certain
			possible = possible && d.Possible
			for _, id := range d.open {
				open[id] = true
			}
			if !possible {
				break
			}
		}
		if !possible {
			continue // none of its questions reach
		}
		out.live = append(out.live, g)
		threatened, cut := false, false
		for _, x := range g.cutters {
			d := q.exclusion(x, g, p, n)
			threatened = threatened || d.Possible
			cut = cut || d.Certain
			for _, id := range d.open {
				open[id] = true
			}
		}
		if certain && !threatened {
			out.sure = append(out.sure, g)
		}
		for x := range open {
			if !cut { // what an exclusion takes out for certain, no question can bring back
				out.reach[x] = true
			}
		}
	}
	if len(out.sure) > 0 {
		out.reach = map[doubt]bool{}
	}
	return out
}

// outcome is what comes out for a patent under one supposition.
type outcome struct {
	asked bool
	own   bool
	gives [][]string // by node: the grants that give the right
	cuts  [][]string // by node: the exclusions that take it out of grants that otherwise hold
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

// footing is what is certain about a patent before the cases are gone through.
type footing struct {
	asked, own decided
	nodes      []prospect     // of the judged nodes; none where the patent is certainly the actor's own
	reach      map[doubt]bool // questions that reach the right
}

// footing looks at a patent that is asked about (docs/meaning.md §10, Limit).
func (q *inquiry) footing(p *patent.Record, asked decided, judged []*node) footing {
	own := q.remember(decidedAt{what: "own", patent: p.ID}, func(v *view) bool { return q.actorOwns(v, p) })
	f := footing{asked: asked, own: own, reach: map[doubt]bool{}}
	if own.Certain {
		return f
	}
	for _, x := range slices.Concat(asked.open, own.open) {
		f.reach[x] = true
	}
	for _, n := range judged {
		pr := q.prospects(p, n)
		f.nodes = append(f.nodes, pr)
		for x := range pr.reach {
			f.reach[x] = true
		}
	}
	return f
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
			because[c] = true
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

// outcomes goes through the cases in which the patent is asked about. Grants that cannot hold are left out. Where
// it is certain that the patent is asked about, a node with a sure grant needs no cases.
func (q *inquiry) outcomes(p *patent.Record, f footing) []found[outcome] {
	cases, complete := cases(q.known, func(v *view) outcome {
		o := outcome{asked: f.asked.Certain || q.askedAbout(v, p)}
		if !o.asked {
			return o
		}
		o.own = f.own.Possible && q.actorOwns(v, p)
		for _, pr := range f.nodes {
			gives, cuts := q.under(v, p, pr, f.asked.Certain)
			o.gives = append(o.gives, namesOf(gives))
			o.cuts = append(o.cuts, cuts)
		}
		return o
	})
	q.tooMany = q.tooMany || !complete
	return slices.DeleteFunc(cases, func(f found[outcome]) bool { return !f.result.asked })
}

// holds reports whether a grant meets the conditions 1 to 9 under a supposition. One that holds under every
// supposition is not asked again.
func (q *inquiry) holds(v *view, g *granted, p *patent.Record, n *node) bool {
	for i, c := range conditions {
		if !q.condition(i, g, p, n).Certain && !c.under(v, q.question.Use, g, p, n) {
			return false
		}
	}
	return true
}

// takesOut reports whether an exclusion takes a node out of a grant under a supposition.
func (q *inquiry) takesOut(v *view, x *agreement.Exclusion, g *granted, p *patent.Record, n *node) bool {
	d := q.exclusion(x, g, p, n)
	return d.Certain || d.Possible && v.takesOut(q.question.Use, x, g, p, n, q.tree)
}

// under says which grants give the right to a node under a supposition, and which exclusions take it out.
func (q *inquiry) under(v *view, p *patent.Record, pr prospect, shortcut bool) (gives []*granted, cuts []string) {
	if shortcut && len(pr.sure) > 0 {
		return pr.sure, nil
	}
	for _, g := range pr.live {
		if !q.holds(v, g, p, pr.node) {
			continue
		}
		free := true
		for _, x := range g.cutters {
			if q.takesOut(v, x, g, p, pr.node) {
				free = false
				cuts = append(cuts, string(x.Clause.QName()))
			}
		}
		if free {
			gives = append(gives, g)
		}
	}
	return gives, cuts
}

func namesOf(grants []*granted) []string {
	var out []string
	for _, g := range grants {
		out = append(out, string(g.Clause.QName()))
	}
	return out
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

// nodeOf is the verdict of a node over all cases, and the clauses that make it: those of every case, or, where no
// clause is at work in every case, those of some.
func nodeOf(all []found[outcome], node int) (verdict string, clauses []string) {
	licensed, not := true, true
	for _, f := range all {
		if f.result.licensed(node) {
			not = false
		} else {
			licensed = false
		}
	}
	pick := func(o outcome) []string { return o.gives[node] }
	switch {
	case licensed:
		verdict = Licensed
	case not:
		verdict = NotLicensed
		pick = func(o outcome) []string { return o.cuts[node] }
	default:
		return Depends, nil
	}
	every, some := map[string]bool{}, map[string]bool{}
	for i, f := range all {
		here := map[string]bool{}
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
		return verdict, sorted(every)
	}
	return verdict, sorted(some)
}
