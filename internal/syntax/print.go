package syntax

import (
	"fmt"
	"strings"
)

// printer writes trees in the canonical form. American chooses between the two spellings of a word of the language.
type printer struct{ american bool }

// word is a word or phrase of the language in the spelling of the document.
func (p printer) word(phrase string) string {
	if !p.american {
		return phrase
	}
	words := strings.Fields(phrase)
	for k, w := range words {
		if us, ok := spellings[w]; ok {
			words[k] = us
		}
	}
	return strings.Join(words, " ")
}

// PrintValue prints a value in its one spelling, on one line.
func PrintValue(v Value) string { return printer{}.value(v) }

// Text prints what the statement states in its one spelling, without its date and its properties:
// "huawei controls honor 100%". It is empty for a statement that could not be read.
func (s *Statement) Text() string {
	if s.Body == nil {
		return ""
	}
	return printer{}.body(s.Body)
}

// value prints every case of Value, in the order documented there.
func (p printer) value(v Value) string {
	switch v := v.(type) {
	case *Names:
		if v.AsAccepted {
			return joinNames(v.Items) + ", as accepted"
		}
		return joinNames(v.Items)
	case *Anything:
		return "anything"
	case *Members:
		return joined(v.Items, p.member)
	case *Membership:
		return p.membership(v)
	case *Moment:
		return p.moment(v)
	case *Period:
		return p.period(v)
	case *Periods:
		return joined(v.Items, p.period)
	case *Territory:
		return p.territory(v)
	case *Owned:
		return joined(v.By, p.member) + " " + p.held(v.Held)
	case *OwnedThen:
		return "owned by " + p.value(v.Owned)
	case *Condition:
		return p.condition(v)
	case *Family:
		return joined(v.Items, func(n Name) string { return plural(n.Text) })
	case *Acts:
		return joined(v.Items, func(n Name) string { return p.word(n.Text) })
	case *Price:
		if v.Schedule != nil {
			return v.Kind + " " + v.Schedule.String()
		}
		return v.Kind
	case *Extent:
		if v.WholeProduct {
			return "whole product"
		}
		return "that component"
	case *Word:
		return bare(v.Text)
	case *NotStated:
		return "not stated"
	case *Text:
		return v.String()
	case *Flag:
		return ""
	case *Languages:
		return p.languages(v)
	case *Counting:
		return p.counting(v)
	case *Silent:
		return joined(v.Items, clauseRange)
	case *Because:
		return joinNames(v.Items)
	case *Review:
		return v.By.String() + " " + v.Day.Text + " " + v.Hash.Text
	case *Use:
		return p.use(v)
	case *Under:
		return p.under(v)
	case *Captured:
		return v.Patent.String() + " in " + v.Set.String() + onDay(v.On)
	case *HoldersOf:
		return v.Patent.String() + onDay(v.On)
	case *OwnerOf:
		return v.Patent.String() + onDay(v.On)
	case *MemberOf:
		return v.Org.String() + " of " + v.Group.String() + onDay(v.On)
	case *PowerOn:
		return powerOn(v)
	case *MaySublicense:
		return v.By.String() + " sublicense " + v.To.String() + " under " + v.Grant.String() + onDay(v.On)
	case *DateOf:
		if v.Effective != nil {
			return "effective of " + v.Effective.String()
		}
		return v.Name.String()
	case *RightToSue:
		return v.Patent.String() + " for " + v.Day.Text
	case *Answer:
		return p.answer(v)
	case *Part:
		return v.Of.String() + ": " + v.Verdict
	case *Given:
		return p.inline(v.Statement)
	case *RightsBy:
		return v.By.String() + " under " + v.Under.String()
	case *Option:
		return v.Label.String() + ": " + p.line(&v.Line)
	case *Event:
		return p.event(v)
	case *Idle:
		return idle(v)
	case *Effect:
		return p.effect(v)
	case *Undertaking:
		return involvedWords(v.By) + " undertakes in writing"
	case *Applying:
		if v.Not {
			return "does not apply"
		}
		return "applies"
	case *Ended:
		return joinNames(v.Grants) + thatLicensee(v.That)
	case *Repriced:
		return "price of " + joinNames(v.Grants) + " to " + p.value(v.Price) + thatLicensee(v.That)
	case *Delay:
		return delay(v)
	case *Leaving:
		if v.Notice == nil {
			return "discontinuation"
		}
		return "discontinuation, at least " + duration(v.Notice) + " after its announcement"
	case *Precedence:
		if v.All {
			return "all"
		}
		return joinNames(v.Items)
	case *OnlyIf:
		return "only if " + p.condition(v.Condition)
	case *EndsIf:
		return "if " + v.Agreement.String() + " ends"
	case *Chain:
		return chain(v)
	case *Parties:
		return "parties to an agreement with " + v.With.String() + " signed " + p.days(v.Signed)
	case *Buyer:
		return "the buyer of the business"
	case *Giving:
		if v.ByAct {
			return "by act"
		}
		return "by itself"
	case *SueShare:
		return p.sueShare(v)
	case *Unnamed:
		return "unnamed " + v.Who.String()
	case *Since:
		if v.When.Form == PeriodOn {
			return p.moment(v.When.First)
		}
		return p.period(v.When)
	case *Day:
		return p.dating(v.Dating)
	case *Retracted:
		if v.Why != nil {
			return v.Day.Text + " " + v.Why.String()
		}
		return v.Day.Text
	case *Contains:
		return joined(v.Items, partRef)
	case *Capacity:
		if v.Exclusive {
			return "exclusive licensee of " + v.Of.String()
		}
		return "agent of " + v.Of.String()
	}
	return ""
}

