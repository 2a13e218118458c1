package merge

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// right is one right while its record is made.
type right struct {
	m         *Merger
	kin       func(key string) (id string, ok bool) // the right of a number
	id        string
	family    string // computed from priorities
	claimants []*claimant

	out         patent.Record
	impossible  []string
	ownersBy    string
	begun       []string // the owners with whom the chain of title begins
	individuals bool
	unresolved  []string
	unclear     []string
}

// claimant is a document with what it weighs.
type claimant struct {
	doc       *source.Document
	table     *patent.Record // nil: a document
	layer     *Layer
	authority Authority
	recorded  when.Date
	label     string // as reasons name it: "lens-csv export.csv:12"
}

func (r *right) add(it item, l *Layer) {
	c := &claimant{doc: it.Document, table: it.Record, layer: l, recorded: l.Recorded, authority: Aggregator}
	if c.table != nil {
		d := source.New("table")
		d.Office, d.Kind, d.Granted, d.Title = c.table.Office, c.table.Kind, c.table.IsGrant, c.table.Title
		d.Priority, d.Filed, d.Grant = c.table.Priority, c.table.Filed, c.table.Grant
		d.Publications = []source.Publication{{Number: source.Number{Text: c.table.ID}, Date: c.table.Published}}
		d.Family, d.CPC = c.table.Family, c.table.Classes
		if c.table.TermKind == patent.TermUnknown {
			d.Term.Stated = c.table.Expires
		}
		c.doc, c.label = &d, "table "+l.Name
	} else {
		c.authority = authorityOf(c.doc)
		c.label = label(c.doc)
	}
	r.claimants = append(r.claimants, c)
}

// label names a document for reasons.
func label(d *source.Document) string {
	at := d.Place.File
	switch {
	case d.Place.Line > 0:
		at += fmt.Sprintf(":%d", d.Place.Line)
	case d.Place.Record > 0:
		at += fmt.Sprintf(", record %d", d.Place.Record)
	}
	return strings.TrimSpace(d.Format + " " + at)
}

// update reports whether b says the same as a in an earlier state, so that a difference is none.
func update(a, b *claimant) bool {
	return a.doc.Format == b.doc.Format && a.layer != b.layer && (a.recorded != b.recorded || a.layer.Source != b.layer.Source || a.layer.Number != b.layer.Number)
}

// record makes the record.
func (r *right) record() patent.Record {
	slices.SortStableFunc(r.claimants, func(a, b *claimant) int {
		return cmp.Or(cmp.Compare(b.authority, a.authority), cmp.Compare(b.layer.Number, a.layer.Number))
	})
	u := when.Unknown
	r.out = patent.Record{ID: r.id, Priority: u, Filed: u, Published: u, Grant: u, Expires: u}
	r.identity()
	r.days()
	r.words()
	r.owners()
	r.kinship()
	r.events()
	r.term()
	return r.out
}

// identity is office, kind, and the other numbers.
func (r *right) identity() {
	for _, c := range r.claimants {
		if r.out.Office = cmp.Or(r.out.Office, c.doc.Office); r.out.Office != "" {
			break
		}
	}
	if n, ok := patent.ParseNumber(r.id, "publication").One(); ok && n.ID() == r.id {
		r.out.Office, r.out.KindCode = n.Country, n.Kind
		r.out.Kind, r.out.IsGrant = n.Right()
	}
	kind := &chosen[patent.Kind]{right: r, what: "kind of right"}
	for _, c := range r.claimants {
		switch {
		case c.doc.Granted == patent.Yes:
			r.out.IsGrant = patent.Yes
		case c.doc.Granted == patent.No && r.out.IsGrant == patent.Unknown:
			r.out.IsGrant = patent.No
		}
		if c.doc.Kind != patent.KindUnknown {
			kind.claim(c, c.doc.Kind, c.doc.Kind.String())
		}
		for _, p := range c.doc.Publications {
			if n, ok := p.Number.Publication().One(); ok {
				r.also(n)
				if _, granted := n.Right(); granted == patent.Yes {
					r.out.IsGrant = patent.Yes
				}
			}
		}
		if n, ok := c.doc.Application.Filing(c.doc.Filed).One(); ok && (n.Country == r.out.Office || n.Type == patent.International && r.out.Office == "WO") {
			r.also(n)
		}
		for _, s := range sourceOf(c) {
			if !slices.Contains(strings.Split(r.out.Source, "; "), s) {
				r.out.Source = strings.TrimPrefix(r.out.Source+"; "+s, "; ")
			}
		}
	}
	slices.Sort(r.out.Also)
	all := append(slices.Clone(r.out.Also), r.id)
	r.out.Also = slices.DeleteFunc(r.out.Also, func(id string) bool { // without the kind code that another has
		return slices.ContainsFunc(all, func(full string) bool {
			return full != id && len(full)-len(id) <= 2 && isKind(strings.TrimPrefix(full, id))
		})
	})
	if kind.any {
		r.out.Kind = kind.value
	}
}

