package uspto

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/markup"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// conveyance is a recorded assignment with the properties that it names, as every format of them gives it.
type conveyance struct {
	format     string
	place      source.Place
	reel       string
	frame      string
	recorded   string
	executed   []string // by each assignor
	text       string
	from, to   []string
	purged     bool
	properties []property
	unmapped   []string
}

// property is one right that a conveyance names.
type property struct {
	application, filed  string
	publication, pubDay string
	pubKind             string
	grant, grantDay     string
	grantKind           string
	international       string // PCT application
	internationalDay    string
	title               string
}

// emit hands on one document for each property, reading days with day, and numbers with what the office writes for none
// left out.
func (c *conveyance) emit(sink source.Sink, day func(d *source.Draft, field, text string, set func(*source.Document, when.Bounds))) error {
	if len(c.properties) == 0 {
		d := source.NewDraft(c.format, c.place, sink)
		d.Skip(diag.RecordNumber, fmt.Sprintf("The assignment at reel %s, frame %s names no property.", source.Quoted(c.reel), source.Quoted(c.frame)))
		return d.Done()
	}
	if c.purged {
		d := source.NewDraft(c.format, c.place, sink)
		d.Skip(diag.RecordValue, fmt.Sprintf("The office has purged the assignment at reel %s, frame %s from its records.", source.Quoted(c.reel), source.Quoted(c.frame)))
		return d.Done()
	}
	for _, p := range c.properties {
		d := source.NewDraft(c.format, c.place, sink)
		d.Office, d.Title = office, p.title
		d.Unmapped = slices.Clone(c.unmapped)
		d.Transfers = []source.Transfer{{
			ReelFrame: reelFrame(c.reel, c.frame), Recorded: when.Unknown, Executed: when.Unknown,
			Conveyance: c.text, From: c.from, To: c.to,
		}}
		day(d, "recorded date", c.recorded, func(d *source.Document, b when.Bounds) { d.Transfers[0].Recorded = b })
		for _, text := range c.executed {
			day(d, "execution date", text, func(d *source.Document, b when.Bounds) {
				if t := &d.Transfers[0]; b != when.Unknown && (t.Executed == when.Unknown || b.Earliest < t.Executed.Earliest) {
					t.Executed = b
				}
			})
		}
		p.numbers(d, day)
		if d.Application.Text == "" && len(d.Publications) == 0 {
			d.Skip(diag.RecordNumber, fmt.Sprintf("A property of the assignment at reel %s, frame %s has no number, so that it names no right.", source.Quoted(c.reel), source.Quoted(c.frame)))
		}
		if err := d.Done(); err != nil {
			return err
		}
	}
	return nil
}

// finish hands on the documents of a conveyance that was read from markup; names took what was lost on the way.
func (c *conveyance) finish(names *source.Draft, s *markup.Scanner, sink source.Sink) error {
	c.unmapped = names.Unmapped
	if err := damaged(names, s); err != nil {
		return err
	}
	if names.Skipped() || names.Err() != nil {
		return names.Err()
	}
	return c.emit(sink, plainDay)
}

// numbers puts the numbers of the property into the document.
func (p property) numbers(d *source.Draft, day func(*source.Draft, string, string, func(*source.Document, when.Bounds))) {
	if p.application != "" {
		d.Application = source.Number{Office: office, Text: p.application}
		day(d, "filing date", p.filed, func(d *source.Document, b when.Bounds) { d.Filed = b })
	}
	if p.publication != "" {
		d.Publications = append(d.Publications, source.Publication{Number: source.Number{Office: office, Text: p.publication, Kind: p.pubKind}, Date: when.Unknown})
		at := len(d.Publications) - 1
		day(d, "publication date", p.pubDay, func(d *source.Document, b when.Bounds) { d.Publications[at].Date, d.Published = b, b })
	}
	if p.grant != "" {
		d.Publications = append(d.Publications, source.Publication{Number: source.Number{Office: office, Text: p.grant, Kind: p.grantKind}, Date: when.Unknown})
		at := len(d.Publications) - 1
		if d.Kind, d.Granted = patent.KindOf(office, p.grantKind); d.Granted != patent.No { // as of an invention registration
			d.Granted = patent.Yes
		}
		day(d, "issue date", p.grantDay, func(d *source.Document, b when.Bounds) {
			if d.Publications[at].Date = b; d.Granted == patent.Yes {
				d.Grant = b
			}
		})
	}
	if p.international == "" {
		return
	}
	if d.Application.Text == "" && len(d.Publications) == 0 {
		d.Office, d.Application = "WO", source.Number{Office: "WO", Text: p.international}
		day(d, "international filing date", p.internationalDay, func(d *source.Document, b when.Bounds) { d.Filed = b })
		return
	}
	d.Relations = append(d.Relations, source.Relation{How: "national-stage", Number: source.Number{Office: "WO", Text: p.international}, Date: when.Unknown})
	day(d, "international filing date", p.internationalDay, func(d *source.Document, b when.Bounds) { d.Relations[0].Date = b })
}

// reelFrame writes reel and frame with the zeros that the office prints: 015946/0343.
func reelFrame(reel, frame string) string {
	if reel == "" && frame == "" {
		return ""
	}
	return padded(reel, 6) + "/" + padded(frame, 4)
}

func padded(digits string, n int) string {
	if len(digits) >= n {
		return digits
	}
	return strings.Repeat("0", n-len(digits)) + digits
}

// plainDay reads a day of which the order is certain.
func plainDay(d *source.Draft, field, text string, set func(*source.Document, when.Bounds)) {
	set(&d.Document, d.Day(field, text))
}

// said is a text of the office, or nothing where it writes that there is none.
func said(text string) string {
	if strings.EqualFold(text, "NULL") {
		return ""
	}
	return text
}
