package uspto

import (
	"context"
	"fmt"
	"io"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/objects"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/when"
)

const assignmentCenter = "uspto-assignment-center"

// center reads the answers of the Assignment Center. Its days are month/day/year: that is how the office writes them, so
// that 04/05/2024 is the fifth of April.
type center struct{}

func (center) Format() string { return assignmentCenter }

func (center) Decode(ctx context.Context, in io.Reader, file string, limits source.Limits, sink source.Sink) error {
	record := 0
	return pages(ctx, in, file, limits, sink, assignmentCenter, func(line int, page *objects.Object) error {
		list := page.Object("successResponse").Objects("data")
		for _, o := range append(list, page.Objects("data")...) {
			record++
			if err := centerRecord(o, source.Place{File: file, Line: line, Record: record}, sink); err != nil {
				return err
			}
		}
		return nil
	})
}

func centerRecord(o *objects.Object, at source.Place, sink source.Sink) error {
	c := &conveyance{format: assignmentCenter, place: at, reel: o.Text("reelNumber"), frame: o.Text("frameNumber"), text: o.Text("conveyance"), recorded: o.Text("recordedDate")}
	names := source.NewDraft(c.format, at, sink)
	for _, a := range o.Objects("assignors") {
		if name := said(a.Text("assignorName")); name != "" {
			c.from = append(c.from, name)
		}
		c.executed = append(c.executed, a.Text("executionDate"))
		a.Unmap(names, "assignors.")
	}
	c.to = filled(o.Texts("assignees"))
	for _, a := range o.Objects("assignees") {
		if name := said(a.Text("assigneeName")); name != "" {
			c.to = append(c.to, name)
		}
		a.Unmap(names, "assignees.")
	}
	o.Text("assignorExecutionDate") // the latest of those of the assignors
	o.Text("noOfProperties")
	for _, p := range o.Objects("properties") {
		p.Text("sequenceNumber")
		one := property{
			application: said(p.Text("applicationNumber")), filed: p.Text("fillingDate"), title: p.Text("inventionTitle"),
			publication: said(p.Text("publicationNumber")), pubDay: p.Text("publicationDate"),
			grant: said(p.Text("patentNumber")), grantDay: p.Text("issueDate"), international: said(p.Text("pctNumber")),
		}
		if one.filed == "" {
			one.filed = p.Text("filingDate")
		}
		c.properties = append(c.properties, one)
		p.Unmap(names, "properties.")
	}
	o.Unmap(names, "")
	c.unmapped = names.Unmapped
	return c.emit(sink, monthFirst)
}

// monthFirst reads a day that the office writes as month/day/year, or in the order of the standard.
func monthFirst(d *source.Draft, field, text string, set func(*source.Document, when.Bounds)) {
	if len(text) < 10 || text[2] != '/' && text[2] != '-' || text[5] != text[2] {
		set(&d.Document, d.Day(field, text))
		return
	}
	day, err := source.Day(text[6:10] + "-" + text[:2] + "-" + text[3:5])
	if err != nil {
		d.Value(diag.RecordDate, fmt.Sprintf("%s: %s is not a day written month/day/year. The record is kept without it.", field, source.Quoted(text)))
	}
	set(&d.Document, day)
}
