package merge

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/owners"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// memory is a spill for tests.
type memory struct{ b []byte }

func (m *memory) Write(p []byte) (int, error) {
	m.b = append(m.b, p...)
	return len(p), nil
}

func (m *memory) ReadAt(p []byte, at int64) (int, error) { return bytes.NewReader(m.b).ReadAt(p, at) }

func onDay(s string) when.Bounds { return when.Exact(when.MustParse(s)) }

// lot is a layer of documents, or of a table.
type lot struct {
	name     string
	recorded string
	source   string // empty: 2025-01-01
	docs     []source.Document
	table    []patent.Record
}

// doc makes a document from "EP2400812A1 10167109" and changes.
func document(format, numbers string, change ...func(*source.Document)) source.Document {
	d := source.New(format)
	for i, n := range strings.Fields(numbers) {
		if i == 0 {
			d.Office = n[:2]
		}
		if app, ok := strings.CutPrefix(n, "app:"); ok {
			d.Application = source.Number{Office: d.Office, Text: app}
			continue
		}
		d.Publications = append(d.Publications, source.Publication{Number: source.Number{Text: n}, Date: when.Unknown})
	}
	d.Title = "Thing"
	for _, c := range change {
		c(&d)
	}
	return d
}

func filed(s string) func(*source.Document)   { return func(d *source.Document) { d.Filed = onDay(s) } }
func granted(s string) func(*source.Document) { return func(d *source.Document) { d.Grant = onDay(s) } }
func party(name string, role source.Role) func(*source.Document) {
	return func(d *source.Document) { d.Parties = append(d.Parties, source.Party{Name: name, Role: role}) }
}

