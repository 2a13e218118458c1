package owners

import (
	"fmt"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/when"
)

// conveyed makes a transfer from a line: executed, recorded, reel/frame, words, from, to; names separated by +.
func conveyed(t *testing.T, line string) source.Transfer {
	t.Helper()
	c := strings.Split(line, "|")
	if len(c) != 6 {
		t.Fatalf("%q has %d parts", line, len(c))
	}
	for i := range c {
		c[i] = strings.TrimSpace(c[i])
	}
	day := func(s string) when.Bounds {
		if s == "" {
			return when.Unknown
		}
		return when.Exact(when.MustParse(s))
	}
	names := func(s string) []string {
		if s == "" {
			return nil
		}
		return strings.Split(s, " + ")
	}
	return source.Transfer{Executed: day(c[0]), Recorded: day(c[1]), ReelFrame: c[2], Conveyance: c[3], From: names(c[4]), To: names(c[5])}
}

// told writes a chain as the tests compare it.
func told(c Chain) string {
	var b strings.Builder
	for _, h := range c.Holdings {
		var names []string
		for _, o := range h.Owners {
			if o.Individual {
				names = append(names, "(individual)")
			} else {
				names = append(names, o.ID)
			}
		}
		fmt.Fprintf(&b, "%s .. %s: %s", h.From, h.Until, strings.Join(names, ", "))
		if !h.Proven {
			b.WriteString(" unproven")
		}
		b.WriteByte('\n')
	}
	for _, e := range c.Secured {
		fmt.Fprintf(&b, "secured %s %s .. %s\n", e.ID, e.Since, e.Released)
	}
	for _, g := range c.Gaps {
		fmt.Fprintf(&b, "gap at %s: %s\n", c.Links[g.Link].ReelFrame, g.Says)
	}
	return b.String()
}

const toCorvid = "2010-01-05 | 2010-02-01 | 1/1 | ASSIGNMENT OF ASSIGNORS INTEREST (SEE DOCUMENT FOR DETAILS). | ALPHA, ANN | CORVID LABS INC"

var (
	// named are inventors whose names were kept, hidden ones whose names were not.
	named  = []source.Party{{Name: "ALPHA, ANN", Role: source.Inventor}, {Name: "BETA, BEN", Role: source.Inventor}}
	hidden = []source.Party{{Name: source.Individual, Role: source.Inventor, Individual: true}, {Name: "Corvid Labs, Inc.", Role: source.Applicant}}
)

// TestTraceHostile gives what no office writes: it is bounded, and said.
func TestTraceHostile(t *testing.T) {
	r := NewResolver(nil, nil)
	many := make([]source.Transfer, maxLinks+10)
	for i := range many {
		many[i] = conveyed(t, fmt.Sprintf("2010-01-05 | 2010-02-01 | %d | RELEASE OF SECURITY INTEREST REEL 1 FRAME 1 | A BANK | CORVID LABS INC", i))
	}
	c := r.Trace(hidden, many)
	if len(c.Links) != maxLinks || len(c.Gaps) != 1 || !strings.HasPrefix(c.Gaps[0].Says, "10 later records were not read") {
		t.Errorf("%d links, gaps %v", len(c.Links), c.Gaps)
	}
	names := make([]string, 3000)
	for i := range names {
		names[i] = fmt.Sprintf("FIRM %d INC", i)
	}
	odd := []source.Transfer{
		{Conveyance: "ASSIGNMENT", From: names, To: names, Executed: when.Exact(when.MustParse("1000-01-01")), Recorded: when.Exact(when.MustParse("9999-12-31"))},
		{Conveyance: "CORRECTIVE ASSIGNMENT REEL 1 FRAME 1", ReelFrame: "000001/0001", From: []string{""}, To: []string{"", ""}, Executed: when.Unknown, Recorded: when.Unknown},
		{Conveyance: strings.Repeat("ASSIGNMENT ", 100000), Executed: when.Bounds{Earliest: when.Max, Latest: when.Min}, Recorded: when.Unknown},
		{Executed: when.Unknown, Recorded: when.Unknown},
	}
	c = r.Trace(nil, append(odd, odd...))
	for _, g := range c.Gaps {
		if len(g.Says) > 1000 {
			t.Errorf("a gap of %d bytes", len(g.Says))
		}
	}
	for _, day := range []when.Date{when.Min, 0, when.Max} {
		c.On(day)
		Chain{}.On(day)
	}
}

