package merge

import (
	"cmp"
	"hash/maphash"
	"iter"
	"slices"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// claims is what a document says of where its right comes from.
type claims struct {
	doc        int32
	priorities []filing
	ties       []tie
	family     string // as the source states it
}

// filing is an application as a claim names it.
type filing struct {
	keys []string
	id   string
}

type tie struct {
	filing
	how   string
	child bool
}

// note keeps what a document says of its family. A document of an office that claims nothing is a first filing.
func (m *Merger) note(i int32, d *source.Document) {
	c := claims{doc: i, family: d.Family}
	if scheme(d.Family) == "etsi" {
		c.family = "" // neither the simple nor the extended family of the offices
	}
	for _, p := range d.Priorities {
		if f, ok := filingOf(inOffice(p.Number, ""), p.Date); ok && p.Active != patent.No {
			c.priorities = append(c.priorities, f)
		}
	}
	for _, rel := range d.Relations {
		f, ok := filingOf(inOffice(rel.Number, d.Office), rel.Date)
		switch {
		case !ok || rel.Of.Text != "":
		case rel.How == "provisional":
			c.priorities = append(c.priorities, f)
		default:
			c.ties = append(c.ties, tie{f, rel.How, rel.Child})
		}
	}
	if len(c.priorities)+len(c.ties) > 0 || c.family != "" || authorityOf(d) >= Published && !kindOfFormat(d.Format).attaches && d.Filed != when.Unknown {
		m.claims = append(m.claims, c)
	}
}

func filingOf(n source.Number, filed when.Bounds) (filing, bool) {
	one, ok := n.Filing(filed).One()
	if !ok {
		return filing{}, false
	}
	return filing{applicationKeys(one), one.ID()}, true
}

// families computes the simple family of every right that says where it comes from, by its root document. A family
// whose rights at hand have one number of a source, and no other, bears that number.
func (m *Merger) families(nameOf func(root int32) string) map[int32]string {
	byRoot := map[int32][]claims{}
	for _, c := range m.claims {
		r := m.find(c.doc)
		byRoot[r] = append(byRoot[r], c)
	}
	if len(byRoot) == 0 {
		return nil
	}
	application := map[int32]string{} // of the rights at hand, the name of the application
	for i := range m.docs {
		if app := m.docs[i].app; app != "" {
			r := m.find(int32(i))
			if had, ok := application[r]; !ok || app < had {
				application[r] = app
			}
		}
	}
	name := func(root int32) string { return cmp.Or(application[root], nameOf(root)) }
	named := func(f filing) string {
		for _, key := range f.keys {
			if i, ok := m.keys[maphash.String(m.seed, key)]; ok {
				return name(m.find(i))
			}
		}
		return f.id
	}
	var roots []int32
	for r := range byRoot {
		if nameOf(r) != "" {
			roots = append(roots, r)
		}
	}
	slices.Sort(roots)
	index := patent.Families(members(roots, byRoot, name, named))
	stated := map[string]map[string]bool{}
	for i, r := range roots {
		set := index.Simple(i)
		for _, c := range byRoot[r] {
			if c.family != "" {
				if stated[set] == nil {
					stated[set] = map[string]bool{}
				}
				stated[set][c.family] = true
			}
		}
	}
	out := make(map[int32]string, len(roots))
	for i, r := range roots {
		set := index.Simple(i)
		out[r] = "priority:" + set
		if len(stated[set]) == 1 {
			for f := range stated[set] {
				out[r] = f
			}
		}
	}
	return out
}

func members(roots []int32, byRoot map[int32][]claims, name func(int32) string, named func(filing) string) iter.Seq[patent.FamilyMember] {
	return func(yield func(patent.FamilyMember) bool) {
		for _, r := range roots {
			f := patent.FamilyMember{Application: name(r)}
			for _, c := range byRoot[r] {
				for _, p := range c.priorities {
					if id := named(p); !slices.Contains(f.Priorities, id) {
						f.Priorities = append(f.Priorities, id)
					}
				}
				for _, t := range c.ties {
					tie := patent.FamilyTie{To: named(t.filing), How: t.how, Child: t.child}
					if !slices.Contains(f.Ties, tie) {
						f.Ties = append(f.Ties, tie)
					}
				}
			}
			if !yield(f) {
				return
			}
		}
	}
}
