package present

import (
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/rights"
)

type jsonHolder struct {
	Group     string     `json:"group"`
	Members   []string   `json:"members"`
	Perhaps   []string   `json:"perhaps,omitempty"`
	Agreement string     `json:"agreement,omitempty"`
	Clause    string     `json:"clause,omitempty"`
	Name      string     `json:"name,omitempty"`
	Kind      string     `json:"kind"`
	Says      string     `json:"says"`
	Since     string     `json:"since,omitempty"`
	Until     string     `json:"until,omitempty"`
	Sure      bool       `json:"sure"`
	Open      []jsonOpen `json:"open,omitempty"`
	Runs      string     `json:"runs,omitempty"`
}

// HoldersJSON is the document of format crossgrant.holders/1.
func HoldersJSON(a rights.HoldersAnswer, in Inputs) any {
	hs := make([]jsonHolder, len(a.Holders))
	for i, h := range a.Holders {
		hs[i] = jsonHolder{h.Group, words(h.Members), some(words(h.Perhaps)), h.Clause.Agreement, h.Clause.Number, h.Clause.Name, h.Kind, h.Says, day(h.Since), day(h.Until), h.Sure, opens(h.Open), h.Runs}
	}
	return struct {
		Format  string       `json:"format"`
		Patent  string       `json:"patent"`
		Title   string       `json:"title,omitempty"`
		Owners  []string     `json:"owners"`
		Chain   []string     `json:"chain"`
		Holders []jsonHolder `json:"holders"`
		Misses  []jsonReason `json:"misses"`
		RestsOn []jsonRests  `json:"rests_on"`
		Notes   []string     `json:"notes,omitempty"`
		AsOf    string       `json:"as_of"`
		KnownAt string       `json:"known_at"`
		Inputs  Inputs       `json:"inputs"`
	}{FormatHolders, a.Patent, a.Title, words(a.Owners), some(a.Chain), hs, reasons(a.Misses), restsOn(a.RestsOn), a.Notes, day(a.On), day(a.KnownAt), in}
}

// CoverageJSON is the document of format crossgrant.coverage/1. Cells are row by row, fields by countries.
func CoverageJSON(a rights.CoverageAnswer, in Inputs) any {
	type cell struct {
		Field   string         `json:"field"`
		Country string         `json:"country"`
		Verdict rights.Verdict `json:"verdict"`
		Counts  rights.Counts  `json:"counts"`
	}
	cells := make([]cell, len(a.Cells))
	for i, c := range a.Cells {
		cells[i] = cell(c)
	}
	return struct {
		Format    string        `json:"format"`
		By        string        `json:"by"`
		Act       string        `json:"act"`
		Product   string        `json:"product"`
		Under     jsonUnder     `json:"under"`
		Counted   string        `json:"counted"`
		Fields    []string      `json:"fields"`
		Countries []string      `json:"countries"`
		Cells     []cell        `json:"cells"`
		Total     rights.Counts `json:"total"`
		RestsOn   []jsonRests   `json:"rests_on"`
		Notes     []string      `json:"notes,omitempty"`
		AsOf      string        `json:"as_of"`
		KnownAt   string        `json:"known_at"`
		Inputs    Inputs        `json:"inputs"`
	}{FormatCoverage, string(a.Actor), a.Act.String(), a.Product, under(a.Under), "patents", some(a.Fields), some(a.Countries), cells, a.Total, restsOn(a.RestsOn), a.Notes, day(a.On), day(a.KnownAt), in}
}

// TimelineJSON is the document of format crossgrant.timeline/1.
func TimelineJSON(a rights.TimelineAnswer, in Inputs) any {
	type change struct {
		On      string         `json:"on"`
		Verdict rights.Verdict `json:"verdict"`
		Counts  rights.Counts  `json:"counts"`
		Why     []string       `json:"why"`
	}
	changes := make([]change, len(a.Changes))
	for i, c := range a.Changes {
		changes[i] = change{c.On.String(), c.Verdict, c.Counts, some(c.Why)}
	}
	q := question(a.Question)
	q.On = ""
	return struct {
		Format   string       `json:"format"`
		Question jsonQuestion `json:"question"`
		Counted  string       `json:"counted"`
		From     string       `json:"from"`
		To       string       `json:"to"`
		Changes  []change     `json:"changes"`
		RestsOn  []jsonRests  `json:"rests_on"`
		KnownAt  string       `json:"known_at"`
		Inputs   Inputs       `json:"inputs"`
	}{FormatTimeline, q, "patents", day(a.From), day(a.To), changes, restsOn(a.RestsOn), day(a.Question.KnownAt), in}
}

// ErrorJSON is the document of format crossgrant.error/1: what went wrong, what to do, the exit code, and, where texts
// of the workspace are at fault, their problems.
func ErrorJSON(message, suggest string, exit int, problems diag.List) any {
	return struct {
		Format   string    `json:"format"`
		Error    string    `json:"error"`
		Suggest  string    `json:"suggest,omitempty"`
		Exit     int       `json:"exit"`
		Problems diag.List `json:"problems,omitempty"`
	}{FormatError, message, suggest, exit, problems}
}

func words[S ~string](in []S) []string {
	out := make([]string, len(in))
	for i, s := range in {
		out[i] = string(s)
	}
	return out
}

// some makes an absent list an empty one: JSON readers need not tell null from [].
func some(in []string) []string {
	if in == nil {
		return []string{}
	}
	return in
}
