package oracle

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// instance is what happened to one entity on one day, for a rule about an entity that may match it (docs/meaning.md §20).
type instance struct {
	rule     *agreement.Rule
	entity   agreement.Org
	buyer    agreement.Org // empty: there is none
	day      when.Date
	deal     *happening[agreement.Control] // nil: it is no acquisition
	business string                        // that was transferred; empty: none was
}

type instancesAt struct {
	rule *agreement.Rule
	day  when.Date
	pair *pair
}

// instances lists what happened by a day of the kind that a rule is about, whoever plays a part in it.
func (v *view) instances(r *agreement.Rule, until when.Date) []instance {
	key := instancesAt{r, until, v.pair}
	out, done := v.happenings[key]
	if !done {
		switch r.On.Verb {
		case agreement.IsAcquired, agreement.AcquiresEntity:
			out = v.acquisitions(r, until)
		case agreement.TransfersBusiness:
			out = v.businessTransfers(r, until)
		case agreement.LeavesGroup, agreement.JoinsGroup:
			out = v.comingsAndGoings(r, until)
		}
		v.happenings[key] = out
	}
	return out
}

func (v *view) acquisitions(r *agreement.Rule, until when.Date) []instance {
	var out []instance
	for _, c := range v.deals() {
		if d, is := v.acquired(c, until); is {
			out = append(out, instance{rule: r, entity: c.body.Held, buyer: c.body.Holder, day: d, deal: &c})
		}
	}
	return out
}

func (v *view) businessTransfers(r *agreement.Rule, until when.Date) []instance {
	var out []instance
	for _, e := range v.events {
		if !concerns(r.On, e.body) {
			continue
		}
		if d, is := by(v, until, e, v.turning); is {
			out = append(out, instance{rule: r, entity: e.body.By, buyer: e.body.To, day: d, business: e.body.Name})
		}
	}
	return out
}

func (v *view) comingsAndGoings(r *agreement.Rule, until when.Date) []instance {
	var out []instance
	before := r.On.Verb == agreement.LeavesGroup
	for _, d := range v.controlDays(when.Closed(when.Min, until)) {
		if d == when.Min {
			continue // what has been so since ever came about on no day
		}
		for _, o := range v.orgs {
			if v.member(o, r.On.Group, d-1) == before && v.member(o, r.On.Group, d) != before {
				out = append(out, instance{rule: r, entity: o, day: d})
			}
		}
	}
	return out
}

// with reports whether somebody is the entity, or was controlled by it at the end of the day before.
func (v *view) with(m instance, o agreement.Org) bool {
	return o == m.entity || v.controls(m.entity, o, agreement.Over50, nil, m.day-1)
}

// involves reports whether somebody is one of those whom an effect means.
func (v *view) involves(m instance, who agreement.Involved, o agreement.Org) bool {
	switch who {
	case agreement.TheEntity:
		return v.with(m, o)
	case agreement.TheBuyer:
		return o == m.buyer
	case agreement.BuyersAffiliates:
		return m.buyer != "" && !v.with(m, o) && v.affiliated(m.buyer, o, agreement.Over50, nil, m.day-1)
	case agreement.Everybody:
		return true
	}
	return false
}

// matches reports whether the parts are played by those whom the rule is about, and a deal is of the form it names.
func (v *view) matches(m instance) bool {
	on := m.rule.On
	switch on.Verb {
	case agreement.IsAcquired:
		if !v.plays(m.entity, on.To, "", m.day) || !v.plays(m.buyer, on.By, "", m.day) {
			return false
		}
		return on.Form != agreement.StaysSeparate && on.Form != agreement.NotSeparate ||
			v.separate(*m.deal) == (on.Form == agreement.StaysSeparate)
	case agreement.AcquiresEntity:
		return v.plays(m.buyer, on.By, "", m.day)
	case agreement.TransfersBusiness:
		return v.plays(m.entity, on.By, "", m.day) && v.plays(m.buyer, on.To, "", m.day)
	}
	return true
}

// stands reports whether what happened matches its rule, and the rule acts on it as of day s.
func (v *view) stands(m instance, s when.Date) bool {
	r := m.rule
	return m.day <= s && v.matches(m) && v.allYes(r.Clause.QName()) &&
		v.holdAll(r.Provided, subject{clause: r.Clause, on: s, entity: m.entity, buyer: m.buyer}) &&
		(r.Undertaken == nil || v.undertaken(m, s))
}

// undertaken reports whether a rule that needs an undertaking acts as of day s: it has been given in time, or the rule acts
// without it.
func (v *view) undertaken(m instance, s when.Date) bool {
	u := m.rule.Undertaken
	who, last := m.entity, when.Max
	if u.By == agreement.TheBuyer {
		who = m.buyer
	}
	if u.Within != nil {
		last = u.Within.From(m.day)
	}
	for _, e := range v.events {
		if e.body.Verb != agreement.Undertakes || e.body.By != who || e.body.Of != m.rule.Clause.QName() {
			continue
		}
		if _, is := by(v, min(s, last), e, v.turning); is {
			return true
		}
	}
	state, what := u.Meanwhile, "meanwhile"
	if s > last {
		state, what = u.Failing, "failing"
	}
	if state == agreement.StateNotStated {
		return v.yes(agreement.QMissing(m.rule.Clause, what))
	}
	return state == agreement.Acts
}

// aboutEntities lists the rules about an entity that are known.
func (w *known) aboutEntities() []*agreement.Rule {
	var out []*agreement.Rule
	for _, a := range w.agreements {
		for _, r := range a.Rules {
			if r.On.Instances() {
				out = append(out, r)
			}
		}
	}
	return out
}

// effectsOn lists what a rule does of some kinds to a grant or an extension.
func effectsOn(r *agreement.Rule, n agreement.Name, kinds ...agreement.EffectKind) []agreement.Effect {
	var out []agreement.Effect
	for _, f := range r.Then {
		if has(kinds, f.Kind) && has(f.Grants, n) {
			out = append(out, f)
		}
	}
	return out
}

// joiningDays lists the days on which a rule by which entities join may begin or cease to act, beside those of what happens
// to them: findings count, undertakings are given, the time for these is over.
func (v *view) joiningDays() []when.Date {
	var out []when.Date
	for _, r := range v.aboutEntities() {
		if r.On.Verb != agreement.AcquiresEntity || !slices.ContainsFunc(r.Then, func(f agreement.Effect) bool { return f.Kind == agreement.EntityJoins }) {
			continue
		}
		for _, f := range v.findings {
			out = append(out, f.fact.Begin.Latest)
		}
		if r.Undertaken == nil {
			continue
		}
		for _, e := range v.events {
			if e.body.Verb == agreement.Undertakes {
				out = append(out, v.daysOf(e.fact.Begin, v.turning)...)
			}
		}
		if r.Undertaken.Within == nil {
			continue
		}
		for _, c := range v.deals() {
			for _, d := range v.daysOf(c.fact.Begin, v.mentioned) {
				out = append(out, r.Undertaken.Within.From(d)+1)
			}
		}
	}
	return out
}
