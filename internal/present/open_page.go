package present

import (
	"io"
	"strings"

	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// OpenPage is what is unclear in the agreements, ready to be printed.
type OpenPage struct {
	Lines       []rights.OpenLine
	On, KnownAt when.Date
	Supposed    []rights.RestsOn // what was tried out; empty for a workspace as it is
	Inputs      Inputs
}

// Open prints what is unclear in the agreements, with how much hangs on each point: what nobody has settled first, then
// what is assumed or presumed.
func Open(w io.Writer, a OpenPage, st Style) error {
	p := &page{st: st}
	open := 0
	for _, l := range a.Lines {
		if !settledLine(l) {
			open++
		}
	}
	head := st.bold(count(open, "open point")) + " of the agreements"
	if n := len(a.Lines) - open; n > 0 {
		head += ", " + thousands(n) + " assumed or presumed"
	}
	if r := resting(a.Supposed); r != "" {
		head += " (" + r + ")"
	}
	if len(a.Lines) > 1 {
		head += "; most patents first"
	}
	p.line(head)
	p.gap()
	for i, l := range a.Lines {
		if i > 0 && settledLine(l) && !settledLine(a.Lines[i-1]) {
			p.gap() // from here on somebody has taken a side, and says so
		}
		kind := strings.ReplaceAll(l.Kind, "_", " ")
		s := kind + ": " + l.Says
		if strings.HasPrefix(l.Says, kind+" ") {
			s = l.Says // "finding "…" of accessory: yes or no?"
		}
		if c := Cite(l.Clause); c != "" {
			s += " (" + c + ")"
		}
		if st.Why && l.Where != "" {
			s += " [" + l.Where + "]"
		}
		p.item(thousands(l.Patents), Clean(s), 0)
	}
	if len(a.Lines) == 0 {
		p.text("Nothing is open, assumed, presumed or redacted in these agreements.")
	} else {
		p.gap()
		p.text("The number is how many patents, counted once in each country, hang on the point.")
	}
	if len(a.Supposed) > 0 {
		p.gap()
		p.rests(a.Supposed)
	}
	p.gap()
	p.line(strings.Repeat(" ", margin) + st.faint("as of "+a.On.String()+" · known at "+a.KnownAt.String()))
	return p.flush(w)
}

// settledLine reports whether a point was settled by an assumption or a presumption.
func settledLine(l rights.OpenLine) bool { return l.Kind == "assumed" || l.Kind == "presumed" }

// OpenJSON is the document of format crossgrant.open/1.
func OpenJSON(a OpenPage) any {
	type line struct {
		Kind      string `json:"kind"`
		Says      string `json:"says"`
		Agreement string `json:"agreement,omitempty"`
		Clause    string `json:"clause,omitempty"`
		Name      string `json:"name,omitempty"`
		Where     string `json:"where,omitempty"`
		Patents   int    `json:"patents"`
	}
	out := make([]line, len(a.Lines))
	for i, l := range a.Lines {
		out[i] = line{l.Kind, l.Says, l.Clause.Agreement, l.Clause.Number, l.Clause.Name, l.Where, l.Patents}
	}
	return struct {
		Format   string      `json:"format"`
		Counted  string      `json:"counted"`
		Open     []line      `json:"open"`
		Supposed []jsonRests `json:"supposed,omitempty"`
		AsOf     string      `json:"as_of"`
		KnownAt  string      `json:"known_at"`
		Inputs   Inputs      `json:"inputs"`
	}{FormatOpen, "patents, once in each country", out, restsOn(a.Supposed), day(a.On), day(a.KnownAt), a.Inputs}
}
