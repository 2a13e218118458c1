package check_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/check"
	"github.com/crossgrant/crossgrant/internal/syntax"
	"github.com/crossgrant/crossgrant/when"
)

func TestSample(t *testing.T) {
	root := filepath.Join("..", "..", "examples", "huawei-xiaomi")
	docs, _ := filepath.Glob(filepath.Join(root, "agreements", "*.md"))
	facts, _ := filepath.Glob(filepath.Join(root, "*.facts"))
	if len(docs) == 0 || len(facts) == 0 {
		t.Skip("the sample workspace is not there")
	}
	var ds []*syntax.Document
	var js []*syntax.Journal
	for _, f := range docs {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		ds = append(ds, syntax.ParseDocument(filepath.Base(f), b))
	}
	for _, f := range facts {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		js = append(js, syntax.ParseJournal(filepath.Base(f), b))
	}
	w, problems := check.Check(ds, js, check.Options{Today: when.MustParse("2026-11-22")})
	for _, p := range problems {
		if p.Severity == diag.Error {
			t.Errorf("%s:%d:%d: %s: %s. %s", p.Subject.File, p.Subject.Start.Line, p.Subject.Start.Column, p.Name, p.Summary, p.Detail)
		} else {
			t.Logf("%s:%d:%d: %s: %s. %s", p.Subject.File, p.Subject.Start.Line, p.Subject.Start.Column, p.Name, p.Summary, p.Detail)
		}
	}
	for _, a := range w.Agreements {
		for _, g := range a.Grants {
			t.Log(g.Sentence())
		}
	}
}
