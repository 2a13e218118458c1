package present

import (
	"encoding/json"
	"io"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// The names of the formats. A number changes only when a key is removed or changes its meaning.
const (
	FormatAnswer   = "crossgrant.answer/1"
	FormatList     = "crossgrant.list/1"
	FormatHolders  = "crossgrant.holders/1"
	FormatCoverage = "crossgrant.coverage/1"
	FormatTimeline = "crossgrant.timeline/1"
	FormatOpen     = "crossgrant.open/1"
	FormatCheck    = "crossgrant.check/1"
	FormatError    = "crossgrant.error/1"
)

// Inputs are content hashes ("sha256:…") of what an answer was computed from.
type Inputs struct {
	Agreements string `json:"agreements"`
	Facts      string `json:"facts"`
	Portfolio  string `json:"portfolio"`
}

// JSON writes any of this package's JSON documents, indented, with a newline at the end.
func JSON(w io.Writer, doc any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(doc)
}

type jsonQuestion struct {
	Text                string    `json:"text"`
	By                  string    `json:"by"`
	Act                 string    `json:"act"`
	Product             string    `json:"product"`
	In                  string    `json:"in,omitempty"`
	On                  string    `json:"on,omitempty"`
	For                 string    `json:"for,omitempty"`
	From                string    `json:"from,omitempty"`
	Under               jsonUnder `json:"under"`
	WithoutPresumptions bool      `json:"without_presumptions,omitempty"`
}

type jsonUnder struct {
	Org     string   `json:"org,omitempty"`
	Share   string   `json:"share,omitempty"`
	Patents []string `json:"patents,omitempty"`
	Set     string   `json:"set,omitempty"`
}

func under(u agreement.Under) jsonUnder {
	j := jsonUnder{Org: string(u.Org), Patents: u.Patents, Set: string(u.Set)}
	if u.Org != "" && u.Share != agreement.Over50 && u.Share != (agreement.Share{}) {
		j.Share = u.Share.String()
	}
	return j
}

func question(q rights.ClearQuestion) jsonQuestion {
	u := q.Use
	return jsonQuestion{
		Text: u.String() + " under " + q.Under.String(),
		By:   string(u.Actor), Act: u.Act.String(), Product: u.Product, In: u.Country, On: day(u.On),
		For: string(u.For), From: string(u.From), Under: under(q.Under), WithoutPresumptions: q.WithoutPresumptions,
	}
}

// day is a real day, or nothing.
func day(d when.Date) string {
	if !d.Real() {
		return ""
	}
	return d.String()
}

type jsonReason struct {
	Agreement string   `json:"agreement,omitempty"`
	Clause    string   `json:"clause,omitempty"`
	Heading   string   `json:"heading,omitempty"`
	Kind      string   `json:"kind,omitempty"`
	Name      string   `json:"name,omitempty"`
	Effect    string   `json:"effect"`
	Way       string   `json:"way,omitempty"`
	Patents   int      `json:"patents"`
	Says      string   `json:"says"`
	Prose     string   `json:"prose,omitempty"`
	Failing   []string `json:"failing,omitempty"`
	At        string   `json:"at,omitempty"`
}

func reasons(rs []rights.Reason) []jsonReason {
	out := make([]jsonReason, len(rs))
	for i, r := range rs {
		c := r.Clause
		out[i] = jsonReason{c.Agreement, c.Number, c.Heading, c.Kind, c.Name, string(r.Effect), r.Way, r.Patents, r.Says, c.Prose, r.Failing, place(c)}
	}
	return out
}

type jsonOpen struct {
	Kind      string   `json:"kind"`
	Question  string   `json:"question"`
	Of        string   `json:"of,omitempty"`
	Agreement string   `json:"agreement,omitempty"`
	Clause    string   `json:"clause,omitempty"`
	Patents   int      `json:"patents"`
	Examples  []string `json:"examples,omitempty"`
	Settled   string   `json:"settled_by,omitempty"`
}

func opens(qs []rights.OpenQuestion) []jsonOpen {
	out := make([]jsonOpen, len(qs))
	for i, q := range qs {
		out[i] = jsonOpen{string(q.Kind), q.Says, q.Of, q.Clause.Agreement, q.Clause.Number, q.Patents, q.Examples, strings.TrimPrefix(settle(q.Question), "settled by ")}
	}
	return out
}

type jsonRests struct {
	Kind      string `json:"kind"`
	Agreement string `json:"agreement,omitempty"`
	Clause    string `json:"clause,omitempty"`
	Name      string `json:"name,omitempty"`
	Where     string `json:"where,omitempty"`
	Why       string `json:"why"`
	Patents   int    `json:"patents,omitempty"`
}

func restsOn(rs []rights.RestsOn) []jsonRests {
	out := make([]jsonRests, len(rs))
	for i, r := range rs {
		out[i] = jsonRests{r.Kind, r.Clause.Agreement, r.Clause.Number, r.Clause.Name, r.Where, r.Why, r.Patents}
	}
	return out
}

type jsonPart struct {
	Node    string         `json:"node"`
	Name    string         `json:"name,omitempty"`
	Verdict rights.Verdict `json:"verdict"`
	Counts  rights.Counts  `json:"counts"`
	Because []jsonReason   `json:"because,omitempty"`
}

type jsonPrice struct {
	Agreement string `json:"agreement,omitempty"`
	Clause    string `json:"clause,omitempty"`
	Kind      string `json:"kind"`
	Name      string `json:"name,omitempty"`
	Patents   int    `json:"patents"`
	Charged   bool   `json:"charged"`
	Since     string `json:"since,omitempty"`     // of a change of the price
	Uncertain bool   `json:"uncertain,omitempty"` // it hangs on open questions
}

type jsonStatus struct {
	Patent   string   `json:"patent"`
	Country  string   `json:"country"`
	Status   string   `json:"status"`
	Why      string   `json:"why"`
	Presumed []string `json:"presumed,omitempty"`
}

type jsonClear struct {
	Format     string           `json:"format"`
	Question   jsonQuestion     `json:"question"`
	Verdict    rights.Verdict   `json:"verdict"`
	Counted    string           `json:"counted"`
	Counts     rights.Counts    `json:"counts"`
	Because    []jsonReason     `json:"because"`
	Open       []jsonOpen       `json:"open"`
	RestsOn    []jsonRests      `json:"rests_on"`
	Parts      []jsonPart       `json:"parts"`
	Patent     string           `json:"patent,omitempty"`
	Status     []jsonStatus     `json:"status,omitempty"`
	Would      string           `json:"would,omitempty"`
	Until      string           `json:"until,omitempty"`
	UntilWhy   string           `json:"until_why,omitempty"`
	Terminable []jsonTerminable `json:"terminable"`
	Price      []jsonPrice      `json:"price"`
	Notes      []string         `json:"notes,omitempty"`
	AsOf       string           `json:"as_of"`
	KnownAt    string           `json:"known_at"`
	Inputs     Inputs           `json:"inputs"`
}

// ClearJSON is the document of format crossgrant.answer/1. Under terminable stand the powers that could end what is
// licensed and have not been used.
func ClearJSON(a rights.ClearAnswer, in Inputs, st Style) any {
	if st.Discreet {
		a = discreet(a)
	}
	j := jsonClear{
		Format: FormatAnswer, Question: question(a.Question), Verdict: a.Verdict, Counted: a.Counted, Counts: a.Counts,
		Because: reasons(a.Because), Open: opens(a.Open), RestsOn: restsOn(a.RestsOn),
		Parts: []jsonPart{}, Patent: a.Patent, Would: a.Would, Until: day(a.Until), UntilWhy: a.UntilWhy,
		Terminable: terminable(a.Ends), Price: []jsonPrice{}, Notes: a.Notes,
		AsOf: day(a.Question.Use.On), KnownAt: day(a.Question.KnownAt), Inputs: in,
	}
	for _, p := range a.Parts {
		j.Parts = append(j.Parts, jsonPart{p.Node, p.Name, p.Verdict, p.Counts, reasons(p.Because)})
	}
	for _, p := range a.Price {
		j.Price = append(j.Price, jsonPrice{p.Clause.Agreement, p.Clause.Number, p.Kind, p.Name, p.Patents, p.Charged, day(p.Since), !p.Sure})
	}
	for _, s := range a.Status {
		j.Status = append(j.Status, jsonStatus{s.Patent, s.Country, s.Status, s.Why, s.Presumed})
	}
	return j
}

// discreet takes the patents out of an answer: numbers, examples, and the sentences that may name them.
func discreet(a rights.ClearAnswer) rights.ClearAnswer {
	a.Patent, a.Status, a.Notes, a.UntilWhy = "", nil, nil, ""
	if len(a.Question.Under.Patents) > 0 {
		a.Question.Under.Patents = []string{count(len(a.Question.Under.Patents), "patent")}
	}
	a.RestsOn = discreetRests(a.RestsOn)
	a.Ends = slices.Clone(a.Ends)
	for i := range a.Ends {
		a.Ends[i].Says = unnumbered(a.Ends[i].Says)
	}
	hidden := &page{st: Style{Discreet: true}}
	open := make([]rights.OpenQuestion, len(a.Open))
	for i, q := range a.Open {
		if hidden.namesPatent(q) {
			q.Question = agreement.Question{Kind: q.Kind, Clause: q.Clause}
		}
		q.Examples = nil
		open[i] = q
	}
	a.Open = open
	return a
}

type jsonVerdict struct {
	Patent  string         `json:"patent"`
	Title   string         `json:"title,omitempty"`
	Owner   []string       `json:"owner"`
	Verdict rights.Verdict `json:"verdict"`
	Status  string         `json:"status"`
	Why     string         `json:"why,omitempty"`
	Open    []string       `json:"open,omitempty"`
}

// ListJSON is the document of format crossgrant.list/1: the patents behind a count.
func ListJSON(q rights.ClearQuestion, what string, rows []rights.PatentVerdict, in Inputs) any {
	out := make([]jsonVerdict, len(rows))
	for i, r := range rows {
		out[i] = jsonVerdict{r.Patent, r.Title, r.Owner, r.Verdict, r.Status, r.Why, r.Open}
	}
	return struct {
		Format   string        `json:"format"`
		Question jsonQuestion  `json:"question"`
		List     string        `json:"list"`
		Patents  []jsonVerdict `json:"patents"`
		AsOf     string        `json:"as_of"`
		KnownAt  string        `json:"known_at"`
		Inputs   Inputs        `json:"inputs"`
	}{FormatList, question(q), what, out, day(q.Use.On), day(q.KnownAt), in}
}
