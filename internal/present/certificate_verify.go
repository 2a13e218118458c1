package present

import (
	"io"

	"github.com/crossgrant/crossgrant/when"
)

// FormatVerify is the format of what `verify` prints.
const FormatVerify = "crossgrant.verify/1"

// Verified is what became of a certificate when its question was asked again.
type Verified struct {
	Certificate *Certificate
	File        string
	Against     string // what the question was put to: "its own inputs", "the folder deal"
	Program     string // the program that asked
	Inputs      []ChangedInput
	Unanswered  string // why the question could not be answered, a sentence; empty: it was
	Differences []Difference
}

// ChangedInput is an input that is not what the certificate says.
type ChangedInput struct {
	Path   string `json:"path"`
	Change string `json:"change"` // "changed", "added", "missing"
	Was    string `json:"was,omitempty"`
	Now    string `json:"now,omitempty"`
}

// SameAnswer reports whether the question was answered as the certificate says.
func (v Verified) SameAnswer() bool { return v.Unanswered == "" && len(v.Differences) == 0 }

// Same reports whether inputs and answer are those of the certificate.
func (v Verified) Same() bool { return v.SameAnswer() && len(v.Inputs) == 0 }

// why says in a sentence what the result comes from.
func (v Verified) why() string {
	c := v.Certificate
	files := count(len(v.Inputs), "input")
	switch {
	case v.Same():
		return plural(len(c.Inputs), "The 1 input is what it was", "All "+count(len(c.Inputs), "input")+" are what they were") + ", and the question gets the same answer."
	case v.Unanswered != "" && len(v.Inputs) > 0:
		return files + plural(len(v.Inputs), " differs", " differ") + ", and the question can no longer be answered."
	case v.Unanswered != "":
		return "The inputs are what they were, but the question is not answered."
	case len(v.Inputs) > 0 && v.SameAnswer():
		return files + plural(len(v.Inputs), " differs", " differ") + "; the question still gets the same answer."
	case len(v.Inputs) > 0:
		return files + plural(len(v.Inputs), " differs", " differ") + ", and the question gets another answer."
	case v.Program != c.Program:
		return "The inputs are what they were; the answer differs because " + v.Program + " answers otherwise than " + c.Program + ", which wrote the certificate."
	}
	return "Neither inputs nor the version of the program differ, and still the answer does: the two programs were built from different sources, or there is a fault in one of them."
}

// mostDifferences is how many differences a page lists unless all are wanted.
const mostDifferences = 12

// Verify prints what a certificate says, and what became of it.
func Verify(w io.Writer, v Verified, st Style) error {
	p := &page{st: st}
	word, colour := "SAME", "34"
	if !v.Same() {
		word, colour = "DIFFERS", "33"
		if v.SameAnswer() {
			word = "SAME ANSWER, OTHER INPUTS"
		}
	}
	p.line(st.paint("1;"+colour, word) + "  " + Clean(v.File) + ", asked again of " + Clean(v.Against))
	p.text(v.why())
	put := p.section("inputs")
	for _, x := range v.Inputs {
		s := Clean(x.Path) + ": " + x.Change
		if st.Why {
			s += " (was " + orNone(x.Was) + ", is " + orNone(x.Now) + ")"
		}
		put(s, 0)
	}
	if v.Unanswered != "" {
		p.item("answer", "none: "+Clean(v.Unanswered), 0)
	}
	put = p.section("answer")
	for i, d := range v.Differences {
		if i == mostDifferences && !st.Why {
			put("and "+count(len(v.Differences)-i, "more difference")+" (--why lists all)", 0)
			break
		}
		for _, l := range d.text() {
			put(p.cut(Clean(l)), 0)
		}
	}
	p.gap()
	p.line(st.bold("The certificate says"))
	p.certificate(v.Certificate)
	return p.flush(w)
}

// cut keeps a difference to a few lines unless everything is wanted.
func (p *page) cut(s string) string {
	if p.st.Why {
		return s
	}
	return excerpt(s, 300)
}

func orNone(s string) string {
	if s == "" {
		return "not there"
	}
	return s
}

// text writes a difference as the lines of a small comparison.
func (d Difference) text() []string {
	switch {
	case d.Was == "":
		return []string{"+ " + d.What + ": " + d.Now}
	case d.Now == "":
		return []string{"- " + d.What + ": " + d.Was}
	case len(d.Was)+len(d.Now) < 60:
		return []string{"~ " + d.What + ": " + d.Was + " → " + d.Now}
	}
	return []string{"- " + d.What + ": " + d.Was, "+ " + d.What + ": " + d.Now}
}

