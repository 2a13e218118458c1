package patent

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/when"
)

// LegalEvent is an event of an office as a source gives it.
type LegalEvent struct {
	Office    string      // that recorded it
	Code      string      // as it stands, blanks do not matter
	National  string      // code of the national office that it refers to: EP's REG
	Country   string      // in which it has effect, where that differs from the office
	At        when.Bounds // of the entry or its publication
	Effective when.Bounds // day of effect where the source gives it apart; else when.Unknown
	Text      string
	Source    string
}

// day is the day on which the event has its effect.
func (e *LegalEvent) day() when.Bounds {
	if e.Effective != when.Unknown && !e.Effective.Empty() {
		return e.Effective
	}
	return e.At
}

// JudgedEvent is an event with what it does to the right.
type JudgedEvent struct {
	LegalEvent
	Effect    LegalEffect
	Countries []string // empty: wherever the right has effect
	Undone    string   // what undid it: "PGRI of 2021-03-01"; empty: it stands
	Why       string   // a sentence without a full stop, where more is to be said than the effect
}

// Judgement is what the events of an office come to.
type Judgement struct {
	Events  []Event       // for [StatusOf], in the order of their days; what was undone is not among them
	Judged  []JudgedEvent // all, in the order in which they were entered
	Unclear []string      // codes of which the tables do not say what they do, each once; sentences
}

// Judge decides what the legal events of one right come to: which ended it where, and which of these ends were undone.
// Events are taken in the order of entry, ties in the order of the slice.
//
//   - A restoration undoes every lapse entered before it in the same country: the right counts as never lapsed. Others
//     who began to use the invention in between may have a right to go on, which is said, and judged by nobody here.
//   - The deletion of an entry undoes the last entry of the codes it deletes, or, where it names none, the last end.
//   - A revocation stands until an opposition ends with the patent upheld or the entry is deleted; an opposition, a
//     decision under appeal and a review end nothing.
//   - A payment shows that the right lived on that day. It revives nothing: a payment after an end is left aside.
//   - An event of the EPO about one state concerns that state alone, and one that names no state where it should is
//     unclear. Unitary effect brings a patent into effect in the states of the day of its registration.
//   - What the tables do not hold does nothing and is listed.
func Judge(r *Record, events []LegalEvent) Judgement {
	j := judge{record: r, unclear: map[string]bool{}}
	order := make([]int, len(events))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(events[a].entered(), events[b].entered()) })
	for _, i := range order {
		j.take(events[i])
	}
	return j.done()
}

// entered is the day by which events are ordered: of the entry, or of the effect where that is all there is.
func (e *LegalEvent) entered() when.Date {
	if e.At == when.Unknown || e.At.Empty() {
		return e.Effective.Latest
	}
	return e.At.Latest
}

type judge struct {
	record  *Record
	unitary []string // the states of unitary effect, once registered
	out     Judgement
	unclear map[string]bool
}

// take judges the next event.
func (j *judge) take(e LegalEvent) {
	e.Office, e.Code, e.National = clean(e.Office), clean(e.Code), clean(e.National)
	e.Country = clean(e.Country)
	d := JudgedEvent{LegalEvent: e}
	rule, ok := legalCodes().ruleOf(e.Office, e.Code)
	office, code := e.Office, e.Code
	if ok && rule.national {
		office, code = e.Country, e.National
		if office == "" || code == "" {
			ok = false
			d.Why = "it refers to a national entry that the source does not name"
		} else if rule, ok = legalCodes().ruleOf(office, code); ok && rule.effect == EffectGrant {
			rule.effect = EffectValidated
		}
	}
	d.Effect = rule.effect
	if ok && rule.byText {
		d.Effect = legalCodes().byText(office, code, e.Text)
	}
	if rule.words != "" {
		d.Why = rule.words
	}
	if d.Countries, ok = j.where(office, rule.state, &e); !ok {
		d.Effect, d.Why = EffectUnknown, "it is about one state and does not name it"
	}
	if d.Effect == EffectUnknown {
		j.note(office, code, d.Why)
	} else if e.day() == when.Unknown && d.Effect > EffectDoubt {
		d.Why = "its day is not known"
	}
	j.apply(&d, rule.target)
	j.out.Judged = append(j.out.Judged, d)
}

