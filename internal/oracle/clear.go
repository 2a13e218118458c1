package oracle

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
)

// Clear answers "May X do A with P in C on D under Y's patents?".
func (o *Oracle) Clear(question Question) Answer {
	q := o.inquiry(question)
	a := Answer{PerPatent: map[string]PatentAnswer{}}
	open := map[string]bool{}
	for _, p := range q.records {
		x, asked := q.patent(p)
		if !asked {
			continue
		}
		a.PerPatent[p.ID] = x
		a.Counts.add(x)
		if x.Verdict == Depends {
			for _, id := range x.Open {
				open[id] = true
			}
		}
	}
	a.Verdict = a.Counts.headline()
	if u := question.Under; u.Org == "" && u.Set == "" && len(u.Patents) == 1 {
		if x, ok := a.PerPatent[u.Patents[0]]; ok && x.Verdict != NotRelevant {
			a.Verdict = x.Verdict
		}
	}
	a.Open = sorted(open)
	a.TooMany = q.tooMany
	return a
}

// patent answers for one patent; asked is false when the question is not about it.
func (q *inquiry) patent(p *patent.Record) (a PatentAnswer, asked bool) {
	about := q.askedFor(p)
	if !about.Possible {
		return PatentAnswer{}, false
	}
	status := q.status(p)
	a.Status = status.String()
	judged := q.judged(p)
	relevant, facts := q.relevant(p, q.tree)
	if !relevant || len(judged) == 0 {
		a.Verdict = NotRelevant
		return a, true
	}
	r := q.right(p, q.footing(p, about, judged), judged)
	a.Right, a.Nodes, a.Because, a.BeyondLimit = r.verdict, r.nodes, r.because, r.beyond
	a.RightOpen = r.open
	a.Verdict = r.verdict
	if r.verdict == Own {
		a.Verdict = Licensed
	}
	switch status {
	case patent.StatusNotInForce:
		a.Verdict = NotInForce
	case patent.StatusPending:
		a.Verdict = Pending
	case patent.StatusUnknown:
		if a.Verdict != Licensed {
			a.Verdict = Depends
			a.Open = []string{agreement.QStatus(p.ID, q.country).ID()}
		}
	}
	if a.Verdict == NotLicensed && len(facts) > 0 {
		a.Verdict = Depends
		a.Open = facts
	}
	if a.Verdict == Depends {
		a.Open = append(a.Open, r.open...)
		slices.Sort(a.Open)
		a.Open = slices.Compact(a.Open)
	}
	return a, true
}

// askedFor works out by itself whether a patent is asked about.
func (q *inquiry) askedFor(p *patent.Record) decided {
	return q.remember(decidedAt{what: "asked about", patent: p.ID}, func(v *view) bool { return q.askedAbout(v, p) })
}

// judged lists the nodes on which no finding says that the patent does not read.
func (q *inquiry) judged(p *patent.Record) []*node {
	var out []*node
	for _, n := range q.tree {
		if q.readsOn(p.ID, n) >= 0 {
			out = append(out, n)
		}
	}
	return out
}

// add counts one patent.
func (c *Counts) add(a PatentAnswer) {
	switch a.Verdict {
	case NotRelevant:
		c.NotRelevant++
		return
	case NotInForce:
		c.NotInForce++
	case Pending:
		c.Pending++
	case Licensed:
		c.Licensed++
		if a.Right == Own {
			c.Own++
		}
	case Partly:
		c.Partly++
	case NotLicensed:
		c.NotLicensed++
	case Depends:
		c.Depends++
	}
	if a.Status == patent.StatusUnknown.String() {
		c.StatusUnknown++
	}
}

// headline is the verdict over the relevant patents that are in force or of unknown status.
func (c Counts) headline() string {
	switch {
	case c.Licensed+c.Partly+c.NotLicensed+c.Depends == 0:
		return NothingInForce
	case c.Partly > 0 || c.Licensed > 0 && c.NotLicensed > 0:
		return Partly
	case c.Depends > 0:
		return Depends
	case c.NotLicensed == 0:
		return Licensed
	}
	return NotLicensed
}
