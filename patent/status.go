package patent

import (
	"slices"

	"github.com/crossgrant/crossgrant/when"
)

// Status is whether a right is in force in a country on a day.
type Status uint8

// The statuses.
const (
	StatusUnknown Status = iota
	StatusNotInForce
	StatusPending
	StatusInForce
)

var statusWords = [...]string{"unknown", "not in force", "pending", "in force"}

// String is unknown, not in force, pending or in force.
func (s Status) String() string {
	if int(s) < len(statusWords) {
		return statusWords[s]
	}
	return statusWords[StatusUnknown]
}

// Event is a legal event of one right. Countries empty: wherever the right has effect; the code of the record's own
// regional office means the same. Events of one day take effect in the order of the slice they come in.
type Event struct {
	Kind      EventKind
	Countries []string
	At        when.Bounds
	Source    string // where it is recorded, for sentences; may be empty
}

// Presume says what may be presumed where no event is recorded.
type Presume struct {
	GrantedInForce      bool // granted patents are in force to their computed term
	ApplicationsPending bool // published applications are pending, for 20 years from filing
}

// The presumptions as a workspace writes them, and as [StatusAnswer.Presumed] lists them.
const (
	PresumeGranted = "granted patents in force to their computed term"
	PresumePending = "published applications pending"
)

// StatusAnswer is a status with its reason.
type StatusAnswer struct {
	Status   Status
	Why      string   // one sentence without a full stop: "lapsed in DE on 2024-02-01"
	Presumed []string // the presumptions it rests on
	Rule     string   // the stable name of the rule that decided: "event", "term", "before-filing"
}

// StatusOf says whether a right is in force in a country on a day, and why (docs/meaning.md §12). The first rule that
// applies decides:
//
//  1. A right that has no effect in the country is not in force there; an international application has none.
//  2. Before its filing it is not in force.
//  3. The last event of the country on or before the day decides when it ended the right (lapsed, expired, revoked):
//     not in force. Granted and in force revive it.
//  4. After the last day of an exact or upper-bound term it is not in force.
//  5. An application: pending until its publication, and until its grant when a grant is known to follow. After its
//     publication with no grant on record: pending if presumed, for 20 years from filing; else unknown.
//  6. A grant of a regional office whose grants become one right per state (EP, EA, AP) is unknown in a state, also
//     under presumptions, until it is validated there; in force and validated are events of that state.
//  7. On the day of its grant and on the day of an in-force record: in force.
//  8. After that: in force to the end of the computed term if presumed, else unknown. After a nominal term, which
//     adjustment may have prolonged: not in force if presumed, else unknown.
//
// A day that is known only within bounds is tried on both sides: where the status is the same either way it stands,
// otherwise it is unknown. An Expires whose TermKind is TermUnknown was stated and counts as exact.
func StatusOf(r *Record, country string, on when.Date, events []Event, p Presume) StatusAnswer {
	d := decide(r, country, on, events, p)
	return d.answer(r, country, on, events)
}

// StatusCode is StatusOf without the reason; it allocates nothing.
func StatusCode(r *Record, country string, on when.Date, events []Event, p Presume) Status {
	return decide(r, country, on, events, p).status
}

// rule names what decided a status.
type rule uint8

const (
	noRule rule = iota
	ruleNoEffect
	ruleInternational
	ruleBeforeFiling
	ruleEvent
	ruleTerm
	ruleUnpublished
	ruleUngranted
	rulePublished
	ruleNotValidated
	ruleDayOfGrant
	rulePresumed
	ruleNoEvidence
	ruleNoTerm
	ruleNominalTerm
	ruleBounds
)

var ruleNames = [...]string{
	"", "no-effect", "international", "before-filing", "event", "term", "unpublished", "ungranted", "published",
	"not-validated", "day-of-grant", "presumed", "no-evidence", "no-term", "nominal-term", "bounds",
}

// doubt names a day that is known only within bounds and on which a status hangs.
type doubt uint8

const (
	doubtEffect doubt = 1 << iota
	doubtFiling
	doubtGrant
	doubtPublication
	doubtTerm
	doubtEvent
	doubtValidation
)

// decision is a status with what is needed to say why, without any text.
type decision struct {
	status   Status
	rule     rule
	event    int   // index of the deciding event; -1: none
	granted  bool  // rests on the presumption for granted patents
	pending  bool  // rests on the presumption for applications
	doubts   doubt // for ruleBounds: what is not known well enough
	possible uint8 // for ruleBounds: the statuses that may hold, as bits
}

