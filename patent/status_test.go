package patent

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/crossgrant/crossgrant/when"
)

func day(s string) when.Date         { return when.MustParse(s) }
func exact(s string) when.Bounds     { return when.Exact(day(s)) }
func within(a, b string) when.Bounds { return when.Bounds{Earliest: day(a), Latest: day(b)} }

func ev(k EventKind, on string, countries ...string) Event {
	return Event{Kind: k, Countries: countries, At: exact(on)}
}

// usGrant is a US patent with a nominal term to 2030-03-01.
func usGrant() Record {
	return Record{
		ID: "US9000000B2", Office: "US", Kind: Invention, IsGrant: Yes,
		Priority: exact("2009-06-01"), Filed: exact("2010-03-01"), Published: exact("2011-09-01"), Grant: exact("2013-05-07"),
		Expires: exact("2030-03-01"), TermKind: TermNominal,
	}
}

func epGrant() Record {
	return Record{
		ID: "EP2000000B1", Office: "EP", Kind: Invention, IsGrant: Yes,
		Priority: exact("2009-06-01"), Filed: exact("2010-03-01"), Published: exact("2011-09-01"), Grant: exact("2013-05-08"),
		Expires: exact("2030-03-01"), TermKind: TermUpperBound,
	}
}

func usApplication() Record {
	return Record{
		ID: "US2020000001A1", Office: "US", Kind: Invention, IsGrant: No,
		Priority: exact("2018-06-01"), Filed: exact("2018-07-01"), Published: exact("2020-01-02"), Grant: when.Unknown,
		Expires: exact("2038-07-01"), TermKind: TermNominal,
	}
}

