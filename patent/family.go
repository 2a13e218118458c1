package patent

import (
	"fmt"
	"hash/fnv"
	"iter"
	"slices"
	"strings"
)

// FamilyMember is one right as families see it: one member for each application. Applications are named by any text that is the same wherever the same
// application is meant, such as [Number.EPODOC].
type FamilyMember struct {
	Application string
	// Priorities are the active priorities: the earlier filings of the same invention whose priority the office counts.
	// A first filing has none, or itself.
	Priorities []string
	Ties       []FamilyTie // to other applications at the same office, and to an international application
}

// FamilyTie is a tie to another application.
type FamilyTie struct {
	To  string
	How string // continuation, division, national-stage ...: see [Descent]
	// Child: the other descends from this one.
	Child bool
}

// staying are the descents that keep the family of what they descend from, whatever they claim. A continuation-in-part
// has something new in it and founds a family of its own.
var staying = []string{"continuation", "division", "national-stage", "bypass-continuation", "reissue", "reexamination"}

// hugeFamily is the size from which an extended family is doubtful: one wrong claim joins all that hangs on it.
const hugeFamily = 1000

// FamilyIndex is the families of many rights. Members are counted from 0 in the order in which they came; the families
// and their names do not depend on that order.
type FamilyIndex struct {
	simple   []uint32 // by member: the set of priorities
	extended []uint32 // by member: the component

	setNames  []string // by set
	rootNames map[uint32]string
	sizes     map[uint32]int
}

// Families computes the simple and the extended family of every member (EPO: DOCDB and INPADOC).
//
//   - Simple: members with exactly the same set of active priorities. A first filing is its own priority, so that it lies
//     in the family that it founds. Continuations, divisions and national stages lie in the family of what they descend
//     from; a continuation-in-part founds one, and a US provisional is a priority like any other.
//   - Extended: members that hang together through any priority or tie.
//
// The members are gone through once; memory grows with the number of applications named, not with documents.
func Families(members iter.Seq[FamilyMember]) *FamilyIndex {
	b := familyBuilder{numbers: map[string]uint32{}, memberOf: map[uint32]uint32{}}
	for m := range members {
		b.add(m)
	}
	return b.index()
}

// familyBuilder numbers applications in the order of first mention.
type familyBuilder struct {
	numbers map[string]uint32
	names   []string

	up []uint32 // union-find over applications

	own      []uint32          // by member: its application
	claims   [][]uint32        // by member: its priorities
	memberOf map[uint32]uint32 // by application: the first member it is the own of
	parents  []tie
	stays    map[uint32][]uint32 // by application: what it descends from and stays with
	partial  map[uint32]bool     // applications that are continuations-in-part of something
}

// tie is a descent that keeps the family.
type tie struct{ child, parent uint32 }

func (b *familyBuilder) number(name string) uint32 {
	n, ok := b.numbers[name]
	if !ok {
		n = uint32(len(b.names))
		b.numbers[name] = n
		b.names = append(b.names, name)
		b.up = append(b.up, n)
	}
	return n
}

// root finds the representative of a component, halving the path on the way.
func (b *familyBuilder) root(x uint32) uint32 {
	for b.up[x] != x {
		b.up[x] = b.up[b.up[x]]
		x = b.up[x]
	}
	return x
}

// join joins two components; the lower number represents both.
func (b *familyBuilder) join(x, y uint32) {
	x, y = b.root(x), b.root(y)
	if x > y {
		x, y = y, x
	}
	b.up[y] = x
}

func (b *familyBuilder) add(m FamilyMember) {
	own := b.number(m.Application)
	member := uint32(len(b.own))
	b.own = append(b.own, own)
	if _, taken := b.memberOf[own]; !taken {
		b.memberOf[own] = member
	}
	claims := make([]uint32, 0, len(m.Priorities))
	for _, p := range m.Priorities {
		if p == "" {
			continue
		}
		n := b.number(p)
		b.join(own, n)
		claims = append(claims, n)
	}
	for _, t := range m.Ties {
		if t.To == "" {
			continue
		}
		other := b.number(t.To)
		b.join(own, other)
		child, parent := own, other
		if t.Child {
			child, parent = other, own
		}
		switch {
		case slices.Contains(staying, t.How):
			b.parents = append(b.parents, tie{child, parent})
		case t.How == "continuation-in-part":
			if b.partial == nil {
				b.partial = map[uint32]bool{}
			}
			b.partial[child] = true
		}
	}
	b.claims = append(b.claims, claims)
}

