package present

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
)

// FormatPlan is the name of the format of a plan.
const FormatPlan = "crossgrant.plan/1"

type jsonPlan struct {
	Format         string          `json:"format"`
	Before         jsonPlanSide    `json:"before"`
	After          jsonPlanSide    `json:"after"`
	Events         []jsonPlanEvent `json:"events"`
	Counterfactual bool            `json:"counterfactual"`
	Scope          jsonPlanScope   `json:"scope"`
	Class          rights.Class    `json:"class"`
	Certain        bool            `json:"certain"`
	Changes        bool            `json:"changes"`
	Counts         jsonPlanCounts  `json:"counts"`
	Lines          []jsonPlanLine  `json:"lines"`
	Same           []jsonPlace     `json:"same"`
	Open           []jsonPlanOpen  `json:"open"`
	Opened         int             `json:"opened"`
	Settled        int             `json:"settled"`
	Status         int             `json:"status"`
	Broken         []jsonPlanCheck `json:"broken"`
	Mended         []jsonPlanCheck `json:"mended"`
	Apart          []jsonPlanCheck `json:"apart"`
	Checked        int             `json:"checked"`
	RestsOn        []jsonRests     `json:"rests_on"`
	Notes          []string        `json:"notes"`
	KnownAt        string          `json:"known_at"`
}

type jsonPlanSide struct {
	Name   string `json:"name"`
	Inputs Inputs `json:"inputs"`
}

type jsonPlanEvent struct {
	Text           string `json:"text"`
	Counterfactual bool   `json:"counterfactual"`
}

type jsonPlanScope struct {
	By       []string   `json:"by,omitempty"`
	Acts     []string   `json:"acts,omitempty"`
	Products []string   `json:"products,omitempty"`
	In       []string   `json:"in,omitempty"`
	Under    *jsonUnder `json:"under,omitempty"`
	From     string     `json:"from,omitempty"`
	To       string     `json:"to,omitempty"`
}

type jsonPlanCounts struct {
	Gained  rights.Extent `json:"gained"`
	Lost    rights.Extent `json:"lost"`
	Shifted rights.Extent `json:"shifted"`
	Money   rights.Extent `json:"money"`
	Unclear rights.Extent `json:"unclear"`
}

// jsonPlace says which clause is meant.
type jsonPlace struct {
	Agreement string `json:"agreement,omitempty"`
	Clause    string `json:"clause,omitempty"`
	Heading   string `json:"heading,omitempty"`
	Kind      string `json:"kind,omitempty"`
	Name      string `json:"name,omitempty"`
	At        string `json:"at,omitempty"`
}

func placeOf(c agreement.Clause) jsonPlace {
	return jsonPlace{c.Agreement, c.Number, c.Heading, c.Kind, c.Name, place(c)}
}

type jsonPlanLine struct {
	jsonPlace
	What     string          `json:"what,omitempty"`
	Class    rights.Class    `json:"class"`
	Certain  bool            `json:"certain"`
	Possible bool            `json:"possible"`
	Counts   jsonPlanCounts  `json:"counts"`
	Actors   []string        `json:"actors"`
	Acts     []string        `json:"acts"`
	Products []string        `json:"products"`
	In       []string        `json:"in"`
	From     string          `json:"from,omitempty"`
	To       string          `json:"to,omitempty"`
	Open     []jsonOpen      `json:"open"`
	Witness  []jsonWitness   `json:"witness"`
	Before   jsonPlanReading `json:"before"`
	After    jsonPlanReading `json:"after"`
}

// jsonPlanReading is a clause on one side: its words, and the block read back.
type jsonPlanReading struct {
	Words string `json:"words,omitempty"`
	Reads string `json:"reads,omitempty"`
}

type jsonWitness struct {
	Text    string         `json:"text"`
	By      string         `json:"by"`
	Act     string         `json:"act"`
	Product string         `json:"product"`
	In      string         `json:"in"`
	On      string         `json:"on"`
	For     string         `json:"for,omitempty"`
	From    string         `json:"from,omitempty"`
	Patent  string         `json:"patent,omitempty"`
	Effect  string         `json:"effect"`
	Before  rights.Verdict `json:"before"`
	After   rights.Verdict `json:"after"`
	Suppose []jsonSupposed `json:"suppose,omitempty"`
}

type jsonSupposed struct {
	Kind     string `json:"kind"`
	Question string `json:"question"`
	Answer   string `json:"answer"`
}

type jsonPlanOpen struct {
	Kind      string `json:"kind"`
	Question  string `json:"question"`
	Of        string `json:"of,omitempty"`
	Agreement string `json:"agreement,omitempty"`
	Clause    string `json:"clause,omitempty"`
	Opened    int    `json:"opened"`
	Settled   int    `json:"settled"`
}

