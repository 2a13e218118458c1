package merge

import (
	"fmt"
	"slices"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// day chooses a day: the first claim stands, claims within it make it narrower, others are discrepancies. A day after
// the day of its source cannot be, and is left out.
type day struct {
	right *right
	what  string
	value when.Bounds
	by    *claimant
}

func (r *right) day(what string) *day { return &day{right: r, what: what, value: when.Unknown} }

func (v *day) claim(c *claimant, b when.Bounds) {
	if b == when.Unknown || b.Empty() || !v.right.possible(v.what, c, b) {
		return
	}
	if v.by == nil {
		v.value, v.by = b, c
		return
	}
	if both := v.value.Narrow(b); !both.Empty() {
		v.value = both
		return
	}
	if !update(v.by, c) {
		v.right.differ(v.what, v.value.String(), v.by, b.String(), c)
	}
}

// possible reports whether a source can know the day, and lists it otherwise.
func (r *right) possible(what string, c *claimant, b when.Bounds) bool {
	if c.layer.Source.Real() && b.Earliest > c.layer.Source {
		r.impossible = append(r.impossible, fmt.Sprintf("%s: %s lies after %s, the day of the source (%s)", what, b, c.layer.Source, c.label))
		return false
	}
	return true
}

// days are the days of the right.
func (r *right) days() {
	filed, grant, priority := r.day("filing date"), r.day("grant date"), r.day("priority date")
	publications := map[string]*day{}
	var order []string
	own := false // an office lists what the right claims, and it claims nothing
	for _, c := range r.claimants {
		d := c.doc
		filed.claim(c, d.Filed)
		grant.claim(c, grantDay(d))
		priority.claim(c, earliest(d))
		if c.authority >= Published && len(d.Priorities) == 0 && len(d.Relations) == 0 && d.Filed != when.Unknown {
			own = true
		}
		dated := false
		for _, p := range d.Publications {
			n, ok := p.Number.Publication().One()
			if !ok || p.Date == when.Unknown {
				continue
			}
			dated = true
			if publications[n.ID()] == nil {
				publications[n.ID()] = r.day("publication date of " + n.ID())
				order = append(order, n.ID())
			}
			publications[n.ID()].claim(c, p.Date)
		}
		if !dated && d.Published != when.Unknown {
			if publications[""] == nil {
				publications[""] = r.day("publication date")
				order = append(order, "")
			}
			publications[""].claim(c, d.Published)
		}
	}
	r.out.Filed, r.out.Priority, r.out.Grant = filed.value, priority.value, grant.value
	if r.out.Priority == when.Unknown && own {
		r.out.Priority = r.out.Filed
	}
	for _, id := range order {
		if b := publications[id].value; b != when.Unknown && (r.out.Published == when.Unknown || b.Earliest < r.out.Published.Earliest) {
			r.out.Published = b
		}
	}
	if r.out.Grant.Known() && r.out.IsGrant == patent.Unknown && r.out.Office != "WO" {
		r.out.IsGrant = patent.Yes
	}
	day := when.None
	for _, c := range r.claimants {
		if c.layer.Source.Real() {
			day = max(day, c.layer.Source)
		}
	}
	if why := r.out.CloseDates(day); why != "" {
		r.impossible = append(r.impossible, why)
		r.out.Assumed = append(r.out.Assumed, "its dates contradict each other: "+why)
	}
}

// grantDay is the day of grant that a document gives: as such, or as the day of the publication of the grant. A
// corrected reprint and a translation come later and are no grants.
func grantDay(d *source.Document) when.Bounds {
	if d.Grant != when.Unknown || d.Granted == patent.No {
		return d.Grant
	}
	best := when.Unknown
	for _, p := range d.Publications {
		n, ok := p.Number.Publication().One()
		if !ok || rank(n) < rankGrant-1 || p.Date == when.Unknown {
			continue
		}
		if best == when.Unknown || p.Date.Earliest < best.Earliest {
			best = p.Date
		}
	}
	return best
}

// backTo are the relations by which a right goes back to an earlier filing.
var backTo = []string{"provisional", "continuation", "continuation-in-part", "division", "reissue", "substitution", "national-stage", "bypass-continuation"}

// earliest is the earliest day that a document claims priority or benefit of; its own filing does not count.
func earliest(d *source.Document) when.Bounds {
	if d.Priority != when.Unknown {
		return d.Priority
	}
	best := when.Unknown
	take := func(b when.Bounds) {
		if b != when.Unknown && (best == when.Unknown || b.Earliest < best.Earliest) {
			best = b
		}
	}
	for _, p := range d.Priorities {
		take(p.Date)
	}
	for _, rel := range d.Relations {
		if !rel.Child && slices.Contains(backTo, rel.How) {
			take(rel.Date)
		}
	}
	return best
}
