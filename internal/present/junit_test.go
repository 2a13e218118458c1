package present

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/expect"
)

// TestJUnitHostile: whatever stands in titles and problems, the report is XML that any reader takes, its counts are
// right, and no two cases of a suite have one name.
func TestJUnitHostile(t *testing.T) {
	nasty := []string{"]]>", "<b>&\"'", "\x00\x1b[31m", "a\nb\r\n\tc", "\u202egnp", "\xff\xfe", "\uffff\ufffe", "华为", "", strings.Repeat("x", 5000)}
	r := expect.Report{Files: 2}
	for i, s := range nasty {
		at := diag.Range{File: "agreements/" + s + ".md", Start: diag.Pos{Line: i % 3}}
		c := agreement.Clause{Agreement: nasty[i%3], Name: s, At: at}
		e := &agreement.Expect{Title: "case", Clause: c}
		r.Expects = append(r.Expects, expect.Result{Expect: e, Pass: i%2 == 0, Differences: []string{s}, Plan: []expect.Line{{What: s, Says: s, Why: []string{s}}}, ToHold: []string{s}},
			expect.Result{Expect: &agreement.Expect{Title: s, Clause: c}, Pass: true})
		r.Always = append(r.Always, expect.Invariant{Always: &agreement.Always{Title: s, Clause: c}, Untried: s})
		r.NotRun = append(r.NotRun, expect.Case{Title: s, Clause: c})
		r.Problems = append(r.Problems, diag.Problem{Name: "unknown-key", Severity: diag.Severity(i % 3), Summary: s, Detail: s, Clause: s, Subject: at, Fix: &diag.Fix{Says: s}},
			diag.Problem{Name: diag.BrokenInvariant, Summary: "told elsewhere"})
	}
	var b bytes.Buffer
	if err := JUnit(&b, r); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "told elsewhere") {
		t.Error("a broken invariant is reported twice")
	}
	var doc junitSuites
	if err := xml.Unmarshal(b.Bytes(), &doc); err != nil {
		t.Fatalf("%v\n%s", err, b.String())
	}
	tests, failures, errors, skipped := 0, 0, 0, 0
	for _, s := range doc.Suites {
		names := map[string]bool{}
		for _, c := range s.Cases {
			if names[c.Name] {
				t.Errorf("suite %q has two cases %q", s.Name, c.Name)
			}
			names[c.Name] = true
			tests++
			for _, x := range []struct {
				fault *junitFault
				n     *int
			}{{c.Failure, &failures}, {c.Error, &errors}, {c.Skipped, &skipped}} {
				if x.fault != nil {
					*x.n++
				}
			}
		}
	}
	if doc.Tests != tests || doc.Failures != failures || doc.Errors != errors || doc.Skipped != skipped {
		t.Errorf("the report counts %d, %d, %d, %d; it holds %d, %d, %d, %d", doc.Tests, doc.Failures, doc.Errors, doc.Skipped, tests, failures, errors, skipped)
	}
	if want := 4 * len(nasty); tests != want+4 { // four of ten problems are errors
		t.Errorf("%d cases, want %d", tests, want+4)
	}
	// Every token, too: Unmarshal is lenient.
	d := xml.NewDecoder(&b)
	for {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
}
