package uspto

import (
	"context"
	"io"
	"strings"

	"github.com/crossgrant/crossgrant/internal/ingest/markup"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

const assignmentPADX = "uspto-assignment-padx"

// padx reads the bulk file of assignments: patent-assignment elements in one document, or alone.
type padx struct{}

func (padx) Format() string { return assignmentPADX }

func (padx) Decode(ctx context.Context, in io.Reader, file string, limits source.Limits, sink source.Sink) error {
	s := markup.New(markup.WithContext(ctx, in), markup.Options{Record: limits.Record, Depth: limits.Depth})
	p := &padxReader{s: s}
	read := 0
	for name := range s.Records("patent-assignment") {
		read++
		c := &conveyance{format: assignmentPADX, place: source.Place{File: file, Line: s.Line(), Record: read}}
		p.next()
		p.names = source.NewDraft(c.format, c.place, sink)
		if name != nil {
			p.assignment(c)
		}
		if err := c.finish(p.names, s, sink); err != nil {
			return err
		}
	}
	return s.Err()
}

type padxReader struct {
	fields
	s     *markup.Scanner
	names *source.Draft // takes the names of fields until the documents are made
}

func (p *padxReader) assignment(c *conveyance) {
	s := p.s
	for name := range s.Children() {
		switch string(name) {
		case "assignment-record":
			p.record(c)
		case "patent-assignors":
			p.parties(func(name, date string) {
				c.from = append(c.from, name)
				c.executed = append(c.executed, date)
			})
		case "patent-assignees":
			p.parties(func(name, _ string) { c.to = append(c.to, name) })
		case "patent-properties":
			for range s.Children() {
				c.properties = append(c.properties, p.property())
			}
		default:
			p.lost(p.names, "", name)
		}
	}
}

func (p *padxReader) record(c *conveyance) {
	s := p.s
	for name := range s.Children() {
		switch string(name) {
		case "reel-no":
			c.reel = s.Text()
		case "frame-no":
			c.frame = s.Text()
		case "recorded-date":
			c.recorded = s.Text()
		case "conveyance-text":
			c.text = s.Text()
		case "purge-indicator":
			c.purged = s.Text() == "Y"
		default:
			p.lost(p.names, "assignment-record", name)
		}
	}
}

// parties reads assignors or assignees: names, and the days on which they signed.
func (p *padxReader) parties(add func(name, executed string)) {
	s := p.s
	for element := range s.Children() {
		within := string(element)
		name, executed := "", ""
		for field := range s.Children() {
			switch string(field) {
			case "name":
				name = said(s.Text())
			case "execution-date":
				executed = s.Text()
			default:
				p.lost(p.names, within, field)
			}
		}
		if name != "" {
			add(name, executed)
		}
	}
}

// property reads the document-ids of one right. X0 is the kind of an application; the others are kinds of publications.
func (p *padxReader) property() property {
	s := p.s
	var out property
	for name := range s.Children() {
		switch string(name) {
		case "document-id":
			p.documentID(&out)
		case "invention-title":
			out.title = said(s.Text())
		default:
			p.lost(p.names, "patent-property", name)
		}
	}
	return out
}

func (p *padxReader) documentID(out *property) {
	s := p.s
	var country, number, kind, date string
	for name := range s.Children() {
		switch string(name) {
		case "country":
			country = s.Text()
		case "doc-number":
			number = said(s.Text())
		case "kind":
			kind = s.Text()
		case "date":
			date = s.Text()
		default:
			p.lost(p.names, "patent-property/document-id", name)
		}
	}
	switch {
	case number == "":
	case country == "WO" || strings.HasPrefix(number, "PCT"):
		out.international, out.internationalDay = number, date
	case kind == "X0":
		out.application, out.filed = number, date
	case strings.HasPrefix(kind, "A") || kind == "P1" || kind == "P4" || kind == "P9":
		out.publication, out.pubKind, out.pubDay = number, kind, date
	default:
		out.grant, out.grantKind, out.grantDay = number, kind, date
	}
}
