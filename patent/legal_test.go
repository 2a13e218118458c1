package patent

import (
	"encoding/csv"
	"encoding/xml"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/crossgrant/crossgrant/when"
)

// entry is "EP PG25 DE 2020-03-01 [effective 2020-01-01] [text ...]".
func entry(s string) LegalEvent {
	s, text, _ := strings.Cut(s, " text ")
	e := LegalEvent{At: when.Unknown, Effective: when.Unknown, Text: text}
	f := strings.Fields(s)
	e.Office, e.Code = f[0], f[1]
	if f = f[2:]; len(f) > 0 && len(f[0]) == 2 {
		e.Country, f = f[0], f[1:]
	}
	if len(f) > 0 && len(f[0]) < 10 {
		e.National, f = f[0], f[1:]
	}
	if len(f) > 0 {
		e.At = exact(f[0])
	}
	if len(f) > 2 && f[1] == "effective" {
		e.Effective = exact(f[2])
	}
	return e
}

// TestJudge lists what entries come to: the events that stand, and what is said of the others.
func TestJudge(t *testing.T) {
	granted := func(office, day string) Record {
		return Record{ID: office + "1", Office: office, Kind: Invention, IsGrant: Yes, Filed: exact("2005-01-01"), Published: exact("2006-07-01"), Grant: exact(day), Expires: when.Unknown}
	}
	application := func(office string) Record {
		return Record{ID: office + "1", Office: office, Kind: Invention, IsGrant: No, Filed: exact("2005-01-01"), Published: exact("2006-07-01"), Grant: when.Unknown, Expires: when.Unknown}
	}
	for _, c := range []struct {
		name    string
		r       Record
		entries []string
		want    []string // events as "kind countries day"
		undone  []string // "code by"
		unclear int
	}{
		{"a lapse takes effect on its own day", granted("US", "2010-03-16"), []string{"US FP 2014-05-13 effective 2014-03-16"}, []string{"lapsed 2014-03-16"}, nil, 0},
		{"a payment before it shows life", granted("US", "2010-03-16"), []string{"US MAFP 2013-09-01", "US FP 2018-05-13 effective 2018-03-16"}, []string{"in force 2013-09-01", "lapsed 2018-03-16"}, nil, 0},
		{"reinstatement undoes every entry of the lapse", granted("US", "2010-03-16"), []string{"US LAPS 2014-04-14", "US STCH 2014-04-14", "US FP 2014-05-13 effective 2014-03-16", "US REIN 2014-08-01"},
			[]string{"in force 2014-08-01"}, []string{"LAPS by REIN of 2014-08-01", "STCH by REIN of 2014-08-01", "FP by REIN of 2014-08-01"}, 0},
		{"and a lapse after it stands", granted("US", "2010-03-16"), []string{"US EXP. 2014-04-14", "US EXPX 2014-08-01", "US EXP. 2018-04-14"}, []string{"in force 2014-08-01", "lapsed 2018-04-14"}, []string{"EXP. by EXPX of 2014-08-01"}, 0},
		{"a payment after the end revives nothing", granted("US", "2010-03-16"), []string{"US EXP. 2014-04-14", "US M1551 2014-05-01"}, []string{"lapsed 2014-04-14"}, nil, 0},
		{"entries of one day count in their order", granted("US", "2010-03-16"), []string{"US EXP. 2014-04-14", "US EXPX 2014-04-14"}, []string{"in force 2014-04-14"}, []string{"EXP. by EXPX of 2014-04-14"}, 0},
		{"the text of a fee procedure decides", granted("US", "2010-03-16"), []string{"US LAPS 2014-04-14", "US FEPP 2014-08-01 text FEE PAYMENT PROCEDURE; Petition related to maintenance fees granted (original event code: PMFG)"},
			[]string{"in force 2014-08-01"}, []string{"LAPS by FEPP of 2014-08-01"}, 0},
		{"a reminder does nothing", granted("US", "2010-03-16"), []string{"US FEPP 2014-08-01 text MAINTENANCE FEE REMINDER MAILED"}, nil, nil, 0},
		{"revived before the lapse was entered", granted("US", "2010-03-16"), []string{"US REIN 2014-03-01", "US LAPS 2014-04-14"}, []string{"in force 2014-03-01", "lapsed 2014-04-14"}, nil, 0},

		{"a lapse in one state", granted("EP", "2010-03-16"), []string{"EP PG25 AT 2010-08-31 effective 2010-03-16", "EP PGFP DE 2012-03-31"}, []string{"lapsed AT 2010-03-16", "in force DE 2012-03-31"}, nil, 0},
		{"a restoration in another state does not touch it", granted("EP", "2010-03-16"), []string{"EP PG25 AT 2010-08-31", "EP PGRI DE 2011-01-01"}, []string{"lapsed AT 2010-08-31", "in force DE 2011-01-01"}, nil, 0},
		{"its deletion undoes it", granted("EP", "2010-03-16"), []string{"EP PG25 AT 2010-08-31", "EP PG25 IT 2010-08-31", "EP PG2D AT 2011-01-01"}, []string{"lapsed IT 2010-08-31"}, []string{"PG25 by PG2D of 2011-01-01"}, 0},
		{"a lapse in no state is unclear", granted("EP", "2010-03-16"), []string{"EP PG25 2010-08-31"}, nil, nil, 1},
		{"a code of a state", granted("EP", "2010-03-16"), []string{"EP GBPC 2012-02-01"}, []string{"lapsed GB 2012-02-01"}, nil, 0},
		{"an entry of a national office", granted("EP", "2010-03-16"), []string{"DE R119 2012-02-01"}, []string{"lapsed DE 2012-02-01"}, nil, 0},
		{"a reference to a national grant", granted("EP", "2010-03-16"), []string{"EP REG GB FG4D 2010-03-17"}, []string{"validated GB 2010-03-17"}, nil, 0},
		{"a reference to a national invalidation", granted("EP", "2010-03-16"), []string{"EP REG LT MG4D 2010-03-17"}, []string{"revoked LT 2010-03-17"}, nil, 0},
		{"a reference to nothing", granted("EP", "2010-03-16"), []string{"EP REG 2010-03-17"}, nil, nil, 1},
		{"an opposition ends nothing", granted("EP", "2010-03-16"), []string{"EP PLBI 2010-12-01", "EP RDAF 2012-01-01", "EP APBP 2012-03-01"}, nil, nil, 0},
		{"a revocation does", granted("EP", "2010-03-16"), []string{"EP PLBI 2010-12-01", "EP RDAF 2012-01-01", "EP 27W 2014-01-01"}, []string{"revoked 2014-01-01"}, nil, 0},
		{"upheld after appeal", granted("EP", "2010-03-16"), []string{"EP 27W 2012-01-01", "EP APBP 2012-03-01", "EP 27O 2014-01-01"}, nil, []string{"27W by 27O of 2014-01-01"}, 0},
		{"a corrected revocation takes its place", granted("EP", "2010-03-16"), []string{"EP 27W 2012-01-01", "EP R27W 2012-02-01"}, []string{"revoked 2012-02-01"}, []string{"27W by R27W of 2012-02-01"}, 0},
		{"a restoration revives no revoked patent", granted("EP", "2010-03-16"), []string{"EP 27W 2012-01-01", "EP 28 2012-02-01"}, []string{"revoked 2012-01-01", "in force 2012-02-01"}, nil, 0},
		{"a deletion of what is not there", granted("EP", "2010-03-16"), []string{"EP D27W 2012-01-01"}, nil, nil, 0},
		{"unitary effect, frozen", granted("EP", "2023-06-28"), []string{"EP U07 2023-07-05"}, []string{"validated AT,BE,BG,DE,DK,EE,FI,FR,IT,LT,LU,LV,MT,NL,PT,SE,SI 2023-07-05"}, nil, 0},
		{"and its lapse and the deletion of that", granted("EP", "2024-08-28"), []string{"EP U07 2024-09-05", "EP U90 2026-09-05", "EP U92 2026-10-01"},
			[]string{"validated AT,BE,BG,DE,DK,EE,FI,FR,IT,LT,LU,LV,MT,NL,PT,RO,SE,SI 2024-09-05"}, []string{"U90 by U92 of 2026-10-01"}, 0},
		{"unitary effect before there was any", granted("EP", "2010-03-16"), []string{"EP U07 2011-07-05"}, nil, nil, 1},

		{"a fee before the grant shows no patent", granted("EP", "2010-03-16"), []string{"EP GRAS 2010-01-01"}, nil, nil, 0},
		{"a withdrawal before the grant was overtaken", granted("EP", "2010-03-16"), []string{"EP 18D 2009-01-01"}, nil, []string{"18D by the grant"}, 0},
		{"a withdrawn application", application("EP"), []string{"EP 18D 2009-01-01"}, []string{"lapsed 2009-01-01"}, nil, 0},
		{"which goes on", application("EP"), []string{"EP 18D 2009-01-01", "EP 18RR 2009-05-01"}, nil, []string{"18D by 18RR of 2009-05-01"}, 0},
		{"a grant that the record does not know", application("CN"), []string{"CN GR01 2009-05-01"}, []string{"granted 2009-05-01"}, nil, 0},
		{"a right that expired", granted("CN", "2010-03-16"), []string{"CN CX01 2025-01-21 effective 2025-01-01"}, []string{"expired 2025-01-01"}, nil, 0},
		{"a restoration in China", granted("CN", "2010-03-16"), []string{"CN CF01 2012-03-07", "CN RR01 2012-09-19"}, []string{"in force 2012-09-19"}, []string{"CF01 by RR01 of 2012-09-19"}, 0},
		{"a certificate that ends is not the patent", granted("GB", "2010-03-16"), []string{"GB SPCE 2022-01-01"}, nil, nil, 0},
		{"a correction of the gazette", granted("GB", "2010-03-16"), []string{"GB PCNP 2012-01-01", "GB RCOR 2012-02-01"}, nil, []string{"PCNP by RCOR of 2012-02-01"}, 0},
		{"a refused restoration undoes nothing", granted("GB", "2010-03-16"), []string{"GB PCNP 2012-01-01", "GB 7282 2012-05-01"}, []string{"lapsed 2012-01-01"}, nil, 0},
		{"a payment of before the lapse that was entered after it", granted("EP", "2010-03-16"), []string{"EP PG25 DE 2012-04-01 effective 2012-03-01", "EP PGFP DE 2012-05-01 effective 2012-01-31"},
			[]string{"in force DE 2012-01-31", "lapsed DE 2012-03-01"}, nil, 0},
		{"a code that nobody knows", granted("JP", "2010-03-16"), []string{"JP QQQQ 2012-01-01", "JP QQQQ 2013-01-01"}, nil, nil, 1},
		{"an entry without a day", granted("JP", "2010-03-16"), []string{"JP LAPS"}, []string{"lapsed unknown"}, nil, 0},
	} {
		var entries []LegalEvent
		for _, s := range c.entries {
			entries = append(entries, entry(s))
		}
		j := Judge(&c.r, entries)
		var got, undone []string
		for _, e := range j.Events {
			s := e.Kind.String()
			if len(e.Countries) > 0 {
				s += " " + strings.Join(e.Countries, ",")
			}
			got = append(got, s+" "+e.At.String())
		}
		for _, d := range j.Judged {
			if d.Undone != "" {
				undone = append(undone, d.Code+" by "+d.Undone)
			}
		}
		if !slices.Equal(got, c.want) || !slices.Equal(undone, c.undone) || len(j.Unclear) != c.unclear {
			t.Errorf("%s:\n got %q, undone %q, unclear %q\nwant %q, undone %q, %d unclear", c.name, got, undone, j.Unclear, c.want, c.undone, c.unclear)
		}
	}
}