func joined[T any](items []T, one func(T) string) string {
	out := make([]string, len(items))
	for k, v := range items {
		out[k] = one(v)
	}
	return strings.Join(out, ", ")
}

func joinNames(items []Name) string { return joined(items, Name.String) }

// bare prints a word as it is, in quotes when it is more than one word of the language.
func bare(s string) string {
	x := newSource("", []byte(s))
	l := x.lex(0, len(s), 0)
	if len(l.toks) == 1 && l.toks[0].kind == tokenWord && l.toks[0].text == s && l.slip == nil && !l.reported && l.comment == nil {
		return s
	}
	return quote(s)
}

func onDay(d *Date) string {
	if d == nil {
		return ""
	}
	return " on " + d.Text
}

func (p printer) member(m Member) string {
	ref := m.Ref.String()
	if m.It {
		ref = "it"
	}
	s := ""
	switch m.Kind {
	case MemberRef:
		return ref
	case MemberEveryone:
		return "everyone"
	case MemberNetwork:
		return "members of " + ref
	case MemberLicensor, MemberLicensee:
		return oneSide(m)
	case MemberControlled:
		s = "entities " + ref + " controls"
	case MemberAffiliates:
		s = "affiliates of " + ref
	}
	if m.Other {
		s = "other " + s
	}
	return s + share(m.Share)
}

func share(s *Share) string {
	switch {
	case s == nil:
		return ""
	case s.Over:
		return " (over " + s.Percent.Text + "%)"
	}
	return " (at least " + s.Percent.Text + "%)"
}

func (p printer) membership(m *Membership) string {
	switch m.Kind {
	case AsOf:
		return "as of " + p.moment(m.Day)
	case OnceIn:
		return "once in, always in"
	case NowOrLater:
		return "now or later"
	case WhileMember:
		return "while a member"
	}
	return "while controlled"
}

func (p printer) moment(m *Moment) string {
	s := ""
	if m == nil {
		return s
	}
	if m.On {
		s = "on "
	}
	switch m.Kind {
	case MomentDate:
		return s + m.Date.Text
	case MomentEvent:
		return s + "event " + m.Event.String()
	case MomentLastSignature:
		return s + "last signature"
	case MomentAcceptance:
		return s + "acceptance"
	case MomentStartOf:
		return s + "start of " + m.Name.String()
	case MomentEndOf:
		return s + "end of " + m.Name.String()
	case MomentAfter:
		return s + duration(m.Duration) + " after " + p.moment(m.Base)
	case MomentBefore:
		return s + duration(m.Duration) + " before " + p.moment(m.Base)
	}
	return s + m.Name.String()
}