// merged merges lots and returns the records by id, and the quality.
func merged(t *testing.T, lots ...lot) (map[string]patent.Record, *Quality) {
	t.Helper()
	m := New(Options{Resolver: owners.NewResolver([]owners.Declared{{ID: "bolt", Name: "Bolt Ltd"}, {ID: "acme", Name: "Acme Inc"}, {ID: "coil", Name: "Coil GmbH"}}, nil), Spill: &memory{}})
	at := func(i int, l lot) Layer {
		recorded := when.Min
		if l.recorded != "" {
			recorded = when.MustParse(l.recorded)
		}
		day := "2025-01-01"
		if l.source != "" {
			day = l.source
		}
		return Layer{Name: l.name, Number: uint32(i), Recorded: recorded, Source: when.MustParse(day)}
	}
	for i, l := range lots {
		if l.docs == nil {
			continue
		}
		m.Layer(at(i, l))
		for k := range l.docs {
			l.docs[k].Place = source.Place{File: l.name, Line: k + 2}
			if err := m.Add(&l.docs[k]); err != nil {
				t.Fatal(err)
			}
		}
	}
	out := map[string]patent.Record{}
	for i, l := range lots {
		if l.table == nil {
			continue
		}
		m.Layer(at(i, l))
		for _, r := range l.table {
			taken, err := m.Takes(&r)
			if err != nil {
				t.Fatal(err)
			}
			if !taken {
				out[r.ID] = r
			}
		}
	}
	if err := m.Records(func(r patent.Record, _ uint32) error {
		if _, twice := out[r.ID]; twice {
			t.Errorf("%s comes twice", r.ID)
		}
		out[r.ID] = r
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return out, m.Quality()
}

// shown writes records on lines: id, other numbers, owners.
func shown(records map[string]patent.Record) string {
	var ids []string
	for id := range records {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	var lines []string
	for _, id := range ids {
		r := records[id]
		line := id
		if len(r.Also) > 0 {
			line += "=" + strings.Join(r.Also, "=")
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, " ")
}

func TestOneRight(t *testing.T) {
	lens := func(numbers string) source.Document { return document("lens-csv", numbers) }
	for _, c := range []struct {
		name string
		docs []source.Document
		want string
	}{
		{"application and grant of the same number", []source.Document{lens("EP2400812A1"), lens("EP2400812B1")}, "EP2400812B1=EP2400812A1"},
		{"application and grant by the application", []source.Document{lens("US2012057518A1 app:13/167,395"), document("uspto-grant-xml", "US8930553B2 app:13/167,395")}, "US8930553B2=US13167395A=US2012057518A1"},
		{"by the application in two forms", []source.Document{
			document("uspto-grant-xml", "US8000001B2 app:12/942,680", filed("2010-11-09")), document("epo-exchange-xml", "US2011000001A1 app:US20100942680")},
			"US8000001B2=US2011000001A1=US94268010A"},
		{"by the application with and without its check digit", []source.Document{lens("EP2400812A1 app:10167109.7"), document("epo-register-xml", "EP2400813A1 app:10167109")}, "EP2400812A1=EP10167109A=EP2400813A1"},
		{"one by way of another", []source.Document{lens("US2012057518A1"), lens("US8930553B2 app:13/167,395"), lens("US2012057518A1 app:13/167,395")}, "US8930553B2=US13167395A=US2012057518A1"},
		{"the same number at two offices", []source.Document{lens("EP2400812A1"), lens("DE2400812A1")}, "DE2400812A1 EP2400812A1"},
		{"design and patent", []source.Document{lens("US813591B2"), lens("USD813591S1")}, "US813591B2 USD813591S1"},
		{"Japan counts levels apart", []source.Document{lens("JPH0512345A"), lens("JPH0512345B2")}, "JPH0512345A JPH0512345B2"},
		{"Korea counts levels apart", []source.Document{lens("KR950012345A"), lens("KR950012345B1")}, "KR950012345A KR950012345B1"},
		{"China counted levels apart", []source.Document{lens("CN1030001A"), lens("CN1030001C")}, "CN1030001A CN1030001C"},
		{"China does so no more", []source.Document{lens("CN101911042A"), lens("CN101911042B")}, "CN101911042B=CN101911042A"},
		{"without the kind, one level at hand", []source.Document{lens("KR100123456B1"), lens("KR100123456")}, "KR100123456B1"},
		{"without the kind, two levels at hand", []source.Document{lens("JP4961043B2"), lens("JP4961043Y2"), lens("JP4961043")}, "JP4961043 JP4961043B2 JP4961043Y2"},
		{"with and without the kind", []source.Document{lens("US8930553"), lens("US8930553B2")}, "US8930553B2"},
		{"corrected reprint", []source.Document{lens("EP2400812B9"), lens("EP2400812B1"), lens("EP2400812A3")}, "EP2400812B1=EP2400812A3=EP2400812B9"},
		{"an international application is another right", []source.Document{document("lens-csv", "WO2010050748A2 app:PCT/FI2009/050874"), document("lens-csv", "EP2400812A1 app:PCT/FI2009/050874")}, "EP2400812A1 WO2010050748A2=PCT/FI2009/050874"},
		{"said twice", []source.Document{lens("EP2400812A1"), lens("EP2400812A1")}, "EP2400812A1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, _ := merged(t, lot{name: "a", docs: c.docs})
			if s := shown(got); s != c.want {
				t.Errorf("got  %s\nwant %s", s, c.want)
			}
			back := slices.Clone(c.docs)
			slices.Reverse(back)
			got, _ = merged(t, lot{name: "a", docs: back})
			if s := shown(got); s != c.want {
				t.Errorf("in the other order %s, want %s", s, c.want)
			}
		})
	}
}

func TestAuthority(t *testing.T) {
	lens, register, xml := "lens-csv", "epo-register-xml", "epo-fulltext-xml"
	ep := "EP2400812B1 app:10167109"
	for _, c := range []struct {
		name    string
		lots    []lot
		filed   string
		differs string
	}{
		{"all agree", []lot{{name: "a", docs: []source.Document{document(lens, ep, filed("2010-06-23")), document(xml, ep, filed("2010-06-23"))}}}, "2010-06-23", ""},
		{"the register stands", []lot{{name: "a", docs: []source.Document{document(lens, ep, filed("2010-06-24")), document(register, ep, filed("2010-06-23")), document(xml, ep, filed("2010-06-25"))}}}, "2010-06-23",
			"filing date: 2010-06-23 (epo-register-xml a:3) stands, epo-fulltext-xml a:4 says 2010-06-25; a register goes before a publication of the office; " +
				"filing date: 2010-06-23 (epo-register-xml a:3) stands, lens-csv a:2 says 2010-06-24; a register goes before a collection of data"},
		{"a year agrees with its days", []lot{{name: "a", docs: []source.Document{document(register, ep, func(d *source.Document) {
			d.Filed = when.Bounds{Earliest: when.MustParse("2010-01-01"), Latest: when.MustParse("2010-12-31")}
		}), document(lens, ep, filed("2010-06-23"))}}}, "2010-06-23", ""},
		{"the later of two collections stands", []lot{{name: "a", docs: []source.Document{document(lens, ep, filed("2010-06-23"))}},
			{name: "b", recorded: "2024-05-01", docs: []source.Document{document("google-csv", ep, filed("2010-06-24"))}}}, "2010-06-24",
			"filing date: 2010-06-24 (google-csv b:2) stands, lens-csv a:2 says 2010-06-23; both are collections of data, and it became known later"},
		{"a later state of the same source is no discrepancy", []lot{{name: "a", docs: []source.Document{document(lens, ep, filed("2010-06-23"))}},
			{name: "b", recorded: "2024-05-01", docs: []source.Document{document(lens, ep, filed("2010-06-24"))}}}, "2010-06-24", ""},
		{"a day after the day of the source", []lot{{name: "a", source: "2010-01-01", docs: []source.Document{document(register, ep, filed("2010-06-23"))}},
			{name: "b", docs: []source.Document{document(lens, ep, filed("2009-06-24"))}}}, "2009-06-24", ""},
		{"a table of the workspace", []lot{{name: "a", docs: []source.Document{document(register, ep, filed("2010-06-23"))}},
			{name: "t", table: []patent.Record{{ID: "EP2400812B1", Office: "EP", Filed: onDay("2010-06-25"), Priority: when.Unknown, Published: when.Unknown, Grant: when.Unknown, Expires: when.Unknown}}}}, "2010-06-23",
			"filing date: 2010-06-23 (epo-register-xml a:2) stands, table t says 2010-06-25; a register goes before a collection of data"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, _ := merged(t, c.lots...)
			r, ok := got["EP2400812B1"]
			if !ok || len(got) != 1 {
				t.Fatalf("records %s", shown(got))
			}
			if r.Filed.String() != c.filed {
				t.Errorf("filed %s, want %s", r.Filed, c.filed)
			}
			var differs []string
			for _, d := range r.Discrepancies {
				differs = append(differs, d.String())
			}
			if s := strings.Join(differs, "; "); s != c.differs {
				t.Errorf("differs %q\nwant    %q", s, c.differs)
			}
		})
	}
}

func TestOwners(t *testing.T) {
	us := "US8930553B2 app:13/167,395"
	transfer := func(reel, on, text, from, to string) func(*source.Document) {
		return func(d *source.Document) {
			d.Transfers = append(d.Transfers, source.Transfer{ReelFrame: reel, Recorded: onDay(on), Executed: onDay(on), Conveyance: text, From: []string{from}, To: []string{to}})
		}
	}
	attach := func(c ...func(*source.Document)) source.Document { return document("uspto-assignment-padx", us, c...) }
	grant := func(c ...func(*source.Document)) source.Document { return document("uspto-grant-xml", us, c...) }
	lens := func(c ...func(*source.Document)) source.Document { return document("lens-csv", us, c...) }
	for _, c := range []struct {
		name           string
		docs           []source.Document
		owners, passes string
		says           string // among evidence, assumptions and discrepancies
	}{
		{"applicant", []source.Document{lens(party("Bolt Ltd", source.Applicant))}, "bolt", "", "the applicant is taken for the owner"},
		{"assignee before applicant", []source.Document{lens(party("Acme Inc", source.Applicant)), grant(party("Bolt Ltd", source.Assignee))}, "bolt", "", "owners: assignee printed on the document (uspto-grant-xml a:3)"},
		{"proprietor before assignee", []source.Document{grant(party("Bolt Ltd", source.Assignee)), document("uspto-odp-2025", us, party("Coil GmbH", source.Proprietor))}, "coil", "", "owners: proprietor of the register"},
		{"recorded assignment", []source.Document{grant(party("Bolt Ltd", source.Assignee), party("Bolt Ltd", source.Applicant)),
			attach(transfer("1/2", "2015-03-01", "ASSIGNMENT OF ASSIGNORS INTEREST", "Bolt Ltd", "Acme Inc"))}, "bolt", "bolt>acme 2015-03-01", "owners: last owner in the chain of recorded assignments"},
		{"a security interest moves nothing", []source.Document{grant(party("Bolt Ltd", source.Assignee), party("Bolt Ltd", source.Applicant)),
			attach(transfer("1/2", "2015-03-01", "SECURITY INTEREST", "Bolt Ltd", "Bank AG"))}, "bolt", "", "a security interest of Bank AG"},
		{"two assignees are co-owners", []source.Document{grant(party("Bolt Ltd", source.Assignee), party("Coil GmbH", source.Assignee))}, "bolt coil", "", "assignee printed"},
		{"a row for each owner", []source.Document{document("patentsview-tsv", us, party("Bolt Ltd", source.Assignee)), document("patentsview-tsv", us, party("Coil GmbH", source.Assignee))}, "bolt coil", "", "assignee printed"},
		{"sources differ", []source.Document{grant(party("Bolt Ltd", source.Assignee)), document("google-csv", us, party("Coil GmbH", source.Assignee))}, "bolt", "", "owners: bolt (uspto-grant-xml a:2) stands, google-csv a:3 says coil"},
		{"people", []source.Document{grant(party(source.Individual, source.Inventor))}, "", "", ""},
		{"nobody", []source.Document{grant()}, "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, _ := merged(t, lot{name: "a", docs: c.docs})
			r := got["US8930553B2"]
			if s := strings.Join(r.Owners, " "); s != c.owners {
				t.Errorf("owners %q, want %q", s, c.owners)
			}
			var passes []string
			for _, p := range r.Passages {
				passes = append(passes, fmt.Sprintf("%s>%s %s", p.From, strings.Join(p.To, "+"), p.At))
			}
			if s := strings.Join(passes, " "); s != c.passes {
				t.Errorf("passages %q, want %q", s, c.passes)
			}
			says := slices.Concat(r.Evidence, r.Assumed)
			for _, d := range r.Discrepancies {
				says = append(says, d.String())
			}
			if s := strings.Join(says, "; "); !strings.Contains(s, c.says) {
				t.Errorf("says %q, want %q in it", s, c.says)
			}
		})
	}
}

// What only says something of a right makes no record, and is listed.
func TestUnmatched(t *testing.T) {
	got, q := merged(t, lot{name: "a", docs: []source.Document{
		document("uspto-maintenance-fees", "US8000001B2", granted("2012-01-03")),
		document("etsi-isld-csv", "US8000002B2", func(d *source.Document) { d.Declared = []source.Declaration{{Body: "ETSI", Standard: "LTE", ID: "1"}} }),
		document("lens-csv", "US8000002B2", party("Bolt Ltd", source.Applicant)),
		document("lens-csv", "US11646472", func(d *source.Document) {
			d.Publications[0].Number = source.Number{Office: "WO", Text: "00101000", Kind: "A1"}
			d.Office = "WO"
		}),
		document("lens-csv", "app:USPATENTAPPLICATIONPENDING", func(d *source.Document) { d.Office = "US" }),
	}})
	if s := shown(got); s != "US8000002B2" {
		t.Errorf("records %s", s)
	}
	if r := got["US8000002B2"]; len(r.Standards) != 1 || r.Standards[0] != "LTE" {
		t.Errorf("standards %v: a declaration of a right at hand belongs to it", r.Standards)
	}
	if q.Without != 1 || q.Unmatched.N != 3 || q.Layers[0].Unreadable != 2 || q.Layers[0].Read != 5 {
		t.Errorf("%d without a right, %d unmatched, %+v", q.Without, q.Unmatched.N, q.Layers[0])
	}
	candidates := 0
	for _, u := range q.Unmatched.First {
		if u.Reason == "" || u.Layer != "a" {
			t.Errorf("%+v gives no reason or layer", u)
		}
		candidates += len(u.Candidates)
	}
	if candidates < 2 {
		t.Errorf("an ambiguous number is listed without its candidates: %+v", q.Unmatched.First)
	}
	if len(q.Layers[0].Declared) == 0 || !strings.Contains(q.Layers[0].Declared[0].Name, "(") {
		t.Errorf("declarations are counted by %v, which does not name the key", q.Layers[0].Declared)
	}
}

func TestKinship(t *testing.T) {
	got, _ := merged(t, lot{name: "a", docs: []source.Document{
		document("uspto-grant-xml", "US8000001B2 app:12/942,680", filed("2010-11-09"), func(d *source.Document) { d.Family = "docdb:1" }),
		document("uspto-grant-xml", "US8000002B2 app:13/167,395", filed("2011-06-23"), func(d *source.Document) {
			d.Relations = []source.Relation{
				{How: "continuation", Number: source.Number{Text: "12/942,680"}, Date: onDay("2010-11-09")},
				{How: "division", Number: source.Number{Text: "11/500,001"}, Date: onDay("2006-08-07"), Published: source.Number{Office: "US", Text: "7500001", Kind: "B2"}},
				{How: "continuation", Number: source.Number{Text: "14/000,001"}, Date: onDay("2013-01-01"), Child: true},
				{How: "provisional", Number: source.Number{Text: "61/000,001"}, Date: onDay("2009-11-10")},
			}
		}),
	}})
	r := got["US8000002B2"]
	want := []patent.Parent{{ID: "US8000001B2", How: patent.Continuation}, {ID: "US7500001B2", How: patent.Divisional}}
	if !slices.Equal(r.Parents, want) {
		t.Errorf("parents %v, want %v", r.Parents, want)
	}
	if r.Priority != onDay("2006-08-07") {
		t.Errorf("priority %s: it goes back to the parent", r.Priority)
	}
	if got["US8000001B2"].Family != "docdb:1" {
		t.Errorf("family %q", got["US8000001B2"].Family)
	}
}

func TestLife(t *testing.T) {
	got, q := merged(t, lot{name: "a", docs: []source.Document{
		document("lens-csv", "US8000001B2", filed("2010-11-09"), granted("2012-01-03"), func(d *source.Document) { d.Status = "ACTIVE" }),
		document("lens-csv", "US8000002B2", filed("2010-11-09"), granted("2012-01-03"), func(d *source.Document) { d.Status = "EXPIRED" }),
		document("lens-csv", "EP2400812B1", filed("2010-06-23"), granted("2019-11-27"), func(d *source.Document) { d.Status = "ACTIVE" }),
		document("lens-csv", "US8000003B2", filed("2010-11-09"), granted("2012-01-03"), func(d *source.Document) {
			d.Events = []source.LegalEvent{{Office: "US", Code: "FP", Date: onDay("2016-02-23"), Effective: when.Unknown}, {Office: "US", Code: "QQQQ", Date: onDay("2017-02-23"), Effective: when.Unknown}}
		}),
	}})
	on := when.MustParse("2024-01-01")
	for id, want := range map[string]patent.Status{"US8000002B2": patent.StatusUnknown, "US8000003B2": patent.StatusNotInForce} {
		r := got[id]
		if a := patent.StatusOf(&r, "US", on, r.Events, patent.Presume{}); a.Status != want {
			t.Errorf("%s is %s on %s (%s), want %s; events %+v", id, a.Status, on, a.Why, want, r.Events)
		}
	}
	expired := got["US8000002B2"]
	if a := patent.StatusOf(&expired, "US", when.MustParse("2025-01-02"), expired.Events, patent.Presume{}); a.Status != patent.StatusNotInForce {
		t.Errorf("what the source calls expired is %s after the day of the source", a.Status)
	}
	active := got["US8000001B2"]
	if a := patent.StatusOf(&active, "US", when.MustParse("2025-01-01"), active.Events, patent.Presume{}); a.Status != patent.StatusInForce {
		t.Errorf("what the source calls active is %s on the day of the source", a.Status)
	}
	if n := len(got["EP2400812B1"].Events); n != 0 {
		t.Errorf("a status of a European patent as a whole gives %d events", n)
	}
	if len(q.Events) != 1 {
		t.Errorf("a code that no table holds is not listed: %v", q.Events)
	}
}

// Rights with the same priorities are one family, a division stays with its parent, and a family that a source numbers
// bears that number.
func TestFamilies(t *testing.T) {
	claims := func(numbers ...string) func(*source.Document) {
		return func(d *source.Document) {
			for _, n := range numbers {
				d.Priorities = append(d.Priorities, source.Priority{Number: source.Number{Office: n[:2], Text: n[2:]}, Date: onDay("2009-11-10")})
			}
		}
	}
	divides := func(d *source.Document) {
		d.Relations = []source.Relation{{How: "division", Number: source.Number{Office: "EP", Text: "10167109"}, Date: onDay("2010-06-23")}}
	}
	got, _ := merged(t, lot{name: "a", docs: []source.Document{
		document("epo-fulltext-xml", "EP2400812B1 app:10167109", filed("2010-06-23"), claims("FI20096163")),
		document("epo-fulltext-xml", "EP2500812A1 app:12167109", filed("2012-06-23"), claims("FI20096163"), divides),
		document("lens-csv", "US8000001B2 app:12/942,680", filed("2010-11-09"), claims("FI20096163")),
		document("lens-csv", "US8000002B2 app:12/942,681", filed("2010-11-09"), claims("FI20096163", "FI20096164")),
		document("uspto-grant-xml", "US8000003B2 app:12/942,682", filed("2010-11-09")),
		document("lens-csv", "EP2600812A1 app:11167109", filed("2011-11-09"), func(d *source.Document) {
			d.Priorities = []source.Priority{{Number: source.Number{Office: "US", Text: "12/942,682"}, Date: onDay("2010-11-09")}}
		}),
		document("epo-exchange-xml", "EP2700812A1 app:11167199", claims("GB0000001"), func(d *source.Document) { d.Family = "docdb:7" }),
		document("lens-csv", "US8000004B2 app:12/942,684", filed("2010-11-09"), claims("GB0000001")),
		document("lens-csv", "US8000005B2"),
	}})
	same := func(ids ...string) {
		for _, id := range ids[1:] {
			if a, b := got[ids[0]].Family, got[id].Family; a != b || a == "" {
				t.Errorf("%s is of family %q, %s of %q", ids[0], a, id, b)
			}
		}
	}
	same("EP2400812B1", "EP2500812A1", "US8000001B2")
	same("US8000003B2", "EP2600812A1")
	same("EP2700812A1", "US8000004B2")
	if f := got["US8000004B2"].Family; f != "docdb:7" {
		t.Errorf("family %q: a source has a number for it", f)
	}
	if a, b := got["US8000001B2"].Family, got["US8000002B2"].Family; a == b {
		t.Errorf("rights with different priorities are one family %q", a)
	}
	if f := got["US8000005B2"].Family; f != "" {
		t.Errorf("a right of which nobody says where it comes from is of family %q", f)
	}
}

// broken is a spill that fails.
type broken struct{}

var errDisk = errors.New("the disk is gone")

func (broken) Write([]byte) (int, error)         { return 0, errDisk }
func (broken) ReadAt([]byte, int64) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestSpillFails(t *testing.T) {
	m := New(Options{Resolver: owners.NewResolver(nil, nil), Spill: broken{}})
	m.Layer(Layer{Name: "a", Source: when.None})
	d := document("lens-csv", "EP2400812B1")
	if err := m.Add(&d); !errors.Is(err, errDisk) {
		t.Errorf("error %v", err)
	}
}

// FuzzMerge merges whatever numbers and days documents may hold.
func FuzzMerge(f *testing.F) {
	f.Add("EP", "2400812", "B1", "10167109.7", int32(14000), int32(15000), "ACTIVE", "FP")
	f.Add("US", "11646472", "", "13/167,395", int32(-40000), int32(60000), "expired", "")
	f.Add("JP", "H0512345", "", "平5-142789", int32(-1<<30), int32(1<<30), "", "EXPY")
	f.Add("WO", "00101000", "A1", "PCT/US2019/056674", int32(1), int32(0), "x", "REG")
	f.Fuzz(func(t *testing.T, office, number, kind, app string, filed, grant int32, status, code string) {
		filed, grant = filed%2_000_000, grant%2_000_000 // days that can be written
		if filed < -700_000 || grant < -700_000 {
			return
		}
		d := source.New("lens-csv")
		d.Office, d.Status, d.Title = office, status, app
		d.Application = source.Number{Office: office, Text: app}
		d.Publications = []source.Publication{{Number: source.Number{Office: office, Text: number, Kind: kind}, Date: when.Bounds{Earliest: when.Date(filed), Latest: when.Date(grant)}}}
		d.Filed, d.Grant = when.Exact(when.Date(filed)), when.Exact(when.Date(grant))
		d.Parties = []source.Party{{Name: status, Role: source.Applicant}}
		d.Priorities = []source.Priority{{Number: d.Application, Date: d.Filed}}
		d.Relations = []source.Relation{{How: "division", Number: d.Application, Date: d.Grant, Published: d.Publications[0].Number}}
		d.Events = []source.LegalEvent{{Office: office, Code: code, Date: d.Grant, Effective: when.Unknown}}
		d.Transfers = []source.Transfer{{ReelFrame: "1/2", Recorded: d.Grant, Executed: d.Filed, Conveyance: app, From: []string{status}, To: []string{number}}}
		other := d
		other.Format, other.Filed = "epo-register-xml", d.Grant
		records, q := merged(t, lot{name: "a", docs: []source.Document{d, d, other}})
		if q.Layers[0].Read != 3 || len(records) > 1 {
			t.Fatalf("%d records of one right, %+v", len(records), q.Layers[0])
		}
		for id, r := range records {
			if id == "" || r.ID != id || slices.Contains(r.Also, id) {
				t.Fatalf("%+v", r)
			}
		}
	})
}
