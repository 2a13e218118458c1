package check

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
	"github.com/crossgrant/crossgrant/when"
)

// noAnswer is an answer that says nothing.
func noAnswer() agreement.ExpectAnswer {
	return agreement.ExpectAnswer{Until: when.None, Since: when.None, Day: when.None, EarliestEnd: when.None}
}

// powerOn reads the question whether a power is exercisable; nil when it cannot be made out.
func (x *ctx) powerOn(v *syntax.PowerOn) *agreement.PowerOn {
	d := x.lookup(v.Power, diag.UnknownDefinition, "power")
	on, ok := x.questionDay(v.On)
	q := &agreement.PowerOn{On: on}
	if v.For != nil {
		o, good := x.org(*v.For)
		q.For, ok = o, ok && good
	}
	if d == nil || !ok {
		return nil
	}
	q.Power = d.qname()
	switch forOne := endsForOne(d); {
	case forOne && v.For == nil:
		x.missingLicensee(d, v.At, "Say for whom it is asked: power "+v.Power.String()+" for LICENSEE on DATE.")
		return nil
	case !forOne && v.For != nil:
		p := x.warn(diag.WithoutEffect, v.For.At, "the power ends the rights of all, not of one licensee", "Whether it is exercisable is the same for all. Remove the words for "+v.For.Text+", or write in the power: to end GRANT for that licensee.")
		alsoAt(p, "the power", d.at())
	}
	return q
}

// maySublicense reads the question whether somebody may sublicense another; nil when it cannot be made out.
func (x *ctx) maySublicense(v *syntax.MaySublicense) *agreement.MaySublicense {
	by, ok1 := x.org(v.By)
	to, ok2 := x.org(v.To)
	d := x.lookup(v.Grant, diag.UnknownGrant, grantKinds...)
	on, ok3 := x.questionDay(v.On)
	if d == nil || !ok1 || !ok2 || !ok3 {
		return nil
	}
	return &agreement.MaySublicense{By: by, To: to, Grant: d.qname(), On: on}
}

// questionDay reads the day of a question; without one it is about the day of the run.
func (x *ctx) questionDay(d *syntax.Date) (when.Date, bool) {
	if d == nil {
		return when.None, true
	}
	return x.date(d)
}

// effectiveDay is a question for the effective date of an agreement. It is answered once all documents are lowered and
// their signatures read.
type effectiveDay struct {
	of *scope
	q  *agreement.DateOf
	x  *ctx
	at diag.Range
}

// dateOf reads the question for a day, and works it out; nil when it cannot be made out.
func (x *ctx) dateOf(v *syntax.DateOf, e *agreement.Expect) *agreement.DateOf {
	q := &agreement.DateOf{Day: when.None}
	switch {
	case v.Effective != nil:
		s := x.scopeOf(v.Effective.Text)
		if s == nil {
			x.unknown(diag.UnknownAgreement, *v.Effective, "agreement", x.ids, "Name an agreement of this workspace by the id of its agreement block.")
			return nil
		}
		q.Says = "effective of " + s.id
		x.effective = append(x.effective, effectiveDay{s, q, x, v.At})
	case v.Name != nil:
		d := x.lookup(*v.Name, diag.UnknownDefinition, "date")
		if d == nil {
			return nil
		}
		d.resolve()
		if d.failed {
			return nil // the date itself has been reported
		}
		q.Says, q.Day, q.Clauses = v.Name.Text, d.day, append([]agreement.Clause{d.clause}, d.uses...)
	}
	return q
}

// effectiveDays answers the questions for effective dates: what the frame states, else the signature.
func (c *checker) effectiveDays() {
	for _, d := range c.effective {
		d.q.Clauses = append([]agreement.Clause{d.of.model.Clause}, d.of.uses...)
		if d.q.Day = d.of.model.GivenFrom(); d.q.Day == when.None && d.of.frame != nil && d.of.frame.Get("effective") == nil {
			d.x.error(diag.MissingProperty, d.at, d.of.id+" states no effective date, and its signatures are not recorded", "The question asks for it. Add a line effective DATE to the agreement block, or record the signature of every party.")
		}
	}
}

// answerEnds reads what an answer has to say of powers to end the right.
func (x *ctx) answerEnds(v *syntax.AnswerEnds) *agreement.ExpectEnds {
	out := &agreement.ExpectEnds{None: v.None, Since: when.None}
	if v.By != nil {
		out.By, _ = x.org(*v.By)
	}
	if v.Since != nil {
		out.Since, _ = x.date(v.Since)
	}
	return out
}

// opponent reads one side of a conflict between clauses: the name of a clause, or a number under which one stands.
func (x *ctx) opponent(n syntax.Name) agreement.Name {
	if x.find(n.Text) != nil || n.Quoted {
		if d := x.mention(n, diag.UnknownClause, operative); d != nil {
			return d.qname()
		}
		return ""
	}
	r := clauseRange{split(n.Text), split(n.Text)}
	var found []*definition
	for _, d := range x.scope.order {
		if slices.Contains(operative, d.kind) && r.covers(d.clause.Number) {
			found = append(found, d)
		}
	}
	switch len(found) {
	case 0:
		x.unknown(diag.UnknownClause, n, "operative clause", x.citations, "A conflict is between two clauses of this agreement, each named by the number that stands above its block or by its own name. Correct it.")
		return ""
	case 1:
		return found[0].qname()
	}
	p := x.error(diag.UnknownClause, n.At, number(len(found))+" operative clauses stand under "+n.Text, "A conflict is between two of them. Write the name of the one that is meant.")
	for _, d := range found {
		alsoAt(p, quote(d.name), d.at())
	}
	return ""
}
