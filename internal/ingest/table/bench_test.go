package table_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/internal/ingest/table"
	"github.com/crossgrant/crossgrant/patent"
)

func BenchmarkRead(b *testing.B) {
	const rows = 20_000
	var t strings.Builder
	t.WriteString("country,number,kind,title,owner,filing_date,publication_date,cpc\n")
	for i := range rows {
		fmt.Fprintf(&t, "US,%d,B2,\"Synthetic device, number %d\",owner-%d,2015-02-01,2018-02-20,H04W72/04;H04L5/00\n", 9_000_000+i, i, i%50)
	}
	text := t.String()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		rep, err := table.Read(strings.NewReader(text), table.Options{}, func(patent.Record) bool { return true })
		if err != nil || rep.Kept != rows {
			b.Fatal(rep, err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
}
