package owners

import (
	"bytes"
	"context"
	"os"
	"testing"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/ingest/uspto"
)

// shared is the folder of data beside the repository. Tests that need it are skipped, loudly, where it is not.
const shared = "../../../shared/data"

// fixture reads the documents of a fixture of the United States office.
func fixture(t *testing.T, name string) []source.Document {
	t.Helper()
	b, err := os.ReadFile(shared + "/fixtures/uspto/" + name)
	if os.IsNotExist(err) {
		t.Skip("SKIPPED: the fixtures in ../shared are not there; the chains of real records are not tested")
	}
	if err != nil {
		t.Fatal(err)
	}
	var best source.Format
	sure := 0
	for _, f := range uspto.Formats() {
		if n := f.Match(name, b[:min(len(b), 64<<10)]); n > sure {
			best, sure = f, n
		}
	}
	if best.Decoder == nil {
		t.Fatalf("%s is of no format", name)
	}
	var out []source.Document
	err = best.Decoder.Decode(context.Background(), bytes.NewReader(b), name, source.Limits{}, source.Sink{
		Document: func(d source.Document) error { out = append(out, d); return nil },
		Report:   func(source.Reported) error { return nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// byRight sorts documents by the right that they speak of.
func byRight(docs []source.Document) map[string][]source.Document {
	out := map[string][]source.Document{}
	for _, d := range docs {
		key := d.Application.Text
		if key == "" && len(d.Publications) > 0 {
			key = d.Publications[0].Number.Text
		}
		out[key] = append(out[key], d)
	}
	return out
}

func chainOf(r *Resolver, docs []source.Document) Chain {
	var all []source.Transfer
	for _, d := range docs {
		all = append(all, d.Transfers...)
	}
	return r.Trace(docs[0].Parties, all)
}

// TestRealChains holds chains of real records to what was read off them by eye.
func TestRealChains(t *testing.T) {
	r := NewResolver(nil, nil)
	for _, c := range []struct {
		file          string
		documents     int
		rights        int
		right         string
		links         int
		want          string
		open, unknown int // security interests without a release, chains that begin with nobody known
	}{
		// Nine records of one application: the inventors' assignment, six security interests, two releases that name their
		// records. The bank with the misspelt title (“ADMINSTRATIVE”) was recorded once more for a correct spelling, and no
		// release names the first record.
		{"assignment-solr-large.xml", 379, 87, "14190982", 9, `unknown .. 2014-02-24: (individual), (individual), (individual)
2014-02-24 .. unknown: us-well-services-llc
secured us-bank-national-association-as-adminstrative-agent 2019-01-07 .. unknown
secured us-bank-national-association-as-administrative-agent 2019-01-07 .. 2019-05-07
secured piper-jaffray-finance-llc 2019-01-09 .. 2019-05-07
secured clmg-corp 2019-05-07 .. unknown
secured bank-of-america-na-as-administrative-agent 2019-05-07 .. unknown
secured wilmington-savings-fund-society-fsb 2021-06-24 .. unknown
`, 4, 86},
		{"assignment-padx-15946-343.xml", 1, 1, "10852336", 1, `unknown .. 2005-04-12: (individual), (individual), (individual), (individual), (individual)
2005-04-12 .. unknown: (individual)
`, 0, 0},
		{"peds-12721698.json", 1, 1, "12721698", 1, "unknown .. 2019-06-26: (individual)\n2019-06-26 .. unknown: 75f-inc\n", 0, 0},
	} {
		t.Run(c.file, func(t *testing.T) {
			docs := fixture(t, c.file)
			rights := byRight(docs)
			if len(docs) != c.documents || len(rights) != c.rights {
				t.Errorf("%d documents about %d rights, want %d about %d", len(docs), len(rights), c.documents, c.rights)
			}
			got := chainOf(r, rights[c.right])
			if told(got) != c.want || len(got.Links) != c.links || len(got.Open()) != c.open {
				t.Errorf("%d links, %d open, and\n%s", len(got.Links), len(got.Open()), told(got))
			}
			unknown := 0
			for _, docs := range rights {
				chain := chainOf(r, docs)
				if len(chain.Holdings) == 0 {
					unknown++
				}
				for _, l := range chain.Links {
					if l.Kind == Unreadable {
						t.Errorf("%q is not in the table of conveyances", l.Conveyance)
					}
				}
			}
			if unknown != c.unknown {
				t.Errorf("%d chains have no owner, want %d", unknown, c.unknown)
			}
		})
	}
}
