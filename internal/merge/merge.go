package merge

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"hash/maphash"
	"io"
	"slices"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/owners"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// Options say how documents are merged.
type Options struct {
	Resolver *owners.Resolver
	Spill    Spill // where documents wait
}

// Spill is a file that is written at its end and read anywhere.
type Spill interface {
	io.Writer
	io.ReaderAt
}

// Layer is where documents come from.
type Layer struct {
	Name     string
	Number   uint32    // in the order in which layers override
	Recorded when.Date // the day from which it is known
	Source   when.Date // the day it describes: no date lies later; when.None: not stated
}

// Merger takes documents, and records of tables after them, and gives records.
type Merger struct {
	opt    Options
	layers []Layer
	seed   maphash.Seed

	docs    []doc
	written int64
	keys    map[uint64]int32 // the first document of a key
	loose   []looseKey
	parent  []int32 // of the union of documents
	seen    map[uint64]struct{}
	claims  []claims
	quality Quality
	tally   tally
}

// doc is what is kept in memory of a document.
type doc struct {
	at    int64
	size  int32
	layer uint16
	rank  uint8  // of id
	bears bool   // it describes a right
	id    string // the best name of the right that the document gives
	app   string // the id of the application; empty: not given
}

// looseKey is a number whose level the source does not give, at an office that counts levels apart.
type looseKey struct {
	doc int32
	key string
	at  source.Number
}

// item is what waits in the spill: a document, or a record of a table.
type item struct {
	Document *source.Document `json:"d,omitempty"`
	Record   *patent.Record   `json:"r,omitempty"`
}

// New begins a merging.
func New(opt Options) *Merger {
	return &Merger{opt: opt, seed: maphash.MakeSeed(), keys: map[uint64]int32{}, seen: map[uint64]struct{}{}, tally: newTally()}
}

// Layer begins a layer; what is added next belongs to it.
func (m *Merger) Layer(l Layer) {
	if len(m.layers) == 0 || m.layers[len(m.layers)-1].Name != l.Name {
		m.layers = append(m.layers, l)
		m.quality.Layers = append(m.quality.Layers, LayerQuality{Name: l.Name, Unmapped: map[string]int{}, Formats: map[string]int{}})
	}
}

func (m *Merger) here() *LayerQuality { return &m.quality.Layers[len(m.quality.Layers)-1] }

// Reported counts what the import of the layer said of a record or a file.
func (m *Merger) Reported(r source.Reported) {
	q := m.here()
	if r.Skipped {
		q.Skipped++
	}
	q.Reported.add(r)
}

// Add takes a document of the layer that was begun last.
func (m *Merger) Add(d *source.Document) error {
	q := m.here()
	q.Read++
	q.Formats[d.Format]++
	for _, f := range d.Unmapped {
		q.Unmapped[d.Format+": "+f]++
	}
	q.counter.Add(*d)
	place := d.Place
	d.Place = source.Place{}
	content, err := json.Marshal(d)
	if err != nil {
		return err
	}
	d.Place = place
	sum := maphash.Bytes(m.seed, content)
	if _, again := m.seen[sum]; again {
		q.Repeated++
		return nil
	}
	numbers, ok := m.numbersOf(d)
	if !ok {
		q.Unreadable++
		return nil
	}
	m.seen[sum] = struct{}{}
	e := doc{layer: uint16(len(m.layers) - 1), bears: bears(d)}
	for _, n := range numbers {
		if r := rank(n); uint8(r) > e.rank || uint8(r) == e.rank && n.ID() < e.id {
			e.rank, e.id = uint8(r), n.ID()
		}
		if n.Type != patent.Publication {
			e.app = n.ID()
		}
	}
	if err := m.spill(&e, item{Document: d}); err != nil {
		return err
	}
	m.join(e, numbers)
	m.note(int32(len(m.docs)-1), d)
	return nil
}

// maxDocs is the most documents that are merged at once.
const maxDocs = 1<<31 - 2

