package portfolio_test

import (
	"path/filepath"
	"sync"
	"testing"

	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/internal/synth"
)

// million is the performance world as a snapshot, made once for all benchmarks.
var million = sync.OnceValues(func() (*synth.Perf, error) {
	return synth.NewPerf(synth.PerfOptions{Patents: 1_000_000, Seed: 1})
})

func millionSnapshot(b *testing.B) (*synth.Perf, *portfolio.Snapshot) {
	b.Helper()
	w, err := million()
	if err != nil {
		b.Fatal(err)
	}
	s, err := portfolio.Build(w.Records(), portfolio.BuildOptions{OwnerOrder: w.OwnerOrder()})
	if err != nil {
		b.Fatal(err)
	}
	return w, s
}

func BenchmarkBuild(b *testing.B) {
	w, err := million()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := portfolio.Build(w.Records(), portfolio.BuildOptions{OwnerOrder: w.OwnerOrder()}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSave(b *testing.B) {
	_, s := millionSnapshot(b)
	file := filepath.Join(b.TempDir(), "million")
	for b.Loop() {
		if err := s.Save(file); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	_, s := millionSnapshot(b)
	file := filepath.Join(b.TempDir(), "million")
	if err := s.Save(file); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(s.HotBytes(), "hot-B/patent")
	b.ResetTimer()
	for b.Loop() {
		if _, err := portfolio.Open(file); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(s.HotBytes(), "hot-B/patent")
	var all int64
	for _, c := range s.Bytes() {
		all += c.Bytes
	}
	b.ReportMetric(float64(all)/float64(s.Len()), "all-B/patent")
}

func BenchmarkFind(b *testing.B) {
	w, s := millionSnapshot(b)
	ids := make([]string, 1<<16)
	for i := range ids {
		ids[i] = w.PatentID(int32(i * 15 % s.Len()))
	}
	i := 0
	for b.Loop() {
		if _, ok := s.Find(ids[i&(1<<16-1)]); !ok {
			b.Fatal("lost")
		}
		i++
	}
}

func BenchmarkRecord(b *testing.B) {
	_, s := millionSnapshot(b)
	r := portfolio.Row(0)
	for b.Loop() {
		s.Record(r)
		r = (r + 7919) % portfolio.Row(s.Len())
	}
}