func TestStatusOf(t *testing.T) {
	none, all := Presume{}, Presume{GrantedInForce: true, ApplicationsPending: true}
	with := func(r Record, change func(*Record)) Record { change(&r); return r }
	for _, c := range []struct {
		name    string
		r       Record
		country string
		on      string
		events  []Event
		p       Presume
		want    Status
		rule    string
		why     string // a part of it
	}{
		{"abroad", usGrant(), "DE", "2020-01-01", nil, all, StatusNotInForce, "no-effect", "US9000000B2 has no effect in Germany"},
		{"international", Record{ID: "WO2010000001A1", Office: "WO"}, "DE", "2020-01-01", nil, all, StatusNotInForce, "international", "never in force"},
		{"before filing", usGrant(), "US", "2010-02-28", nil, all, StatusNotInForce, "before-filing", "filed on 2010-03-01"},
		{"on filing", usGrant(), "US", "2010-03-01", nil, none, StatusPending, "ungranted", "granted on 2013-05-07"},
		{"before grant", usGrant(), "US", "2013-05-06", nil, none, StatusPending, "ungranted", ""},
		{"on grant", usGrant(), "US", "2013-05-07", nil, none, StatusInForce, "day-of-grant", "granted on 2013-05-07"},
		{"after grant", usGrant(), "US", "2013-05-08", nil, none, StatusUnknown, "no-evidence", "no record says"},
		{"after grant, presumed", usGrant(), "US", "2013-05-08", nil, all, StatusInForce, "presumed", "2030-03-01"},
		{"last nominal day", usGrant(), "US", "2030-03-01", nil, all, StatusInForce, "presumed", ""},
		{"after a nominal term", usGrant(), "US", "2030-03-02", nil, none, StatusUnknown, "nominal-term", "whether it was adjusted"},
		{"after a nominal term, presumed", usGrant(), "US", "2030-03-02", nil, all, StatusNotInForce, "nominal-term", "no adjustment"},
		{"after an exact term", with(usGrant(), func(r *Record) { r.TermKind = TermExact }), "US", "2030-03-02", nil, none, StatusNotInForce, "term", "2030-03-01"},
		{"after a stated term", with(usGrant(), func(r *Record) { r.TermKind = TermUnknown }), "US", "2030-03-02", nil, none, StatusNotInForce, "term", ""},
		{"no term", with(usGrant(), func(r *Record) { r.Expires = when.Unknown }), "US", "2020-01-01", nil, all, StatusUnknown, "no-term", "nothing gives"},

		{"lapsed", usGrant(), "US", "2021-05-07", []Event{ev(Lapsed, "2021-05-07", "US")}, all, StatusNotInForce, "event", "lapsed in the United States on 2021-05-07"},
		{"day before the lapse", usGrant(), "US", "2021-05-06", []Event{ev(Lapsed, "2021-05-07", "US")}, all, StatusInForce, "presumed", ""},
		{"lapsed elsewhere", usGrant(), "US", "2022-01-01", []Event{ev(Lapsed, "2021-05-07", "DE")}, all, StatusInForce, "presumed", ""},
		{"lapsed everywhere", usGrant(), "US", "2022-01-01", []Event{ev(Revoked, "2021-05-07")}, all, StatusNotInForce, "event", "revoked on"},
		{"revived", usGrant(), "US", "2022-01-01", []Event{ev(Lapsed, "2021-05-07"), ev(InForceEvent, "2022-01-01")}, none, StatusInForce, "event", "recorded as in force on"},
		{"after the revival", usGrant(), "US", "2022-01-02", []Event{ev(Lapsed, "2021-05-07"), ev(InForceEvent, "2022-01-01")}, none, StatusUnknown, "no-evidence", ""},
		{"after the revival, presumed", usGrant(), "US", "2022-01-02", []Event{ev(InForceEvent, "2022-01-01"), ev(Lapsed, "2021-05-07")}, all, StatusInForce, "presumed", ""},
		{"two events of a day, the last counts", usGrant(), "US", "2022-01-02", []Event{ev(InForceEvent, "2022-01-01"), ev(Lapsed, "2022-01-01")}, all, StatusNotInForce, "event", ""},
		{"two events of a day, the other way", usGrant(), "US", "2022-01-01", []Event{ev(Lapsed, "2022-01-01"), ev(InForceEvent, "2022-01-01")}, all, StatusInForce, "event", ""},
		{"application lapsed", usApplication(), "US", "2021-01-01", []Event{ev(Lapsed, "2020-06-01")}, all, StatusNotInForce, "event", ""},

		{"application before publication", usApplication(), "US", "2020-01-02", nil, none, StatusPending, "unpublished", "published on 2020-01-02"},
		{"application afterwards", usApplication(), "US", "2020-01-03", nil, none, StatusUnknown, "published", "no later record"},
		{"application presumed", usApplication(), "US", "2020-01-03", nil, all, StatusPending, "presumed", "less than 20 years"},
		{"application after 20 years", usApplication(), "US", "2038-07-02", nil, all, StatusUnknown, "published", ""},
		{"application granted by an event", usApplication(), "US", "2021-01-01", []Event{ev(GrantedEvent, "2021-01-01")}, none, StatusInForce, "event", "granted on"},
		{"application after that grant", usApplication(), "US", "2021-01-02", []Event{ev(GrantedEvent, "2021-01-01")}, all, StatusInForce, "presumed", ""},
		{"application known in force", usApplication(), "US", "2022-01-02", []Event{ev(InForceEvent, "2022-01-01")}, all, StatusInForce, "presumed", ""},

		{"EP pending", epGrant(), "DE", "2012-01-01", nil, none, StatusPending, "ungranted", ""},
		{"EP designated", epGrant(), "DE", "2020-01-01", nil, all, StatusUnknown, "not-validated", "brought into effect in Germany"},
		{"EP on the day of grant", epGrant(), "DE", "2013-05-08", nil, all, StatusUnknown, "not-validated", ""},
		{"EP validated", epGrant(), "DE", "2020-01-01", []Event{ev(Validated, "2013-05-08", "DE")}, all, StatusInForce, "presumed", ""},
		{"EP validated, not presumed", epGrant(), "DE", "2020-01-01", []Event{ev(Validated, "2013-05-08", "DE")}, none, StatusUnknown, "no-evidence", ""},
		{"EP validated elsewhere", epGrant(), "DE", "2020-01-01", []Event{ev(Validated, "2013-05-08", "FR")}, all, StatusUnknown, "not-validated", ""},
		{"EP not yet validated", epGrant(), "DE", "2013-06-01", []Event{ev(Validated, "2013-08-08", "DE")}, all, StatusUnknown, "not-validated", ""},
		{"EP renewed in the state", epGrant(), "DE", "2020-01-02", []Event{ev(InForceEvent, "2020-01-01", "DE")}, all, StatusInForce, "presumed", ""},
		{"EP lapsed in the state", epGrant(), "DE", "2021-01-01", []Event{ev(Validated, "2013-05-08", "DE"), ev(Lapsed, "2020-01-01", "DE")}, all, StatusNotInForce, "event", "lapsed in Germany"},
		{"EP revoked centrally, by the office's code", epGrant(), "DE", "2021-01-01", []Event{ev(Validated, "2013-05-08", "DE"), ev(Revoked, "2020-01-01", "EP")}, all, StatusNotInForce, "event", ""},
		{"EP validation does not revive", epGrant(), "DE", "2021-01-01", []Event{ev(Lapsed, "2014-01-01"), ev(Validated, "2015-01-01", "DE")}, all, StatusNotInForce, "event", ""},
		{"EP after its term", epGrant(), "DE", "2030-03-02", nil, none, StatusNotInForce, "term", ""},
		{"EP in no contracting state", epGrant(), "ME", "2024-01-01", nil, all, StatusNotInForce, "no-effect", ""},
		{"OA grant needs no validation", Record{ID: "OA20947A", Office: "OA", IsGrant: Yes, Priority: when.Unknown, Filed: exact("2019-01-01"), Published: when.Unknown, Grant: exact("2022-01-01"), Expires: exact("2039-01-01"), TermKind: TermExact},
			"CM", "2024-01-01", nil, all, StatusInForce, "presumed", ""},
		{"stated states", with(usGrant(), func(r *Record) { r.States = []string{"US", "DE"} }), "DE", "2020-01-01", nil, all, StatusInForce, "presumed", ""},

		{"filing within bounds, outside", with(usGrant(), func(r *Record) { r.Filed = within("2010-01-01", "2010-06-01") }), "US", "2011-01-01", nil, none, StatusPending, "ungranted", ""},
		{"filing within bounds, between", with(usGrant(), func(r *Record) { r.Filed = within("2010-01-01", "2010-06-01") }), "US", "2010-03-01", nil, none, StatusUnknown, "bounds", "not in force or pending: the day of filing is only known to be between"},
		{"grant within bounds", with(usGrant(), func(r *Record) { r.Grant = within("2013-01-01", "2013-12-31") }), "US", "2013-06-01", nil, all, StatusUnknown, "bounds", "pending or in force"},
		{"grant within bounds, lapsed anyway", with(usGrant(), func(r *Record) { r.Grant = within("2013-01-01", "2013-12-31") }), "US", "2013-06-01", []Event{ev(Lapsed, "2013-05-30")}, all, StatusNotInForce, "event", ""},
		{"term within bounds", with(usGrant(), func(r *Record) { r.Expires = within("2029-01-01", "2030-03-01"); r.TermKind = TermUpperBound }), "US", "2029-06-01", nil, all, StatusUnknown, "bounds", "last day of the term"},
		{"lapse within bounds", usGrant(), "US", "2021-06-01", []Event{{Kind: Lapsed, At: within("2021-01-01", "2021-12-31")}}, all, StatusUnknown, "bounds", "the day on which it was lapsed"},
		{"lapse within bounds, past", usGrant(), "US", "2021-12-31", []Event{{Kind: Lapsed, At: within("2021-01-01", "2021-12-31")}}, all, StatusNotInForce, "event", ""},
		{"lapse within bounds, harmless", usGrant(), "US", "2021-06-01", []Event{ev(Expired, "2020-01-01"), {Kind: Lapsed, At: within("2021-01-01", "2021-12-31")}}, all, StatusNotInForce, "event", ""},
		{"lapse and revival in the dark", usGrant(), "US", "2022-01-01", []Event{{Kind: Lapsed, At: within("2021-01-01", "2021-12-31")}, {Kind: InForceEvent, At: within("2021-06-01", "2021-09-30")}}, all, StatusUnknown, "bounds", ""},
		{"nobody knows whether granted", with(usGrant(), func(r *Record) { r.IsGrant = Unknown; r.Grant = when.Unknown }), "US", "2020-01-01", nil, all, StatusUnknown, "bounds", "whether and when it was granted"},
		{"nothing known", Record{ID: "US1", Office: "US", Priority: when.Unknown, Filed: when.Unknown, Published: when.Unknown, Grant: when.Unknown, Expires: when.Unknown}, "US", "2020-01-01", nil, all, StatusUnknown, "bounds", ""},
		{"EP filed about the accession", with(epGrant(), func(r *Record) { r.Filed = within("2010-04-01", "2010-06-01") }), "AL", "2011-01-01", nil, all, StatusUnknown, "bounds", "whether Albania had joined"},
	} {
		got := StatusOf(&c.r, c.country, day(c.on), c.events, c.p)
		if got.Status != c.want || got.Rule != c.rule {
			t.Errorf("%s: %s by rule %s (%s), want %s by %s", c.name, got.Status, got.Rule, got.Why, c.want, c.rule)
		}
		if got.Why == "" || !strings.Contains(got.Why, c.why) {
			t.Errorf("%s: why is %q, want %q in it", c.name, got.Why, c.why)
		}
	}
}