// TestJudgeAnything holds what must hold of entries of any kind and order: all of them are accounted for, and what
// stands is sorted.
func TestJudgeAnything(t *testing.T) {
	codes := []string{"EP PG25", "EP PGRI", "EP PG2D", "EP PGFP", "EP 27W", "EP 27O", "EP D27W", "EP U07", "EP U93", "EP U95", "EP REG", "EP STAA", "US EXP.", "US EXPX", "DE R119", "XX 1", " "}
	rapid.Check(t, func(t *rapid.T) {
		r := Record{Office: rapid.SampledFrom([]string{"EP", "US", "DE", "WO", ""}).Draw(t, "office"), IsGrant: Tri(rapid.IntRange(-1, 1).Draw(t, "grant")), Grant: when.Unknown}
		var entries []LegalEvent
		for range rapid.IntRange(0, 8).Draw(t, "entries") {
			office, code, _ := strings.Cut(rapid.SampledFrom(codes).Draw(t, "code"), " ")
			e := LegalEvent{Office: office, Code: code, Country: rapid.SampledFrom([]string{"", "DE", "FR", "EP", "??"}).Draw(t, "country"), At: when.Unknown, Effective: when.Unknown,
				National: rapid.SampledFrom([]string{"", "FG4D", "R119"}).Draw(t, "national")}
			if rapid.Bool().Draw(t, "dated") {
				e.At = when.Exact(when.Date(rapid.IntRange(10_000, 21_000).Draw(t, "day")))
			}
			entries = append(entries, e)
		}
		j := Judge(&r, entries)
		if len(j.Judged) != len(entries) || len(j.Events) > len(entries) {
			t.Fatalf("%d entries, %d judged, %d stand", len(entries), len(j.Judged), len(j.Events))
		}
		for i := 1; i < len(j.Events); i++ {
			if j.Events[i].At.Latest < j.Events[i-1].At.Latest {
				t.Fatalf("not in order: %v", j.Events)
			}
		}
	})
}

