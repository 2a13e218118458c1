package present

import (
	"io"
	"maps"
	"slices"
	"strings"

	found "github.com/crossgrant/crossgrant/internal/merge"
)

// Quality prints what merging the documents of a portfolio found: what was read, what became of it, and what a person
// should look at.
func Quality(w io.Writer, q *found.Quality, st Style) error {
	p := &page{st: st}
	if q == nil {
		p.line(st.bold("No documents") + " in the portfolio: its layers are tables, which say one thing of each patent.")
		return p.flush(w)
	}
	p.line(st.bold(count(q.Rights, "right")) + " from documents, " + thousands(q.Merged) + " of them from more than one document")
	p.gap()
	for i := range q.Layers {
		p.layerQuality(&q.Layers[i])
	}
	p.gap()
	p.counted("conflicts", q.Conflicting, count(q.Conflicting, "right")+" with values on which sources differ, both of which are kept", q.Discrepancies)
	for _, e := range first(q.Examples) {
		p.item("", Clean(e.ID+": "+e.Says), 0)
	}
	p.counted("unmatched", q.Unmatched.N, count(q.Unmatched.N, "number")+" that join nothing", q.Unmatched.Reasons)
	for _, u := range first(q.Unmatched.First) {
		p.item("", Clean(unmatchedLine(u)), 0)
	}
	if q.Without > 0 {
		p.item("", sprintf("%s %s something of a right that no source in the portfolio describes", count(q.Without, "document"), plural(q.Without, "says", "say")), 0)
	}
	p.counted("dates", q.Dates.N, count(q.Dates.N, "date")+" that cannot be, left out", nil)
	for _, e := range first(q.Dates.First) {
		p.item("", Clean(e.ID+": "+e.Says), 0)
	}
	p.ownerQuality(&q.Owners)
	p.counted("events", total(q.Events), count(total(q.Events), "legal event")+" whose effect no table tells, left without one", q.Events)
	return p.flush(w)
}

// shownExamples is how many of each kind a person is shown; the JSON report lists more.
const shownExamples = 5

func first[T any](l []T) []T { return l[:min(len(l), shownExamples)] }

func total(cs []found.Count) int {
	n := 0
	for _, c := range cs {
		n += c.N
	}
	return n
}

func unmatchedLine(u found.Unmatched) string {
	s := u.Number + ": " + u.Reason
	if len(u.Candidates) > 0 {
		s += " (" + strings.Join(u.Candidates, " or ") + ")"
	}
	if u.Place.File != "" {
		s += ", " + u.Place.File
		if u.Place.Line > 0 {
			s += sprintf(":%d", u.Place.Line)
		}
	}
	return s
}

// counted prints a number with its parts, and nothing where it is zero.
func (p *page) counted(label string, n int, says string, parts []found.Count) {
	if n > 0 {
		p.item(label, says+countList(parts), 0)
	}
}

// countList is ": a 3, b 2" for the parts of a count.
func countList(cs []found.Count) string {
	var parts []string
	rest := 0
	for i, c := range cs {
		if i < 8 {
			parts = append(parts, Clean(c.Name)+" "+thousands(c.N))
		} else {
			rest += c.N
		}
	}
	if rest > 0 {
		parts = append(parts, "others "+thousands(rest))
	}
	if len(parts) == 0 {
		return ""
	}
	return ": " + strings.Join(parts, ", ")
}

func (p *page) layerQuality(l *found.LayerQuality) {
	line := count(l.Read, "record") + " read"
	if formats := sorted(l.Formats); len(formats) > 0 {
		line += " (" + strings.Join(formats, ", ") + ")"
	}
	for _, part := range []struct {
		n    int
		says string
	}{{l.Skipped, "left out by the import"}, {l.Repeated, "repeated"}, {l.Unreadable, "without a number that can be read"}} {
		if part.n > 0 {
			line += sprintf(", %s %s", thousands(part.n), part.says)
		}
	}
	p.item("layer", Clean(l.Name+": "+line), 0)
	for _, r := range l.Reported.N {
		p.item("", Clean(sprintf("reported: %s %s", r.Name, thousands(r.N))), 0)
	}
	if len(l.Declared) > 0 {
		var parts []string
		for _, c := range l.Declared {
			parts = append(parts, thousands(c.N)+" "+c.Name)
		}
		p.item("", "declared: "+strings.Join(parts, ", "), 0)
	}
	if len(l.Unmapped) > 0 {
		var counts []found.Count
		for name, n := range l.Unmapped {
			counts = append(counts, found.Count{Name: name, N: n})
		}
		slices.SortFunc(counts, func(a, b found.Count) int {
			if a.N != b.N {
				return b.N - a.N
			}
			return strings.Compare(a.Name, b.Name)
		})
		p.item("", sprintf("not carried over: %s", count(len(counts), "field"))+countList(counts), 0)
	}
}

func sorted(m map[string]int) []string {
	var out []string
	for _, k := range slices.Sorted(maps.Keys(m)) {
		out = append(out, k+" "+thousands(m[k]))
	}
	return out
}

func (p *page) ownerQuality(o *found.OwnerQuality) {
	var parts []string
	for _, c := range o.By {
		parts = append(parts, Clean(c.Name)+" "+thousands(c.N))
	}
	for _, c := range []found.Count{{Name: "people, whose names are not kept", N: o.Individual}, {Name: "not known", N: o.None}} {
		if c.N > 0 {
			parts = append(parts, c.Name+" "+thousands(c.N))
		}
	}
	if len(parts) > 0 {
		p.item("owners", strings.Join(parts, ", "), 0)
	}
	if o.Names > 0 {
		p.item("", sprintf("%s that no journal declares, on %s", count(o.Names, "name"), count(o.Rights, "right"))+countList(o.Unresolved)+
			". Each is an organisation of its own until a journal names it under `also` of one", 0)
	}
}
