package epo

import (
	"strings"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/when"
)

// legal reads one legal event of the INPADOC data. Its fields have numbers (L001EP …): the country of the event, its
// gazette date, its code; and in L500EP what the code carries with it, among them the state in which it has effect.
func (x *exchangeReader) legal() {
	s, d := x.s, x.d
	e := source.LegalEvent{Code: strings.TrimSpace(s.Attr("code")), Text: strings.Join(strings.Fields(s.Attr("desc")), " "),
		Influence: strings.TrimSpace(s.Attr("infl")), Date: when.Unknown, Effective: when.Unknown}
	for name := range s.Children() {
		switch field := string(name); field {
		case "L001EP":
			e.Office = s.Text()
		case "L007EP":
			e.Date = d.Day("gazette date (L007EP)", s.Text())
		case "L008EP":
			if code := s.Text(); e.Code == "" {
				e.Code = code
			}
		case "L500EP":
			x.carried(&e)
		case "pre", "L002EP", "L003EP", "L004EP", "L005EP", "L006EP", "L018EP", "L019EP": // the line as printed, the number of the record, days of the exchange
		default:
			d.Unmap("legal/" + field)
		}
	}
	if e.Office == "" {
		e.Office = d.Office
	}
	if e.Code != "" {
		d.Events = append(d.Events, e)
	}
}

// carried reads what an event carries with it.
func (x *exchangeReader) carried(e *source.LegalEvent) {
	s, d := x.s, x.d
	more := func(text string) {
		if text != "" {
			e.Text = strings.TrimPrefix(e.Text+"; "+text, "; ")
		}
	}
	for name := range s.Children() {
		switch field := string(name); field {
		case "L501EP":
			e.Country = s.Text()
		case "L502EP":
			more(strings.Join(strings.Fields(s.Attr("descData")), " "))
			if sign := strings.TrimSpace(s.Attr("infl")); sign != "" {
				e.Influence = sign
			}
			e.National = s.Text()
		case "L507EP":
			d.States = addSymbols(d.States, strings.Fields(s.Text())...)
		case "L509EP":
			e.Party = s.Text()
		case "L510EP":
			more(s.Text())
		case "L518EP":
			if e.Effective == when.Unknown {
				e.Effective = d.Day("date of payment (L518EP)", s.Text())
			}
		case "L520EP":
			more("year " + s.Text())
		case "L525EP":
			e.Effective = d.Day("effective date (L525EP)", s.Text())
		default:
			d.Unmap("legal/" + field)
		}
	}
}