// isKind reports whether s is a kind code: B2.
func isKind(s string) bool {
	return len(s) >= 1 && len(s) <= 2 && s[0] >= 'A' && s[0] <= 'Z' && (len(s) == 1 || s[1] >= '0' && s[1] <= '9')
}

// sourceOf is the origin of a claimant as the record names it.
func sourceOf(c *claimant) []string {
	if c.table != nil {
		return strings.Split(c.table.Source, "; ")
	}
	return []string{c.doc.Format + " " + c.layer.Name}
}

// also adds another number of the right.
func (r *right) also(n patent.Number) {
	if id := n.ID(); id != r.id && !slices.Contains(r.out.Also, id) {
		r.out.Also = append(r.out.Also, id)
	}
}

// chosen is a value of which several sources speak: the first claim stands, others that differ are discrepancies.
type chosen[T comparable] struct {
	right *right
	what  string
	any   bool
	value T
	says  string
	by    *claimant
}

func (v *chosen[T]) claim(c *claimant, value T, says string) {
	if !v.any {
		v.any, v.value, v.says, v.by = true, value, says, c
		return
	}
	if value != v.value && !update(v.by, c) {
		v.right.differ(v.what, v.says, v.by, says, c)
	}
}

// differ keeps a value that does not stand, once for each value.
func (r *right) differ(what, stands string, by *claimant, against string, from *claimant) {
	r.differBecause(what, stands, by, against, from, standsBecause(by, from))
}

func (r *right) differBecause(what, stands string, by *claimant, against string, from *claimant, why string) {
	for i := range r.out.Discrepancies {
		if d := &r.out.Discrepancies[i]; d.What == what && d.Against == against {
			return
		}
	}
	r.out.Discrepancies = append(r.out.Discrepancies, patent.Discrepancy{
		What: what, Stands: stands, By: by.label, Against: against, From: from.label, Why: why,
	})
}

// words are title, classes and standards.
func (r *right) words() {
	for _, c := range r.claimants {
		t := c.doc.Title
		if en := c.doc.Titles["en"]; en != "" {
			t = en
		}
		if r.out.Title = cmp.Or(r.out.Title, strings.Join(strings.Fields(t), " ")); r.out.Title != "" {
			break
		}
	}
	for _, c := range r.claimants {
		for _, symbol := range slices.Concat(c.doc.CPC, c.doc.IPC) {
			if s := patent.NormaliseSymbol(symbol); s != "" && !slices.Contains(r.out.Classes, s) {
				r.out.Classes = append(r.out.Classes, s)
			}
		}
		if c.table != nil {
			r.standards(c.table.Standards...)
		}
		for _, d := range c.doc.Declared {
			r.standards(d.Standard)
		}
	}
	r.out.Fields = patent.FieldsOf(r.out.Classes)
	slices.Sort(r.out.Standards)
}

func (r *right) standards(names ...string) {
	for _, s := range names {
		if s != "" && !slices.ContainsFunc(r.out.Standards, func(had string) bool { return patent.SameStandard(had, s) }) {
			r.out.Standards = append(r.out.Standards, s)
		}
	}
}