func decided(s Status, r rule) decision { return decision{status: s, rule: r, event: -1} }

// or joins two decisions of which one holds, depending on a day that is not known.
func (d decision) or(e decision, about doubt) decision {
	if d.rule == noRule {
		return e
	}
	if e.rule == noRule {
		return d
	}
	if d.status == e.status && d.rule != ruleBounds && e.rule != ruleBounds {
		if d.rule == e.rule && d.event == -1 {
			d.event = e.event
		}
		d.granted = d.granted || e.granted
		d.pending = d.pending || e.pending
		return d
	}
	return decision{
		status: StatusUnknown, rule: ruleBounds, event: -1,
		granted: d.granted || e.granted, pending: d.pending || e.pending,
		doubts:   d.doubts | e.doubts | about,
		possible: d.statuses() | e.statuses(),
	}
}

func (d decision) statuses() uint8 {
	if d.rule == ruleBounds {
		return d.possible
	}
	return 1 << d.status
}

// question carries the arguments of StatusOf through the rules.
type question struct {
	r       *Record
	country string
	on      when.Date
	events  []Event
	presume Presume
	lastAt  when.Bounds // the days on which the event taken for the last one may have been
}

func decide(r *Record, country string, on when.Date, events []Event, p Presume) decision {
	q := question{r: r, country: country, on: on, events: events, presume: p}
	if r.Office == "WO" || r.Office == "IB" {
		return decided(StatusNotInForce, ruleInternational)
	}
	switch EffectIn(r, country) {
	case No:
		return decided(StatusNotInForce, ruleNoEffect)
	case Unknown:
		return q.filing().or(decided(StatusNotInForce, ruleNoEffect), doubtEffect)
	}
	return q.filing()
}

// filing is rule 2. A right cannot be filed after it was published or granted, so these days bound its filing too.
func (q *question) filing() decision {
	filed := q.r.Filed
	filed.Latest = min(filed.Latest, q.r.Published.Latest)
	if q.r.IsGrant == Yes {
		filed.Latest = min(filed.Latest, q.r.Grant.Latest)
	}
	switch {
	case q.on < filed.Earliest:
		return decided(StatusNotInForce, ruleBeforeFiling)
	case filed.Latest <= q.on:
		return q.lastEvent()
	}
	return decided(StatusNotInForce, ruleBeforeFiling).or(q.lastEvent(), doubtFiling)
}

// concerns reports whether an event is about the country.
func (q *question) concerns(e *Event) bool {
	return len(e.Countries) == 0 || slices.Contains(e.Countries, q.country) ||
		IsRegional(q.r.Office) && slices.Contains(e.Countries, q.r.Office)
}

// ofLife reports whether an event says that the right lives or has ended.
func ofLife(k EventKind) bool { return k != Validated }

// lastEvent is rule 3: it goes through the events that may be the last one on or before the day.
func (q *question) lastEvent() decision {
	var out decision
	happened := false // some event is certainly on or before the day
	for i := range q.events {
		e := &q.events[i]
		if !ofLife(e.Kind) || e.At.Earliest > q.on || e.At.Empty() || !q.concerns(e) {
			continue
		}
		happened = happened || e.At.Latest <= q.on
		if q.lastAt = q.asLast(i); q.lastAt.Empty() {
			continue
		}
		out = out.or(q.after(i), doubtEvent)
	}
	if !happened {
		out = out.or(q.term(-1), doubtEvent)
	}
	return out
}

// asLast is the days on which event i may have been if it is the last one: none when another event certainly lies
// between it and the day asked about.
func (q *question) asLast(i int) when.Bounds {
	at := q.events[i].At
	at.Latest = min(at.Latest, q.on)
	for j := range q.events {
		e := &q.events[j]
		if j == i || !ofLife(e.Kind) || e.At.Empty() || e.At.Latest > q.on || !q.concerns(e) {
			continue
		}
		first := e.At.Earliest
		if j > i {
			first = first.AddDays(1) // of one day, the later in the slice is the last
		}
		at.Earliest = max(at.Earliest, first)
	}
	return at
}

// after decides for event i being the last one.
func (q *question) after(i int) decision {
	switch q.events[i].Kind {
	case Lapsed, Expired, Revoked:
		d := decided(StatusNotInForce, ruleEvent)
		d.event = i
		return d
	}
	return q.term(i)
}