func (m *Merger) spill(e *doc, i item) error {
	if len(m.docs) >= maxDocs || len(m.layers) > 1<<16-1 {
		return fmt.Errorf("more than %d documents or %d layers cannot be merged at once", maxDocs, 1<<16-1)
	}
	text, err := json.Marshal(i)
	if err != nil {
		return err
	}
	if _, err := m.opt.Spill.Write(text); err != nil {
		return fmt.Errorf("documents cannot be laid out for merging: %w", err)
	}
	e.at, e.size = m.written, int32(len(text))
	m.written += int64(len(text))
	return nil
}

// join enters a document under its keys.
func (m *Merger) join(e doc, numbers []patent.Number) {
	i := int32(len(m.docs))
	m.docs = append(m.docs, e)
	m.parent = append(m.parent, i)
	for _, n := range numbers {
		if n.Type == patent.Publication {
			key, loose := publicationKey(n)
			if loose {
				m.loose = append(m.loose, looseKey{i, key, source.Number{Office: n.Country, Text: n.Serial}})
				continue
			}
			m.enter(key, i)
			continue
		}
		for _, key := range applicationKeys(n) {
			m.enter(key, i)
		}
	}
}

func (m *Merger) enter(key string, i int32) {
	k := maphash.String(m.seed, key)
	if first, ok := m.keys[k]; ok {
		m.union(first, i)
	} else {
		m.keys[k] = i
	}
}

func (m *Merger) find(i int32) int32 {
	for m.parent[i] != i {
		m.parent[i] = m.parent[m.parent[i]]
		i = m.parent[i]
	}
	return i
}

// union joins two groups; the first document of both stays their root.
func (m *Merger) union(a, b int32) {
	a, b = m.find(a), m.find(b)
	m.parent[max(a, b)] = min(a, b)
}

// Takes reports whether a record of a table speaks of a right of which documents speak; it is then merged with them.
func (m *Merger) Takes(r *patent.Record) (bool, error) {
	n, ok := patent.ParseNumber(r.ID, "publication").One()
	if !ok || n.ID() != r.ID || n.Country != r.Office {
		return false, nil
	}
	key, loose := publicationKey(n)
	if loose {
		return false, nil
	}
	if _, ok := m.keys[maphash.String(m.seed, key)]; !ok {
		return false, nil
	}
	q := m.here()
	q.Read++
	q.Formats["table"]++
	e := doc{layer: uint16(len(m.layers) - 1), bears: true, rank: uint8(rank(n)), id: n.ID()}
	if err := m.spill(&e, item{Record: r}); err != nil {
		return false, err
	}
	m.join(e, []patent.Number{n})
	return true, nil
}

// Records merges what was added and hands on one record for each right, with the number of the last layer that speaks
// of it, in the order in which the first of its documents came.
func (m *Merger) Records(keep func(r patent.Record, layer uint32) error) error {
	m.joinLoose()
	groups := m.groups()
	ids := make(map[int32]string, len(groups))
	for _, g := range groups {
		ids[m.find(g[0])] = m.nameOf(g)
	}
	kin := func(key string) (string, bool) {
		i, ok := m.keys[maphash.String(m.seed, key)]
		if !ok {
			return "", false
		}
		id, ok := ids[m.find(i)]
		return id, ok && id != ""
	}
	families := m.families(func(root int32) string { return ids[root] })
	var buf []byte
	for _, g := range groups {
		root := m.find(g[0])
		right := &right{m: m, kin: kin, id: ids[root], family: families[root]}
		var layer uint32
		for _, i := range g {
			e := &m.docs[i]
			buf = slices.Grow(buf[:0], int(e.size))[:e.size]
			if _, err := m.opt.Spill.ReadAt(buf, e.at); err != nil {
				return fmt.Errorf("documents laid out for merging cannot be read back: %w", err)
			}
			var it item
			if err := json.NewDecoder(bytes.NewReader(buf)).Decode(&it); err != nil {
				return fmt.Errorf("documents laid out for merging cannot be read back: %w", err)
			}
			l := &m.layers[e.layer]
			layer = max(layer, l.Number)
			right.add(it, l)
		}
		if right.id == "" {
			m.tally.unmatched(right)
			continue
		}
		rec := right.record()
		m.tally.merged(right, &rec)
		if err := keep(rec, layer); err != nil {
			return err
		}
	}
	m.tally.into(&m.quality)
	return nil
}

