package uspto_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/ingest/source/sourcetest"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// The reference reads grants and applications with encoding/xml: the bibliographic part as a tree, the rest skipped. It is
// written from the formats, in another way than the decoder, and shares nothing with it.

// node is an element of the tree.
type node struct {
	name string
	attr map[string]string
	text strings.Builder // with that of the elements within
	kids []*node
}

func tree(d *xml.Decoder, start xml.StartElement) (*node, error) {
	n := &node{name: start.Name.Local}
	if len(start.Attr) > 0 {
		n.attr = map[string]string{}
		for _, a := range start.Attr {
			n.attr[a.Name.Local] = a.Value
		}
	}
	for {
		t, err := d.Token()
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			k, err := tree(d, t)
			if err != nil {
				return nil, err
			}
			if k.name == "br" {
				n.text.WriteByte(' ')
			}
			n.text.WriteString(k.text.String())
			n.kids = append(n.kids, k)
		case xml.CharData:
			n.text.Write(t)
		case xml.EndElement:
			return n, nil
		}
	}
}

// all are the elements at a path; first is the first of them, an empty one where there is none.
func (n *node) all(path string) []*node {
	name, rest, deeper := strings.Cut(path, "/")
	var out []*node
	for _, k := range n.kids {
		if !slices.Contains(strings.Split(name, "|"), k.name) {
			continue
		}
		if !deeper {
			out = append(out, k)
			continue
		}
		out = append(out, k.all(rest)...)
	}
	return out
}

func (n *node) first(path string) *node {
	if list := n.all(path); len(list) > 0 {
		return list[0]
	}
	return &node{}
}

func (n *node) says(path string) string {
	return strings.Join(strings.Fields(n.first(path).text.String()), " ")
}

// referenceDocuments reads a file.
func referenceDocuments(r io.Reader, format, file string) ([]source.Document, error) {
	d := xml.NewDecoder(r)
	var out []source.Document
	for {
		t, err := d.Token()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return out, err
		}
		_, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		line, _ := d.InputPos()
		doc := source.New(format)
		doc.Place = source.Place{File: file, Line: line, Record: len(out) + 1}
		for end := false; !end; {
			t, err := d.Token()
			if err != nil {
				return out, err
			}
			switch t := t.(type) {
			case xml.EndElement:
				end = true
			case xml.StartElement:
				if !strings.HasPrefix(t.Name.Local, "us-bibliographic-data") {
					if !slices.Contains(doc.Unmapped, t.Name.Local) {
						doc.Unmapped = append(doc.Unmapped, t.Name.Local)
					}
					if err := d.Skip(); err != nil {
						return out, err
					}
					continue
				}
				n, err := tree(d, t)
				if err != nil {
					return out, err
				}
				referenceBibliography(&doc, n)
				referenceUnmapped(&doc, n, nil)
			}
		}
		out = append(out, doc)
	}
}

func referenceDay(text string) when.Bounds {
	b, _ := source.Day(text)
	return b
}

func referenceNumber(n *node) (source.Number, when.Bounds) {
	id := n.first("document-id")
	out := source.Number{Office: id.says("country"), Text: id.says("doc-number"), Kind: id.says("kind")}
	if strings.HasPrefix(out.Text, "PCT") {
		out.Office = "WO"
	}
	if out.Kind == "00" {
		out.Kind = ""
	}
	return out, referenceDay(id.says("date"))
}

