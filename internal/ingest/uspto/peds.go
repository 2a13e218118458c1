package uspto

import (
	"context"
	"io"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/objects"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

const pedsJSON = "uspto-peds"

// peds reads the answers of Patent Examination Data, which was closed in 2024: a page of documents with all fields side by
// side, days in three spellings, and "null" for none.
type peds struct{}

func (peds) Format() string { return pedsJSON }

func (peds) Decode(ctx context.Context, in io.Reader, file string, limits source.Limits, sink source.Sink) error {
	record := 0
	return pages(ctx, in, file, limits, sink, pedsJSON, func(line int, page *objects.Object) error {
		list := page.Object("queryResults").Object("searchResponse").Object("response").Objects("docs")
		for _, o := range list {
			record++
			d := source.NewDraft(pedsJSON, source.Place{File: file, Line: line, Record: record}, sink)
			pedsRecord(d, o)
			if err := d.Done(); err != nil {
				return err
			}
		}
		return nil
	})
}

func pedsRecord(d *source.Draft, o *objects.Object) {
	d.Office = office
	if text := o.Text("applId"); text != "" {
		d.Application = source.Number{Office: office, Text: text}
	}
	d.Title = o.Text("patentTitle")
	d.Filed = d.Day("appFilingDate", o.Text("appFilingDate"))
	d.Status = o.Text("appStatus")
	d.StatusDate = d.Day("appStatusDate", o.Text("appStatusDate"))
	d.Kind = kindOfLabel(o.Text("appType"), "")
	if text := o.Text("appEarlyPubNumber"); text != "" {
		d.Published = d.Day("appEarlyPubDate", o.Text("appEarlyPubDate"))
		d.Publications = append(d.Publications, source.Publication{Number: source.Number{Office: office, Text: text}, Date: d.Published})
	}
	if text := o.Text("patentNumber"); text != "" {
		d.Granted = patent.Yes
		d.Grant = d.Day("patentIssueDate", o.Text("patentIssueDate"))
		d.Publications = append(d.Publications, source.Publication{Number: source.Number{Office: office, Text: text}, Date: d.Grant})
	}
	if d.Application.Text == "" && len(d.Publications) == 0 {
		d.Skip(diag.RecordNumber, "The record has no number, so that it names no right.")
	}
	pedsTerm(d, o)
	pedsParties(d, o)
	for _, p := range o.Objects("foreignPriority") {
		pedsPriority(d, p)
	}
	for _, p := range o.Objects("parentContinuity") {
		pedsTie(d, p, false)
	}
	for _, c := range o.Objects("childContinuity") {
		pedsTie(d, c, true)
	}
	for _, a := range o.Objects("assignments") {
		pedsAssignment(d, a)
	}
	history(d, o.Objects("transactions"), "transactions", "code", "recordDate", "description")
	for _, again := range []string{"applIdStr", "appl_id_txt", "appStatus_txt", "id", "_version_"} {
		o.Text(again)
	}
	o.Unmap(d, "")
	kept := d.Unmapped[:0]
	for _, name := range d.Unmapped {
		if !strings.HasSuffix(name, "Facet") { // says again what another field says
			kept = append(kept, name)
		}
	}
	d.Unmapped = kept
}

// pedsTerm reads the total of the days. The indicator says whether they are an adjustment (PTA) or an extension (PTE).
func pedsTerm(d *source.Draft, o *objects.Object) {
	n := days(d, "totalPtoDays", o.Text("totalPtoDays"))
	if o.Text("ptaPteInd") == "PTE" {
		d.Term.Extension = n
		return
	}
	d.Term.Adjustment = n
}

// pedsParties reads the applicants, each with a name of a firm or of a person.
func pedsParties(d *source.Draft, o *objects.Object) {
	for _, a := range o.Objects("applicants") {
		name := a.Text("nameLineOne")
		given := a.Text("nameLineTwo")
		party(d, source.Party{Name: person(name, given), Role: source.Applicant, Country: strings.Trim(a.Text("country"), "()"), Individual: given != ""})
	}
	if first := o.Text("firstNamedApplicant"); len(d.Parties) == 0 {
		party(d, source.Party{Name: first, Role: source.Applicant})
	}
	d.Inventors(len(o.Objects("inventors")) > 0)
	o.Text("inventorName")
}

func pedsPriority(d *source.Draft, p *objects.Object) {
	at := len(d.Priorities)
	name := p.Text("countryName")
	text := p.Text("priorityClaim")
	if text == "" {
		text = p.Text("applicationNumberText")
	}
	d.Priorities = append(d.Priorities, source.Priority{Number: source.Number{Office: officeNamed(name), Text: text}, Date: when.Unknown})
	if d.Priorities[at].Number.Office == "" && name != "" {
		d.Unmap("foreignPriority.countryName")
	}
	monthFirst(d, "foreignPriority", p.Text("filingDate"), func(d *source.Document, b when.Bounds) { d.Priorities[at].Date = b })
	p.Unmap(d, "foreignPriority.")
}

// pedsTie reads a link: claimApplicationNumberText is the other application, applicationNumberText the one that claims it
// or is claimed by it.
func pedsTie(d *source.Draft, o *objects.Object, child bool) {
	within := "parentContinuity"
	if child {
		within = "childContinuity"
	}
	r := source.Relation{
		How:    howOf("", o.Text("applicationStatusDescription")),
		Number: number(office, o.Text("claimApplicationNumberText"), ""),
		Child:  child, Date: when.Unknown, Status: o.Text("applicationStatus"),
	}
	if text := o.Text("patentNumberText"); text != "" {
		r.Published = source.Number{Office: office, Text: text}
	}
	if link := number(office, o.Text("applicationNumberText"), ""); link.Text != "" && !sameApplication(link, d.Application) {
		r.Of = link
	}
	if r.How == "" {
		d.Unmap(within + ".applicationStatusDescription")
	}
	if r.Number.Text == "" {
		return
	}
	d.Relations = append(d.Relations, r)
	at := len(d.Relations) - 1
	monthFirst(d, within, o.Text("filingDate"), func(d *source.Document, b when.Bounds) { d.Relations[at].Date = b })
	o.Unmap(d, within+".")
}

func pedsAssignment(d *source.Draft, a *objects.Object) {
	t := source.Transfer{
		ReelFrame: reelFrame(a.Text("reelNumber"), a.Text("frameNumber")), Recorded: when.Unknown, Executed: when.Unknown,
		Conveyance: a.Text("converyanceName"), // as it is spelt
	}
	for _, from := range a.Objects("assignors") {
		if name := said(from.Text("assignorName")); name != "" {
			t.From = append(t.From, name)
		}
		monthFirst(d, "execDate", from.Text("execDate"), func(_ *source.Document, b when.Bounds) {
			if b != when.Unknown && (t.Executed == when.Unknown || b.Earliest < t.Executed.Earliest) {
				t.Executed = b
			}
		})
		from.Unmap(d, "assignments.assignors.")
	}
	for _, to := range a.Objects("assignee") {
		if name := said(to.Text("assigneeName")); name != "" {
			t.To = append(t.To, name)
		}
		to.Unmap(d, "assignments.assignee.")
	}
	monthFirst(d, "recordedDate", a.Text("recordedDate"), func(_ *source.Document, b when.Bounds) { t.Recorded = b })
	a.Text("sequenceNumber")
	a.Unmap(d, "assignments.")
	d.Transfers = append(d.Transfers, t)
}
