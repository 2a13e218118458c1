package search

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/objects"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

const googleJSONName = "google-json"

// googleJSON reads rows of the public BigQuery table patents-public-data.patents.publications, as its export writes
// them: one object a line, or an array. Dates are whole numbers, 20110204; 0 is none.
type googleJSON struct{}

func (googleJSON) Format() string { return googleJSONName }

func matchGoogleJSON(_ string, head []byte) int {
	if t := bytes.TrimLeft(head, "\ufeff \t\r\n"); len(t) == 0 || t[0] != '{' && t[0] != '[' {
		return 0
	}
	if bytes.Contains(head, []byte(`"publication_number"`)) && (bytes.Contains(head, []byte(`"country_code"`)) || bytes.Contains(head, []byte(`"family_id"`))) {
		return 90
	}
	return 0
}

func (googleJSON) Decode(ctx context.Context, r io.Reader, file string, limits source.Limits, sink source.Sink) error {
	return objects.NewReader(r, "the file", limits).Decode(ctx, googleJSONName, file, sink, googleRecord)
}

func googleRecord(d *source.Draft, o *objects.Object) {
	number := dashed(o.Text("publication_number"))
	country, kind := o.Text("country_code"), o.Text("kind_code")
	if number.Text == "" {
		d.Skip(diag.RecordNumber, "The record has no publication_number. It is left out.")
		return
	}
	if number.Office == "" {
		number.Office, number.Kind = country, kind
	}
	d.Office = number.Office
	d.Published = d.Day("publication_date", o.Text("publication_date"))
	d.Publications = []source.Publication{{Number: number, Date: d.Published}}
	d.Application = dashed(o.Text("application_number"))
	d.Filed = d.Day("filing_date", o.Text("filing_date"))
	d.Priority = d.Day("priority_date", o.Text("priority_date"))
	if d.Grant = d.Day("grant_date", o.Text("grant_date")); d.Grant != when.Unknown {
		d.Granted = patent.Yes
	}
	switch o.Text("application_kind") {
	case "U":
		d.Kind = patent.UtilityModel
	case "F":
		d.Kind = patent.Design
	}
	if id := o.Text("family_id"); id != "" && id != "-1" {
		d.Family = "docdb:" + id
	}
	googleTitles(d, o)
	googleParties(d, o)
	for _, c := range o.Objects("priority_claim") {
		if n := googleReference(c); n.Text != "" {
			d.Priorities = append(d.Priorities, source.Priority{Number: n, Date: d.Day("priority_claim.filing_date", c.Text("filing_date"))})
		}
	}
	googleRelations(d, o)
	d.CPC, d.IPC = googleCodes(o.Objects("cpc")), googleCodes(o.Objects("ipc"))
	o.Unmap(d, "")
}

func googleTitles(d *source.Draft, o *objects.Object) {
	for _, t := range o.Objects("title_localized") {
		d.Titled(t.Text("language"), t.Text("text"))
	}
}

// googleParties takes the assignees as printed, or else as Google has harmonised them.
func googleParties(d *source.Draft, o *objects.Object) {
	inventors := append(o.Texts("inventor"), googleNames(o.Objects("inventor_harmonized"))...)
	printed, harmonised := o.Texts("assignee"), o.Objects("assignee_harmonized")
	names := printed
	if len(names) == 0 {
		names = googleNames(harmonised)
	}
	for i, name := range names {
		p := source.Party{Name: name, Role: source.Assignee}
		if len(harmonised) == len(names) {
			p.Country = harmonised[i].Text("country_code")
		}
		p.Individual = slices.ContainsFunc(inventors, func(s string) bool { return strings.EqualFold(s, name) })
		d.Party(p)
	}
	d.Inventors(len(inventors) > 0)
}

func googleNames(list []*objects.Object) []string {
	var out []string
	for _, o := range list {
		out = append(out, o.Text("name"))
	}
	return out
}

// googleReference is the application that an entry refers to, or else its publication.
func googleReference(o *objects.Object) source.Number {
	if n := dashed(o.Text("application_number")); n.Text != "" {
		return n
	}
	return dashed(o.Text("publication_number"))
}

// googleRelations takes the parents and children, in the words of the table, and the international application from
// which a national one came.
func googleRelations(d *source.Draft, o *objects.Object) {
	for _, list := range []struct {
		name  string
		child bool
	}{{"parent", false}, {"child", true}} {
		for _, p := range o.Objects(list.name) {
			if n := googleReference(p); n.Text != "" {
				how := strings.ReplaceAll(strings.ToLower(p.Text("type")), " ", "-")
				d.Relations = append(d.Relations, source.Relation{How: how, Number: n, Child: list.child, Date: d.Day(list.name+".filing_date", p.Text("filing_date"))})
			}
		}
	}
	if pct := o.Text("pct_number"); pct != "" && d.Office != "WO" {
		d.Relations = append(d.Relations, source.Relation{How: "national-stage", Number: source.Number{Text: pct}, Date: when.Unknown})
	}
}

func googleCodes(entries []*objects.Object) []string {
	var all []string
	for _, c := range entries {
		if code := strings.ReplaceAll(c.Text("code"), " ", ""); code != "" && !slices.Contains(all, code) {
			all = append(all, code)
		}
	}
	return all
}
