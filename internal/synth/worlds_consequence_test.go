package synth_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/oracle"
	"github.com/crossgrant/crossgrant/internal/synth"
	"github.com/crossgrant/crossgrant/when"
)

// part is something that a world may have, and what takes it out of a world; without is given the agreements and facts
// of the world in copies of their own.
type part struct {
	name    string
	without func(*agreement.World)
	least   int // how many worlds there must be in which some answer hangs on it
}

// An answer of some worlds hangs on each part: without it, the oracle answers otherwise. A part is looked for until
// enough worlds have been found, in the same order in every run.
func TestWhatHappensHasConsequences(t *testing.T) {
	if testing.Short() {
		t.Skip("goes through some hundred worlds many times")
	}
	const worlds = 1000
	found, has, last := map[string]int{}, map[string]int{}, map[string]uint64{}
	for seed := range uint64(worlds) {
		c := synth.World(seed, 6)
		whole := func() synth.Case { return synth.Drop(c, func(string, int) bool { return true }) }
		same := whole()
		var before []oracle.Answer
		for _, p := range parts {
			if found[p.name] >= p.least {
				continue
			}
			d := whole()
			p.without(&d.World)
			if reflect.DeepEqual(d.World, same.World) {
				continue
			}
			has[p.name]++
			if before == nil {
				before = answers(c)
			}
			if !reflect.DeepEqual(before, answers(d)) {
				found[p.name]++
				last[p.name] = seed
			}
		}
	}
	for _, p := range parts {
		t.Logf("%s: answers hang on it in %d of the %d worlds that have it, the last one %d", p.name, found[p.name], has[p.name], last[p.name])
		if found[p.name] < p.least {
			t.Errorf("%s: an answer hangs on it in %d of the %d worlds that have it, less than %d", p.name, found[p.name], has[p.name], p.least)
		}
	}
}

// answers gives what the oracle answers to the questions of a case, patent by patent.
func answers(c synth.Case) []oracle.Answer {
	o := oracle.New(&c.World, c.Records)
	out := make([]oracle.Answer, len(c.Asks))
	for i, q := range c.Asks {
		out[i] = o.Clear(oracle.Question(q))
		for id, p := range out[i].PerPatent {
			p.Because = nil // the reasons name what is there; what comes of it is looked at here
			out[i].PerPatent[id] = p
		}
	}
	return out
}

var parts = slices.Concat(eventParts, dealParts, networkParts)

