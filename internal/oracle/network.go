package oracle

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// NetworkMember says whether an organisation is a member of a network on a day (docs/meaning.md §21).
func (o *Oracle) NetworkMember(org agreement.Org, network string, on, knownAt when.Date) Doubtful {
	return decide(o.known(knownAt, on, "", false), func(v *view) bool { return v.inNetwork(org, network, on) }).Doubtful
}

// network finds the agreement that is a network; nil: there is none of that id.
func (w *known) network(id string) *agreement.Agreement {
	for _, a := range w.agreements {
		if a.Network != nil && a.Clause.Name == id {
			return a
		}
	}
	return nil
}

// inNetwork reports whether somebody is a member of a network on day s: he has offered it by then, and has not left since.
func (v *view) inNetwork(o agreement.Org, id string, s when.Date) bool {
	a := v.network(id)
	if a == nil {
		return false
	}
	last, offered := when.None, false
	for _, e := range v.networkEvents(agreement.Offers, o, id) {
		if d, is := by(v, s, e, v.turning); is {
			last, offered = max(last, d), true
		}
	}
	if !offered {
		return false
	}
	for _, e := range v.networkEvents(agreement.Discontinues, o, id) {
		if end := e.body.Effective; last < end && end <= s && v.validBy(e, a, s) {
			return false
		}
	}
	for _, line := range a.Network.LeftIf {
		for _, t := range line {
			if v.leftBy(t, o, a, last, s) {
				return false
			}
		}
	}
	return true
}

// networkEvents lists the events of a verb by somebody about a network.
func (w *known) networkEvents(verb agreement.Verb, o agreement.Org, id string) []happening[agreement.Event] {
	var out []happening[agreement.Event]
	for _, e := range w.events {
		if e.body.Verb == verb && e.body.By == o && e.body.Of == agreement.Name(id) {
			out = append(out, e)
		}
	}
	return out
}

// validBy reports whether a discontinuation was announced by day s, and long enough before its day.
func (v *view) validBy(e happening[agreement.Event], a *agreement.Agreement, s when.Date) bool {
	d, is := by(v, s, e, v.turning)
	return is && a.Network.Notice.From(d) <= e.body.Effective
}

// leftBy reports whether a finding that counts on day s says that somebody has left after the day of his last offer.
func (v *view) leftBy(t agreement.Test, o agreement.Org, a *agreement.Agreement, offer, s when.Date) bool {
	of := t.Finding.Of
	if t.Finding.Subject == agreement.SubjectMember {
		of = string(o)
	}
	var said judgement
	left := when.None
	for _, all := range v.standing(t.Finding.Term, of, s) {
		for _, f := range all {
			if f.body.Yes == t.Not {
				said.no = true
				continue
			}
			said.yes = true
			left = max(left, f.fact.Begin.Latest)
		}
	}
	return said.yes && left > offer && v.settled(said, t.Finding.Term, of, a.Clause)
}

// networkDays lists the days on which somebody may join a network or leave it.
func (v *view) networkDays() []when.Date {
	var out []when.Date
	for _, a := range v.agreements {
		if a.Network == nil {
			continue
		}
		for _, e := range v.events {
			switch {
			case e.body.Of != agreement.Name(a.Clause.Name):
			case e.body.Verb == agreement.Offers:
				out = append(out, v.daysOf(e.fact.Begin, v.turning)...)
			case e.body.Verb == agreement.Discontinues:
				out = append(out, e.body.Effective)
			}
		}
		if len(a.Network.LeftIf) > 0 {
			for _, f := range v.findings {
				out = append(out, f.fact.Begin.Latest)
			}
		}
	}
	return out
}