func duration(d *Duration) string {
	if d.N == 1 {
		return "1 " + d.Unit
	}
	return fmt.Sprintf("%d %ss", d.N, d.Unit)
}

func (p printer) period(x *Period) string {
	switch x.Form {
	case PeriodNamed:
		return x.Name.String()
	case PeriodFrom:
		return "from " + p.moment(x.First)
	case PeriodAfter:
		return "after " + p.moment(x.First)
	case PeriodOn:
		return "on " + p.moment(x.First)
	case PeriodUntil:
		return "until " + p.moment(x.Last)
	case PeriodBefore:
		return "before " + p.moment(x.Last)
	}
	switch x.End {
	case EndOfPatent:
		return p.moment(x.First) + " .. end of patent"
	case EndOfLastPatent:
		return p.moment(x.First) + " .. end of last patent in that country"
	}
	return p.moment(x.First) + " .. " + p.moment(x.Last)
}

// days prints the days of a test.
func (p printer) days(x *Period) string {
	if x.Form == PeriodNamed || x.Form == PeriodRange {
		return "in " + p.period(x)
	}
	return p.period(x)
}

func (p printer) held(h Held) string {
	switch h.Kind {
	case HeldBefore:
		return "immediately before " + p.moment(h.Moment)
	case HeldDuring:
		switch h.Period.Form {
		case PeriodNamed, PeriodRange:
			return "at any time in " + p.period(h.Period)
		}
		return "at any time " + p.period(h.Period)
	case HeldAtTimeOfUse:
		return "at time of use"
	}
	return "on " + p.moment(h.Moment)
}

func (p printer) territory(t *Territory) string {
	switch {
	case t.World && len(t.Countries) > 0:
		return "world except " + joinNames(t.Countries)
	case t.World:
		return "world"
	case t.LeastDeveloped:
		return "least developed countries"
	case t.Name != nil:
		return t.Name.String()
	}
	return joinNames(t.Countries)
}

func (p printer) condition(c *Condition) string {
	out := make([]string, len(c.Alts))
	for k, t := range c.Alts {
		out[k] = p.test(t)
	}
	return strings.Join(out, ", or ")
}

func (p printer) test(t *Test) string {
	s := ""
	if t.Not {
		s = "not "
	}
	switch {
	case t.Finding != nil:
		return s + p.findingRef(t.Finding)
	case t.ToLeft:
		return s + t.Attr + " not after last discontinuation by the licensor"
	case t.Span != nil:
		return s + t.Attr + " " + p.days(t.Span)
	case t.Is:
		return s + t.Attr + " is " + joinNames(t.Values)
	}
	return s + t.Attr + " in " + joinNames(t.Values)
}

func (p printer) findingRef(f *FindingRef) string {
	s := "finding " + f.Term.String()
	if f.Presumed {
		s = f.Term.Text
	}
	switch {
	case f.Presumed && f.Subject == "the patent": // what it is about where nothing is said
	case f.Subject != "":
		s += " of " + f.Subject
	case f.Of != nil:
		s += " of " + f.Of.String()
	}
	return s
}

func plural(relation string) string {
	for _, r := range relations {
		if r.one == relation {
			return r.many
		}
	}
	return relation
}

func (p printer) languages(l *Languages) string {
	s := joinNames(l.Codes)
	if l.Prevails != nil {
		s += ", " + l.Prevails.String() + " prevails"
	}
	return s
}

func (p printer) counting(c *Counting) string {
	s := "D + n days"
	if c.ClearDays {
		s = "clear days"
	}
	switch c.Roll {
	case NoRoll:
		s += ", no roll"
	case RollForward:
		s += ", roll to next business day"
	}
	if len(c.Weekend) > 0 {
		s += ", weekend " + joinNames(c.Weekend)
	}
	return s
}

func clauseRange(c ClauseRange) string {
	if c.To == "" {
		return c.From
	}
	return c.From + "-" + c.To
}

func partRef(r PartRef) string {
	if r.By != nil {
		return r.ID.String() + " by " + r.By.String()
	}
	return r.ID.String()
}