var eventParts = []part{
	{"rules", rules(func(*agreement.Rule) bool { return true }), 5},
	{"rules for one", rules(func(x *agreement.Rule) bool { return x.ThatOne }), 2},
	{"rights that run", rules(func(x *agreement.Rule) bool { return len(x.Runs) > 0 }), 2},
	{"ceasing to control", rules(func(x *agreement.Rule) bool { return x.On.Verb == agreement.CeasesToControl }), 2},
	{"provided of rules", everyRule(func(x *agreement.Rule) { x.Provided = nil }), 1},
	{"agents", everyTrigger(func(x *agreement.Trigger) { x.Agents = false }), 1},
	{"exclusive licensees", everyTrigger(func(x *agreement.Trigger) { x.Exclusive = false }), 1},
	{"controlled entities", everyTrigger(func(x *agreement.Trigger) { x.Controlled = false }), 1},
	{"suits in response", everyTrigger(func(x *agreement.Trigger) { x.Offensive = false }), 1},
	{"powers", powers(func(*agreement.Power) bool { return true }), 3},
	{"powers for one", powers(func(x *agreement.Power) bool { return x.ThatOne }), 2},
	{"grounds", everyPower(func(x *agreement.Power) { x.If = nil }), 2},
	{"idleness", everyPower(func(x *agreement.Power) { x.Idle = nil }), 2},
	{"warnings", everyPower(func(x *agreement.Power) { x.Warning = nil }), 2},
	{"times of notice", everyPower(func(x *agreement.Power) { x.Notice = agreement.Delay{} }), 1},
	{"counting of days", everyPower(func(x *agreement.Power) { x.Notice.Calendar = when.Calendar{} }), 1},
	{"survivals", eachOf(func(a *agreement.Agreement) { a.Survivals = nil }), 3},
	{"elections", everySurvival(func(x *agreement.Survival) { x.Election = nil }), 2},
	{"terms of survivals", everySurvival(func(x *agreement.Survival) { x.During = nil }), 1},
	{"survivals for some", everySurvival(func(x *agreement.Survival) { x.To = nil }), 1},
	{"survivals against some", everySurvival(func(x *agreement.Survival) { x.Against = nil }), 1},
	{"sublicences by themselves", extensions(func(x *agreement.Extension) bool { return x.Kind == agreement.Sublicence && len(x.To) > 0 && !x.ByAct }), 3},
	{"sublicences by act", extensions(func(x *agreement.Extension) bool { return len(x.To) > 0 && x.ByAct }), 3},
	{"exhaustion", extensions(func(x *agreement.Extension) bool { return x.Kind == agreement.Exhaustion && len(x.To) > 0 }), 2},
	{"parties", extensions(func(x *agreement.Extension) bool { return x.Parties != nil }), 2},
	{"makers for a licensee", extensions(func(x *agreement.Extension) bool { return x.Chain == agreement.MakesFor }), 2},
	{"customers of a licensee", extensions(func(x *agreement.Extension) bool { return x.Chain == agreement.AcquiredFrom }), 2},
	{"transfers to some", extensions(func(x *agreement.Extension) bool { return x.Kind == agreement.Transfer && !x.Business }), 2},
	{"transfers with the business", extensions(func(x *agreement.Extension) bool { return x.Business }), 2},
	{"sublicensors", everyExtension(func(x *agreement.Extension) {
		if x.ByAct {
			x.By = nil
		}
	}), 1},
	{"acts of extensions", everyExtension(func(x *agreement.Extension) { x.Acts = nil }), 1},
	{"provided of extensions", everyExtension(func(x *agreement.Extension) { x.Provided = nil }), 2},
	{"conditions of having made", eachOf(func(a *agreement.Agreement) {
		for _, x := range a.Grants {
			x.HaveMadeIf = nil
		}
	}), 2},
	{"precedence", eachOf(unranked), 3},
	{"exclusions of an extension", func(w *agreement.World) {
		named := names(w, func(a *agreement.Agreement) (out []agreement.Name) {
			for _, x := range a.Extensions {
				out = append(out, x.Clause.QName())
			}
			return out
		})
		eachOf(func(a *agreement.Agreement) {
			a.Exclusions = slices.DeleteFunc(a.Exclusions, func(x *agreement.Exclusion) bool {
				return slices.ContainsFunc(x.Cuts, func(n agreement.Name) bool { return slices.Contains(named, n) })
			})
		})(w)
	}, 1},
	{"open passages about events", func(w *agreement.World) {
		named := names(w, func(a *agreement.Agreement) (out []agreement.Name) {
			for _, x := range a.Rules {
				out = append(out, x.Clause.QName())
			}
			for _, x := range a.Powers {
				out = append(out, x.Clause.QName())
			}
			for _, x := range a.Survivals {
				out = append(out, x.Clause.QName())
			}
			for _, x := range a.Extensions {
				out = append(out, x.Clause.QName())
			}
			return out
		})
		eachOf(func(a *agreement.Agreement) {
			for _, o := range a.Opens {
				o.Affects = slices.DeleteFunc(o.Affects, func(n agreement.Name) bool { return slices.Contains(named, n) })
			}
		})(w)
	}, 2},
	{"suits", verb(agreement.Sues), 2},
	{"challenges", verb(agreement.Challenges), 2},
	{"insolvencies", verb(agreement.BecomesInsolvent), 1},
	{"rejections", verb(agreement.Rejects), 1},
	{"ends of agreements", verb(agreement.Ends), 1},
	{"notices", verb(agreement.GivesNotice), 3},
	{"warnings given", verb(agreement.GivesWarning), 2},
	{"cures", verb(agreement.Cures), 1},
	{"sublicensing", verb(agreement.Sublicenses), 3},
	{"electing", verb(agreement.Elects), 2},
	{"declining", verb(agreement.Declines), 1},
	{"sales", verb(agreement.SoldUnder), 2},
	{"assignments of agreements", verb(agreement.AssignsAgreement), 3},
	{"named events", verb(agreement.Happens), 1},
	{"signatures", facts(func(f *agreement.Fact) bool { _, ok := f.Body.(agreement.Signature); return ok }), 2},
	{"days of events that are not known", everyEvent(func(f *agreement.Fact) { f.Begin.Latest = f.Begin.Earliest }), 2},
	{"order of assignments", everyEvent(func(f *agreement.Fact) { f.Order = 0 }), 1},
	{"events recorded late", everyEvent(func(f *agreement.Fact) { f.Recorded = when.None }), 1},
	{"days of inventions", facts(func(f *agreement.Fact) bool { _, ok := f.Body.(agreement.Milestone); return ok }), 4},
	{"days of disclosures", facts(func(f *agreement.Fact) bool {
		m, ok := f.Body.(agreement.Milestone)
		return ok && m.What == agreement.PatentDisclosed
	}), 2},
	{"licensing what others own", facts(func(f *agreement.Fact) bool { _, ok := f.Body.(agreement.Licensable); return ok }), 4},
	{"ends of licensing what others own", everyLicensable(func(f *agreement.Fact) { f.End = when.Max }), 1},
	{"what somebody may license", everySet(func(x *agreement.PatentSet) {
		x.Add = slices.DeleteFunc(x.Add, func(s agreement.Selector) bool { return len(s.LicensableBy) > 0 })
	}), 3},
	{"times of licensing", everySet(func(x *agreement.PatentSet) {
		for i := range x.Add {
			if s := &x.Add[i]; len(s.LicensableBy) > 0 {
				s.Held = agreement.Held{Kind: agreement.HeldAtTimeOfUse}
			}
		}
	}), 1},
	{"tests of inventions", everySet(func(x *agreement.PatentSet) {
		x.Where = slices.DeleteFunc(x.Where, func(line agreement.Condition) bool {
			return line[0].Attr == agreement.PatentInvented || line[0].Attr == agreement.PatentDisclosed
		})
	}), 3},
	{"what is presumed of findings", presumed(func(x *agreement.FindingRef) { x.Presumed = false }), 3},
	{"findings against what is presumed", presumed(func(x *agreement.FindingRef) { x.Term = "of which nobody speaks" }), 2},
	{"events taken back", everyEvent(func(f *agreement.Fact) { f.Retracted = when.None }), 1},
}

