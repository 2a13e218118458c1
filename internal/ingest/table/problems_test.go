package table_test

import (
	"bytes"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/docs/problemtest"
	"github.com/crossgrant/crossgrant/internal/ingest/table"
	"github.com/crossgrant/crossgrant/patent"
)

func TestProblems(t *testing.T) {
	problemtest.Run(t, problemtest.Reported(t, "."), func(files []txtar.File) diag.List {
		var l diag.List
		for _, f := range files {
			rep, err := table.Read(bytes.NewReader(f.Data), table.Options{File: f.Name, MaxLine: 80}, func(patent.Record) bool { return true })
			if err != nil {
				t.Fatal(err)
			}
			l = append(l, rep.Problems...)
		}
		return l
	})
}