// index works out the families once all members are there.
func (b *familyBuilder) index() *FamilyIndex {
	slices.SortFunc(b.parents, func(x, y tie) int {
		if x.child != y.child {
			return strings.Compare(b.names[x.child], b.names[y.child])
		}
		return strings.Compare(b.names[x.parent], b.names[y.parent])
	})
	b.stays = map[uint32][]uint32{}
	for _, p := range slices.Compact(b.parents) {
		if p.child != p.parent && !b.partial[p.child] {
			b.stays[p.child] = append(b.stays[p.child], p.parent)
		}
	}
	tops := b.tops()
	x := &FamilyIndex{
		simple: make([]uint32, len(b.own)), extended: make([]uint32, len(b.own)),
		rootNames: map[uint32]string{}, sizes: map[uint32]int{},
	}
	sets := map[string]uint32{}
	for i, own := range b.own {
		decides := tops[own]
		claims := b.claims[i]
		if m, ok := b.memberOf[decides]; ok && decides != own {
			claims = b.claims[m]
		}
		key := b.setName(b.prioritiesOf(decides, claims))
		n, ok := sets[key]
		if !ok {
			n = uint32(len(x.setNames))
			sets[key] = n
			x.setNames = append(x.setNames, key)
		}
		x.simple[i] = n
		r := b.root(own)
		x.extended[i] = r
		x.sizes[r]++
	}
	for i, name := range b.names { // a component is named after the first of its applications
		r := b.root(uint32(i))
		if x.sizes[r] == 0 {
			continue
		}
		if first, ok := x.rootNames[r]; !ok || name < first {
			x.rootNames[r] = name
		}
	}
	return x
}

// tops finds, for every application, the one at the top of the descents that keep the family, as far as they are in the
// data. Of a circle, which is a mistake of the data, the first by name is the top.
func (b *familyBuilder) tops() []uint32 {
	const unseen, walking, done = 0, 1, 2
	state := make([]uint8, len(b.names))
	top := make([]uint32, len(b.names))
	var path []uint32
	for i := range b.names {
		path = path[:0]
		x := uint32(i)
		for state[x] == unseen {
			state[x] = walking
			path = append(path, x)
			next, ok := b.parentOf(x)
			if !ok {
				top[x], state[x] = x, done
				break
			}
			if state[next] == walking {
				circle := path[slices.Index(path, next):]
				first := slices.MinFunc(circle, func(a, c uint32) int { return strings.Compare(b.names[a], b.names[c]) })
				top[x], state[x] = first, done
				break
			}
			x = next
		}
		for _, p := range path {
			top[p], state[p] = top[x], done
		}
	}
	return top
}

// parentOf is the first parent, by name, that is in the data and keeps the family.
func (b *familyBuilder) parentOf(x uint32) (uint32, bool) {
	for _, p := range b.stays[x] {
		if _, ok := b.memberOf[p]; ok {
			return p, true
		}
	}
	return 0, false
}

// prioritiesOf is the set that decides on a simple family: the claims of an application, by name and sorted. A claim
// to a parent of the same family is none; an application without any is itself the first, unless it descends from one
// that is not in the data.
func (b *familyBuilder) prioritiesOf(own uint32, claims []uint32) []string {
	var set []string
	stays := b.stays[own]
	for _, c := range claims {
		if !slices.Contains(stays, c) {
			set = append(set, b.names[c])
		}
	}
	switch {
	case b.partial[own]:
		set = append(set, b.names[own])
	case len(set) == 0 && len(stays) > 0:
		set = append(set, b.names[stays[0]])
	case len(set) == 0:
		set = append(set, b.names[own])
	}
	slices.Sort(set)
	return slices.Compact(set)
}

// setName names a set of priorities: all of them while that can be read, else the first and a digest of all.
func (b *familyBuilder) setName(set []string) string {
	all := strings.Join(set, "+")
	if len(all) <= 60 {
		return all
	}
	h := fnv.New128a()
	h.Write([]byte(all))
	return fmt.Sprintf("%s+%d-%x", set[0], len(set)-1, h.Sum(nil)[:6])
}

// Len is the number of members.
func (x *FamilyIndex) Len() int { return len(x.simple) }

// Simple is the name of the simple family of a member: its priorities, joined by a plus.
func (x *FamilyIndex) Simple(member int) string { return x.setNames[x.simple[member]] }

// Extended is the name of the extended family of a member: the first of its applications by name.
func (x *FamilyIndex) Extended(member int) string { return x.rootNames[x.extended[member]] }

// ExtendedSize is the number of members of the extended family of a member, and whether it is so large that a wrong
// claim is the likely reason. Extended families are never a measure of what a licence covers.
func (x *FamilyIndex) ExtendedSize(member int) (n int, doubtful bool) {
	n = x.sizes[x.extended[member]]
	return n, n >= hugeFamily
}
