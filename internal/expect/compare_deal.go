package expect

import (
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// This file compares what deals, changes of price, and coming and going bring about: owners, prices, and members of
// networks.

// compareOwners wants exactly the named owners, each for certain.
func (r *Result) compareOwners(a rights.OwnersAnswer) {
	want, about := r.Expect.Answer.Holders, a.Patent+" on "+a.On.String()
	r.Open = a.Open
	var found []string
	for _, o := range a.Owners {
		found = append(found, string(o))
		if !slices.Contains(want, string(o)) {
			r.differ("%s owns %s too", o, about)
		}
	}
	for _, o := range a.Perhaps {
		found = append(found, string(o)+" (depends)")
		r.differ("whether %s owns %s depends on open questions", o, about)
	}
	for _, w := range want {
		if o := agreement.Org(w); !slices.Contains(a.Owners, o) && !slices.Contains(a.Perhaps, o) {
			r.differ("%s does not own %s", w, about)
		}
	}
	if r.Found = strings.Join(found, ", "); r.Found == "" {
		r.Found = agreement.Nobody
	}
	if len(r.Differences) > 0 {
		r.expected("owner", wanted(r.Expect))
		r.found("owner", r.Found)
	}
	r.compareBecause(nil)
}

// compareMember holds what is found of a member of a network against what is expected of it.
func (r *Result) compareMember(s rights.NetworkAnswer) {
	r.compareStanding(s.Standing)
	want := r.Expect.Answer.EarliestEnd
	if want != when.None && want != s.EarliestEnd {
		says := "no announcement is too late"
		if s.EarliestEnd != when.None {
			says = s.EarliestEnd.String()
		}
		r.differ("the earliest end is %s instead of %s", says, want)
		r.expected("earliest end", want.String())
		r.found("earliest end", says)
	}
	if s.EarliestEnd != when.None {
		r.Found += ", earliest end " + s.EarliestEnd.String()
	}
}

// comparePrice wants every right among the answers to cost what is expected. Of several grants that give one, the price that
// is charged counts: the lowest. What the actor owns costs nothing, and does not count.
func (r *Result) comparePrice(want *agreement.ExpectPrice) {
	says := priceWords(want.Price.Kind.String(), want.Price.Name, want.Since)
	charged := false
	for _, a := range r.Clear {
		for _, p := range a.Price {
			if !p.Charged {
				continue
			}
			charged = true
			found := priceWords(p.Kind, p.Name, p.Since)
			same := p.Kind == want.Price.Kind.String() && (want.Price.Name == "" || p.Name == want.Price.Name) && (want.Since == when.None || p.Since == want.Since)
			switch {
			case !p.Sure:
				r.differ("what the right costs depends on open questions, under %s", cited(p.Clause))
				found = "not certain"
			case same:
				continue
			default:
				r.differ("the price is %s instead of %s, under %s", found, says, cited(p.Clause))
			}
			r.expected("price", says)
			r.line(Line{Found: true, What: "price", Says: found, Clause: p.Clause})
		}
	}
	if !charged {
		r.differ("there is no right that costs anything")
		r.expected("price", says)
	}
}

// priceWords is a price as an `answer` line writes it: royalty "Exhibit A", FRAND since 2018-07-01.
func priceWords(kind, name string, changed when.Date) string {
	s := kind
	if name != "" {
		s += " " + `"` + name + `"`
	}
	if changed != when.None {
		s += " " + since(changed)
	}
	return s
}
