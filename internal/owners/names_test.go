package owners

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// column reads the distinct values of a column of a table beside the repository, with how many rows have each. Lists
// are separated by two semicolons.
func column(t *testing.T, file, name string) []Seen {
	t.Helper()
	f, err := os.Open(shared + "/" + file)
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("SKIPPED: the tables in ../shared are not there; the merging of real names is not tested")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	counts := map[string]int{}
	r := csv.NewReader(bufio.NewReader(f))
	r.ReuseRecord = true
	if strings.HasSuffix(file, ".tsv") {
		r.Comma, r.LazyQuotes = '\t', true
	}
	head, err := r.Read()
	if err != nil {
		t.Fatal(err)
	}
	at := slices.Index(head, name)
	for {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		for cell := range strings.SplitSeq(row[at], ";;") {
			if cell = strings.TrimSpace(cell); cell != "" {
				counts[cell]++
			}
		}
	}
	var out []Seen
	for _, n := range slices.Sorted(maps.Keys(counts)) {
		out = append(out, Seen{n, counts[n]})
	}
	return out
}

// TestRealNames holds the merging of real names to what it was when merges of each were read by eye: of 60 drawn at
// random from all tables together, of all by a rule other than case, punctuation, diacritics, article and legal form,
// and of some 150 by these, none was wrong.
func TestRealNames(t *testing.T) {
	if testing.Short() {
		t.Skip("reads large tables")
	}
	for _, c := range []struct {
		file, column                         string
		names, organisations, merged, doubts int
	}{
		{"reference/patentsview-organisations-2014.tsv", "organization", 45002, 44707, 294, 1479},
		{"lens/lens-physical-ai.csv", "Applicants", 2178, 2138, 39, 104},
		{"google/gp-ai-patents.csv", "assignee", 9675, 9361, 311, 270},
		{"us-grants-2018/us-grants-2018-owners.csv", "owner_name", 13193, 13180, 13, 137},
		{"etsi/isld-extract-13col.csv", "COMP_LEGAL_NAME", 58, 54, 4, 0},
		{"sample/telecom-patents.csv", "owner", 193, 136, 57, 31},
	} {
		t.Run(c.file, func(t *testing.T) {
			seen := column(t, c.file, c.column)
			r := NewResolver(nil, nil)
			l := r.List(seen)
			merged := 0
			for _, m := range l.Merges {
				merged += m.Names
				for _, rule := range m.Rules {
					if !rule.Safe() {
						t.Errorf("%s merged %d names", rule, m.Names)
					}
				}
			}
			doubts := r.Review(seen)
			if len(seen) != c.names || len(l.Organisations) != c.organisations || merged != c.merged || len(doubts) != c.doubts {
				t.Errorf("%d names, %d organisations, %d merged, %d in doubt; want %d, %d, %d, %d",
					len(seen), len(l.Organisations), merged, len(doubts), c.names, c.organisations, c.merged, c.doubts)
			}
			for _, d := range doubts {
				for _, candidate := range d.Candidates {
					if len(candidate.Rules) == 0 || candidate.Rules[0].Safe() {
						t.Errorf("%q may be %q by %v", d.Name, candidate.Name, candidate.Rules)
					}
				}
			}
		})
	}
}

// TestOneGroupIsManyOrganisations keeps the affiliates of one group apart: their names have a word in common, and that
// is all.
func TestOneGroupIsManyOrganisations(t *testing.T) {
	seen := column(t, "reference/huawei-entity-list-names.csv", "name")
	r := NewResolver([]Declared{{ID: "huawei-technologies", Name: "Huawei Technologies Co., Ltd."}}, nil)
	l := r.List(seen)
	var got []string
	for _, o := range l.Organisations {
		if o.Declared || len(o.Names) > 1 {
			got = append(got, fmt.Sprint(o.ID, len(o.Names)))
		}
	}
	if len(seen) != 32 || len(l.Organisations) != 32 || !slices.Equal(got, []string{"huawei-technologies1"}) {
		t.Errorf("%d names of %d organisations; of several names or declared %v", len(seen), len(l.Organisations), got)
	}
}