// TestLate flags what was recorded more than three months after it was executed, where it conveys.
func TestLate(t *testing.T) {
	for line, want := range map[string]bool{
		"2010-01-05 | 2010-04-05 | 1/1 | ASSIGNMENT        | A | B": false,
		"2010-01-05 | 2010-04-06 | 1/1 | ASSIGNMENT        | A | B": true,
		"2010-01-05 | 2010-04-06 | 1/1 | SECURITY INTEREST | A | B": false,
		"           | 2010-04-06 | 1/1 | ASSIGNMENT        | A | B": false,
		"2010-01-05 |            | 1/1 | ASSIGNMENT        | A | B": false,
	} {
		if l := newLink(conveyed(t, line)); l.Late != want {
			t.Errorf("%s: late %v", line, l.Late)
		}
	}
}

func TestConveyanceOf(t *testing.T) {
	for text, want := range map[string]Conveyance{
		"ASSIGNMENT OF ASSIGNORS INTEREST (SEE DOCUMENT FOR DETAILS).": Assignment, "NUNC PRO TUNC ASSIGNMENT": Assignment, "Assigned to X": Assignment,
		"SECURITY INTEREST": Security, "COLLATERAL ASSIGNMENT OF PATENTS": Security, "FIRST LIEN PATENT SECURITY AGREEMENT": Security, "MORTGAGE": Security,
		"RELEASE BY SECURED PARTY": Release, "PATENT RELEASE AND REASSIGNMENT": Release, "TERMINATION AND RELEASE OF SECURITY INTEREST": Release,
		"RELEASE OF SECURITY INTEREST RECORDED AT REEL 1 FRAME 2": Release, "SATISFACTION OF MORTGAGE": Release,
		"CORRECTIVE ASSIGNMENT TO CORRECT THE SERIAL NUMBER": Correction, "CHANGE OF NAME": ChangeOfName, "Name change": ChangeOfName,
		"MERGER AND CHANGE OF NAME": MergerAndName, "MERGER": Merger, "CERTIFICATE OF CONVERSION": ChangeOfName, "LICENSE": Licence, "EXCLUSIVE LICENCE": Licence,
		"CHANGE OF ADDRESS": Address, "COURT ORDER": ByLaw, "LETTERS OF TESTAMENTARY": ByLaw, "DECREE OF DISTRIBUTION": ByLaw, "QUITCLAIM ASSIGNMENT": Quitclaim,
		"CONFIRMATORY ASSIGNMENT": Confirmation, "EMPLOYEE AGREEMENT": Employment, "OPTION": Promise, "CONDITIONAL ASSIGNMENT": Promise,
		"DECLARATION": Statement, "COMPANY SPLIT": Split, "owner as The Lens lists it": Listed, "": Unreadable, "SEE DOCUMENT": Unreadable, "ASSIGNMENTX": Unreadable,
	} {
		if got, _, why := conveyanceOf(text); got != want || why == "" {
			t.Errorf("%q is %s, want %s (%s)", text, got, want, why)
		}
	}
	for text, want := range map[string]string{
		"RELEASE OF REEL 048818/FRAME 0520": "048818/0520", "RECORDED AT REEL: 48818 FRAME: 520": "048818/0520", "REEL/FRAME 048818/0520": "048818/0520",
		"reel 048818, frame 0520": "048818/0520", "on Reel 048818 and Frame 0520": "048818/0520", "NO NUMBER": "", "REEL": "", "REEL 5": "",
	} {
		if got, _ := namedRecord(text); got != want {
			t.Errorf("%q names %q, want %q", text, got, want)
		}
	}
}

