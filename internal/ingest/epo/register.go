package epo

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/markup"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// register reads entries of the European Patent Register: bibliographic data, events, procedural steps, as the service
// gives them together or apart. Where the register lists what was so on several days, the latest counts.
type register struct{}

func (register) Format() string { return registerName }

func (register) Decode(ctx context.Context, in io.Reader, file string, limits source.Limits, sink source.Sink) error {
	s := markup.New(markup.WithContext(ctx, in), markup.Options{Record: limits.Record, Depth: limits.Depth})
	number, query := 0, ""
	for name := range s.Records("query", "register-document") {
		if string(name) == "query" { // events and steps alone name the patent only here
			query = s.Text()
			if s.Err() == nil {
				continue
			}
			name = nil
		}
		number++
		r := &registerReader{s: s, d: source.NewDraft(registerName, source.Place{File: file, Line: s.Line(), Record: number}, sink), query: query}
		query = "" // it names the entry that follows, not those behind that
		if name != nil {
			r.document()
		}
		if err := finish(r.d, s); err != nil {
			return err
		}
	}
	return s.Err()
}

// registerReader reads one entry.
type registerReader struct {
	s     *markup.Scanner
	d     *source.Draft
	query string

	holders   []holding
	states    dated[[]string]
	lapses    dated[[]source.LegalEvent]
	titles    map[string]*dated[string]
	classes   dated[[]string]
	inventors []string
}

// holding is who was applicant or proprietor from a day of the register on.
type holding struct {
	day     string // YYYYMMDD
	parties []source.Party
}

// dated keeps the latest of what the register lists for several days.
type dated[T any] struct {
	day   string // YYYYMMDD
	value T
	set   bool
}

// put takes a value of a day and reports whether it is the latest so far.
func (v *dated[T]) put(day string, value T) bool {
	if v.set && day <= v.day {
		return false
	}
	v.day, v.value, v.set = day, value, true
	return true
}

func (r *registerReader) document() {
	s, d := r.s, r.d
	d.Office = "EP"
	status := s.Attr("status")
	d.Status = status
	for name := range s.Children() {
		switch string(name) {
		case "ep-patent-statuses":
			r.statuses()
		case "bibliographic-data":
			r.bibliographic()
		case "events-data":
			for range s.Children() {
				r.event()
			}
		case "procedural-data":
			for range s.Children() {
				r.step()
			}
		default:
			d.Unmap(string(name))
		}
	}
	if s.Err() == nil {
		r.settle()
	}
}

// statuses takes the latest status with its day.
func (r *registerReader) statuses() {
	var latest dated[string]
	for range r.s.Children() {
		day := r.s.Attr("change-date")
		latest.put(day, r.s.Text())
	}
	if latest.value != "" {
		r.d.Status = latest.value
		r.d.StatusDate = r.d.Day("ep-patent-status", latest.day)
	}
}

func (r *registerReader) bibliographic() {
	s, d := r.s, r.d
	for name := range s.Children() {
		day := s.Attr("change-date")
		switch string(name) {
		case "publication-reference":
			r.publication()
		case "application-reference":
			for range s.Children() {
				id := readID(s)
				d.Application = source.Number{Office: id.country, Text: id.number, Kind: id.kind}
				d.Filed = d.Day("application-reference", id.date)
			}
		case "classifications-ipcr":
			r.classifications(day)
		case "priority-claims":
			for range s.Children() {
				kind := s.Attr("kind")
				id := readID(s)
				d.Priorities = append(d.Priorities, source.Priority{Number: id.sourceNumber(), Date: d.Day("priority-claim", id.date), Kind: kind})
			}
		case "parties":
			r.parties()
		case "designation-of-states":
			r.designated(day)
		case "invention-title":
			r.title(day)
		case "term-of-grant":
			r.lapsed(day)
		case "opposition-data":
			r.opposition()
		case "related-documents":
			r.related()
		case "language-of-filing":
		default:
			d.Unmap(string(name))
		}
	}
}

func (r *registerReader) publication() {
	for range r.s.Children() {
		id := readID(r.s)
		if id.number != "" {
			r.d.Publications = append(r.d.Publications, source.Publication{Number: id.sourceNumber(), Date: r.d.Day("publication-reference", id.date)})
		}
	}
}

