package uspto

import (
	"strings"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/when"
)

// ties are the elements of us-related-documents that are a descent, with the field's word for it. A continuing reissue is a
// continuation of an application for reissue, a divisional reissue a division of one.
var ties = map[string]string{
	"continuation":                    "continuation",
	"continuation-in-part":            "continuation-in-part",
	"continuing-reissue":              "continuation",
	"division":                        "division",
	"us-divisional-reissue":           "division",
	"reissue":                         "reissue",
	"reexamination":                   "reexamination",
	"us-reexamination-reissue-merger": "reexamination",
	"substitution":                    "substitution",
}

func (b *book) related() {
	s, d := b.s, b.d
	for name := range s.Children() {
		switch how := ties[string(name)]; {
		case how != "":
			tie := string(name)
			for range s.Children() {
				b.relation(how, tie)
			}
		case string(name) == "us-provisional-application":
			b.provisional()
		case string(name) == "related-publication":
			b.publication(false)
		default:
			b.lost(d, "us-related-documents", name)
		}
	}
}

func (b *book) provisional() {
	r := source.Relation{How: "provisional", Date: when.Unknown}
	for name := range b.s.Children() {
		switch string(name) {
		case "document-id":
			r.Number, r.Date = b.documentID("us-provisional-application")
		case "us-provisional-application-status":
			r.Status = b.s.Text()
		default:
			b.lost(b.d, "us-provisional-application", name)
		}
	}
	relate(b.d, r)
}

// relation reads a parent and its children. The grant lists the whole chain: where the child is another application than
// the document's own, the relation says of which. A child that is the parent of nothing here and whose parent is the
// document's own application descends from it.
func (b *book) relation(how, within string) {
	s, d := b.s, b.d
	r := source.Relation{How: how, Date: when.Unknown}
	var children []source.Number
	for name := range s.Children() {
		switch string(name) {
		case "parent-doc":
			b.parent(&r, within)
		case "child-doc":
			n, _ := b.reference(within)
			children = append(children, n)
		default:
			b.lost(d, within, name)
		}
	}
	if len(children) == 0 {
		relate(d, r)
	}
	for _, child := range children {
		one := r
		switch {
		case sameApplication(child, d.Application):
		case sameApplication(r.Number, d.Application):
			one.Child, one.Number, one.Date, one.Status, one.Published = true, child, when.Unknown, "", source.Number{}
		default:
			one.Of = child
		}
		relate(d, one)
	}
}

func (b *book) parent(r *source.Relation, within string) {
	for name := range b.s.Children() {
		switch string(name) {
		case "document-id":
			r.Number, r.Date = b.documentID(within)
		case "parent-status":
			r.Status = b.s.Text()
		case "parent-grant-document":
			r.Published, _ = b.reference("parent-grant-document")
		case "parent-pct-document":
			if n, _ := b.reference("parent-pct-document"); r.Published.Text == "" {
				r.Published = n
			} else {
				b.lost(b.d, within, []byte("parent-pct-document"))
			}
		case "international-filing-date":
			if date := b.d.Day("international-filing-date", b.s.Text()); r.Date == when.Unknown {
				r.Date = date
			}
		default:
			b.lost(b.d, within, name)
		}
	}
}

// sameApplication compares application numbers of the office as they are written: 13/648,029 and 13648029.
func sameApplication(a, b source.Number) bool {
	return a.Text != "" && bare(a.Text) == bare(b.Text)
}

func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '/' || r == ',' || r == ' ' {
			return -1
		}
		return r
	}, text)
}