// clean takes the blanks off a code.
func clean(s string) string { return strings.ToUpper(strings.TrimSpace(s)) }

// where is the countries that an event is about.
func (j *judge) where(office, state string, e *LegalEvent) (countries []string, ok bool) {
	switch state {
	case "":
		if office != j.record.Office && IsCountry(office) {
			return []string{office}, true // an entry of a national office about a European patent
		}
		if e.Country != "" && e.Country != office && IsCountry(e.Country) {
			return []string{e.Country}, true
		}
		return nil, true
	case "event":
		if IsCountry(e.Country) {
			return []string{e.Country}, true
		}
		return nil, false
	case "unitary":
		if len(j.unitary) == 0 {
			return nil, false
		}
		return j.unitary, true
	}
	return []string{state}, true
}

// note lists a code that is not understood, once.
func (j *judge) note(office, code, why string) {
	key := office + " " + code
	if why != "" {
		key += ": " + why
	} else {
		key += ": the tables do not say what it does"
	}
	if !j.unclear[key] {
		j.unclear[key] = true
		j.out.Unclear = append(j.out.Unclear, key)
	}
}

// apply lets an event act on those entered before it.
func (j *judge) apply(d *JudgedEvent, target []string) {
	by := fmt.Sprintf("%s of %s", d.Code, d.day())
	switch d.Effect {
	case EffectUnitary:
		registered := d.At
		if registered == when.Unknown {
			registered = d.Effective
		}
		if j.unitary = UnitaryStates(registered.Latest); !registered.Known() || len(j.unitary) == 0 {
			j.unitary = nil
			d.Effect, d.Why = EffectUnknown, "the day of registration decides for which states, and it is not known"
			j.note(d.Office, d.Code, d.Why)
			return
		}
		d.Countries = j.unitary
		d.Why = fmt.Sprintf("for the %d states of the day of registration", len(j.unitary))
	case EffectRevive:
		if j.undo(d, by, func(p *JudgedEvent) bool { return p.Effect == EffectLapse }) > 0 {
			d.Why = "others who began in between may have a right to go on"
		}
	case EffectRestore, EffectGrant:
		j.undo(d, by, func(p *JudgedEvent) bool { return p.Effect == EffectWithdraw })
	case EffectUphold:
		j.undo(d, by, func(p *JudgedEvent) bool { return p.Effect == EffectRevoke && p.Office == d.Office })
	case EffectCancel:
		n := j.undoLast(d, by, func(p *JudgedEvent) bool {
			if len(target) > 0 {
				return slices.Contains(target, p.Code)
			}
			return p.ends()
		})
		if n == 0 {
			d.Why = "the entry that it deletes is not on record"
		}
	case EffectLapse, EffectExpire, EffectRevoke, EffectWithdraw:
		if len(target) > 0 { // a corrected entry takes the place of the one it corrects
			j.undoLast(d, by, func(p *JudgedEvent) bool { return slices.Contains(target, p.Code) })
		}
	case EffectAlive:
		if end := j.ended(d); end != nil {
			d.Effect, d.Why = EffectNone, fmt.Sprintf("entered after %s of %s, which it does not undo", end.Code, end.day())
		}
	}
}

func (d *JudgedEvent) ends() bool {
	return d.Effect == EffectLapse || d.Effect == EffectExpire || d.Effect == EffectRevoke || d.Effect == EffectWithdraw
}

// reaches reports whether an event is about all countries of an earlier one.
func (d *JudgedEvent) reaches(p *JudgedEvent) bool {
	if len(d.Countries) == 0 {
		return true
	}
	return len(p.Countries) > 0 && !slices.ContainsFunc(p.Countries, func(c string) bool { return !slices.Contains(d.Countries, c) })
}