// certificate prints what a certificate says.
func (p *page) certificate(c *Certificate) {
	a := c.Answer()
	p.text(ask(a.Question.Use, a.Question.Under))
	p.item("answer", clearHeadline(a, p.st), 0)
	p.status(a)
	if a.Until != when.None {
		p.until(a)
	}
	p.ends(a.Ends, a.Single)
	p.because(a.Because, a.Counts.Asked())
	put := p.section("open")
	for i, q := range a.Open {
		if i == mostOpen && !p.st.Why {
			put("and "+count(len(a.Open)-i, "further question")+" (--why lists all)", 0)
			break
		}
		put(Clean(q.Says), 0)
	}
	p.parts(a.Parts)
	p.price(a.Price)
	p.rests(a.RestsOn)
	if !a.Single {
		p.item("counts", countsLine(a.Counts), 0)
	}
	p.notes(a.Notes)
	days := "as of " + a.Question.Use.On.String() + ", known at " + a.Question.KnownAt.String()
	if a.Question.WithoutPresumptions {
		days += ", without presumptions"
	}
	p.item("days", days, 0)
	p.item("inputs", c.inputsLine(), 0)
	if s := c.Privileged.sentence(); s != "" {
		p.item("privilege", s, 0)
	}
	p.item("program", Clean(c.Program), 0)
	p.item("seal", Clean(c.Seal), 0)
	if p.st.Why {
		put := p.section("files")
		for _, f := range c.Inputs {
			put(Clean(f.Path+"  "+f.Kind+", "+count(int(f.Bytes), "byte")+"  "+f.SHA256), 0)
		}
	}
}

// inputsLine counts the inputs by kind.
func (c *Certificate) inputsLine() string {
	n, carried := map[string]int{}, 0
	for _, f := range c.Inputs {
		n[f.Kind]++
		if f.Content != nil {
			carried++
		}
	}
	var parts []string
	for _, k := range []string{"agreement", "journal", "list", "layer", "table"} {
		if n[k] > 0 {
			parts = append(parts, count(n[k], k))
		}
	}
	s := count(len(c.Inputs), "file")
	if len(parts) > 0 {
		s += ": " + list(parts)
	}
	switch {
	case carried == 0:
		return s + "; the certificate holds their hashes"
	case carried == len(c.Inputs):
		return s + "; the certificate carries them all"
	}
	_, missing := c.Carried()
	return s + "; the certificate carries them all but " + list(missing)
}

// sentence says what part privileged statements have; empty: there are none.
func (p PrivilegedPart) sentence() string {
	if p.Statements == 0 {
		return ""
	}
	s := count(p.Statements, "privileged statement") + " in " + list(p.Files) + plural(p.Statements, " was", " were") + " on record when the answer was worked out, and counted. "
	switch {
	case p.Included:
		return s + "What the answer says of " + plural(p.Statements, "it", "them") + " is included: treat this certificate as privileged."
	case p.LeftOut == 0:
		return s + plural(p.Statements, "It is", "They are") + " left out of this certificate, save for the hash of the file; nothing of the answer had to be left out."
	}
	return s + plural(p.Statements, "It is", "They are") + " left out of this certificate, save for the hash of the file, and so are " + count(p.LeftOut, "passage") + " of the answer."
}

// VerifyJSON is the document of format crossgrant.verify/1.
func VerifyJSON(v Verified) any {
	c := v.Certificate
	answer := "same"
	switch {
	case v.Unanswered != "":
		answer = "none"
	case len(v.Differences) > 0:
		answer = "differs"
	}
	result := "same"
	if !v.Same() {
		result = "differs"
	}
	in := v.Inputs
	if in == nil {
		in = []ChangedInput{}
	}
	diffs := v.Differences
	if diffs == nil {
		diffs = []Difference{}
	}
	return struct {
		Format      string         `json:"format"`
		Certificate string         `json:"certificate"`
		Seal        string         `json:"seal"`
		Against     string         `json:"against"`
		Result      string         `json:"result"`
		Answer      string         `json:"answer"`
		Why         string         `json:"why"`
		Unanswered  string         `json:"unanswered,omitempty"`
		Inputs      []ChangedInput `json:"inputs"`
		Differences []Difference   `json:"differences"`
		Question    jsonQuestion   `json:"question"`
		Verdict     string         `json:"verdict"`
		AsOf        string         `json:"as_of"`
		KnownAt     string         `json:"known_at"`
		WrittenBy   string         `json:"written_by"`
		AskedBy     string         `json:"asked_by"`
		Privileged  jsonPrivileged `json:"privileged"`
	}{FormatVerify, v.File, c.Seal, v.Against, result, answer, v.why(), v.Unanswered, in, diffs, question(c.Question), string(c.Answer().Verdict),
		day(c.Question.Use.On), day(c.Question.KnownAt), c.Program, v.Program,
		jsonPrivileged{c.Privileged.Statements, some(c.Privileged.Files), c.Privileged.Included, c.Privileged.LeftOut}}
}

// Sealed says where a certificate was written, and what it holds and leaves out.
func Sealed(w io.Writer, file string, c *Certificate, st Style) error {
	p := &page{st: st}
	p.item("certified", Clean(file)+" ("+Cut(Clean(c.Seal), 24)+"), over "+c.inputsLine()+". Verify it with: crossgrant verify "+Clean(file), 0)
	if s := c.Privileged.sentence(); s != "" {
		p.item("privilege", s, 0)
	}
	return p.flush(w)
}
