package rights

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// title is the chain of title of one patent (§5).
type title struct {
	start []org
	moves []move
}

// move is one known assignment.
type move struct {
	fact  int
	from  org
	to    []org
	begin when.Bounds
	order int
}

// link is the owners from a day on.
type link struct {
	from   when.Date
	owners []org
}

// chain returns the chain of title under the answers of the run; about names the patent.
func (t *title) chain(cs *cases, about string, text func(fact int) string) []link {
	out := []link{{when.Min, t.start}}
	if len(t.moves) == 0 {
		return out
	}
	type placed struct {
		move
		day when.Date
	}
	steps := make([]placed, len(t.moves))
	for i, m := range t.moves {
		day := m.begin.Earliest
		if !m.begin.Known() {
			day = cs.clock.pick(cs, m.fact, m.begin, text(m.fact))
		}
		steps[i] = placed{m, day}
	}
	slices.SortStableFunc(steps, func(a, b placed) int { return int(a.day) - int(b.day) })
	owners := t.start
	for lo := 0; lo < len(steps); {
		hi := lo + 1
		for hi < len(steps) && steps[hi].day == steps[lo].day {
			hi++
		}
		if hi-lo > 1 {
			arrange(cs, "title of "+about, steps[lo:hi], func(s placed) (int, int) { return s.fact, s.order })
		}
		for _, s := range steps[lo:hi] {
			at := slices.Index(owners, s.from)
			if at < 0 {
				continue
			}
			next := slices.Delete(slices.Clone(owners), at, at+1)
			for _, x := range s.to {
				if !slices.Contains(next, x) {
					next = append(next, x)
				}
			}
			owners = next
		}
		out = append(out, link{steps[lo].day, owners})
		lo = hi
	}
	return out
}

// ownersOn returns the owners on day s.
func ownersOn(chain []link, s when.Date) []org {
	owners := chain[0].owners
	for _, l := range chain[1:] {
		if l.from > s {
			break
		}
		owners = l.owners
	}
	return owners
}

// eachLink calls yield with the owners and the days of i on which they own, until it returns false.
func eachLink(chain []link, i when.Interval, yield func(owners []org, days when.Interval) bool) {
	for k, l := range chain {
		span := when.Interval{From: l.from, To: when.Max}
		if k+1 < len(chain) {
			span.To = chain[k+1].from
		}
		if span = span.Intersect(i); !span.Empty() && !yield(l.owners, span) {
			return
		}
	}
}

// OwnersAnswer says who owns a patent on a day.
type OwnersAnswer struct {
	Patent  string
	On      when.Date
	Owners  []agreement.Org // who certainly owns it, by id
	Perhaps []agreement.Org // who may own it: it hangs on Open
	Open    []OpenQuestion
}

// Owners says who owns a patent on a day (§5). Errors are [*UnknownError].
func (p *Program) Owners(id string, on when.Date) (OwnersAnswer, error) {
	s, err := p.named(id)
	if err != nil {
		return OwnersAnswer{}, err
	}
	out := OwnersAnswer{Patent: s.rec.ID, On: on}
	ever := slices.Clone(s.title.start)
	for _, m := range s.title.moves {
		ever = append(ever, m.to...)
	}
	slices.Sort(ever)
	var open []agreement.Question
	for _, o := range slices.Compact(ever) {
		t := decide(p.clockFor(s, on), func(cs *cases) bool {
			return slices.Contains(ownersOn(s.title.chain(cs, s.rec.ID, p.factText), on), o)
		})
		switch {
		case t.certain:
			out.Owners = append(out.Owners, agreement.Org(p.orgs[o]))
		case t.possible:
			out.Perhaps, open = append(out.Perhaps, agreement.Org(p.orgs[o])), append(open, t.open...)
		}
	}
	slices.Sort(out.Owners)
	slices.Sort(out.Perhaps)
	for _, q := range distinct(open) {
		out.Open = append(out.Open, OpenQuestion{Question: q, Patents: 1})
	}
	return out, nil
}
