package check

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
)

// holdersOfPowers reports powers whose holders are groups that can have no member: nobody could ever use them.
func (c *checker) holdersOfPowers(w *agreement.World) {
	groups := map[agreement.Name]*agreement.Group{}
	for _, m := range w.Agreements {
		for _, g := range m.Groups {
			groups[g.Clause.QName()] = g
		}
	}
	for _, m := range w.Agreements {
		for _, p := range m.Powers {
			d := c.definitionOf(p.Clause.QName())
			if len(p.Of) == 0 || d == nil || someoneIn(p.Of, groups, nil) {
				continue
			}
			x := d.scope.ctx(d.block)
			q := x.error(diag.PowerWithoutHolder, d.block.Get("of").At, quote(d.name)+" belongs to a group that can have no member", "Its without lines take out everybody whom its other lines name, so nobody could give a notice. Correct the group, or name another holder.")
			for _, o := range p.Of {
				if g := c.definitionOf(o.Group); g != nil {
					alsoAt(q, "the group", g.at())
				}
			}
		}
	}
}

// someoneIn reports whether somebody may be among the persons at some time. What is reached over control may always be.
func someoneIn(ms []agreement.Member, groups map[agreement.Name]*agreement.Group, seen []agreement.Name) bool {
	return slices.ContainsFunc(ms, func(m agreement.Member) bool {
		g := groups[m.Group]
		if m.Group == "" || m.Reach || g == nil {
			return true
		}
		if slices.Contains(seen, m.Group) {
			return false
		}
		left := slices.DeleteFunc(slices.Concat(g.Is, g.Perhaps), func(x agreement.Member) bool {
			return slices.ContainsFunc(g.Without, func(y agreement.Member) bool { return y.Everyone || x == y })
		})
		return someoneIn(left, groups, append(seen, m.Group))
	})
}
