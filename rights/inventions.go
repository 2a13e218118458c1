package rights

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// milestones are the days that journals state of an invention (§19).
type milestones struct{ invented, disclosed *when.Bounds }

func (p *Program) addMilestone(f *agreement.Fact, b agreement.Milestone) {
	for _, id := range b.Patents {
		id = p.canonical(id)
		m, at := p.made[id], f.Begin
		if b.What == agreement.PatentInvented {
			m.invented = &at
		} else {
			m.disclosed = &at
		}
		p.made[id] = m
	}
}

// milestone is the day on which an invention was made or disclosed: as stated, else any day up to its priority.
func (p *Program) milestone(r *patent.Record, what agreement.Attr) when.Bounds {
	m := p.made[r.ID]
	at := m.disclosed
	if what == agreement.PatentInvented {
		at = m.invented
	}
	if at != nil {
		return *at
	}
	return when.Bounds{Earliest: when.Min, Latest: r.Priority.Latest}
}

// licensing is that somebody may license a patent that others own.
type licensing struct {
	fact  int
	who   org
	begin when.Bounds
	end   when.Date
}

func (p *Program) addLicensable(i int, f *agreement.Fact, b agreement.Licensable) {
	for _, id := range b.Patents {
		id = p.canonical(id)
		p.licensing[id] = append(p.licensing[id], licensing{i, p.orgOf(b.By), f.Begin, f.End})
	}
	p.clock.noteBounds(f.Begin)
	p.clock.note(f.End)
}

// mayLicense reports whether somebody of whom is says so may license a patent on a day.
func (p *Program) mayLicense(cs *cases, s *subject, day when.Date, is func(org) bool) bool {
	return slices.ContainsFunc(p.licensing[s.rec.ID], func(x licensing) bool {
		if x.end <= day || !is(x.who) {
			return false
		}
		_, ok := p.dayBy(cs, x.fact, x.begin, day)
		return ok
	})
}

// licensableBy reports whether on some day of i one of the persons listed may license a patent.
func (p *Program) licensableBy(cs *cases, s *subject, who *people, i when.Interval) bool {
	if len(p.licensing[s.rec.ID]) == 0 {
		return false
	}
	return slices.ContainsFunc(cs.clock.within(i), func(d when.Date) bool {
		return p.mayLicense(cs, s, d, func(o org) bool { return p.inList(cs, o, who, d) })
	})
}

// dealers lists those who ever owned a patent, or may license it.
func (p *Program) dealers(s *subject) []org {
	out := slices.Clone(s.title.start)
	for _, m := range s.title.moves {
		out = append(out, m.to...)
	}
	for _, x := range p.licensing[s.rec.ID] {
		out = append(out, x.who)
	}
	return out
}
