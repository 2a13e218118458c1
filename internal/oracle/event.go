package oracle

import (
	"cmp"
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// met reports whether a trigger was met by a day, where l is the licensee of the right (docs/meaning.md §18).
func (v *view) met(t agreement.Trigger, l agreement.Org, until when.Date) bool {
	return len(v.occasions(t, l, until)) > 0
}

// occasions lists the days, up to one, on which a trigger was met.
func (v *view) occasions(t agreement.Trigger, l agreement.Org, until when.Date) []when.Date {
	if t.Verb == agreement.CeasesToControl {
		return v.ceased(t, until)
	}
	var out []when.Date
	for _, e := range v.events {
		if !concerns(t, e.body) {
			continue
		}
		if d, is := by(v, until, e, v.turning); is && v.acts(e.body, t, l, d) && v.plays(e.body.To, t.To, l, d) {
			out = append(out, d)
		}
	}
	return out
}

// ceased lists the days, up to one, on which somebody who controlled another at the end of the day before does so no more.
func (v *view) ceased(t agreement.Trigger, until when.Date) []when.Date {
	return slices.DeleteFunc(v.controlDays(when.Interval{From: when.Min, To: until + 1}), func(d when.Date) bool {
		return !v.controls(t.Holder, t.Held, t.Share, nil, d-1) || v.controls(t.Holder, t.Held, t.Share, nil, d)
	})
}

// concerns reports whether an event is of the kind of a trigger, whoever plays a part in it.
func concerns(t agreement.Trigger, e agreement.Event) bool {
	name := t.Name
	if t.Verb == agreement.TransfersBusiness {
		name = cmp.Or(t.Business, e.Name)
	}
	return e.Verb == t.Verb && e.Of == t.Of && e.Name == name && !(t.Offensive && e.InResponse)
}

// acts reports whether the one who acts in an event on day d is whom the trigger means: he himself, one for whom he acts,
// or one who controls him, as far as the trigger counts these.
func (v *view) acts(e agreement.Event, t agreement.Trigger, l agreement.Org, d when.Date) bool {
	switch {
	case v.plays(e.By, t.By, l, d):
		return true
	case e.As == agreement.AsAgent && t.Agents, e.As == agreement.AsExclusiveLicensee && t.Exclusive:
		if v.plays(e.For, t.By, l, d) {
			return true
		}
	}
	if !t.Controlled {
		return false
	}
	for _, o := range v.orgs {
		if v.plays(o, t.By, l, d) && v.controls(o, e.By, agreement.Over50, nil, d-1) {
			return true
		}
	}
	return false
}

// plays reports whether an organisation (none: nobody is named) plays a role in an event on day d.
func (v *view) plays(o agreement.Org, r agreement.Role, l agreement.Org, d when.Date) bool {
	switch {
	case r.Anybody():
		return true
	case o == "":
		return false
	case r.Licensee:
		return o == l
	}
	return v.among(o, r.Members, d-1)
}