func referenceBibliography(d *source.Document, n *node) {
	d.Office = "US"
	d.Title = n.says("invention-title")
	d.Application, d.Filed = referenceNumber(n.first("application-reference"))
	for _, p := range append(n.all("publication-reference"), n.all("us-related-documents/related-publication")...) {
		number, date := referenceNumber(p)
		d.Publications = append(d.Publications, source.Publication{Number: number, Date: date})
		if d.Published == when.Unknown || date.Earliest < d.Published.Earliest {
			d.Published = date
		}
	}
	own := d.Publications[0]
	kind, granted := patent.KindOf("US", own.Number.Kind)
	switch n.first("application-reference").attr["appl-type"] {
	case "utility":
		kind = patent.Invention
	case "design":
		kind = patent.Design
	case "plant":
		kind = patent.Plant
	default:
		if len(n.all("classification-locarno")) > 0 {
			kind = patent.Design
		}
	}
	d.Kind, d.Granted = kind, granted
	if granted == patent.Yes {
		d.Grant = own.Date
	}
	if text := n.says("us-term-of-grant/us-term-extension"); text != "" {
		if days, err := strconv.Atoi(text); err == nil {
			d.Term.Adjustment = &days
		}
	}
	d.Term.GrantTermYear, _ = strconv.Atoi(n.says("us-term-of-grant/length-of-grant"))
	if len(n.all("us-term-of-grant/disclaimer")) > 0 {
		d.Term.Disclaimer = patent.Yes
	}
	for _, p := range n.all("priority-claims/priority-claim") {
		d.Priorities = append(d.Priorities, source.Priority{
			Number: source.Number{Office: p.says("country"), Text: p.says("doc-number")}, Date: referenceDay(p.says("date")), Kind: p.attr["kind"],
		})
	}
	d.CPC = referenceClasses(n.first("classifications-cpc"))
	d.IPC = referenceClasses(n.first("classifications-ipcr"))
	for _, c := range n.all("classification-ipc/main-classification|further-classification") {
		d.IPC = append(d.IPC, patent.NormaliseSymbol(c.text.String()))
	}
	referenceParties(d, n)
	for _, r := range n.first("us-related-documents").kids {
		referenceRelation(d, r)
	}
	for _, p := range n.all("pct-or-regional-filing-data") {
		number, date := referenceNumber(p)
		published, _ := referenceNumber(n.first("pct-or-regional-publishing-data"))
		d.Relations = append(d.Relations, source.Relation{How: "national-stage", Number: number, Date: date, Published: published})
	}
}

