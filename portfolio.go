package crossgrant

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// finder finds records of a portfolio for check; nil when there is none to ask.
func finder(snap *portfolio.Snapshot) func(id string) (patent.Record, bool) {
	if snap == nil || snap.Len() == 0 {
		return nil
	}
	return func(id string) (patent.Record, bool) {
		r, ok := snap.Find(id)
		if !ok {
			return patent.Record{}, false
		}
		return snap.Record(r), true
	}
}

// PatentID is the id of the patent that a person means by a number in any usual spelling. A text that names no patent of
// the workspace, or several, is returned as it is.
func (w *Workspace) PatentID(text string) string {
	if id, ok := w.patentID(text); ok {
		return id
	}
	return text
}

// patentID looks among the patents that journals declare, then in the portfolio.
func (w *Workspace) patentID(text string) (id string, ok bool) {
	w.mu.RLock()
	snap, world := w.patents.latest(), w.world
	w.mu.RUnlock()
	if slices.Contains(declaredPatents(world), text) {
		return text, true
	}
	if rows := snap.FindAll(text); len(rows) == 1 {
		return snap.ID(rows[0]), true
	}
	n, ok := patent.ParseNumber(text, "").One()
	if !ok {
		return "", false
	}
	if rows := snap.FindAll(n.ID()); len(rows) == 1 {
		return snap.ID(rows[0]), true
	}
	return "", false
}

// Size is the number of patents in the portfolio, whenever they became known.
func (w *Workspace) Size() int {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.patents.latest().Len()
}

// Tally is a name and how many patents stand under it.
type Tally struct {
	Name string
	N    int
}

// PortfolioSummary is what the portfolio holds as known at a day.
type PortfolioSummary struct {
	Patents int
	Owners  []Tally  // most patents first; a patent counts for its first owner
	Offices []Tally  // most patents first
	Layers  []Layer  // as imported
	Stray   []string // data files in portfolio/ that nobody imported
	KnownAt when.Date
	Hash    string
}

// Layer is one import.
type Layer struct {
	Name     string
	Recorded when.Date // the day it became known; when.Min: always known
	Source   when.Date // the day its source was drawn; when.None: not stated
}

// Portfolio sums up the portfolio as known at a day.
func (w *Workspace) Portfolio(knownAt when.Date) (PortfolioSummary, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	snap, err := w.patents.at(knownAt)
	if err != nil {
		return PortfolioSummary{}, err
	}
	sum := PortfolioSummary{Patents: snap.Len(), Stray: w.patents.stray, KnownAt: knownAt, Hash: "sha256:" + snap.Hash()}
	owners, offices := map[string]int{}, map[string]int{}
	for _, r := range snap.Runs() {
		n := int(r.End - r.Start)
		owners[snap.Owners()[r.Owner]] += n
		offices[snap.Offices()[r.Office]] += n
	}
	sum.Owners, sum.Offices = tallies(owners), tallies(offices)
	for _, l := range w.patents.layers {
		if l.Recorded <= knownAt {
			sum.Layers = append(sum.Layers, Layer{l.Name, l.Recorded, l.Source})
		}
	}
	return sum, nil
}

func tallies(m map[string]int) []Tally {
	out := make([]Tally, 0, len(m))
	for name, n := range m {
		if name == "" {
			name = "not known"
		}
		out = append(out, Tally{name, n})
	}
	slices.SortFunc(out, func(a, b Tally) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Name, b.Name)) })
	return out
}

// PatentRecord is what is on record about one patent.
type PatentRecord struct {
	Record  patent.Record
	Granted string   // the day of grant, or that there is none, or that it is not known
	Fields  string   // technology fields, comma separated; empty: unclassified
	Journal []string // what journals say about it, each with its date and place
}

// Patent returns the record of one patent as known at a day, with what the journals say about it.
func (w *Workspace) Patent(text string, knownAt when.Date) (PatentRecord, error) {
	id, ok := w.patentID(text)
	w.mu.Lock()
	defer w.mu.Unlock()
	snap, err := w.patents.at(knownAt)
	if err != nil {
		return PatentRecord{}, err
	}
	if !ok {
		e := &rights.UnknownError{Kind: "patent", Word: text}
		if rows := snap.FindAll(text); len(rows) > 0 {
			e.Suggest = snap.ID(rows[0])
		}
		return PatentRecord{}, e
	}
	var out PatentRecord
	var rec *patent.Record
	if row, ok := snap.Find(id); ok {
		r := snap.Record(row)
		rec = &r
	}
	for i := range w.world.Facts {
		f := &w.world.Facts[i]
		if !f.KnownAt(knownAt) || !about(f, id) {
			continue
		}
		if p, ok := f.Body.(agreement.PatentFact); ok {
			r := p.Apply(rec)
			rec = &r
		}
		out.Journal = append(out.Journal, factLine(f))
	}
	if rec == nil {
		return out, &rights.UnknownError{Kind: "patent", Word: text}
	}
	out.Record = *rec
	switch {
	case rec.IsGrant == patent.No:
		out.Granted = "not granted, as far as the record shows"
	case rec.IsGrant == patent.Unknown:
		out.Granted = "not known"
	default:
		out.Granted = rec.Grant.String()
	}
	var fields []string
	for f := range rec.Fields.All() {
		fields = append(fields, f.String())
	}
	out.Fields = strings.Join(fields, ", ")
	return out, nil
}

// about reports whether a fact speaks of the patent.
func about(f *agreement.Fact, id string) bool {
	switch b := f.Body.(type) {
	case agreement.PatentFact:
		return b.Record.ID == id
	case agreement.Assignment:
		return slices.Contains(b.Patents, id)
	case agreement.StatusFact:
		return slices.Contains(b.Patents, id)
	case agreement.Descent:
		return b.Child == id || b.Parent == id
	case agreement.Finding:
		return b.Of == id
	}
	return false
}

// factLine is a fact with its day and its place.
func factLine(f *agreement.Fact) string {
	s := f.Text
	if f.Dated {
		s = f.Begin.String() + " " + s
	}
	if f.Recorded != when.None {
		s += ", recorded " + f.Recorded.String()
	}
	return fmt.Sprintf("%s (%s:%d)", s, f.At.File, f.At.Start.Line)
}

// Inputs are content hashes ("sha256:…") of what answers are computed from.
type Inputs struct {
	Agreements string
	Facts      string
	Portfolio  string
}

// Inputs returns the hashes of the texts as they were read and of the portfolio as known at a day.
func (w *Workspace) Inputs(knownAt when.Date) Inputs {
	w.mu.Lock()
	defer w.mu.Unlock()
	journal := func(name string) bool { return strings.HasSuffix(name, journalExt) }
	in := Inputs{
		Agreements: w.texts.hash(func(name string) bool { return !journal(name) }),
		Facts:      w.texts.hash(journal),
	}
	if snap, err := w.patents.at(knownAt); err == nil {
		in.Portfolio = "sha256:" + snap.Hash()
	}
	return in
}

// list joins names for a sentence.
func list(names []string) string { return strings.Join(names, ", ") }