func FuzzTrace(f *testing.F) {
	f.Add("ASSIGNMENT", "A, B", "C INC", "RELEASE REEL 1 FRAME 2", "C INC", "D", int32(15000), int32(15100))
	f.Add("CORRECTIVE ASSIGNMENT REEL 1 FRAME 1", "", "", "CHANGE OF NAME", "A", "A", int32(-1<<31), int32(1<<31-1))
	f.Fuzz(func(t *testing.T, text, from, to, text2, from2, to2 string, executed, recorded int32) {
		day := func(d int32) when.Bounds { return when.Bounds{Earliest: when.Date(d), Latest: when.Date(d)} }
		c := NewResolver(someOrgs, nil).Trace(named, []source.Transfer{
			{ReelFrame: "000001/0001", Conveyance: text, From: []string{from}, To: []string{to}, Executed: day(executed), Recorded: day(recorded)},
			{ReelFrame: "000001/0002", Conveyance: text2, From: []string{from2, from}, To: []string{to2, ""}, Executed: when.Unknown, Recorded: day(executed)},
		})
		for _, h := range c.Holdings {
			if h.Link >= len(c.Links) {
				t.Fatalf("holding %+v rests on no link", h)
			}
			for _, o := range h.Owners {
				if o.Individual != (o.ID == "") || o.Individual && o.Name != "" {
					t.Fatalf("owner %+v", o)
				}
			}
		}
		for _, g := range c.Gaps {
			if g.Link < 0 || g.Link >= len(c.Links) || g.Says == "" {
				t.Fatalf("gap %+v", g)
			}
		}
		c.On(when.Date(executed))
		c.Open()
	})
}

// TestOn asks a chain for the owners of a day.
func TestOn(t *testing.T) {
	r := NewResolver(nil, nil)
	c := r.Trace(hidden, []source.Transfer{
		conveyed(t, toCorvid),
		conveyed(t, " | 2012-02-01 | 2/1 | ASSIGNMENT | CORVID LABS INC | STORK SYSTEMS GMBH"),
		conveyed(t, "2014-01-05 | 2014-02-01 | 3/1 | ASSIGNMENT | SOMEBODY ELSE INC | VEXIL RADIO OY"),
	})
	for _, q := range []struct {
		day, want string
		certain   bool
	}{
		{"2009-12-31", "", false}, // an inventor
		{"2010-01-05", "stork-systems-gmbh", false},
		{"2012-02-01", "stork-systems-gmbh", true},
		{"2014-01-04", "stork-systems-gmbh", true},
		{"2014-01-05", "vexil-radio-oy", false}, // behind a gap
	} {
		ids, certain := c.On(when.MustParse(q.day))
		if got := strings.Join(ids, " "); certain != q.certain || certain && got != q.want {
			t.Errorf("%s: %s, certain %v; want %s, %v", q.day, got, certain, q.want, q.certain)
		}
	}
}