// undo marks all standing events that are meant, and counts them.
func (j *judge) undo(d *JudgedEvent, by string, meant func(*JudgedEvent) bool) int {
	n := 0
	for i := range j.out.Judged {
		if p := &j.out.Judged[i]; p.Undone == "" && meant(p) && d.reaches(p) {
			p.Undone = by
			n++
		}
	}
	return n
}

// undoLast marks the last standing event that is meant.
func (j *judge) undoLast(d *JudgedEvent, by string, meant func(*JudgedEvent) bool) int {
	for i := len(j.out.Judged) - 1; i >= 0; i-- {
		if p := &j.out.Judged[i]; p.Undone == "" && meant(p) && d.reaches(p) {
			p.Undone = by
			return 1
		}
	}
	return 0
}

// ended is the standing event that had ended the right everywhere the payment is about by the day of the payment.
func (j *judge) ended(d *JudgedEvent) *JudgedEvent {
	for i := range j.out.Judged {
		p := &j.out.Judged[i]
		covers := len(p.Countries) == 0 || len(d.Countries) > 0 && !slices.ContainsFunc(d.Countries, func(c string) bool { return !slices.Contains(p.Countries, c) })
		if p.Undone == "" && p.ends() && covers && p.day().Latest < d.day().Latest {
			return p
		}
	}
	return nil
}

// done turns the events that stand into those a status is made of.
func (j *judge) done() Judgement {
	for i := range j.out.Judged {
		d := &j.out.Judged[i]
		if d.Effect == EffectWithdraw && d.Undone == "" && j.record.IsGrant == Yes && d.day().Latest <= j.record.Grant.Latest {
			d.Undone = "the grant"
		}
		if d.Undone != "" {
			continue
		}
		kind, ok := j.kind(d)
		if !ok {
			continue
		}
		source := d.Office + " " + d.Code
		if d.National != "" {
			source += " " + d.National
		}
		if d.Source != "" {
			source += ", " + d.Source
		}
		j.out.Events = append(j.out.Events, Event{Kind: kind, Countries: d.Countries, At: d.day(), Source: source})
	}
	slices.SortStableFunc(j.out.Events, func(a, b Event) int {
		return cmp.Or(cmp.Compare(a.At.Latest, b.At.Latest), cmp.Compare(a.At.Earliest, b.At.Earliest), cmp.Compare(rank(a.Kind), rank(b.Kind)))
	})
	return j.out
}

// rank orders events of one day: what ends a right comes after what shows that it lived.
func rank(k EventKind) int {
	switch k {
	case GrantedEvent:
		return 0
	case Validated:
		return 1
	case InForceEvent:
		return 2
	}
	return 3
}

// granted says whether the record shows a grant by a day.
func (j *judge) granted(by when.Date) Tri {
	switch g := j.record.Grant; {
	case j.record.IsGrant == No:
		return No
	case j.record.IsGrant == Unknown || !by.Real():
		return Unknown
	case g.Latest <= by:
		return Yes
	case g.Earliest > by:
		return No
	}
	return Unknown
}

// kind is the event as the status knows it. A grant is taken from the record where that says there was one: its day is
// that of the publication, and entries of a grant are often later. A fee that was paid before the grant kept an
// application alive and shows no patent.
func (j *judge) kind(d *JudgedEvent) (EventKind, bool) {
	switch d.Effect {
	case EffectGrant:
		return GrantedEvent, j.record.IsGrant != Yes
	case EffectValidated, EffectUnitary:
		return Validated, true
	case EffectAlive, EffectRevive:
		return InForceEvent, j.granted(d.day().Earliest) == Yes
	case EffectLapse, EffectWithdraw:
		return Lapsed, true
	case EffectExpire:
		return Expired, true
	case EffectRevoke:
		return Revoked, true
	}
	return 0, false
}
