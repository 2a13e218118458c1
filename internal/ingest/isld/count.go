package isld

import (
	"fmt"
	"strings"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

// Key is what declarations are counted by. Three firms can each be first under another key, so that no count stands
// without the name of its key.
type Key string

// The keys.
const (
	ByDeclaration Key = "declarations (IPRD_ID)"
	ByGroup       Key = "declared groups (DIPG_ID)"
	ByFamily      Key = "ETSI families (DIPG_PATF_ID)"
	ByApplication Key = "applications (PATT_APPLICATION_NUMBER)"
	ByPublication Key = "publications (PUBL_NUMBER)"
	BySpec        Key = "specifications (TGPP_NUMBER, else ETSI's)"
)

// Keys lists the keys in the order in which they are shown.
func Keys() []Key {
	return []Key{ByDeclaration, ByGroup, ByFamily, ByApplication, ByPublication, BySpec}
}

// Counter counts declared documents by each key. Its memory grows with what is counted: a whole export needs some
// hundreds of megabytes, so that it is for selections (a firm, a workspace).
type Counter struct {
	seen map[Key]map[string]struct{}
}

// Add counts a document of this package; others count nothing.
func (c *Counter) Add(d source.Document) {
	for _, s := range d.Declared {
		c.add(ByDeclaration, s.ID)
		c.add(ByGroup, s.Group)
		c.add(BySpec, s.Spec)
	}
	if len(d.Declared) == 0 {
		return
	}
	if family, ok := strings.CutPrefix(d.Family, "etsi:"); ok {
		c.add(ByFamily, family)
	}
	c.add(ByApplication, d.Application.Text)
	for _, p := range d.Publications {
		c.add(ByPublication, p.Number.Text+" "+p.Number.Kind)
	}
}

func (c *Counter) add(k Key, value string) {
	if value == "" {
		return
	}
	if c.seen == nil {
		c.seen = map[Key]map[string]struct{}{}
	}
	if c.seen[k] == nil {
		c.seen[k] = map[string]struct{}{}
	}
	c.seen[k][value] = struct{}{}
}

// Count is the number of different values of the key.
func (c *Counter) Count(k Key) int { return len(c.seen[k]) }

// String names each count with its key: "22 declarations (IPRD_ID), 308 declared groups (DIPG_ID), …".
func (c *Counter) String() string {
	var out []string
	for _, k := range Keys() {
		if n := c.Count(k); n > 0 {
			out = append(out, fmt.Sprintf("%d %s", n, k))
		}
	}
	return strings.Join(out, ", ")
}
