package check_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/when"
)

// TestModel says whole workspaces back: every kind of block and of statement, and every form of its lines.
func TestModel(t *testing.T) {
	for _, name := range []string{"model", "events", "standing"} {
		t.Run(name, func(t *testing.T) { saysBack(t, filepath.Join("testdata", name+".txtar")) })
	}
}

func saysBack(t *testing.T, path string) {
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	a := txtar.Parse(b)
	w := load(t, a.Files)
	if e := w.errors(); len(e) > 0 {
		t.Fatalf("the workspace has errors:\n%s", w.text(e))
	}
	golden(t, path, a, "want", describe(w))
}

// describe writes the model line by line.
func describe(w workspace) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	for _, a := range w.world.Agreements {
		line("agreement %s: known from %s, given from %s; %s", a.Clause.Name, a.KnownFrom(), a.GivenFrom(), a.Sentence())
		rests(line, nil, a.Assumed)
		for _, n := range a.Named {
			line("%s %s", n.Clause.Number, n.Sentence())
			rests(line, nil, n.Assumed)
		}
		for _, g := range a.Groups {
			line("%s %s", g.Clause.Number, g.Sentence())
			rests(line, g.Uses, g.Assumed)
		}
		for _, p := range a.Patents {
			line("%s %s", p.Clause.Number, p.Sentence())
			for _, s := range p.Add {
				line("  adds %s%s %s %v", agreement.MemberList(s.OwnedBy), agreement.MemberList(s.LicensableBy), s.Held, s.Listed)
			}
			rests(line, p.Uses, p.Assumed)
		}
		for _, p := range a.Products {
			line("%s %s", p.Clause.Number, p.Sentence())
			for _, c := range p.Where {
				line("  where %s", c)
			}
			rests(line, p.Uses, p.Assumed)
		}
		for _, g := range a.Grants {
			line("%s %s", g.Clause.Number, g.Sentence())
			rests(line, g.Uses, g.Assumed)
		}
		for _, x := range a.Exclusions {
			line("%s %s", x.Clause.Number, x.Sentence())
			rests(line, x.Uses, x.Assumed)
		}
		for _, x := range a.Rules {
			line("%s %s: %s", x.Clause.Number, x.Clause.QName(), x.Sentence())
			rests(line, x.Uses, x.Assumed)
		}
		for _, x := range a.Powers {
			line("%s %s: %s", x.Clause.Number, x.Clause.QName(), x.Sentence())
			rests(line, x.Uses, x.Assumed)
		}
		for _, x := range a.Survivals {
			line("%s %s: %s", x.Clause.Number, x.Clause.QName(), x.Sentence())
			rests(line, x.Uses, x.Assumed)
		}
		for _, x := range a.Extensions {
			line("%s %s: %s", x.Clause.Number, x.Clause.QName(), x.Sentence())
			rests(line, x.Uses, x.Assumed)
		}
		for _, x := range a.Allocations {
			line("%s %s: %s", x.Clause.Number, x.Clause.QName(), x.Sentence())
			for _, s := range x.Shares {
				line("  share %s: %v, with consent of %v", s.During, s.Who, s.ConsentOf)
			}
			rests(line, x.Uses, x.Assumed)
		}
		for _, x := range a.Encumbrances {
			line("%s %s: %s", x.Clause.Number, x.Clause.QName(), x.Sentence())
			line("  held by %s, unnamed %q, since %s, scope %q", agreement.MemberList(x.HeldBy), x.Unnamed, x.Since, x.Scope)
			rests(line, x.Uses, x.Assumed)
		}
		for _, o := range a.Opens {
			line("%s %s", o.Clause.Number, o.Sentence())
		}
		for _, r := range a.Readings {
			line("%s %s", r.Clause.Number, r.Sentence())
			rests(line, nil, r.Assumed)
		}
		for _, e := range a.Expects {
			line("%s %s", e.Clause.Number, e.Sentence())
			if d := e.Question.Date; d != nil {
				for _, c := range d.Clauses {
					line("  from %s %q of clause %s", c.Kind, c.Name, c.Number)
				}
			}
			for i := range e.Given {
				line("  given %s", factLine(&e.Given[i]))
			}
		}
		for _, x := range a.Always {
			line("%s %s", x.Clause.Number, x.Sentence())
		}
		for _, c := range a.Unformalised {
			line("not formalised: %s %s", c.Number, c.Prose)
		}
	}
	for i := range w.world.Facts {
		line("%s", factLine(&w.world.Facts[i]))
	}
	for _, p := range w.problems {
		if p.Severity != diag.Error {
			line("%s:%d %s: %s", p.Subject.File, p.Subject.Start.Line, p.Name, p.Summary)
		}
	}
	return b.String()
}

func rests(line func(string, ...any), uses []agreement.Clause, assumed []agreement.Assumption) {
	for _, c := range uses {
		line("  uses %s %q of clause %s", c.Kind, c.Name, c.Number)
	}
	for _, a := range assumed {
		line("  assumed in %s %q: %s", a.Clause.Kind, a.Clause.Name, a.Why)
	}
}

func factLine(f *agreement.Fact) string {
	s := fmt.Sprintf("[%s; %s; end %s] %s", map[bool]string{true: "dated", false: "undated"}[f.Dated], f.Begin, f.End, f.Text)
	if f.Recorded != when.None {
		s += "; recorded " + f.Recorded.String()
	}
	if f.Retracted != when.None {
		s += "; retracted " + f.Retracted.String() + " " + f.Why
	}
	if f.Order > 0 {
		s += fmt.Sprintf("; order %d", f.Order)
	}
	if f.Given {
		s += "; given"
	}
	if f.Privileged {
		s += "; privileged"
	}
	if f.Source != "" {
		s += "; source " + f.Source
	}
	switch b := f.Body.(type) {
	case agreement.PatentFact:
		r := b.Record
		s += fmt.Sprintf("; office %s states %v owners %v kind %s granted %s; priority %s filed %s published %s grant %s expires %s; fields %s standards %v family %q; sets %012b",
			r.Office, r.States, r.Owners, r.Kind, r.IsGrant, r.Priority, r.Filed, r.Published, r.Grant, r.Expires, r.Fields, r.Standards, r.Family, b.Set)
	case agreement.Product:
		s += fmt.Sprintf("; %v brand %q business %q implements %v contains %v on sale %v", b.Category, b.Brand, b.Business, b.Implements, b.Contains, b.OnSale)
	case agreement.Organisation:
		s += fmt.Sprintf("; also %q", b.Also)
	case agreement.Finding:
		s += fmt.Sprintf("; by %q replaces %q", b.By, b.Replaces)
	case agreement.Milestone, agreement.Licensable, agreement.Event:
		s += "; " + agreement.FactSentence(f)
	}
	return s
}