func eachOf(change func(*agreement.Agreement)) func(*agreement.World) {
	return func(w *agreement.World) {
		for _, a := range w.Agreements {
			change(a)
		}
	}
}

func names(w *agreement.World, of func(*agreement.Agreement) []agreement.Name) []agreement.Name {
	var out []agreement.Name
	for _, a := range w.Agreements {
		out = append(out, of(a)...)
	}
	return out
}

func rules(those func(*agreement.Rule) bool) func(*agreement.World) {
	return eachOf(func(a *agreement.Agreement) { a.Rules = none(slices.DeleteFunc(a.Rules, those)) })
}

func powers(those func(*agreement.Power) bool) func(*agreement.World) {
	return eachOf(func(a *agreement.Agreement) { a.Powers = none(slices.DeleteFunc(a.Powers, those)) })
}

func extensions(those func(*agreement.Extension) bool) func(*agreement.World) {
	return eachOf(func(a *agreement.Agreement) { a.Extensions = none(slices.DeleteFunc(a.Extensions, those)) })
}

// none is nil in place of an empty list, as where nothing was written.
func none[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}

func everyRule(change func(*agreement.Rule)) func(*agreement.World) {
	return eachOf(func(a *agreement.Agreement) {
		for _, x := range a.Rules {
			change(x)
		}
	})
}

