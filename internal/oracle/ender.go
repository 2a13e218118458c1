package oracle

import "github.com/crossgrant/crossgrant/agreement"

// ender is a rule or a power that ends a grant or an extension, with the survivals that may keep it from ending the
// rights by them.
type ender struct {
	ranked
	rule      *agreement.Rule  // or
	power     *agreement.Power // one of the two
	ends      agreement.Name   // the grant or the extension it names
	survivals []*agreement.Survival
}

// enders lists what may end a grant, or for a right by an extension the grant or the extension. What names both is there
// twice.
func (w *known) enders(g *granted, x *agreement.Extension) []*ender {
	var out []*ender
	for _, n := range sourceOf(g, x).names() {
		for _, a := range w.agreements {
			for _, r := range a.Rules {
				if has(r.Ends, n) || r.On.Instances() && len(effectsOn(r, n, takesOutKinds...)) > 0 {
					out = append(out, &ender{ranked: ranked{r.Clause, r.Precedence}, rule: r, ends: n})
				}
			}
			for _, p := range a.Powers {
				if has(p.Ends, n) {
					out = append(out, &ender{ranked: ranked{p.Clause, p.Precedence}, power: p, ends: n})
				}
			}
		}
	}
	for _, e := range out {
		e.survivals = w.survivals(e, x)
	}
	return out
}

// survivals lists those that are against what ends a grant or an extension, and keep that, or the extension by which a
// right is had.
func (w *known) survivals(e *ender, x *agreement.Extension) []*agreement.Survival {
	var out []*agreement.Survival
	for _, a := range w.agreements {
		for _, s := range a.Survivals {
			keeps := has(s.Keeps, e.ends) || x != nil && has(s.Keeps, x.Clause.QName())
			if keeps && (len(s.Against) == 0 || has(s.Against, e.clause.QName())) {
				out = append(out, s)
			}
		}
	}
	return out
}

// aboutEntity reports whether it is a rule about an entity.
func (e *ender) aboutEntity() bool { return e.rule != nil && e.rule.On.Instances() }

// provided are the lines of a rule. Those of a power are grounds that count on the day of its notice.
func (e *ender) provided() []agreement.Condition {
	if e.rule != nil {
		return e.rule.Provided
	}
	return nil
}

// acted reports whether the trigger of a rule was met by the day, or a notice under a power has taken effect, for the
// licensee of a right.
func (v *view) acted(e *ender, l agreement.Org) bool {
	if e.rule != nil {
		return v.met(e.rule.On, l, v.day)
	}
	return v.noticed(e.power, l, true)
}

// conditions lists what has to hold for a rule or a power to take a node out of the right by a way, where no survival keeps
// it from doing so. Without a node, what takes out only some products is left aside.
func (e *ender) conditions(w *way, n *node) []func(*view) bool {
	if e.aboutEntity() {
		return []func(*view) bool{
			func(v *view) bool { return v.takesByRule(e, w, n) },
			func(v *view) bool { return v.may(e.ranked, w, e.ends) },
		}
	}
	return []func(*view) bool{
		func(v *view) bool { return v.allYes(e.clause.QName()) },
		func(v *view) bool { return v.holdAll(e.provided(), subject{clause: e.clause, on: v.day}) },
		func(v *view) bool { return v.acted(e, w.licensee) },
		func(v *view) bool { return v.may(e.ranked, w, e.ends) },
	}
}

// ended reports whether some rule or power takes out the right by a way, whatever the product.
func (v *view) ended(w *way) bool {
	for _, e := range w.enders {
		takes := true
		for _, holds := range e.conditions(w, nil) {
			takes = takes && holds(v)
		}
		if takes && !v.kept(e, w) {
			return true
		}
	}
	return false
}

// kept reports whether a survival keeps a rule or a power from taking out the right by a way.
func (v *view) kept(e *ender, w *way) bool {
	for _, s := range e.survivals {
		if v.defeats(s, e, w.licensee) {
			return true
		}
	}
	return false
}

// defeats reports whether a survival keeps a rule or a power from taking out rights of a licensee.
func (v *view) defeats(s *agreement.Survival, e *ender, l agreement.Org) bool {
	return v.survives(s, l) && !v.yields(ranked{s.Clause, s.Precedence}, e.ranked)
}

// survives reports whether a survival holds on the day for a licensee.
func (v *view) survives(s *agreement.Survival, l agreement.Org) bool {
	return v.allYes(s.Clause.QName()) &&
		(s.During == nil || v.during(*s.During, s.Clause)) &&
		(len(s.To) == 0 || v.among(l, s.To, v.day)) &&
		v.holdAll(s.Provided, subject{clause: s.Clause, on: v.day}) &&
		(len(s.Election) == 0 || v.elected(s))
}

// elected reports whether a survival was elected. Where somebody who may has neither elected nor declined, that is a
// question.
func (v *view) elected(s *agreement.Survival) bool {
	for _, verb := range []agreement.Verb{agreement.Elects, agreement.Declines} {
		for _, e := range v.events {
			if e.body.Verb != verb || e.body.Of != s.Clause.QName() {
				continue
			}
			if d, is := by(v, v.day, e, v.turning); is && v.among(e.body.By, s.Election, d) {
				return verb == agreement.Elects
			}
		}
	}
	return v.yes(agreement.QElection(s))
}
