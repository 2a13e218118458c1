package oracle

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// Exercisable says whether a power could be used on a day.
type Exercisable struct {
	Doubtful
	Since when.Date // where it is certain: from when on it was exercisable every day, when.Min: since ever; else when.None
}

// Terminable is a power that could end a right.
type Terminable struct {
	Power agreement.Name
	Exercisable
}

// Exercisable says whether every ground of a power holds on a day, for a licensee where it is for one.
func (o *Oracle) Exercisable(power agreement.Name, licensee agreement.Org, on, knownAt when.Date) Exercisable {
	k := o.known(knownAt, on, "", false)
	p := k.power(power)
	if p == nil {
		return Exercisable{Since: when.None}
	}
	all, complete := cases(k, func(v *view) spell {
		if !v.allYes(power) || !v.exercisable(p, licensee, on) {
			return spell{}
		}
		return spell{true, v.since(p, licensee, on)}
	})
	return spells(all, complete)
}

// power finds a power; nil: there is none of that name.
func (w *known) power(n agreement.Name) *agreement.Power {
	for _, a := range w.agreements {
		for _, p := range a.Powers {
			if p.Clause.QName() == n {
				return p
			}
		}
	}
	return nil
}

// spell is whether something is so on a day, and since when.
type spell struct {
	is    bool
	since when.Date
}

// spells is what all cases say: what is so in every one of them is so for certain since the latest of their days.
func spells(all []found[spell], complete bool) Exercisable {
	out := Exercisable{Doubtful{Certain: len(all) > 0, TooMany: !complete}, when.Min}
	for _, f := range all {
		out.Certain = out.Certain && f.result.is
		out.Possible = out.Possible || f.result.is
		out.Since = max(out.Since, f.result.since)
	}
	if !out.Certain {
		out.Since = when.None
	}
	if out.Possible && !out.Certain {
		out.Open = idsOf(slices.Values(matters(all, func(s spell) string { return strconv.FormatBool(s.is) })))
	}
	return out
}

// Terminable lists the powers that could end a licensed answer for one patent, by their names (docs/meaning.md §18). There
// are none where the answer is another.
func (o *Oracle) Terminable(question Question, id string) []Terminable {
	q := o.inquiry(question)
	p := q.record(id)
	if p == nil {
		return nil
	}
	if a, asked := q.patent(p); !asked || a.Verdict != Licensed || a.Right != Licensed {
		return nil
	}
	f := q.footing(p, q.askedFor(p), q.judged(p))
	all := q.outcomes(p, f)
	threats := map[agreement.Name][]threat{}
	for i, pr := range f.nodes {
		cited := sourcesOf(all, i)
		for _, c := range pr.live {
			for _, e := range c.enders {
				if e.power != nil && cited[c.source()] {
					threats[e.clause.QName()] = append(threats[e.clause.QName()], threat{c, e})
				}
			}
		}
	}
	var out []Terminable
	for power, ways := range threats {
		if x := q.terminable(p, f, ways); x.Possible || x.TooMany {
			out = append(out, Terminable{power, x})
		}
	}
	slices.SortFunc(out, func(a, b Terminable) int { return cmp.Compare(a.Power, b.Power) })
	return out
}

// threat is a way in which a right may be had and a power that may end it.
type threat struct {
	*candidate
	by *ender
}

// terminable works out one power, over the cases in which the patent is asked about.
func (q *inquiry) terminable(p *patent.Record, f footing, ways []threat) Exercisable {
	type result struct {
		asked bool
		spell
	}
	all, complete := cases(q.known, func(v *view) result {
		r := result{asked: f.asked.Certain || q.askedAbout(v, p)}
		if !r.asked || f.own.Possible && q.actorOwns(v, p) {
			return r
		}
		for _, t := range ways {
			v := v.bound(t.pair)
			if !v.couldEnd(t.by, t.way) || !q.gives(v, t.candidate) {
				continue
			}
			since := v.since(t.by.power, t.licensee, v.day)
			if !r.is || since < r.since {
				r.spell = spell{true, since}
			}
		}
		return r
	})
	var asked []found[spell]
	for _, x := range all {
		if x.result.asked {
			asked = append(asked, found[spell]{x.given, x.result.spell})
		}
	}
	return spells(asked, complete)
}

// gives reports whether a way gives the right under a supposition.
func (q *inquiry) gives(v *view, c *candidate) bool {
	if !q.hold(v, c.parts) {
		return false
	}
	taken, _ := q.taken(v, c)
	return len(taken) == 0
}

// couldEnd reports whether a notice under a power would end the right by a way: the power is exercisable on the day, nobody
// has given a notice that counts, and nothing would keep it from taking out.
func (v *view) couldEnd(e *ender, w *way) bool {
	return v.allYes(e.clause.QName()) &&
		v.exercisable(e.power, w.licensee, v.day) &&
		!v.noticed(e.power, w.licensee, false) &&
		v.may(e.ranked, w, e.ends) && !v.kept(e, w)
}
