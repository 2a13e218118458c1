package uspto

import (
	"context"
	"io"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/markup"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

const assignmentSolr = "uspto-assignment-search"

// solr reads the answers of the assignment search before 2024: a doc is a conveyance, whose fields have names as
// attributes; those of the properties are lists that run side by side, with NULL and the year 1 where there is nothing.
type solr struct{}

func (solr) Format() string { return assignmentSolr }

func (solr) Decode(ctx context.Context, in io.Reader, file string, limits source.Limits, sink source.Sink) error {
	s := markup.New(markup.WithContext(ctx, in), markup.Options{Record: limits.Record, Depth: limits.Depth})
	r := &solrReader{s: s, sink: sink}
	read := 0
	for name := range s.Records("doc") {
		read++
		at := source.Place{File: file, Line: s.Line(), Record: read}
		c := &conveyance{format: assignmentSolr, place: at}
		r.next()
		r.names = source.NewDraft(c.format, at, sink)
		if name != nil {
			r.doc(c)
		}
		if err := c.finish(r.names, s, sink); err != nil {
			return err
		}
	}
	return s.Err()
}

type solrReader struct {
	fields
	s     *markup.Scanner
	sink  source.Sink
	names *source.Draft // takes the names of fields until the documents are made
}

func (r *solrReader) doc(c *conveyance) {
	s, d := r.s, r.names
	lists := map[string][]string{}
	for range s.Children() {
		name := s.Attr("name")
		switch name {
		case "reelNo":
			c.reel = s.Text()
		case "frameNo":
			c.frame = s.Text()
		case "recordedDate":
			c.recorded = s.Text()
		case "conveyanceText":
			c.text = s.Text()
		case "purgeIndicator":
			c.purged = s.Text() == "Y"
		case "patAssignorName", "patAssigneeName", "patAssignorExDate", "inventionTitle", "applNum", "filingDate", "issueDate", "patNum", "pctNum", "publDate", "publNum":
			var list []string
			for range s.Children() {
				list = append(list, said(s.Text()))
			}
			lists[name] = list
		default:
			if !repeats(name) {
				r.lost(d, "", []byte(name))
			}
		}
	}
	c.from, c.to, c.executed = filled(lists["patAssignorName"]), filled(lists["patAssigneeName"]), lists["patAssignorExDate"]
	n := len(lists["applNum"])
	for name, list := range lists {
		if name != "patAssignorName" && name != "patAssigneeName" && name != "patAssignorExDate" && len(list) != n {
			d.Skip(diag.RecordDamaged, "The lists of the properties have different lengths, so that it is not certain which number belongs to which.")
			return
		}
	}
	for i := range n {
		at := func(name string) string {
			if list := lists[name]; i < len(list) {
				return list[i]
			}
			return ""
		}
		c.properties = append(c.properties, property{
			application: at("applNum"), filed: at("filingDate"), publication: at("publNum"), pubDay: at("publDate"),
			grant: at("patNum"), grantDay: at("issueDate"), international: at("pctNum"), title: at("inventionTitle"),
		})
	}
}

// repeats reports whether a field says again what another says: the first of a list, its size, its form for searching.
func repeats(name string) bool {
	for _, end := range []string{"First", "Size", "Facet", "String"} {
		if len(name) > len(end) && name[len(name)-len(end):] == end {
			return true
		}
	}
	return name == "id" || name == "displayId" || name == "_version_" || name == "patAssignorEarliestExDate"
}

func filled(list []string) []string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
