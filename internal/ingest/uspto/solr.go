package uspto

import (
	"context"
	"io"
	"slices"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/markup"
	"github.com/crossgrant/crossgrant/internal/ingest/objects"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

const (
	assignmentSolr     = "uspto-assignment-search"
	assignmentSolrJSON = "uspto-assignment-search-json"
)

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
		default:
			switch {
			case slices.Contains(ownLists, name), slices.Contains(propertyLists, name):
				list := []string{}
				for range s.Children() {
					list = append(list, said(s.Text()))
				}
				lists[name] = list
			case !repeats(name):
				r.lost(d, "", []byte(name))
			}
		}
	}
	solrLists(c, d, lists)
}

// ownLists are the lists of the conveyance; the others are of its properties.
var ownLists = []string{"patAssignorName", "patAssigneeName", "patAssignorExDate"}

// propertyLists run side by side.
var propertyLists = []string{"inventionTitle", "applNum", "filingDate", "issueDate", "patNum", "pctNum", "publDate", "publNum"}

// solrLists makes names and properties of the lists.
func solrLists(c *conveyance, d *source.Draft, lists map[string][]string) {
	c.from, c.to, c.executed = filled(lists["patAssignorName"]), filled(lists["patAssigneeName"]), lists["patAssignorExDate"]
	n := len(lists["applNum"])
	for _, name := range propertyLists {
		if list, there := lists[name]; there && len(list) != n {
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

// solrJSON reads the same answers as JSON.
type solrJSON struct{}

func (solrJSON) Format() string { return assignmentSolrJSON }

func (solrJSON) Decode(ctx context.Context, in io.Reader, file string, limits source.Limits, sink source.Sink) error {
	record := 0
	return pages(ctx, in, file, limits, sink, assignmentSolrJSON, func(line int, page *objects.Object) error {
		for _, o := range page.Object("response").Objects("docs") {
			record++
			c := &conveyance{
				format: assignmentSolrJSON, place: source.Place{File: file, Line: line, Record: record},
				reel: o.Text("reelNo"), frame: o.Text("frameNo"), recorded: o.Text("recordedDate"),
				text: o.Text("conveyanceText"), purged: o.Text("purgeIndicator") == "Y",
			}
			d := source.NewDraft(c.format, c.place, sink)
			lists := map[string][]string{}
			for _, name := range slices.Concat(ownLists, propertyLists) {
				if list := o.Texts(name); len(list) > 0 {
					for i := range list {
						list[i] = said(list[i])
					}
					lists[name] = list
				}
			}
			o.Unmap(d, "")
			d.Unmapped = slices.DeleteFunc(d.Unmapped, repeats)
			c.unmapped = d.Unmapped
			if solrLists(c, d, lists); d.Skipped() || d.Err() != nil {
				if d.Err() != nil {
					return d.Err()
				}
				continue
			}
			if err := c.emit(sink, plainDay); err != nil {
				return err
			}
		}
		return nil
	})
}
