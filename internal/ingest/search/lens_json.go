package search

import (
	"bytes"
	"context"
	"io"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/objects"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

const lensJSONName = "lens-json"

// lensJSON reads the answers of The Lens' programming interface: {"total": 1, "data": [...]}, or records one after the
// other.
type lensJSON struct{}

func (lensJSON) Format() string { return lensJSONName }

func matchLensJSON(_ string, head []byte) int {
	if t := bytes.TrimLeft(head, "\ufeff \t\r\n"); len(t) == 0 || t[0] != '{' && t[0] != '[' {
		return 0
	}
	if bytes.Contains(head, []byte(`"lens_id"`)) && bytes.Contains(head, []byte(`"jurisdiction"`)) {
		return 90
	}
	return 0
}

func (lensJSON) Decode(ctx context.Context, r io.Reader, file string, limits source.Limits, sink source.Sink) error {
	return objects.NewReader(r, "the file", limits, "data").Decode(ctx, lensJSONName, file, sink, lensRecord)
}

func lensRecord(d *source.Draft, o *objects.Object) {
	o.Text("lens_id")
	o.Text("doc_key") // jurisdiction, number, kind and day again
	o.Text("lang")
	biblio := o.Object("biblio")
	published := biblio.Object("publication_reference")
	pub := lensNumber(published)
	if pub.Text == "" {
		pub = lensNumber(o)
	}
	if pub.Text == "" {
		d.Skip(diag.RecordNumber, "The record has no publication number (doc_number). It is left out.")
		return
	}
	d.Office = pub.Office
	d.Published = d.Day("date_published", o.Text("date_published"))
	if day := published.Text("date"); d.Published == when.Unknown {
		d.Published = d.Day("publication_reference.date", day)
	}
	d.Publications = []source.Publication{{Number: pub, Date: d.Published}}

	application := biblio.Object("application_reference")
	d.Application = lensNumber(application)
	d.Filed = d.Day("application_reference.date", application.Text("date"))
	if original := biblio.Text("application_number"); d.Application.Text == "" {
		d.Application = source.Number{Office: d.Office, Text: original}
	}
	claims := biblio.Object("priority_claims")
	d.Priority = d.Day("priority_claims.earliest_claim.date", claims.Object("earliest_claim").Text("date"))
	for _, c := range claims.Objects("claims") {
		d.Priorities = append(d.Priorities, source.Priority{Number: lensNumber(c), Date: d.Day("priority_claims.date", c.Text("date"))})
	}
	lensTitles(d, biblio)
	lensJSONParties(d, biblio.Object("parties"))
	d.CPC = lensSymbols(biblio.Object("classifications_cpc"))
	d.IPC = lensSymbols(biblio.Object("classifications_ipcr"))
	lensFamilies(d, pub, o.Object("families"))
	lensStatus(d, o.Object("legal_status"))
	lensType(d, o.Text("publication_type"))
	biblio.Unmap(d, "biblio.")
	o.Unmap(d, "")
}

// lensNumber reads {"jurisdiction", "doc_number", "kind"}.
func lensNumber(o *objects.Object) source.Number {
	return source.Number{Office: o.Text("jurisdiction"), Text: o.Text("doc_number"), Kind: o.Text("kind")}
}

// lensTitles takes the titles; the first in English stands first.
func lensTitles(d *source.Draft, biblio *objects.Object) {
	for _, t := range biblio.Objects("invention_title") {
		d.Titled(t.Text("lang"), t.Text("text"))
	}
}

func lensJSONParties(d *source.Draft, parties *objects.Object) {
	inventors := map[string]bool{}
	for _, p := range parties.Objects("inventors") {
		inventors[lensName(p)] = true
	}
	for _, p := range parties.Objects("applicants") {
		name := lensName(p)
		d.Party(source.Party{Name: name, Role: source.Applicant, Country: p.Text("residence"), Individual: inventors[name]})
	}
	d.Inventors(len(inventors) > 0)
	for _, p := range parties.Objects("owners_all") {
		if name := lensName(p); name != "" {
			d.Transfers = append(d.Transfers, source.Transfer{
				Recorded: d.Day("owners_all.recorded_date", p.Text("recorded_date")), Executed: d.Day("owners_all.execution_date", p.Text("execution_date")),
				Conveyance: lensOwner, To: []string{name},
			})
		}
	}
	parties.Unmap(d, "biblio.parties.")
}

func lensName(p *objects.Object) string {
	return strings.Join(strings.Fields(p.Object("extracted_name").Text("value")), " ")
}

func lensSymbols(o *objects.Object) []string {
	var all []string
	for _, c := range o.Objects("classifications") {
		all = append(all, c.Text("symbol"))
	}
	return list(strings.Join(all, ";"), ";")
}

// lensFamilies takes the simple family with its members, and the number of the extended one. The numbers of US
// publications in the lists are printed ones, with seven digits behind the year.
func lensFamilies(d *source.Draft, own source.Number, families *objects.Object) {
	simple, extended := families.Object("simple_family"), families.Object("extended_family")
	if id := simple.Text("family_id"); id != "" {
		d.Family = "lens:" + id
	}
	if id := extended.Text("family_id"); id != "" {
		d.Extended = "lens:" + id
	}
	for _, m := range simple.Objects("members") {
		if n := lensNumber(m.Object("document_id")); n.Text != "" && n != own {
			d.Members = append(d.Members, n)
		}
	}
	simple.Text("size")
	extended.Text("size")
	families.Unmap(d, "families.")
	simple.Unmap(d, "families.simple_family.")
	extended.Unmap(d, "families.extended_family.")
}

// lensStatus takes the status. The anticipated end is left out: The Lens computes it without adjustment or disclaimer.
func lensStatus(d *source.Draft, status *objects.Object) {
	if granted, ok := status.Bool("granted"); ok {
		d.Granted = patent.No
		if granted {
			d.Granted = patent.Yes
		}
	}
	d.Grant = d.Day("legal_status.grant_date", status.Text("grant_date"))
	d.Status = status.Text("patent_status")
	status.Objects("calculation_log") // the working of the above
	status.Unmap(d, "legal_status.")
}
