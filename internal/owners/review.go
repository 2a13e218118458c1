package owners

import (
	"cmp"
	"slices"
)

// Doubt is a name of which it is not certain whether it is a name of another organisation.
type Doubt struct {
	Name       string      `json:"name"`      // the spelling with most patents
	Spellings  []string    `json:"spellings"` // others that safe rules make the same
	ID         string      `json:"id"`        // under which its patents are kept
	Patents    int         `json:"patents"`
	Candidates []Candidate `json:"candidates"` // the most likely first
	More       int         `json:"more,omitempty"`
}

// Candidate is an organisation that a doubtful name may be a name of.
type Candidate struct {
	ID       string `json:"id"`
	Name     string `json:"name"` // the one that is alike
	Declared bool   `json:"declared"`
	Patents  int    `json:"patents"` // of names that safe rules make this one
	Rules    []Rule `json:"rules"`   // by which the two would be one; the first says most
}

// maxCandidates are listed for one name; others are counted.
const maxCandidates = 5

// maxAlike is how many names with one loose key are compared with each other. More share a common word, not an owner.
const maxAlike = 64

// maxTargets is how many names, those with most patents, typing errors are looked for.
const maxTargets = 100_000

// node is a form of name, with the organisation it stands for.
type node struct {
	form      Form
	name      string
	spellings []string
	id        string
	declared  bool
	patents   int
}

// Review lists the names that nobody declared and that an uncertain rule makes another's, those with most patents first.
// Of two names that nobody declared the one with fewer patents is listed.
func (r *Resolver) Review(seen []Seen) []Doubt {
	nodes := r.nodes(seen)
	index := newLooseIndex(nodes)
	var out []Doubt
	for i := range nodes {
		n := &nodes[i]
		if n.declared || n.patents == 0 {
			continue
		}
		d := Doubt{Name: n.name, Spellings: append([]string{}, n.spellings...), ID: n.id, Patents: n.patents}
		d.Candidates = r.candidates(n, nodes, index.alike(nodes, i))
		if len(d.Candidates) == 0 {
			continue
		}
		if len(d.Candidates) > maxCandidates {
			d.More = len(d.Candidates) - maxCandidates
			d.Candidates = d.Candidates[:maxCandidates]
		}
		out = append(out, d)
	}
	slices.SortStableFunc(out, func(a, b Doubt) int { return cmp.Or(cmp.Compare(b.Patents, a.Patents), cmp.Compare(a.Name, b.Name)) })
	return out
}

// Candidates are the organisations that a name may be a name of beside the one it stands for, the most likely first. The
// name is among those seen.
func (r *Resolver) Candidates(name string, seen []Seen) []Candidate {
	nodes := r.nodes(seen)
	form := FormOf(name)
	id, _ := r.ID(name)
	i := slices.IndexFunc(nodes, func(n node) bool { return n.form == form && n.id == id })
	if i < 0 {
		return nil
	}
	n := nodes[i]
	n.patents = -1 // all that are alike, also those with fewer patents
	return r.candidates(&n, nodes, newLooseIndex(nodes).alike(nodes, i))
}

// nodes are the forms of all names, seen and declared, those with most patents first.
func (r *Resolver) nodes(seen []Seen) []node {
	var out []node
	at := map[string]int{}
	sorted := slices.Clone(seen)
	slices.SortFunc(sorted, byPatents)
	for _, s := range sorted {
		id, how := r.look(s.Name)
		f := FormOf(s.Name)
		if id == "" || f.Stem == "" {
			continue
		}
		key := f.Key() + "\x00" + id // one form may be stated for another organisation
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, node{form: f, name: s.Name, id: id, declared: how != Nobody && how != Ambiguous})
		} else {
			out[i].spellings = append(out[i].spellings, s.Name)
		}
		out[i].patents += s.Patents
	}
	ids := make([]string, 0, len(r.declared))
	for id := range r.declared {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		d := r.declared[id]
		for _, name := range append([]string{d.Name}, d.Also...) {
			f := FormOf(name)
			key := f.Key() + "\x00" + id
			if _, ok := at[key]; ok || f.Stem == "" {
				continue
			}
			at[key] = len(out)
			out = append(out, node{form: f, name: name, id: id, declared: true})
		}
	}
	slices.SortStableFunc(out, func(a, b node) int { return cmp.Compare(b.patents, a.patents) })
	return out
}