func TestTrace(t *testing.T) {
	r := NewResolver([]Declared{{ID: "vexil", Name: "Vexil Radio Oy", Also: []string{"Vexil Radio Holdings Oy"}}}, nil)
	for _, c := range []struct {
		name  string
		first []source.Party
		lines []string
		want  string
	}{
		{"inventors to employer", named, []string{
			"2010-01-05 | 2010-02-01 | 1/1 | ASSIGNMENT OF ASSIGNORS INTEREST (SEE DOCUMENT FOR DETAILS). | ALPHA, ANN + BETA, BEN | CORVID LABS INC",
		}, "unknown .. 2010-01-05: (individual), (individual)\n2010-01-05 .. unknown: corvid-labs-inc\n"},
		{"one inventor has not assigned", named, []string{toCorvid},
			"unknown .. 2010-01-05: (individual), (individual)\n2010-01-05 .. unknown: (individual), corvid-labs-inc\n"},
		{"two inventors one after the other, recorded the other way round", named, []string{
			"2010-03-01 | 2010-03-02 | 1/2 | ASSIGNMENT OF ASSIGNORS INTEREST | BETA, BEN | Corvid Labs, Inc.",
			"2010-01-05 | 2010-04-01 | 1/3 | ASSIGNMENT OF ASSIGNORS INTEREST | ALPHA, ANN | CORVID LABS INC",
		}, "unknown .. 2010-01-05: (individual), (individual)\n2010-01-05 .. 2010-03-01: (individual), corvid-labs-inc\n2010-03-01 .. unknown: corvid-labs-inc\n"},
		{"inventors whose names were not kept", hidden, []string{
			toCorvid,
			"2012-01-05 | 2012-02-01 | 2/1 | ASSIGNMENT OF ASSIGNORS INTEREST | CORVID LABS, INC. | VEXIL RADIO OY",
		}, "unknown .. 2010-01-05: (individual)\n2010-01-05 .. 2012-01-05: corvid-labs-inc\n2012-01-05 .. unknown: vexil\n"},
		{"an assignor who never had it", hidden, []string{
			toCorvid,
			"2012-01-05 | 2012-02-01 | 2/1 | ASSIGNMENT OF ASSIGNORS INTEREST | STORK SYSTEMS GMBH | VEXIL RADIO OY",
		}, "unknown .. 2010-01-05: (individual)\n2010-01-05 .. 2012-01-05: corvid-labs-inc\n2012-01-05 .. unknown: vexil unproven\n" +
			"gap at 2/1: the record 2/1 conveys the right of STORK SYSTEMS GMBH, who does not own it by this chain; by this chain it is CORVID LABS INC. A conveyance to it is missing, or it is the owner under a name that nobody declared.\n"},
		{"conveyed twice", hidden, []string{
			toCorvid,
			"2012-01-05 | 2012-02-01 | 2/1 | ASSIGNMENT | CORVID LABS INC | STORK SYSTEMS GMBH",
			"2012-03-05 | 2012-03-06 | 2/2 | ASSIGNMENT | CORVID LABS INC | VEXIL RADIO OY",
		}, "unknown .. 2010-01-05: (individual)\n2010-01-05 .. 2012-01-05: corvid-labs-inc\n2012-01-05 .. 2012-03-05: stork-systems-gmbh\n2012-03-05 .. unknown: vexil unproven\n" +
			"gap at 2/2: the record 2/2 conveys the right of CORVID LABS INC, who does not own it by this chain; by this chain it is STORK SYSTEMS GMBH. The same has conveyed it before, by the record 2/1: which of the two stands is a question of law.\n"},
		{"a security interest and its release are no transfers", hidden, []string{
			toCorvid,
			"2011-01-05 | 2011-02-01 | 000001/0002 | SECURITY INTEREST (SEE DOCUMENT FOR DETAILS). | CORVID LABS INC | FIRST HARBOUR BANK, N.A.",
			"2011-06-05 | 2011-06-06 | 1/3 | PATENT SECURITY AGREEMENT | CORVID LABS INC | SECOND HARBOUR BANK",
			"2011-07-05 | 2011-07-06 | 1/7 | COLLATERAL ASSIGNMENT | CORVID LABS INC | FOURTH HARBOUR BANK",
			"2013-01-05 | 2013-02-01 | 1/4 | RELEASE OF PATENT SECURITY AGREEMENT RECORDED AT REEL 000001/FRAME 0002 | FIRST HARBOUR BANK, N.A. | CORVID LABS INC",
			"2014-01-05 | 2014-02-01 | 1/5 | PATENT RELEASE AND REASSIGNMENT | SECOND HARBOUR BANK | CORVID LABS INC",
			"2014-01-05 | 2014-02-01 | 1/6 | RELEASE BY SECURED PARTY | THIRD HARBOUR BANK | CORVID LABS INC",
		}, "unknown .. 2010-01-05: (individual)\n2010-01-05 .. unknown: corvid-labs-inc\n" +
			"secured first-harbour-bank-na 2011-01-05 .. 2013-01-05\nsecured second-harbour-bank 2011-06-05 .. 2014-01-05\nsecured fourth-harbour-bank 2011-07-05 .. unknown\n"},
		{"security by somebody else", hidden, []string{
			toCorvid,
			"2011-01-05 | 2011-02-01 | 1/2 | SECURITY INTEREST | STORK SYSTEMS GMBH | FIRST HARBOUR BANK",
		}, "unknown .. 2010-01-05: (individual)\n2010-01-05 .. unknown: corvid-labs-inc\nsecured first-harbour-bank 2011-01-05 .. unknown\n" +
			"gap at 1/2: the record 1/2 gives a security interest of STORK SYSTEMS GMBH, which does not own the right by this chain. A conveyance to it is missing, or it gives the security for another.\n"},
		{"changes of name and mergers", hidden, []string{
			toCorvid,
			"2011-01-05 | 2011-02-01 | 1/2 | CHANGE OF NAME | CORVID LABS INC | CORVID TECHNOLOGIES INC",
			"2012-01-05 | 2012-02-01 | 1/3 | MERGER AND CHANGE OF NAME | CORVID TECHNOLOGIES INC + STORK SYSTEMS GMBH | CORVID STORK INC",
			"2012-01-06 | 2012-02-01 | 1/4 | MERGER | CORVID STORK INC | VEXIL RADIO OY",
			"2013-01-06 | 2013-02-01 | 1/5 | CHANGE OF NAME | VEXIL RADIO OY | VEXIL RADIO HOLDINGS OY",
			"2013-01-07 | 2013-02-01 | 1/6 | CHANGE OF NAME | VEXIL RADIO OY | VEXIL RADIO HOLDINGS OY",
		}, "unknown .. 2010-01-05: (individual)\n2010-01-05 .. 2011-01-05: corvid-labs-inc\n2011-01-05 .. 2012-01-05: corvid-labs-inc\n2012-01-05 .. 2012-01-06: corvid-stork-inc\n2012-01-06 .. 2013-01-06: vexil\n2013-01-06 .. unknown: vexil\n"},
		{"a correction takes the place of what it corrects", hidden, []string{
			"2010-01-05 | 2010-02-01 | 000001/0001 | ASSIGNMENT OF ASSIGNORS INTEREST | ALPHA, ANN | CORVID LAPS INC",
			"2010-01-05 | 2011-02-01 | 000001/0002 | CORRECTIVE ASSIGNMENT TO CORRECT THE NAME OF THE ASSIGNEE PREVIOUSLY RECORDED AT REEL: 000001 FRAME: 0001. ASSIGNOR(S) HEREBY CONFIRMS THE ASSIGNMENT | ALPHA, ANN | CORVID LABS INC",
			"2012-01-05 | 2012-02-01 | 000002/0001 | ASSIGNMENT | CORVID LABS INC | VEXIL RADIO OY",
		}, "unknown .. 2010-01-05: (individual)\n2010-01-05 .. 2012-01-05: corvid-labs-inc\n2012-01-05 .. unknown: vexil\n"},
		{"a correction of a security interest is none of title", hidden, []string{
			toCorvid,
			"2011-01-05 | 2011-02-01 | 1/2 | CORRECTIVE ASSIGNMENT TO CORRECT THE NUMBER 1234567 PREVIOUSLY RECORDED ON REEL 000009 FRAME 0009. ASSIGNOR(S) HEREBY CONFIRMS THE SECURITY INTEREST | CORVID LABS INC | FIRST HARBOUR BANK",
		}, "unknown .. 2010-01-05: (individual)\n2010-01-05 .. unknown: corvid-labs-inc\nsecured first-harbour-bank 2011-01-05 .. unknown\n"},
		{"what conveys nothing", hidden, []string{
			toCorvid,
			"2010-01-05 | 2010-02-03 | 1/2 | CONFIRMATORY ASSIGNMENT | ALPHA, ANN | CORVID LABS, INC.",
			"2010-01-07 | 2010-02-03 | 1/3 | LICENSE | CORVID LABS INC | VEXIL RADIO OY",
			"2010-01-08 | 2010-02-03 | 1/4 | CHANGE OF ADDRESS | CORVID LABS INC | CORVID LABS INC",
			"2010-01-09 | 2010-02-03 | 1/5 | QUITCLAIM ASSIGNMENT | STORK SYSTEMS GMBH | VEXIL RADIO OY",
			"2010-01-10 | 2010-02-03 | 1/6 | CONDITIONAL ASSIGNMENT (SEE DOCUMENT FOR DETAILS) | CORVID LABS INC | VEXIL RADIO OY",
		}, "unknown .. 2010-01-05: (individual)\n2010-01-05 .. unknown: corvid-labs-inc\n"},
		{"words that cannot be read, and an employment agreement", hidden, []string{
			toCorvid,
			"2011-01-05 | 2011-02-03 | 1/2 | SEE DOCUMENT | CORVID LABS INC | VEXIL RADIO OY",
			"2012-01-05 | 2012-02-03 | 1/3 | EMPLOYMENT AGREEMENT | GAMMA, GUS | VEXIL RADIO OY",
		}, "unknown .. 2010-01-05: (individual)\n2010-01-05 .. unknown: corvid-labs-inc\n" +
			"gap at 1/2: the record 1/2 (\"SEE DOCUMENT\") may have conveyed the right from CORVID LABS INC to VEXIL RADIO OY. Read the document; if it did, record the assignment in a journal.\n" +
			"gap at 1/3: the record 1/3 (\"EMPLOYMENT AGREEMENT\") may have conveyed the right from an individual to VEXIL RADIO OY. Read the document; if it did, record the assignment in a journal.\n"},
		{"to two", hidden, []string{
			"2010-01-05 | 2010-02-01 | 1/1 | ASSIGNMENT OF ASSIGNORS INTEREST | ALPHA, ANN | CORVID LABS INC + VEXIL RADIO OY",
			"2011-01-05 | 2011-02-01 | 1/2 | ASSIGNMENT OF ASSIGNORS INTEREST | CORVID LABS INC | STORK SYSTEMS GMBH",
		}, "unknown .. 2010-01-05: (individual)\n2010-01-05 .. 2011-01-05: corvid-labs-inc, vexil\n2011-01-05 .. unknown: vexil, stork-systems-gmbh\n"},
		{"the day of execution is not given", hidden, []string{
			" | 2010-02-01 | 1/1 | ASSIGNMENT OF ASSIGNORS INTEREST | ALPHA, ANN | CORVID LABS INC",
		}, "unknown .. on or before 2010-02-01: (individual)\non or before 2010-02-01 .. unknown: corvid-labs-inc\n"},
		{"nobody is known before", nil, []string{
			"2010-01-05 | 2010-02-01 | 1/1 | ASSIGNMENT OF ASSIGNORS INTEREST | STORK SYSTEMS GMBH | VEXIL RADIO OY",
		}, "unknown .. 2010-01-05: stork-systems-gmbh\n2010-01-05 .. unknown: vexil\n"},
		{"to nobody", nil, []string{"2010-01-05 | 2010-02-01 | 1/1 | ASSIGNMENT | STORK SYSTEMS GMBH | "},
			"gap at 1/1: the record 1/1 conveys the right to nobody. Read the document for who takes it.\n"},
		{"what a database lists", hidden, []string{" | 2010-02-01 |  | owner as The Lens lists it |  | FIRST HARBOUR BANK"},
			"unknown .. unknown: (individual)\n"},
		{"nothing", nil, nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var transfers []source.Transfer
			for _, l := range c.lines {
				transfers = append(transfers, conveyed(t, l))
			}
			got := r.Trace(c.first, transfers)
			if s := told(got); s != c.want {
				t.Errorf("got\n%swant\n%s", s, c.want)
			}
			for _, l := range got.Links {
				if l.Effect == "" || l.Why == "" || l.Kind == "" {
					t.Errorf("the link %s does not say what it is: %+v", l.ReelFrame, l)
				}
			}
		})
	}
}
