package present

import (
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/expect"
)

// The elements of a JUnit report, as the usual readers of it take them.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Skipped  int          `xml:"skipped,attr"`
		Time     string       `xml:"time,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Time     string      `xml:"time,attr"`
		Cases    []junitCase `xml:"testcase"`
		Out      string      `xml:"system-out,omitempty"`
	}
	junitCase struct {
		Name    string      `xml:"name,attr"`
		Class   string      `xml:"classname,attr"`
		File    string      `xml:"file,attr,omitempty"`
		Line    int         `xml:"line,attr,omitempty"`
		Time    string      `xml:"time,attr"`
		Failure *junitFault `xml:"failure"`
		Error   *junitFault `xml:"error"`
		Skipped *junitFault `xml:"skipped"`
	}
	junitFault struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr,omitempty"`
		Text    string `xml:",cdata"`
	}
)

// noTime stands for the time of every case: a report says the same whenever it is written.
const noTime = "0"

// JUnit writes a report as test runners do: a suite for each agreement with a case for each expectation and invariant,
// and a suite "texts" with a case for each error of the texts, or one that passes. Warnings are its output.
func JUnit(w io.Writer, r expect.Report) error {
	all := junitSuites{Name: "crossgrant check", Time: noTime}
	for _, s := range append([]junitSuite{textsSuite(r)}, agreementSuites(r)...) {
		s.Time, s.Tests = noTime, len(s.Cases)
		uniqueNames(s.Cases)
		for _, c := range s.Cases {
			switch {
			case c.Failure != nil:
				s.Failures++
			case c.Error != nil:
				s.Errors++
			case c.Skipped != nil:
				s.Skipped++
			}
		}
		all.Tests += s.Tests
		all.Failures += s.Failures
		all.Errors += s.Errors
		all.Skipped += s.Skipped
		all.Suites = append(all.Suites, s)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// textsSuite holds the errors of the texts. A broken invariant is a case of its agreement.
func textsSuite(r expect.Report) junitSuite {
	s := junitSuite{Name: "texts"}
	var out []string
	for _, x := range r.Problems {
		at := x.Subject.File
		if x.Subject.Start.Line > 0 {
			at = sprintf("%s:%d:%d", at, x.Subject.Start.Line, x.Subject.Start.Column)
		}
		switch {
		case x.Name == diag.BrokenInvariant || x.Severity == diag.Note:
		case x.Severity == diag.Warning:
			out = append(out, Clean(strings.TrimPrefix(at+": ", ": ")+x.Name+": "+x.Summary))
		default:
			text := []string{at, x.Detail, x.Clause}
			if x.Fix != nil {
				text = append(text, "Fix: "+x.Fix.Says)
			}
			text = slices.DeleteFunc(text, func(s string) bool { return s == "" })
			c := newCase("texts", x.Name+": "+x.Summary, x.Subject)
			c.Error = &junitFault{Clean(x.Summary), x.Name, strings.Join(cleaned(text), "\n")}
			s.Cases = append(s.Cases, c)
		}
	}
	if len(s.Cases) == 0 {
		s.Cases = []junitCase{newCase("texts", count(r.Files, "text")+" without an error", diag.Range{})}
	}
	s.Out = strings.Join(out, "\n")
	return s
}

// agreementSuites has a suite for each agreement, in the order of their first cases.
func agreementSuites(r expect.Report) []junitSuite {
	var out []junitSuite
	add := func(c agreement.Clause, x junitCase) {
		i := slices.IndexFunc(out, func(s junitSuite) bool { return s.Name == Clean(c.Agreement) })
		if i < 0 {
			i = len(out)
			out = append(out, junitSuite{Name: Clean(c.Agreement)})
		}
		out[i].Cases = append(out[i].Cases, x)
	}
	for _, e := range r.Expects {
		c := e.Expect.Clause
		x := newCase(c.Agreement, caseName(e.Expect.Title, c), c.At)
		if !e.Pass {
			text := append([]string{"asked: " + asked(e)}, planText(e)...)
			for _, s := range e.ToHold {
				text = append(text, "to hold: "+s)
			}
			x.Failure = &junitFault{Clean(strings.Join(e.Differences, "; ")), "expect", strings.Join(cleaned(text), "\n")}
		}
		add(c, x)
	}
	for _, i := range r.Always {
		c := i.Always.Clause
		x := newCase(c.Agreement, "always "+caseName(i.Always.Title, c), c.At)
		switch {
		case i.Untried != "":
			x.Failure = &junitFault{"it could not be tried: " + Clean(i.Untried), "always", ""}
		case i.Breach != nil:
			x.Failure = &junitFault{Clean(i.Breach.Sentence()), "always", strings.Join(cleaned([]string{"witness: " + i.Witness(), "beside: " + i.Beside()}), "\n")}
		}
		add(c, x)
	}
	for _, n := range r.NotRun {
		x := newCase(n.Clause.Agreement, caseName(n.Title, n.Clause), n.Clause.At)
		x.Skipped = &junitFault{Message: "not run: the texts have errors"}
		add(n.Clause, x)
	}
	return out
}

func newCase(class, name string, at diag.Range) junitCase {
	return junitCase{Name: Clean(name), Class: Clean(class), File: Clean(at.File), Line: at.Start.Line, Time: noTime}
}

// uniqueNames tells cases of one name apart by their lines, since readers keep one case a name.
func uniqueNames(cases []junitCase) {
	n := map[string]int{}
	for _, c := range cases {
		n[c.Name]++
	}
	seen := map[string]int{}
	for i := range cases {
		c := &cases[i]
		if n[c.Name] == 1 {
			continue
		}
		c.Name += sprintf(" (%s:%d)", c.File, c.Line)
		if seen[c.Name]++; seen[c.Name] > 1 {
			c.Name += sprintf(" %d", seen[c.Name])
		}
	}
}

// cleaned makes the lines fit for a CDATA section, which the encoder writes as they are: two code points that are no
// characters are all that Clean leaves and XML does not allow.
func cleaned(texts []string) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = strings.Map(func(r rune) rune {
			if r == 0xfffe || r == 0xffff {
				return utf8.RuneError
			}
			return r
		}, Clean(t))
	}
	return out
}