func TestStatusPresumed(t *testing.T) {
	r, a := usGrant(), usApplication()
	all := Presume{GrantedInForce: true, ApplicationsPending: true}
	for _, c := range []struct {
		r    *Record
		on   string
		want []string
	}{
		{&r, "2020-01-01", []string{PresumeGranted}},
		{&r, "2031-01-01", []string{PresumeGranted}},
		{&r, "2013-05-07", nil},
		{&a, "2021-01-01", []string{PresumePending}},
		{&a, "2019-01-01", nil},
	} {
		if got := StatusOf(c.r, "US", day(c.on), nil, all).Presumed; !slices.Equal(got, c.want) {
			t.Errorf("%s on %s rests on %q, want %q", c.r.ID, c.on, got, c.want)
		}
	}
}

func TestStatusCodeAllocatesNothing(t *testing.T) {
	r, e := usGrant(), epGrant()
	events := []Event{ev(Validated, "2013-05-08", "DE"), ev(Lapsed, "2020-01-01", "DE"), ev(InForceEvent, "2021-01-01", "DE")}
	on := day("2022-01-01")
	StatusCode(&e, "DE", on, events, Presume{})
	if n := testing.AllocsPerRun(100, func() {
		StatusCode(&e, "DE", on, events, Presume{GrantedInForce: true})
		StatusCode(&r, "US", on, nil, Presume{})
	}); n != 0 {
		t.Errorf("StatusCode allocates %v times", n)
	}
}

