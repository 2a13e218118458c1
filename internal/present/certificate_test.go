package present

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/docs/problemtest"
	"github.com/crossgrant/crossgrant/rights"
)

const certificateLimit = 1 << 20

// TestCertificateProblems holds the pages of the problems of certificates.
func TestCertificateProblems(t *testing.T) {
	problemtest.Run(t, []string{diag.CertificateAltered, diag.CertificateUnreadable, diag.CertificateVersion}, func(files []txtar.File) diag.List {
		_, problems := ReadCertificate(files[0].Name, files[0].Data, certificateLimit)
		return problems
	})
}

// certified makes a certificate of one of the answers of the tests.
func certified(t testing.TB, a rights.ClearAnswer) *Certificate {
	t.Helper()
	a.Question.Use.On, a.Question.KnownAt = d("2024-03-01"), d("2026-11-22")
	hash := func(s string) CertifiedInput {
		h, err := encode(s)
		if err != nil {
			t.Fatal(err)
		}
		return CertifiedInput{Path: s, Kind: "journal", Bytes: int64(len(h)), SHA256: "sha256:of " + s}
	}
	carried := CertifiedInput{Path: "b.facts", Kind: "journal", Bytes: 5, Content: []byte("caf\xe9\n")}
	carried.SHA256 = sumOf(carried.Content)
	text := CertifiedInput{Path: "c.facts", Kind: "journal", Bytes: 21, Content: []byte("<acme> & \u2028 \"华为\"\r\n")}
	text.SHA256, text.Bytes = sumOf(text.Content), int64(len(text.Content))
	empty := CertifiedInput{Path: "d.facts", Kind: "journal", Content: []byte{}}
	empty.SHA256 = sumOf(empty.Content)
	c, err := NewCertificate("crossgrant 1.0.0", a, []CertifiedInput{hash("a.facts"), carried, text, empty},
		Combined{Inputs{"sha256:a", "sha256:f", "sha256:p"}, "sha256:all"}, PrivilegedPart{2, []string{"a.facts"}, false, 1})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func encoded(t testing.TB, c *Certificate) []byte {
	t.Helper()
	doc, err := c.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestCertificateRoundTrip: what is written is read, whole, and asked again gives no difference.
func TestCertificateRoundTrip(t *testing.T) {
	for name, a := range answers {
		c := certified(t, a)
		doc := encoded(t, c)
		got, problems := ReadCertificate("x.json", doc, certificateLimit)
		if len(problems) > 0 {
			t.Errorf("%s: %+v", name, problems)
			continue
		}
		got.answer, c.answer = compact(t, got.answer), compact(t, c.answer)
		if !reflect.DeepEqual(got, c) {
			t.Errorf("%s: read %+v\nwritten %+v", name, got, c)
		}
		if again := encoded(t, got); !bytes.Equal(again, doc) {
			t.Errorf("%s: written again it is\n%s\nwas\n%s", name, again, doc)
		}
		a.Question = c.Question
		if diffs, err := got.Differences(a); err != nil || len(diffs) > 0 {
			t.Errorf("%s: differs from itself: %+v, %v", name, diffs, err)
		}
		// White space between the parts does not count.
		var b bytes.Buffer
		if err := json.Indent(&b, doc, "", "\t"); err != nil {
			t.Fatal(err)
		}
		if _, problems := ReadCertificate("x.json", bytes.ReplaceAll(b.Bytes(), []byte("\n"), []byte("\r\n")), certificateLimit); len(problems) > 0 {
			t.Errorf("%s: set out otherwise: %+v", name, problems)
		}
	}
}

func compact(t *testing.T, doc []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := json.Compact(&b, doc); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestCertificateEveryByte: whatever byte of a certificate changes or is missing at its end, it is refused.
func TestCertificateEveryByte(t *testing.T) {
	doc := compact(t, encoded(t, certified(t, answers["licensed"])))
	for i := range doc {
		for _, flip := range []byte{1, 0x20, 0x80} {
			changed := bytes.Clone(doc)
			changed[i] ^= flip
			if _, problems := ReadCertificate("x.json", changed, certificateLimit); len(problems) == 0 {
				t.Fatalf("byte %d, %q for %q, is not noticed", i, changed[i], doc[i])
			}
		}
		if _, problems := ReadCertificate("x.json", doc[:i], certificateLimit); len(problems) != 1 || problems[0].Name != diag.CertificateUnreadable {
			t.Fatalf("cut after %d bytes: %+v", i, problems)
		}
	}
}

// TestCertificateHostile: what nobody wrote with this program is refused by name.
func TestCertificateHostile(t *testing.T) {
	doc := string(encoded(t, certified(t, answers["licensed"])))
	for _, c := range []struct{ name, src, want, says string }{
		{"empty", "", diag.CertificateUnreadable, "is empty"},
		{"white space", " \n\t", diag.CertificateUnreadable, "is empty"},
		{"another document", `{"format":"crossgrant.answer/1"}`, diag.CertificateUnreadable, "is no certificate"},
		{"no format", `{}`, diag.CertificateUnreadable, "is no certificate"},
		{"a list", `[]`, diag.CertificateUnreadable, "not of the form"},
		{"null", `null`, diag.CertificateUnreadable, "is no certificate"},
		{"prose", "I hereby certify", diag.CertificateUnreadable, "is no certificate"},
		{"another version", strings.Replace(doc, "certificate/1", "certificate/12", 1), diag.CertificateVersion, "of format crossgrant.certificate/12"},
		{"an unknown key", strings.Replace(doc, `"program"`, `"stamp": 1, "program"`, 1), diag.CertificateUnreadable, "not of the form"},
		{"a key twice", strings.Replace(doc, `"program"`, `"program": "x", "program"`, 1), diag.CertificateAltered, "was altered"},
		{"a key in capitals", strings.Replace(doc, `"program"`, `"PROGRAM"`, 1), diag.CertificateAltered, "was altered"},
		{"another spelling", strings.Replace(doc, `"crossgrant 1.0.0"`, `"\u0063rossgrant 1.0.0"`, 1), diag.CertificateAltered, "was altered"},
		{"a wrong type", strings.Replace(doc, `"program": "crossgrant 1.0.0"`, `"program": 7`, 1), diag.CertificateUnreadable, "not of the form"},
		{"more behind it", doc + "{}", diag.CertificateUnreadable, "is no certificate"},
		{"deep", `{"format":` + strings.Repeat("[", 100_000), diag.CertificateUnreadable, "is no certificate"},
		{"large", doc + strings.Repeat(" ", certificateLimit), diag.CertificateUnreadable, "not that large"},
		{"not UTF-8", strings.Replace(doc, "handset", "hands\xffet", 1) + "\xff", diag.CertificateUnreadable, "UTF-8"},
	} {
		got, problems := ReadCertificate("x.json", []byte(c.src), certificateLimit)
		if got != nil || len(problems) != 1 || problems[0].Name != c.want || !strings.Contains(problems[0].Summary, c.says) {
			t.Errorf("%s: %+v, want %s with %q", c.name, problems, c.want, c.says)
		}
	}
}

// TestCertificateSealedNonsense: a seal that fits is no reason to believe what cannot be.
func TestCertificateSealedNonsense(t *testing.T) {
	for name, change := range map[string]func(*jsonCertificate){
		"act":             func(j *jsonCertificate) { j.Question.Act = "sublimate" },
		"day":             func(j *jsonCertificate) { j.Question.On = "2024-02-30"; j.AsOf = "2024-02-30" },
		"no day":          func(j *jsonCertificate) { j.Question.On = ""; j.AsOf = "" },
		"another day":     func(j *jsonCertificate) { j.AsOf = "2024-02-28" },
		"record":          func(j *jsonCertificate) { j.KnownAt = "today" },
		"share":           func(j *jsonCertificate) { j.Question.Under.Share = "over 120%" },
		"share in words":  func(j *jsonCertificate) { j.Question.Under.Share = "over half" },
		"under nothing":   func(j *jsonCertificate) { j.Question.Under = jsonUnder{} },
		"under too much":  func(j *jsonCertificate) { j.Question.Under.Set = "x/y" },
		"no answer":       func(j *jsonCertificate) { j.Answer = json.RawMessage(`"licensed"`) },
		"another answer":  func(j *jsonCertificate) { j.Answer = json.RawMessage(`{"format":"crossgrant.holders/1"}`) },
		"path upwards":    func(j *jsonCertificate) { j.Inputs[0].Path = "../a.facts" },
		"absolute path":   func(j *jsonCertificate) { j.Inputs[0].Path = "/a.facts" },
		"path of Windows": func(j *jsonCertificate) { j.Inputs[0].Path = `C:\a.facts` },
		"order":           func(j *jsonCertificate) { j.Inputs[0], j.Inputs[1] = j.Inputs[1], j.Inputs[0] },
		"a file twice":    func(j *jsonCertificate) { j.Inputs[1] = j.Inputs[0] },
		"content":         func(j *jsonCertificate) { s := "other"; j.Inputs[2].Text = &s },
		"size":            func(j *jsonCertificate) { j.Inputs[2].Bytes++ },
		"two contents":    func(j *jsonCertificate) { s := ""; j.Inputs[2].Base64 = &s },
		"base 64":         func(j *jsonCertificate) { s := "?"; j.Inputs[1].Base64 = &s },
	} {
		j := certified(t, answers["licensed"]).document()
		change(&j)
		var err error
		if j.Seal, err = seal(j); err != nil {
			t.Fatal(err)
		}
		doc, err := encode(j)
		if err != nil {
			t.Fatal(err)
		}
		got, problems := ReadCertificate("x.json", doc, certificateLimit)
		if got != nil || len(problems) != 1 || problems[0].Name != diag.CertificateUnreadable || !strings.Contains(problems[0].Summary, "does not fit together") {
			t.Errorf("%s: %+v", name, problems)
		}
	}
}

func TestReadShare(t *testing.T) {
	for _, s := range []agreement.Share{agreement.Over50, {Millionths: 500_000}, {Millionths: 333_333, Over: true}, {Millionths: 1}, {Millionths: 1_000_000}, {}} {
		if got, err := readShare(s.String()); err != nil || got != s {
			t.Errorf("%s: read as %v, %v", s, got, err)
		}
	}
	if got, err := readShare(""); err != nil || got != agreement.Over50 {
		t.Errorf("nothing: %v, %v", got, err)
	}
	for _, s := range []string{"50%", "over", "over %", "at most 50%", "over 1e1%", "over NaN%", "at least -1%", "over 0.00001%", "over  50%"} {
		if got, err := readShare(s); err == nil {
			t.Errorf("%q is read as %s", s, got)
		}
	}
}

// TestDifferences: each part of an answer that changes is named, and places are not.
func TestDifferences(t *testing.T) {
	base := answers["licensed"]
	reason := rights.Reason{Clause: agreement.Clause{Agreement: "hw-xm", Number: "2.4", Kind: "exclusion", Name: "no-vehicles", Prose: "No vehicles."}, Effect: rights.TakesOut, Patents: 2, Says: "It takes out.", Failing: []string{"for vehicle"}}
	reason.Clause.At = diag.Range{File: "agreements/x.md", Start: diag.Pos{Line: 7}}
	base.Because = []rights.Reason{reason}
	base.Open = nil
	base.RestsOn = []rights.RestsOn{{Kind: "assumed", Where: "x.facts:3", Why: "five years"}}
	for _, c := range []struct {
		name   string
		change func(*rights.ClearAnswer)
		want   []string
	}{
		{"nothing", func(*rights.ClearAnswer) {}, nil},
		{"places", func(a *rights.ClearAnswer) { a.Because[0].Clause.At.Start.Line = 9; a.RestsOn[0].Where = "x.facts:5" }, nil},
		{"verdict", func(a *rights.ClearAnswer) { a.Verdict = rights.Partly }, []string{"~ verdict: licensed → partly licensed"}},
		{"counts", func(a *rights.ClearAnswer) { a.Counts.Licensed--; a.Counts.NotLicensed++ }, []string{"~ licensed: 412 patents → 411 patents", "~ not licensed: 0 patents → 1 patent"}},
		{"clause", func(a *rights.ClearAnswer) { a.Because[0].Clause.Name = "no-cars" },
			[]string{"- clause: hw-xm 2.4 exclusion no-vehicles takes the use out, 2 patents", "+ clause: hw-xm 2.4 exclusion no-cars takes the use out, 2 patents",
				"- condition: hw-xm 2.4 exclusion no-vehicles: for vehicle", "+ condition: hw-xm 2.4 exclusion no-cars: for vehicle",
				`- words: hw-xm 2.4 exclusion no-vehicles: "No vehicles."`, `+ words: hw-xm 2.4 exclusion no-cars: "No vehicles."`,
				"- reading: hw-xm 2.4 exclusion no-vehicles: It takes out.", "+ reading: hw-xm 2.4 exclusion no-cars: It takes out."}},
		{"words", func(a *rights.ClearAnswer) { a.Because[0].Clause.Prose = "No cars." },
			[]string{`- words: hw-xm 2.4 exclusion no-vehicles: "No vehicles."`, `+ words: hw-xm 2.4 exclusion no-vehicles: "No cars."`}},
		{"open", func(a *rights.ClearAnswer) { a.Open = []rights.OpenQuestion{evolution} }, []string{"+ open: " + evolution.Says + " (" + count(evolution.Patents, "patent") + ")"}},
		{"rests on", func(a *rights.ClearAnswer) { a.RestsOn = nil }, []string{"- rests on: assumed: five years"}},
		{"detail", func(a *rights.ClearAnswer) { a.Because[0].Clause.Heading = "Scope" }, []string{"- details: as in the certificate", "+ details: other details of the same reasons; --json prints the answer"}},
	} {
		cert := certified(t, base)
		now := base
		now.Question = cert.Question
		now.Because = append([]rights.Reason{}, base.Because...)
		now.RestsOn = append([]rights.RestsOn{}, base.RestsOn...)
		c.change(&now)
		diffs, err := cert.Differences(now)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range diffs {
			got = append(got, d.text()...)
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// FuzzReadCertificate: no bytes make the reader fail otherwise than by a problem, and what it accepts it writes again.
func FuzzReadCertificate(f *testing.F) {
	doc := encoded(f, certified(f, answers["licensed"]))
	f.Add(doc)
	f.Add(encoded(f, certified(f, answers["terminable"])))
	f.Add(doc[:len(doc)/2])
	f.Add([]byte(`{"format":"crossgrant.certificate/1","answer":{},"inputs":[{"path":"a"}],"seal":""}`))
	f.Add([]byte(`{"format":"crossgrant.certificate/2"}`))
	f.Fuzz(func(t *testing.T, src []byte) {
		// Sealed anew where it can be, so that what stands behind the seal is tried, too.
		var j jsonCertificate
		if json.Unmarshal(src, &j) == nil && j.Format == FormatCertificate {
			if s, err := seal(j); err == nil {
				j.Seal = s
				if b, err := encode(j); err == nil {
					readOne(t, b)
				}
			}
		}
		readOne(t, src)
	})
}

func readOne(t *testing.T, src []byte) {
	c, problems := ReadCertificate("x.json", src, certificateLimit)
	if (c == nil) == (len(problems) == 0) {
		t.Fatalf("%v and %d problems", c, len(problems))
	}
	for _, p := range problems {
		if p.Name == "" || p.Summary == "" || p.Detail == "" || p.Subject.Start.Byte > len(src) {
			t.Fatalf("a problem that says nothing: %+v", p)
		}
	}
	if c == nil {
		return
	}
	doc, err := c.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if _, problems := ReadCertificate("x.json", doc, 8*certificateLimit); len(problems) > 0 {
		t.Fatalf("what was accepted and written again is refused: %+v\n%s", problems, doc)
	}
	var b bytes.Buffer
	if err := Verify(&b, Verified{Certificate: c, File: "x.json", Against: "x", Program: c.Program}, Style{Why: true}); err != nil || b.Len() == 0 {
		t.Fatalf("it cannot be shown: %v", err)
	}
}
