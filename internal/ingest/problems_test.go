package ingest

import (
	"bytes"
	"context"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/docs/problemtest"
)

// problems is a sink of what is reported.
type problems struct{ list diag.List }

func (p *problems) write(l Line) error {
	if l.Reported != nil {
		p.list.Add(Problem(*l.Reported))
	}
	return nil
}

func (*problems) skip(string) (int, bool) { return 0, false }

func TestProblems(t *testing.T) {
	problemtest.Run(t, problemtest.Reported(t, "."), func(files []txtar.File) diag.List {
		var got problems
		for _, f := range files {
			in, err := OpenInput(context.Background(), write(t, t.TempDir(), filepath.Base(f.Name), string(bytes.TrimSuffix(f.Data, []byte("\n")))), Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if err := Run(context.Background(), in, Options{Formats: formats}, &got); err != nil {
				t.Fatal(err)
			}
		}
		return got.list
	})
}