// statusOracle is the status of a record all whose days are known, written from docs/meaning.md without bounds.
func statusOracle(r *Record, country string, on when.Date, events []Event, p Presume) Status {
	if r.Office == "WO" || !Effect(r, country) || on < r.Filed.Earliest {
		return StatusNotInForce
	}
	var last *Event
	validated := r.Office != "EP"
	for i := range events {
		e := &events[i]
		if e.At.Earliest > on || len(e.Countries) > 0 && !slices.Contains(e.Countries, country) {
			continue
		}
		validated = validated || e.Kind == Validated || e.Kind == InForceEvent
		if e.Kind != Validated && (last == nil || e.At.Earliest >= last.At.Earliest) {
			last = e
		}
	}
	if last != nil && last.Kind <= Revoked {
		return StatusNotInForce
	}
	over := on > r.Expires.Earliest
	if over && r.TermKind != TermNominal {
		return StatusNotInForce
	}
	grant := r.Grant.Earliest
	if last != nil {
		grant = last.At.Earliest
	} else if r.IsGrant != Yes {
		if on <= r.Published.Earliest {
			return StatusPending
		}
		if p.ApplicationsPending && !over && on <= r.Filed.Earliest.AddYears(20) {
			return StatusPending
		}
		return StatusUnknown
	}
	switch {
	case on < grant:
		return StatusPending
	case !validated:
		return StatusUnknown
	case on == grant:
		return StatusInForce
	case !p.GrantedInForce:
		return StatusUnknown
	case over:
		return StatusNotInForce
	}
	return StatusInForce
}