// referenceClasses finds classes wherever they stand below an element.
func referenceClasses(n *node) []string {
	var out []string
	for _, k := range n.kids {
		found := referenceClasses(k)
		if strings.HasPrefix(k.name, "classification-") {
			found = []string{patent.NormaliseSymbol(k.says("section") + k.says("class") + k.says("subclass") + k.says("main-group") + "/" + k.says("subgroup"))}
		}
		for _, s := range found {
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}

func referenceName(n *node) (name string, person bool) {
	if book := n.first("addressbook"); len(book.kids) > 0 {
		n = book
	}
	if name = n.says("orgname") + n.says("name"); name != "" {
		return name, false
	}
	given := strings.TrimSpace(n.says("first-name") + " " + n.says("middle-name"))
	return strings.Trim(n.says("last-name")+", "+given, ", "), true
}

func referenceCountry(n *node) string {
	for _, path := range []string{"addressbook/address/country", "residence/country"} {
		if c := n.says(path); c != "" && c != "unknown" && c != "omitted" {
			return c
		}
	}
	return ""
}

func referenceParties(d *source.Document, n *node) {
	inventors := map[string]bool{}
	for _, i := range n.all("us-parties|parties/inventors/inventor") {
		name, _ := referenceName(i)
		inventors[name] = true
	}
	add := func(p source.Party) {
		if !slices.Contains(d.Parties, p) {
			d.Parties = append(d.Parties, p)
		}
	}
	var people []source.Party
	for _, a := range n.all("us-parties|parties/us-applicants|applicants/us-applicant|applicant") {
		name, person := referenceName(a)
		switch p := (source.Party{Name: name, Role: source.Applicant, Country: referenceCountry(a), Individual: person}); {
		case person && (a.attr["app-type"] == "applicant-inventor" || a.attr["applicant-authority-category"] == "inventor"):
			inventors[name] = true
		case person:
			people = append(people, p)
		default:
			add(p)
		}
	}
	for _, a := range n.all("assignees/assignee") {
		name, person := referenceName(a)
		role := a.says("role") + a.says("addressbook/role")
		add(source.Party{Name: name, Role: source.Assignee, Country: referenceCountry(a), Individual: person || slices.Contains([]string{"04", "05", "14", "15"}, role)})
	}
	for _, p := range people {
		if !inventors[p.Name] {
			add(p)
		}
	}
	if len(d.Parties) == 0 && len(inventors) > 0 {
		add(source.Party{Name: source.Individual, Role: source.Inventor, Individual: true})
	}
}

func referenceRelation(d *source.Document, n *node) {
	how := map[string]string{"continuing-reissue": "continuation", "us-divisional-reissue": "division", "us-provisional-application": "provisional"}[n.name]
	switch n.name {
	case "continuation", "continuation-in-part", "division", "reissue", "reexamination", "substitution":
		how = n.name
	case "us-provisional-application":
		number, date := referenceNumber(n)
		d.Relations = append(d.Relations, source.Relation{How: how, Number: number, Date: date, Status: n.says("us-provisional-application-status")})
		return
	}
	for _, r := range n.all("relation|us-relation") {
		if how == "" {
			continue
		}
		rel := source.Relation{How: how, Status: r.says("parent-doc/parent-status")}
		rel.Number, rel.Date = referenceNumber(r.first("parent-doc"))
		if text := r.says("parent-doc/international-filing-date"); rel.Date == when.Unknown {
			rel.Date = referenceDay(text)
		}
		rel.Published, _ = referenceNumber(r.first("parent-doc/parent-grant-document|parent-pct-document"))
		for _, c := range r.all("child-doc") {
			one := rel
			switch child, _ := referenceNumber(c); d.Application.Text {
			case child.Text:
			case rel.Number.Text:
				one = source.Relation{How: how, Number: child, Date: when.Unknown, Child: true}
			default:
				one.Of = child
			}
			if !slices.Contains(d.Relations, one) {
				d.Relations = append(d.Relations, one)
			}
		}
	}
}

// carried are the ends of the paths that a document carries over, or that only hold others.
var carried = strings.Fields(`
	publication-reference application-reference us-application-series-code us-term-of-grant us-term-extension length-of-grant
	us-term-of-grant/disclaimer disclaimer/text disclaimer/date priority-claims priority-claim priority-claim/country
	priority-claim/doc-number priority-claim/date document-id document-id/country document-id/doc-number document-id/kind
	document-id/date classifications-cpc classifications-ipcr classification-ipc main-cpc further-cpc combination-set
	combination-rank classification-cpc classification-ipcr section class subclass main-group subgroup
	classification-ipc/main-classification classification-ipc/further-classification
	invention-title invention-title/* us-related-documents continuation continuation-in-part division reissue relation us-relation
	us-divisional-reissue parent-doc child-doc parent-status parent-grant-document parent-pct-document international-filing-date
	international-filing-date/date us-provisional-application us-provisional-application-status related-publication
	us-parties parties us-applicants applicants us-applicant applicant inventors inventor addressbook orgname name last-name first-name middle-name
	role address address/country residence residence/country assignees assignee pct-or-regional-filing-data
	pct-or-regional-publishing-data`)

// referenceUnmapped names the elements of the tree that are not carried over, by the element that they belong to.
func referenceUnmapped(d *source.Document, n *node, path []string) {
	for _, k := range n.kids {
		at := append(slices.Clone(path), k.name)
		end, two := k.name, strings.Join(at[max(0, len(at)-2):], "/")
		second := k.name == "parent-pct-document" && len(n.all("parent-grant-document")) > 0 // one publication is kept
		if !second && slices.Contains(carried, two) || !second && slices.Contains(carried, end) && !slices.Contains(path, "invention-title") {
			referenceUnmapped(d, k, at)
			continue
		}
		if slices.Contains(path, "invention-title") {
			continue
		}
		name := belongs(path) + k.name
		switch strings.Join(path[max(0, len(path)-1):], "") {
		case "classification-cpc", "classification-ipcr":
			name = belongs(path) + "all but the symbol"
		case "address":
			name = belongs(path) + "address but the country"
		}
		if !slices.Contains(d.Unmapped, name) {
			d.Unmapped = append(d.Unmapped, name)
		}
	}
}

// belongs is the element that names of fields are given with.
func belongs(path []string) string {
	for _, name := range slices.Backward(path) {
		switch name {
		case "document-id", "relation", "us-relation", "parent-doc", "child-doc", "addressbook", "address":
		case "related-publication":
			return "publication-reference/"
		case "applicant":
			return "us-applicant/"
		default:
			return name + "/"
		}
	}
	return ""
}

// redBookFiles are all files of the format: our samples as far as they are well-formed, and the real ones.
func redBookFiles(t testing.TB) map[string][]byte {
	t.Helper()
	grant, _, _ := bytes.Cut(sample(t, "grant.xml"), []byte("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE us-patent-grant SYSTEM \"us-patent-grant-v47-2022-02-17.dtd\" [ ]>\n<us-patent-grant lang=\"EN\" dtd-version=\"v4.7 2022-02-17\" file=\"USD"))
	return map[string][]byte{
		"grant.xml": grant, "application.xml": sample(t, "application.xml"),
		"grant-weekly-2022-10-25.zip:ipgb20221025.xml": nil, "grant-v40-2006-US7272630B2.xml": nil, "grant-v45-2014-US8930553B2.xml": nil,
		"grant-2018-US10000000B2.xml": nil, "application-v40-US20050004437A1.xml": nil,
	}
}

// TestReference compares every document, field by field, with what the reference reads.
func TestReference(t *testing.T) {
	for name, b := range redBookFiles(t) {
		t.Run(name, func(t *testing.T) {
			if b == nil {
				b = fixture(t, name)
			}
			sameAsReference(t, name, b)
		})
	}
}

func sameAsReference(t testing.TB, name string, b []byte) {
	t.Helper()
	f := recognise(t, name, b)
	got, err := sourcetest.Decode(t, f.Decoder, bytes.NewReader(b), name, source.Limits{})
	if err != nil || len(got.Reported) > 0 || len(got.Documents) == 0 {
		t.Fatalf("%d documents, reported %+v, %v", len(got.Documents), got.Reported, err)
	}
	want, err := referenceDocuments(bytes.NewReader(b), f.Name, name)
	if err != nil {
		t.Fatal(err)
	}
	for i := range min(len(want), len(got.Documents)) {
		slices.Sort(want[i].Unmapped)
		slices.Sort(got.Documents[i].Unmapped)
	}
	if diff := cmp.Diff(want, got.Documents); diff != "" {
		t.Fatal(diff)
	}
}

// BenchmarkImport reads the same real documents, whole, with the decoder and with the reference, after comparing them, and
// prints how many times as fast the decoder is. The second pair is a file of full texts, the third of bibliographic parts
// alone, where there is least to skip. What encoding/xml takes for the tokens alone is the least that any reader on it takes.
func BenchmarkImport(b *testing.B) {
	full := []string{"grant-2018-US10000000B2.xml", "grant-v45-2014-US8930553B2.xml", "grant-v40-2006-US7272630B2.xml"}
	for _, set := range []struct {
		name  string
		files []string
	}{
		{"full text", full},
		{"bibliographic", []string{"grant-weekly-2022-10-25.zip:ipgb20221025.xml"}},
	} {
		var text []byte
		for _, name := range set.files {
			text = append(append(text, fixture(b, name)...), '\n')
		}
		sameAsReference(b, set.name, text)
		text = bytes.Repeat(text, 1+(4<<20)/len(text))
		dec := recognise(b, set.name, text).Decoder
		b.Run(strings.ReplaceAll(set.name, " ", "-"), func(b *testing.B) {
			var ours, theirs, tokens time.Duration
			null := source.Sink{Document: func(source.Document) error { return nil }}
			for b.Loop() {
				ours += timed(func() error {
					return dec.Decode(context.Background(), bytes.NewReader(text), "x", source.Limits{}, null)
				}, b)
				theirs += timed(func() error { _, err := referenceDocuments(bytes.NewReader(text), dec.Format(), "x"); return err }, b)
				tokens += timed(func() error { return allTokens(text) }, b)
			}
			rate := func(d time.Duration) float64 { return float64(len(text)) * float64(b.N) / 1e6 / d.Seconds() }
			b.ReportMetric(rate(ours), "MB/s")
			b.ReportMetric(rate(theirs), "reference-MB/s")
			b.ReportMetric(rate(tokens), "tokens-MB/s")
			b.ReportMetric(theirs.Seconds()/ours.Seconds(), "times-reference")
			b.ReportMetric(tokens.Seconds()/ours.Seconds(), "times-tokens")
		})
	}
}

func timed(f func() error, b *testing.B) time.Duration {
	from := time.Now()
	if err := f(); err != nil {
		b.Fatal(err)
	}
	return time.Since(from)
}

func allTokens(text []byte) error {
	d := xml.NewDecoder(bytes.NewReader(text))
	for {
		if _, err := d.Token(); err == io.EOF {
			return nil
		} else if err != nil {
			return fmt.Errorf("tokens: %w", err)
		}
	}
}
