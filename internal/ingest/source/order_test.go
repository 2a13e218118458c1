package source_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/when"
)

// readDays reads each text as the filing date of a record of its own.
func readDays(t *testing.T, texts ...string) (days []string, said []string) {
	t.Helper()
	var c collected
	o := source.NewOrders(c.sink(), "x.csv")
	for i, text := range texts {
		d := source.NewDraft("test", source.Place{File: "x.csv", Record: i + 1}, o.Sink())
		o.Day(d, "filed", text, func(d *source.Document, b when.Bounds) { d.Filed = b })
		if err := d.Done(); err != nil {
			t.Fatal(err)
		}
	}
	if err := o.End(); err != nil {
		t.Fatal(err)
	}
	for i, d := range c.documents {
		if d.Place.Record != i+1 {
			t.Errorf("record %d comes as number %d", d.Place.Record, i+1)
		}
		days = append(days, d.Filed.String())
	}
	for _, r := range c.reported {
		said = append(said, fmt.Sprint(r.Place.Record, " ", r.Says))
	}
	return days, said
}

func TestOrders(t *testing.T) {
	for _, test := range []struct {
		name string
		in   []string
		want string
		said []string // begins of what is said, in order
	}{
		{"proved month first", []string{"3/6/2020", "10/15/2020", "2/2/2021", "4/5/2021"},
			"2020-03-06, 2020-10-15, 2021-02-02, 2021-04-05", []string{"0 The dates of this file are read as month/day/year: 1 can be read only so, and none only the other way. 2 that"}},
		{"proved day first", []string{"3.6.2020", "15.10.2020"}, "2020-06-03, 2020-10-15", []string{"0 The dates of this file are read as day/month/year"}},
		{"proof before", []string{"10/15/2020", "3/6/2020"}, "2020-10-15, 2020-03-06", []string{"0 The dates"}},
		{"undecided", []string{"3/6/2020", "", "2020-01-02"}, "between 2020-03-06 and 2020-06-03, unknown, 2020-01-02",
			[]string{`1 filed: "3/6/2020" is 2020-03-06 or 2020-06-03: no date of the file decides.`}},
		{"mixed", []string{"3/6/2020", "10/15/2020", "15/10/2020"}, "between 2020-03-06 and 2020-06-03, 2020-10-15, 2020-10-15",
			[]string{`1 filed: "3/6/2020" is 2020-03-06 or 2020-06-03: other dates of the file are written in both orders.`}},
		{"only sure ones", []string{"7/7/2020", "13 Sep 2023", "September 3, 2023", "2023/03/06", "2023-9-3", "03-APR-2021"},
			"2020-07-07, 2023-09-13, 2023-09-03, 2023-03-06, 2023-09-03, 2021-04-03", nil},
		{"no days", []string{"13/13/2020", "2/30/2021", "3/6/20", "1/1/0001", "31/12/9999", "0/5/2020", "-3/6/2020", "3/6/2020/7", "about 2020", "2023/13/01"},
			"unknown, unknown, unknown, unknown, unknown, unknown, unknown, unknown, unknown, unknown",
			[]string{`1 filed: "13/13/2020" is not a day`, `2 filed: "2/30/2021" is not`, `3 filed: "3/6/20" is not written`, `4 `, `5 `, `6 `, `7 filed: "-3/6/2020" is not written`, `8 `, `9 `, `10 `}},
	} {
		t.Run(test.name, func(t *testing.T) {
			days, said := readDays(t, test.in...)
			if got := strings.Join(days, ", "); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if len(said) != len(test.said) {
				t.Fatalf("said %q", said)
			}
			for i, s := range said {
				if !strings.HasPrefix(s, test.said[i]) {
					t.Errorf("said %q, want %q", s, test.said[i])
				}
			}
		})
	}
}

// A file of any length is read in bounded memory: what is held back is let go, and the days stay open.
func TestOrdersLetGo(t *testing.T) {
	texts := make([]string, 50_100)
	for i := range texts {
		texts[i] = "2020-01-01"
	}
	texts[0], texts[len(texts)-2], texts[len(texts)-1] = "3/6/2020", "10/15/2020", "4/5/2020"
	days, said := readDays(t, texts...)
	if len(days) != len(texts) || days[0] != "between 2020-03-06 and 2020-06-03" || days[len(days)-1] != "between 2020-04-05 and 2020-05-04" || len(said) != 2 {
		t.Errorf("%d days, %q", len(days), said)
	}
}

// A record that is left out takes its open days with it.
func TestOrdersSkipped(t *testing.T) {
	var c collected
	o := source.NewOrders(c.sink(), "x.csv")
	for i, text := range []string{"3/6/2020", "4/5/2020", "10/15/2020"} {
		d := source.NewDraft("test", source.Place{Record: i + 1}, o.Sink())
		o.Day(d, "filed", text, func(d *source.Document, b when.Bounds) { d.Filed = b })
		if i == 0 {
			d.Skip("test", "Left out.")
		}
		if err := d.Done(); err != nil {
			t.Fatal(err)
		}
	}
	if err := o.End(); err != nil {
		t.Fatal(err)
	}
	if len(c.documents) != 2 || c.documents[0].Filed.String() != "2020-04-05" || c.documents[1].Filed.String() != "2020-10-15" {
		t.Errorf("%+v", c.documents)
	}
}

func TestOrdersStated(t *testing.T) {
	for order, want := range map[source.Order]string{source.MonthFirst: "2020-03-06", source.DayFirst: "2020-06-03"} {
		var c collected
		o := source.NewOrders(c.sink(), "x.csv")
		o.State(order)
		for _, text := range []string{"3/6/2020", "10/15/2020"} { // the second contradicts one of the two, and is what it is
			d := source.NewDraft("test", source.Place{Record: 1}, o.Sink())
			o.Day(d, "filed", text, func(d *source.Document, b when.Bounds) { d.Filed = b })
			if err := d.Done(); err != nil {
				t.Fatal(err)
			}
		}
		if err := o.End(); err != nil || len(c.reported) != 0 || len(c.documents) != 2 {
			t.Fatal(err, c.reported)
		}
		if got := c.documents[0].Filed.String() + " " + c.documents[1].Filed.String(); got != want+" 2020-10-15" {
			t.Error(got)
		}
	}
}