// candidates are the organisations among alike names that the node's name may be a name of.
func (r *Resolver) candidates(n *node, nodes []node, alike []match) []Candidate {
	var out []Candidate
	for _, a := range alike {
		m := &nodes[a.node]
		if m.id == n.id || r.denied(n.form.Key(), m.id) {
			continue
		}
		if !m.declared && (m.patents < n.patents || m.patents == n.patents && m.name > n.name) {
			continue
		}
		var rules []Rule
		switch {
		case a.typed:
			rules = mistyped(n.form, m.form)
		case n.form == m.form: // one form, several organisations
			rules, _ = Same(n.name, m.name)
		default:
			rules = between(n.name, m.name)
		}
		if len(rules) == 0 {
			continue
		}
		out = append(out, Candidate{m.id, m.name, m.declared, m.patents, rules})
	}
	slices.SortStableFunc(out, func(a, b Candidate) int {
		return cmp.Or(-cmp.Compare(yes(a.Declared), yes(b.Declared)), slices.Compare(a.Rules, b.Rules), cmp.Compare(b.Patents, a.Patents), cmp.Compare(a.Name, b.Name))
	})
	seen := map[string]bool{}
	return slices.DeleteFunc(out, func(c Candidate) bool {
		twice := seen[c.ID]
		seen[c.ID] = true
		return twice
	})
}

func yes(b bool) int {
	if b {
		return 1
	}
	return 0
}

// looseIndex finds names that have a loose key in common.
type looseIndex struct {
	keys  hashIndex
	typed hashIndex
	own   []uint64 // the keys of all nodes, one node after the other
	ends  []int32  // where those of each node end
}

func newLooseIndex(nodes []node) *looseIndex {
	x := &looseIndex{ends: make([]int32, len(nodes))}
	targets := 0
	for i := range nodes {
		n := &nodes[i]
		for _, h := range looseKeys(n.name, n.form) {
			x.own = append(x.own, h)
			x.keys.add(h, i)
		}
		x.ends[i] = int32(len(x.own))
		if n.declared || targets < maxTargets {
			if !n.declared {
				targets++
			}
			for _, h := range deletions(closedUp(n.form.Stem)) {
				x.typed.add(h, i)
			}
		}
	}
	x.keys.finish()
	x.typed.finish()
	return x
}

// match is a node that is like another.
type match struct {
	node  int32
	typed bool // but for one letter, and in nothing else that is compared
}

// alike are the nodes that have a key in common with node i, in their order, each once.
func (x *looseIndex) alike(nodes []node, i int) []match {
	var out []match
	start := int32(0)
	if i > 0 {
		start = x.ends[i-1]
	}
	for _, h := range x.own[start:x.ends[i]] {
		for _, e := range x.keys.find(h) {
			out = append(out, match{e.node, false})
		}
	}
	for _, h := range deletions(closedUp(nodes[i].form.Stem)) {
		for _, e := range x.typed.find(h) {
			out = append(out, match{e.node, true})
		}
	}
	out = slices.DeleteFunc(out, func(m match) bool { return int(m.node) == i })
	slices.SortFunc(out, func(a, b match) int {
		return cmp.Or(cmp.Compare(a.node, b.node), cmp.Compare(yes(a.typed), yes(b.typed)))
	})
	return slices.CompactFunc(out, func(a, b match) bool { return a.node == b.node })
}

// hashIndex finds nodes by hash. It is a sorted list with a filter before it rather than a map: there are millions of
// entries, and most of what is looked for is not there.
type hashIndex struct {
	entries []hashEntry
	filter  []uint64 // a bit for the low bits of each hash
}

type hashEntry struct {
	hash uint64
	node int32
}

func (x *hashIndex) add(hash uint64, node int) {
	x.entries = append(x.entries, hashEntry{hash, int32(node)})
}

func (x *hashIndex) finish() {
	slices.SortFunc(x.entries, func(a, b hashEntry) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.node, b.node))
	})
	words := 1
	for words*64 < 16*len(x.entries) {
		words *= 2
	}
	x.filter = make([]uint64, words)
	for _, e := range x.entries {
		x.filter[x.word(e.hash)] |= 1 << (e.hash & 63)
	}
}

func (x *hashIndex) word(hash uint64) uint64 { return hash >> 6 & uint64(len(x.filter)-1) }

// find returns the first entries of a hash, at most maxAlike.
func (x *hashIndex) find(hash uint64) []hashEntry {
	if x.filter[x.word(hash)]>>(hash&63)&1 == 0 {
		return nil
	}
	at, _ := slices.BinarySearchFunc(x.entries, hash, func(e hashEntry, h uint64) int { return cmp.Compare(e.hash, h) })
	end := at
	for end < len(x.entries) && x.entries[end].hash == hash && end-at < maxAlike {
		end++
	}
	return x.entries[at:end]
}