// term is rule 4 and the end of rule 8 for terms known within bounds; last is the index of the last event, an
// in-force record or a grant, or -1.
func (q *question) term(last int) decision {
	t := q.r.Expires
	if t.Empty() || t == when.Unknown || q.on <= t.Earliest {
		return q.grant(last, false)
	}
	if q.on > t.Latest {
		return q.grant(last, true)
	}
	return q.grant(last, false).or(q.grant(last, true), doubtTerm)
}

// grant is rule 5: whether the right is granted by the day. over says that the day lies after the computed term.
func (q *question) grant(last int, over bool) decision {
	if over && q.r.TermKind != TermNominal {
		return decided(StatusNotInForce, ruleTerm)
	}
	if last >= 0 { // in force or granted: a grant by that day is on record
		return q.granted(last, over)
	}
	switch q.r.IsGrant {
	case No:
		return q.application(over, false)
	case Yes:
		return q.grantKnown(over)
	}
	return q.application(over, false).or(q.grantKnown(over), doubtGrant)
}

// grantKnown decides for a record whose grant is certain, on a day known within bounds.
func (q *question) grantKnown(over bool) decision {
	g := q.r.Grant
	switch {
	case g.Empty() || g.Latest <= q.on:
		return q.granted(-1, over)
	case q.on < g.Earliest:
		return q.application(over, true)
	}
	return q.application(over, true).or(q.granted(-1, over), doubtGrant)
}

// application is rule 5 for an application without a grant on the day; follows says that a grant comes later.
func (q *question) application(over, follows bool) decision {
	if follows {
		return decided(StatusPending, ruleUngranted)
	}
	pub := q.r.Published
	if q.on <= pub.Earliest {
		return decided(StatusPending, ruleUnpublished)
	}
	published := decided(StatusUnknown, rulePublished)
	if q.presume.ApplicationsPending {
		end := when.Bounds{Earliest: q.r.Filed.Earliest.AddYears(20), Latest: q.r.Filed.Latest.AddYears(20)}
		presumed := decided(StatusPending, rulePresumed)
		presumed.pending = true
		switch {
		case over || q.on > end.Latest:
		case q.on <= end.Earliest:
			published = presumed
		default:
			published = presumed.or(published, doubtFiling)
		}
	}
	if q.on > pub.Latest {
		return published
	}
	return decided(StatusPending, ruleUnpublished).or(published, doubtPublication)
}

// granted is rules 6 to 8. last is the index of the last event, an in-force record or a grant, or -1.
func (q *question) granted(last int, over bool) decision {
	if !grantsBundle(q.r.Office) {
		return q.effective(last, over)
	}
	if last >= 0 && q.events[last].Kind == InForceEvent {
		return q.effective(last, over)
	}
	certain, possible := q.validated()
	switch {
	case certain:
		return q.effective(last, over)
	case possible:
		return q.effective(last, over).or(decided(StatusUnknown, ruleNotValidated), doubtValidation)
	}
	return decided(StatusUnknown, ruleNotValidated)
}

// validated reports whether the right certainly, and possibly, had been brought into effect in the country by the
// day. An in-force record of the country shows it as well.
func (q *question) validated() (certain, possible bool) {
	for i := range q.events {
		e := &q.events[i]
		if (e.Kind == Validated || e.Kind == InForceEvent) && q.concerns(e) && !e.At.Empty() {
			certain = certain || e.At.Latest <= q.on
			possible = possible || e.At.Earliest <= q.on
		}
	}
	return certain, possible
}

// effective is rules 7 and 8 for a granted right that has effect in the country.
func (q *question) effective(last int, over bool) decision {
	at, that := q.r.Grant, decided(StatusInForce, ruleDayOfGrant)
	if last >= 0 {
		at, that = q.lastAt, decided(StatusInForce, ruleEvent)
		that.event = last
	}
	switch {
	case at.Empty() || q.on < at.Earliest || q.on > at.Latest:
		return q.presumed(over)
	case at.Known():
		return that
	case last >= 0:
		return q.presumed(over).or(that, doubtEvent)
	}
	return q.presumed(over).or(that, doubtGrant)
}

// presumed is rule 8.
func (q *question) presumed(over bool) decision {
	switch {
	case over && q.presume.GrantedInForce:
		d := decided(StatusNotInForce, ruleNominalTerm)
		d.granted = true
		return d
	case over:
		return decided(StatusUnknown, ruleNominalTerm)
	case !q.presume.GrantedInForce:
		return decided(StatusUnknown, ruleNoEvidence)
	case q.r.Expires == when.Unknown:
		return decided(StatusUnknown, ruleNoTerm)
	}
	d := decided(StatusInForce, rulePresumed)
	d.granted = true
	return d
}