func (r *registerReader) classifications(day string) {
	var symbols []string
	for range r.s.Children() {
		for name := range r.s.Children() {
			if string(name) == "text" {
				for part := range strings.SplitSeq(r.s.Text(), ",") {
					symbols = addSymbols(symbols, symbol(part))
				}
			}
		}
	}
	r.classes.put(day, symbols)
}

func (r *registerReader) parties() {
	for name := range r.s.Children() {
		switch group := string(name); group {
		case "applicants", "proprietors", "grantees":
			day := r.s.Attr("change-date")
			var parties []source.Party
			for range r.s.Children() {
				parties = append(parties, r.party())
			}
			r.holders = append(r.holders, holding{day, parties})
		case "inventors":
			for range r.s.Children() {
				r.inventors = append(r.inventors, r.party().Name)
			}
		default:
			r.d.Unmap(group)
		}
	}
}

// party reads the name and the country of an addressbook.
func (r *registerReader) party() source.Party {
	p := source.Party{Role: source.Applicant}
	for name := range r.s.Children() {
		if string(name) == "addressbook" {
			name, country := addressbook(r.s)
			p.Name, p.Country = name, country
		}
	}
	return p
}

// addressbook reads a name and the country of the address.
func addressbook(s *markup.Scanner) (name, country string) {
	for element := range s.Children() {
		switch string(element) {
		case "name":
			name = s.Text()
		case "address":
			for element := range s.Children() {
				if string(element) == "country" {
					country = s.Text()
				}
			}
		}
	}
	return name, country
}

// designated reads the states. Those of designation-pct/regional are the ones of the European patent.
func (r *registerReader) designated(day string) {
	var states []string
	for range r.s.Children() {
		for name := range r.s.Children() {
			switch string(name) {
			case "regional":
				for name := range r.s.Children() {
					if string(name) == "country" {
						states = addSymbols(states, r.s.Text())
					}
				}
			case "country":
				states = addSymbols(states, r.s.Text())
			}
		}
	}
	r.states.put(day, states)
}

func (r *registerReader) title(day string) {
	language := r.s.Attr("lang")
	if r.titles == nil {
		r.titles = map[string]*dated[string]{}
	}
	if r.titles[language] == nil {
		r.titles[language] = &dated[string]{}
	}
	r.titles[language].put(day, r.s.Text())
}

// lapsed reads the states in which the patent has lapsed. Each list repeats those before it, so that the latest holds
// all. The INPADOC code of such a lapse stands for it.
func (r *registerReader) lapsed(day string) {
	var lapses []source.LegalEvent
	changed := r.d.Day("term-of-grant", day)
	for name := range r.s.Children() {
		if string(name) != "lapsed-in-country" {
			r.d.Unmap(string(name))
			continue
		}
		id := readID(r.s)
		lapses = append(lapses, source.LegalEvent{
			Office: "EP", Code: "PG25", Country: id.country, Date: changed, Effective: r.d.Day("lapsed-in-country", id.date), Influence: "-", Text: "lapsed in the state (term-of-grant)",
		})
	}
	r.lapses.put(day, lapses)
}

// opposition reads that none was filed in time; oppositions themselves are events.
func (r *registerReader) opposition() {
	for name := range r.s.Children() {
		if string(name) != "opposition-not-filed" {
			r.d.Unmap(string(name))
			continue
		}
		day := r.d.Day("opposition-not-filed", readID(r.s).date)
		r.d.Events = append(r.d.Events, source.LegalEvent{Office: "EP", Code: "26N", Date: day, Effective: day, Influence: "+", Text: "no opposition filed"})
	}
}

// related reads parents and children of divisional applications.
func (r *registerReader) related() {
	for name := range r.s.Children() {
		how := string(name)
		if how != "division" {
			r.d.Unmap("related-documents/" + how)
			continue
		}
		for range r.s.Children() { // relation
			for name := range r.s.Children() {
				child := string(name) == "child-doc"
				for range r.s.Children() {
					if id := readID(r.s); id.number != "" {
						r.d.Relations = append(r.d.Relations, source.Relation{How: how, Child: child, Number: id.sourceNumber(), Date: r.d.Day("related-documents", id.date)})
					}
				}
			}
		}
	}
}