// TestLegalCodesCompiled compares the table with the one it was compiled from; UPDATE=1 compiles it anew. Of the table
// of the EPO it takes the code, the sign and the class.
func TestLegalCodesCompiled(t *testing.T) {
	const from = "../../shared/data/reference/inpadoc-legal-codes.csv"
	f, err := os.Open(from)
	if os.IsNotExist(err) {
		t.Skipf("SKIPPED: %s is not there, so the compiled table of legal codes is not compared with it", from)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("office,code,sign,class\n")
	for _, r := range rows[1:] {
		b.WriteString(strings.Join([]string{r[0], strings.TrimSpace(r[1]), strings.TrimSpace(r[3]), r[8]}, ",") + "\n")
	}
	if os.Getenv("UPDATE") == "1" {
		if err := os.WriteFile("data/legal-codes.csv", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile("data/legal-codes.csv")
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != b.String() {
		t.Errorf("data/legal-codes.csv differs from %s; UPDATE=1 compiles it anew", from)
	}
}

// TestJudgeFixture judges the events of one European patent as the EPO gives them: 32 states in which it lapsed, and
// four in which fees were paid.
func TestJudgeFixture(t *testing.T) {
	file := filepath.Join("..", "..", "shared", "data", "fixtures", "epo", "ops-legal-EP2400812.xml")
	b, err := os.ReadFile(file)
	if os.IsNotExist(err) {
		t.Skipf("SKIPPED: %s is not there", file)
	}
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Events []struct {
			Code string `xml:"code,attr"`
			Day  string `xml:"L007EP"`
			More struct {
				Country   string `xml:"L501EP"`
				National  string `xml:"L502EP"`
				Effective string `xml:"L525EP"`
				Text      string `xml:"L510EP"`
			} `xml:"L500EP"`
		} `xml:"patent-family>family-member>legal"`
	}
	if err := xml.Unmarshal(b, &doc); err != nil {
		t.Fatal(err)
	}
	var entries []LegalEvent
	for _, x := range doc.Events {
		e := LegalEvent{Office: "EP", Code: x.Code, Country: x.More.Country, National: x.More.National, Text: x.More.Text, At: exact(x.Day), Effective: when.Unknown}
		if len(x.More.Effective) == 8 {
			e.Effective = exact(x.More.Effective[:4] + "-" + x.More.Effective[4:6] + "-" + x.More.Effective[6:])
		}
		entries = append(entries, e)
	}
	r := Record{ID: "EP2400812B1", Office: "EP", Kind: Invention, IsGrant: Yes, Filed: exact("2010-06-24"), Published: exact("2011-12-28"), Grant: exact("2019-11-27")}
	r.Expires, r.TermKind, _ = ComputeTerm(&r)
	j := Judge(&r, entries)
	lapsed, alive := map[string]bool{}, map[string]bool{}
	for _, e := range j.Events {
		switch e.Kind {
		case Lapsed:
			lapsed[strings.Join(e.Countries, " ")] = true
		case InForceEvent:
			alive[strings.Join(e.Countries, " ")] = true
		}
	}
	t.Logf("%d entries, lapsed in %d states, fees paid in %d, unclear: %q", len(entries), len(lapsed), len(alive), j.Unclear)
	if len(lapsed) != 32 || lapsed[""] || len(alive) != 4 || !slices.Equal(j.Unclear, []string{"FI FGE: the tables do not say what it does"}) {
		t.Errorf("lapsed in %v, alive in %v, unclear %q", lapsed, alive, j.Unclear)
	}
	presume := Presume{GrantedInForce: true}
	for state, want := range map[string]Status{"AT": StatusNotInForce, "DE": StatusInForce, "CY": StatusNotInForce, "US": StatusNotInForce} {
		if got := StatusOf(&r, state, day("2022-01-01"), j.Events, presume); got.Status != want {
			t.Errorf("%s: %v (%s), want %v", state, got.Status, got.Why, want)
		}
	}
}
