package syntax

import (
	"fmt"

	"github.com/crossgrant/crossgrant/diag"
)

// This file reads networks: one text that members join, with a licence for each ordered pair of them.

// openTo is the value of open to.
func (r *reader) openTo() Value {
	start := r.i
	if r.accept("everyone") || r.accept("anyone") || r.accept("anybody") {
		return &Word{"everyone", r.from(start)}
	}
	r.later(r.peek().at, "a network that only some may join")
	return nil
}

// joinedBy is the value of joined by.
func (r *reader) joinedBy() Value {
	start := r.i
	if r.accept("offer") || r.accept("an offer") {
		return &Word{"offer", r.from(start)}
	}
	r.want("`offer`")
	return nil
}

// leftBy is the value of left by: a discontinuation, or what is found of the member.
func (r *reader) leftBy() Value {
	start := r.i
	if r.match("finding", 0)+r.match("not finding", 0) > 0 {
		r.about = []string{"the member"}
		return r.condition()
	}
	if !r.accept("discontinuation") && !r.accept("a discontinuation") {
		r.want("`discontinuation`, or a finding of the member")
		return nil
	}
	v := &Leaving{}
	if r.comma() {
		r.accept("at least")
		if v.Notice = r.time("a time such as at least 180 days after its announcement"); r.failed {
			return nil
		}
		if !r.accept("after its announcement") {
			r.want("`after its announcement`")
			return nil
		}
	}
	v.At = r.from(start)
	return v
}

// oneSide reads members of a network, or one side of a pair of them; false when neither is next.
func (r *reader) oneSide(m *Member) bool {
	start := r.i
	switch {
	case r.accept("members of"), r.accept("the members of"):
		m.Kind, m.Ref = MemberNetwork, r.id("a network")
	case r.accept("the licensor"), r.accept("that licensor"):
		m.Kind, m.The = MemberLicensor, true
	case r.accept("each licensor"), r.accept("every licensor"):
		m.Kind = MemberLicensor
		r.inGroup(m)
	case r.accept("each licensee"), r.accept("every licensee"):
		m.Kind = MemberLicensee
		r.inGroup(m)
		m.Accepted = !r.failed && (r.accept("that accepted") || r.accept("that has accepted"))
	default:
		return false
	}
	m.At = r.from(start)
	return true
}

func (r *reader) inGroup(m *Member) {
	if r.accept("in") {
		n := r.nameOf("a group")
		m.In = &n
	}
}

// licensedUnder is the value of under in a grant or an exclusion: names, in a grant of a network perhaps as they were
// accepted.
func (r *reader) licensedUnder() Value {
	start := r.i
	r.lists = [][]string{{"as accepted"}}
	n := &Names{Items: r.names("a name", r.nameOf)}
	if !r.failed && r.comma() {
		if n.AsAccepted = r.accept("as accepted"); !n.AsAccepted {
			r.want("`as accepted`")
		}
	}
	n.At = r.from(start)
	return n
}

// lastLeft reads not after last discontinuation by the licensor behind a date; false when it is not next.
func (r *reader) lastLeft(t *Test) bool {
	if n := r.match("not after last discontinuation", 0) + r.match("not after the last discontinuation", 0); n > 0 {
		r.take(n)
		if !r.accept("by the licensor") && !r.accept("by that licensor") {
			r.want("`by the licensor`")
		}
		t.ToLeft = true
		return true
	}
	if r.match("after last discontinuation", 0)+r.match("until last discontinuation", 0)+r.match("before last discontinuation", 0) > 0 {
		r.fail(diag.UnreadableValue, r.peek().at, fmt.Sprintf("expected `not after`, found %s", r.peek()), "A network takes in what is not later than the day on which the licensor left it: `priority not after last discontinuation by the licensor`.", nil)
		return true
	}
	return false
}

// theDay is the value of effective in a journal.
func (r *reader) theDay() Value {
	d := r.date()
	if d == nil {
		return nil
	}
	return &Day{Dating: Dating{Day: *d, At: d.At}, At: d.At}
}

// acceptedFrom reads NETWORK from LICENSOR.
func (r *reader) acceptedFrom(o *Occurred) {
	o.Of = r.idOf("a network")
	if !r.failed && !r.accept("from") {
		r.want("`from` and the licensor")
	}
	if !r.failed {
		o.To = r.idOf("the licensor")
	}
}

func (r *reader) networkNamed(o *Occurred) { o.Of = r.idOf("a network") }