// event reads one dossier event; its code is the register's own.
func (r *registerReader) event() {
	e := source.LegalEvent{Office: "EP", Date: when.Unknown, Effective: when.Unknown}
	for name := range r.s.Children() {
		switch string(name) {
		case "event-date":
			e.Date = r.d.Day("event-date", readID(r.s).date)
		case "event-code":
			e.Code = r.s.Text()
		case "event-text":
			e.Text = r.s.Text()
		case "gazette-reference":
			r.d.Unmap("gazette-reference")
		default:
			r.d.Unmap("dossier-event/" + string(name))
		}
	}
	if e.Code != "" {
		r.d.Events = append(r.d.Events, e)
	}
}

// step reads one procedural step. Its first day is the day of the event; others are not carried over.
func (r *registerReader) step() {
	e := source.LegalEvent{Office: "EP", Date: when.Unknown, Effective: when.Unknown}
	for name := range r.s.Children() {
		switch string(name) {
		case "procedural-step-code":
			e.Code = r.s.Text()
		case "procedural-step-text":
			if text := r.s.Text(); text != "" {
				e.Text = strings.TrimPrefix(e.Text+"; "+text, "; ")
			}
		case "procedural-step-date":
			which := r.s.Attr("step-date-type")
			day := r.d.Day("procedural-step-date", readID(r.s).date)
			if e.Date == when.Unknown {
				e.Date = day
			} else if day != when.Unknown {
				r.d.Unmap("procedural-step-date (" + which + ")")
			}
		default:
			r.d.Unmap("procedural-step/" + string(name))
		}
	}
	if e.Code != "" {
		r.d.Events = append(r.d.Events, e)
	}
}

func (r *registerReader) settle() {
	d := r.d
	if d.Application.Text == "" && len(d.Publications) == 0 && !r.queried() {
		d.Skip(diag.RecordNumber, "The entry has no number of an application or a publication, and was not asked for by one. It is left out; fetch it with its bibliographic data.")
		return
	}
	d.Events = append(d.Events, r.lapses.value...)
	d.States, d.IPC = r.states.value, r.classes.value
	for _, language := range []string{"en", "de", "fr"} {
		if t := r.titles[language]; t != nil {
			d.Titled(language, t.value)
		}
	}
	for _, p := range d.Publications {
		kind, granted := patent.KindOf("EP", p.Number.Kind)
		d.Kind = kind
		switch {
		case p.Number.Kind == "B1":
			d.Granted, d.Grant = patent.Yes, p.Date
		case granted == patent.Yes:
			d.Granted = patent.Yes
		case d.Published == when.Unknown:
			d.Published = p.Date
		}
	}
	r.holdersInTurn()
	d.Inventors(len(r.inventors) > 0)
}

// holdersInTurn takes the latest holders as parties, and each change of their names as a transfer: whether the right
// passed or a name was changed, the register does not say.
func (r *registerReader) holdersInTurn() {
	d := r.d
	slices.SortStableFunc(r.holders, func(a, b holding) int { return strings.Compare(a.day, b.day) })
	var before []string
	for i, h := range r.holders {
		names := make([]string, len(h.parties))
		for k, p := range h.parties {
			names[k] = p.Name
		}
		if i > 0 && !slices.Equal(before, names) {
			d.Transfers = append(d.Transfers, source.Transfer{
				Recorded: d.Day("applicants", h.day), Executed: when.Unknown, Conveyance: "applicant or proprietor data changed", From: before, To: names,
			})
		}
		before = names
	}
	if len(r.holders) == 0 {
		return
	}
	for _, p := range r.holders[len(r.holders)-1].parties {
		if d.Granted == patent.Yes {
			p.Role = source.Proprietor
		}
		p.Individual = slices.Contains(r.inventors, p.Name)
		d.Party(p)
	}
}

// queried takes the number from the question to which the entry is the answer: "publication=EP2400812".
func (r *registerReader) queried() bool {
	kind, number, ok := strings.Cut(r.query, "=")
	number = strings.Trim(strings.TrimSpace(number), `"`)
	if !ok || len(number) < 5 || !strings.HasPrefix(number, "EP") || !isDigits(number[2:]) {
		return false
	}
	switch n := (source.Number{Office: "EP", Text: number[2:]}); strings.TrimSpace(kind) {
	case "publication", "pn":
		r.d.Publications = []source.Publication{{Number: n, Date: when.Unknown}}
	case "application", "ap":
		r.d.Application = n
	default:
		return false
	}
	return true
}
