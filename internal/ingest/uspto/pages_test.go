package uspto_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/ingest/source/sourcetest"
)

// Answers that stand behind each other in one file are all read, whatever stands between them, each at its line.
func TestAnswersBehindEachOther(t *testing.T) {
	page := func(numbers ...string) string {
		var list []string
		for _, n := range numbers {
			list = append(list, `{"applicationNumberText":"`+n+`"}`)
		}
		return `{"count":1,"patentFileWrapperDataBag":[` + strings.Join(list, ",\n") + `],` + "\n" + `"x":{"a":"]}\"{"},"y":[1]}`
	}
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"one", page("1", "2"), []string{"1:1", "2:2"}},
		{"lines", page("1") + "\n" + page("2") + "\n", []string{"1:1", "3:2"}},
		{"at once", page("1") + page("2", "3"), []string{"1:1", "2:2", "3:3"}},
		{"list at the end", `{"patentFileWrapperDataBag":[{"applicationNumberText":"1"}]}` + "\n\n" + page("2"), []string{"1:1", "3:2"}},
		{"one record a line", `{"applicationMetaData":{},"applicationNumberText":"1"}` + "\n" + `{"applicationMetaData":{},"applicationNumberText":"2"}` + "\n", []string{"1:1", "2:2"}},
		{"list", `[{"applicationMetaData":{},"applicationNumberText":"1"}]` + "\n" + `[{"applicationMetaData":{},"applicationNumberText":"2"}]`, []string{"1:1", "2:2"}},
		{"something else behind", page("1") + "\nHello", []string{"1:1", "3 record-damaged"}},
		{"cut behind the list", page("1")[:68], []string{"1:1", "1 record-damaged"}},
		{"cut in the rest", strings.TrimSuffix(page("1"), "}"), []string{"1:1"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			dec := recognise(t, "x.json", []byte(page("1"))).Decoder
			for _, slow := range []bool{false, true} {
				in := strings.NewReader(test.text)
				c, err := sourcetest.Decode(t, dec, in, "x.json", source.Limits{})
				if slow {
					c, err = sourcetest.Decode(t, dec, iotest.OneByteReader(strings.NewReader(test.text)), "x.json", source.Limits{})
				}
				if err != nil {
					t.Fatal(err)
				}
				var got []string
				for _, d := range c.Documents {
					got = append(got, fmt.Sprintf("%d:%s", d.Place.Line, d.Application.Text))
				}
				for _, r := range c.Reported {
					got = append(got, fmt.Sprintf("%d %s", r.Place.Line, r.Name))
				}
				if !slices.Equal(got, test.want) {
					t.Errorf("slowly %v: got %q, want %q", slow, got, test.want)
				}
			}
		})
	}
}