func everyPower(change func(*agreement.Power)) func(*agreement.World) {
	return eachOf(func(a *agreement.Agreement) {
		for _, x := range a.Powers {
			change(x)
		}
	})
}

func everyTrigger(change func(*agreement.Trigger)) func(*agreement.World) {
	return eachOf(func(a *agreement.Agreement) {
		for _, x := range a.Rules {
			change(&x.On)
		}
		for _, x := range a.Powers {
			if x.If != nil {
				change(x.If)
			}
		}
	})
}

func everySurvival(change func(*agreement.Survival)) func(*agreement.World) {
	return eachOf(func(a *agreement.Agreement) {
		for _, x := range a.Survivals {
			change(x)
		}
	})
}

func everyExtension(change func(*agreement.Extension)) func(*agreement.World) {
	return eachOf(func(a *agreement.Agreement) {
		for _, x := range a.Extensions {
			change(x)
		}
	})
}

func unranked(a *agreement.Agreement) {
	for _, x := range a.Grants {
		x.Precedence = agreement.Precedence{}
	}
	for _, r := range a.Readings {
		for _, o := range r.Options {
			if o.Grant != nil {
				o.Grant.Precedence = agreement.Precedence{}
			}
			if o.Exclusion != nil {
				o.Exclusion.Precedence = agreement.Precedence{}
			}
		}
	}
	for _, x := range a.Exclusions {
		x.Precedence = agreement.Precedence{}
	}
	for _, x := range a.Rules {
		x.Precedence = agreement.Precedence{}
	}
	for _, x := range a.Powers {
		x.Precedence = agreement.Precedence{}
	}
	for _, x := range a.Survivals {
		x.Precedence = agreement.Precedence{}
	}
	for _, x := range a.Extensions {
		x.Precedence = agreement.Precedence{}
	}
}

// facts takes facts out. What stands in the place of one keeps the places of the others: questions name facts by them.
func facts(those func(*agreement.Fact) bool) func(*agreement.World) {
	return func(w *agreement.World) {
		for i := range w.Facts {
			if f := &w.Facts[i]; those(f) {
				*f = agreement.Fact{
					Begin: when.Exact(when.Min), End: when.Max, Recorded: when.None, Retracted: when.None,
					Body: agreement.Organisation{ID: "nobody", Name: "in its place nothing is recorded"},
				}
			}
		}
	}
}

func verb(v agreement.Verb) func(*agreement.World) {
	return facts(func(f *agreement.Fact) bool {
		e, ok := f.Body.(agreement.Event)
		return ok && e.Verb == v
	})
}

func everyLicensable(change func(*agreement.Fact)) func(*agreement.World) {
	return func(w *agreement.World) {
		for i := range w.Facts {
			if _, ok := w.Facts[i].Body.(agreement.Licensable); ok {
				change(&w.Facts[i])
			}
		}
	}
}

func everySet(change func(*agreement.PatentSet)) func(*agreement.World) {
	return eachOf(func(a *agreement.Agreement) {
		for _, x := range a.Patents {
			change(x)
		}
	})
}

// presumed changes the findings that are presumed. Lines are shared with the world they are from: they are replaced.
func presumed(change func(*agreement.FindingRef)) func(*agreement.World) {
	each := func(lines []agreement.Condition) []agreement.Condition {
		lines = slices.Clone(lines)
		for i := range lines {
			lines[i] = slices.Clone(lines[i])
			for j := range lines[i] {
				if f := &lines[i][j].Finding; f.Presumed {
					change(f)
				}
			}
		}
		return lines
	}
	return eachOf(func(a *agreement.Agreement) {
		for _, x := range a.Patents {
			x.Where = each(x.Where)
		}
		for _, x := range a.Grants {
			x.Provided = each(x.Provided)
		}
	})
}

func everyEvent(change func(*agreement.Fact)) func(*agreement.World) {
	return func(w *agreement.World) {
		for i := range w.Facts {
			if _, ok := w.Facts[i].Body.(agreement.Event); ok {
				change(&w.Facts[i])
			}
		}
	}
}