// joinLoose joins a number without its level to the one right at hand that bears it at any level.
func (m *Merger) joinLoose() {
	for _, l := range m.loose {
		var found []int32
		var candidates []string
		for _, level := range levels {
			if i, ok := m.keys[maphash.String(m.seed, l.key+level)]; ok {
				if r := m.find(i); !slices.Contains(found, r) {
					found = append(found, r)
					candidates = append(candidates, l.at.Office+l.at.Text+level)
				}
			}
		}
		switch len(found) {
		case 1:
			m.union(found[0], l.doc)
		case 0:
			m.enter(l.key, l.doc)
		default:
			m.enter(l.key, l.doc)
			m.tally.number(Unmatched{Number: l.at.Office + " " + l.at.Text, Candidates: candidates, Layer: m.layers[m.docs[l.doc].layer].Name,
				Reason: "the office counts applications and grants apart, and the source gives no kind code"})
		}
	}
	m.loose = nil
}

// groups are the documents of each right, in the order in which the first of each came.
func (m *Merger) groups() [][]int32 {
	order := make([]int32, len(m.docs))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Or(cmp.Compare(m.find(a), m.find(b)), cmp.Compare(a, b)) })
	var out [][]int32
	for i := 0; i < len(order); {
		j := i + 1
		for j < len(order) && m.find(order[j]) == m.find(order[i]) {
			j++
		}
		out = append(out, order[i:j:j])
		i = j
	}
	return out
}

// nameOf is the id of the right of some documents: the best number that any of them gives. It is empty where no
// document describes the right.
func (m *Merger) nameOf(group []int32) string {
	bears, best := false, doc{}
	for _, i := range group {
		e := &m.docs[i]
		bears = bears || e.bears
		if e.rank > best.rank || e.rank == best.rank && e.id < best.id {
			best = *e
		}
	}
	if !bears {
		return ""
	}
	return best.id
}

// bears reports whether a document describes a right, and does not only say something of one. Legal events and
// conveyances alone describe nothing.
func bears(d *source.Document) bool {
	if len(d.Declared) > 0 || kindOfFormat(d.Format).attaches {
		return false
	}
	return d.Title != "" || d.Granted == patent.Yes || len(d.Parties) > 0 || len(d.Priorities) > 0 || len(d.CPC) > 0 || len(d.IPC) > 0 ||
		d.Kind != patent.KindUnknown || d.Filed != when.Unknown || d.Grant != when.Unknown || d.Published != when.Unknown
}

// numbersOf reads the numbers of a document. What cannot be read joins nothing and is listed; ok is false when nothing
// can be read.
func (m *Merger) numbersOf(d *source.Document) (numbers []patent.Number, ok bool) {
	take := func(n source.Number, p patent.Parsed) {
		one, single := p.One()
		switch {
		case single && (one.Country == d.Office || d.Office == "" || one.Type == patent.International):
			if one.Type == patent.International && d.Office != "WO" {
				return // the international application that the right goes back to is another one
			}
			if !slices.Contains(numbers, one) {
				numbers = append(numbers, one)
			}
		case single:
			m.tally.number(m.unmatched(d, n, fmt.Sprintf("it is a number of %s in a record of %s", one.Country, d.Office), nil))
		default:
			var candidates []string
			for _, c := range p.Readings {
				candidates = append(candidates, c.ID())
			}
			m.tally.number(m.unmatched(d, n, p.Reason, candidates))
		}
	}
	for _, p := range d.Publications {
		if n := inOffice(p.Number, d.Office); n.Text != "" {
			take(n, n.Publication())
		}
	}
	if n := inOffice(d.Application, d.Office); n.Text != "" {
		take(n, n.Filing(d.Filed))
	}
	return numbers, len(numbers) > 0
}

func (m *Merger) unmatched(d *source.Document, n source.Number, reason string, candidates []string) Unmatched {
	text := n.Text
	if n.Kind != "" {
		text += " " + n.Kind
	}
	if n.Office != "" {
		text = n.Office + " " + text
	}
	return Unmatched{Number: text, Reason: reason, Candidates: candidates, Layer: m.layers[len(m.layers)-1].Name, Place: d.Place}
}

// Quality is what came of it, complete once Records has ended.
func (m *Merger) Quality() *Quality { return &m.quality }