type jsonPlanCheck struct {
	Kind      string `json:"kind"`
	Title     string `json:"title"`
	Agreement string `json:"agreement"`
	Clause    string `json:"clause,omitempty"`
	At        string `json:"at,omitempty"`
	In        string `json:"in"`
	Expected  string `json:"expected,omitempty"`
	Before    string `json:"before"`
	After     string `json:"after"`
}

// PlanJSON is the document of format crossgrant.plan/1. It is whole: everything a page shows at any length is in it.
// A discreet one leaves out what names patents.
func PlanJSON(a PlanPage, st Style) any {
	if st.Discreet {
		a = discreetPlan(a)
	}
	j := jsonPlan{
		Format: FormatPlan, Before: jsonPlanSide{a.Before.Name, a.Before.Inputs}, After: jsonPlanSide{a.After.Name, a.After.Inputs},
		Events: []jsonPlanEvent{}, Counterfactual: a.Counterfactual, Scope: jsonScope(a.Scope), Class: a.Class, Certain: a.Certain,
		Changes: a.Changed(), Counts: jsonPlanCounts(a.Counts), Lines: []jsonPlanLine{}, Same: []jsonPlace{}, Open: []jsonPlanOpen{},
		Opened: a.Opened, Settled: a.Settled, Status: a.Status, Broken: jsonChecks(a.Broken), Mended: jsonChecks(a.Mended), Apart: jsonChecks(a.Apart),
		Checked: a.Checked, RestsOn: restsOn(a.RestsOn), Notes: some(a.Notes), KnownAt: day(a.KnownAt),
	}
	for _, e := range a.Events {
		j.Events = append(j.Events, jsonPlanEvent{e.Text, e.Counterfactual})
	}
	for i, l := range a.Lines {
		var w PlanWords
		if i < len(a.Words) {
			w = a.Words[i]
		}
		j.Lines = append(j.Lines, jsonLine(l, w))
	}
	for _, c := range a.Same {
		j.Same = append(j.Same, placeOf(c))
	}
	for _, q := range a.Open {
		j.Open = append(j.Open, jsonPlanOpen{string(q.Kind), q.Says, q.Of, q.Clause.Agreement, q.Clause.Number, q.Opened, q.Settled})
	}
	return j
}

// Changed reports whether a right changes, or may: what could not be worked out is no reason to say that nothing does.
func (a PlanPage) Changed() bool { return a.Changes() || a.Counts.Unclear.Rights > 0 }

func jsonScope(s rights.PlanScope) jsonPlanScope {
	out := jsonPlanScope{By: words(s.By), Acts: actWords(s.Acts), Products: s.Products, In: s.In, From: day(s.From), To: day(s.To)}
	if s.Under.Org != "" || s.Under.Set != "" || len(s.Under.Patents) > 0 {
		u := under(s.Under)
		out.Under = &u
	}
	return out
}

func actWords(as []agreement.Act) []string {
	out := make([]string, len(as))
	for i, a := range as {
		out[i] = a.String()
	}
	return out
}

func jsonLine(l rights.PlanLine, w PlanWords) jsonPlanLine {
	out := jsonPlanLine{
		jsonPlace: placeOf(l.Clause), What: l.What, Class: l.Class, Certain: l.Certain, Possible: l.Possible, Counts: jsonPlanCounts(l.Counts),
		Actors: words(l.Actors), Acts: actWords(l.Acts), Products: some(l.Products), In: some(l.In), From: day(l.From), To: day(l.To),
		Open: opens(l.Open), Witness: []jsonWitness{}, Before: jsonPlanReading{w.Before, l.Before}, After: jsonPlanReading{w.After, l.After},
	}
	for _, x := range l.Witness {
		u := x.Use
		text := witnessText(x)
		if x.Patent == "" {
			text = u.String()
		}
		jw := jsonWitness{Text: text, By: string(u.Actor), Act: u.Act.String(), Product: u.Product, In: u.Country, On: day(u.On),
			For: string(u.For), From: string(u.From), Patent: x.Patent, Effect: x.Effect, Before: x.Before, After: x.After}
		for _, s := range x.Suppose {
			jw.Suppose = append(jw.Suppose, jsonSupposed{string(s.Kind), s.Says, s.Answer})
		}
		out.Witness = append(out.Witness, jw)
	}
	return out
}

func jsonChecks(cs []PlanCheck) []jsonPlanCheck {
	out := make([]jsonPlanCheck, len(cs))
	for i, c := range cs {
		out[i] = jsonPlanCheck{c.Kind, c.Title, c.Clause.Agreement, c.Clause.Number, place(c.Clause), c.In, c.Expected, c.Before, c.After}
	}
	return out
}