// drawWorld draws a record with its events on known days close to each other.
func drawWorld(t *rapid.T) (Record, []Event) {
	at := func(name string) when.Bounds {
		return when.Exact(day("2020-01-01").AddDays(rapid.IntRange(0, 12).Draw(t, name)))
	}
	r := Record{
		ID: "X1", Office: rapid.SampledFrom([]string{"US", "EP", "OA", "WO"}).Draw(t, "office"),
		IsGrant:  rapid.SampledFrom([]Tri{Yes, No}).Draw(t, "granted"),
		Filed:    at("filed"),
		Expires:  at("expires"),
		TermKind: rapid.SampledFrom([]TermKind{TermExact, TermUpperBound, TermNominal}).Draw(t, "term"),
		Priority: when.Unknown,
	}
	later := func(b when.Bounds, name string) when.Bounds {
		return when.Exact(b.Earliest.AddDays(rapid.IntRange(0, 6).Draw(t, name)))
	}
	r.Published, r.Grant = later(r.Filed, "published"), later(r.Filed, "grant")
	var events []Event
	for i := range rapid.IntRange(0, 4).Draw(t, "events") {
		events = append(events, Event{
			Kind:      EventKind(rapid.IntRange(int(Lapsed), int(GrantedEvent)).Draw(t, fmt.Sprint("kind", i))),
			Countries: rapid.SampledFrom([][]string{nil, {"DE"}, {"US"}, {"CM"}, {"DE", "US"}}).Draw(t, fmt.Sprint("in", i)),
			At:        at(fmt.Sprint("at", i)),
		})
	}
	return r, events
}

func drawAsked(t *rapid.T) (string, when.Date, Presume) {
	return rapid.SampledFrom([]string{"US", "DE", "CM"}).Draw(t, "country"),
		day("2019-12-30").AddDays(rapid.IntRange(0, 18).Draw(t, "on")),
		Presume{rapid.Bool().Draw(t, "granted in force"), rapid.Bool().Draw(t, "applications pending")}
}

func TestStatusAgreesWithOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, events := drawWorld(t)
		country, on, p := drawAsked(t)
		want := statusOracle(&r, country, on, events, p)
		got := StatusOf(&r, country, on, events, p)
		if got.Status != want {
			t.Fatalf("%s by %s (%s), want %s", got.Status, got.Rule, got.Why, want)
		}
		if got.Why == "" || got.Rule == "" {
			t.Fatalf("no reason: %+v", got)
		}
	})
}

// TestStatusBoundsSound widens one day to bounds: a known status is the one that every day within the bounds gives,
// and where they all give one, it is known.
func TestStatusBoundsSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, events := drawWorld(t)
		country, on, p := drawAsked(t)
		if on < r.Filed.Earliest {
			return // widened days may then leave the order of dates
		}
		target := &r.Expires
		if len(events) > 0 && rapid.Bool().Draw(t, "widen an event") {
			target = &events[rapid.IntRange(0, len(events)-1).Draw(t, "which")].At
		}
		sure := StatusOf(&r, country, on, events, p).Status
		d := target.Earliest
		target.Earliest, target.Latest = d.AddDays(-rapid.IntRange(0, 3).Draw(t, "before")), d.AddDays(rapid.IntRange(0, 3).Draw(t, "after"))
		wide := *target
		got := StatusOf(&r, country, on, events, p)
		if got.Status != sure && got.Status != StatusUnknown {
			t.Fatalf("widening to %v turned %s into %s (%s)", wide, sure, got.Status, got.Why)
		}
		if got.Status != StatusCode(&r, country, on, events, p) {
			t.Fatal("StatusCode differs from StatusOf")
		}
		all := map[Status]bool{}
		for x := wide.Earliest; x <= wide.Latest; x++ {
			*target = when.Exact(x)
			all[StatusOf(&r, country, on, events, p).Status] = true
		}
		if got.Status != StatusUnknown && (len(all) != 1 || !all[got.Status]) || got.Status == StatusUnknown && len(all) == 1 && !all[StatusUnknown] {
			t.Fatalf("%s although the days give %v", got.Status, all)
		}
	})
}

func TestEventWords(t *testing.T) {
	for k := Lapsed; k <= GrantedEvent; k++ {
		if got, ok := ParseEventKind(k.String()); !ok || got != k {
			t.Errorf("ParseEventKind(%q) = %v, %v", k.String(), got, ok)
		}
	}
	if _, ok := ParseEventKind(""); ok {
		t.Error("the empty word is no event")
	}
	for s, want := range map[Status]string{StatusUnknown: "unknown", StatusNotInForce: "not in force", StatusPending: "pending", StatusInForce: "in force", 99: "unknown"} {
		if s.String() != want {
			t.Errorf("Status(%d) = %q", s, s)
		}
	}
}
