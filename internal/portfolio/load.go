package portfolio

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// LoadOptions says what to load and how the data of a layer is read.
type LoadOptions struct {
	Known      when.Date // layers recorded on or before this day; when.Max: all
	OwnerOrder []string  // see BuildOptions

	// Read hands on the records of a layer's data; it stops when keep returns false. It belongs to the importers, which
	// this package does not know.
	Read func(l Layer, data io.Reader, keep func(patent.Record) bool) error
	// Merge begins the merging of documents; it is called when a layer holds any. Nil: no layer may.
	Merge func() (Merger, error)
	// ReadKey stands for all that Read depends on beside the layer: the names of organisations it knows, the version
	// of its rules. Another key means another cached snapshot.
	ReadKey string

	Cache string // folder for snapshots, such as .crossgrant of the workspace; empty: none is kept
}

// Loaded says what a snapshot was made of.
type Loaded struct {
	Layers   []Layer  // merged, in the order in which they override each other
	Later    []Layer  // recorded after LoadOptions.Known and left out
	Stray    []string // data files of the folder that no sidecar names: not imported, not read
	Merged   Merge
	Quality  []byte // what the merging of documents found, as Merger.Quality wrote it; nil without documents
	Cached   bool   // the snapshot came from the cache
	Uncached string // why it could not be put there, a sentence; empty when it was
}

// Merger turns the documents of several layers into records, one for each right. It is given all layers of documents,
// then the records of tables; then it gives the merged records.
type Merger interface {
	// Documents takes the data of a layer of documents. Number is its place in the order in which layers override.
	Documents(l Layer, number uint32, data io.Reader) error
	// Takes reports whether a record of a table speaks of a right that documents speak of, too; it is then part of
	// what is merged, and no record of its own.
	Takes(l Layer, number uint32, r patent.Record) (bool, error)
	// Records hands on the merged records, each with the number of the last layer that speaks of it.
	Records(keep func(r patent.Record, number uint32) error) error
	// Quality is what the merging found, for people and programs.
	Quality() ([]byte, error)
	// Close lets go of what the merging needed.
	Close() error
}

// Merge counts what happened where a patent is in several rows or layers.
type Merge struct {
	Records     int        `json:"records"`     // read from all layers
	Repeated    int        `json:"repeated"`    // say what an earlier record of the same or an earlier layer said
	Conflicting int        `json:"conflicting"` // differ from an earlier record of the same layer; the first stands
	Overriding  int        `json:"overriding"`  // replace a record of an earlier layer
	Changes     int        `json:"changes"`     // of these, how many change owners or dates
	Apart       int        `json:"apart"`       // merged records that share their number with another and differ in the kind code
	Listed      []Conflict `json:"listed"`      // conflicting and changing records by id, at most 1,000
}

// Apart are, at most offices, publications of one right (the application EP2400812A1 and the grant EP2400812B1) that no
// source links. They stay rights of their own, and whoever shows counts says so.

// Conflict is one patent of which records say different things.
type Conflict struct {
	ID      string   `json:"id"`
	Layer   string   `json:"layer"`
	Earlier string   `json:"earlier"` // the layer of the record it differs from; the same for a conflict within a layer
	Differ  []string `json:"differ"`  // "owners", "filing date" ...; "other attributes"
}

const maxListed = 1000

// Load makes the snapshot of the layers in a folder that are known on a day, or takes it from the cache. A record of a
// later layer replaces that of an earlier one as a whole; facts of journals come on top and are not seen here.
func Load(dir string, opt LoadOptions) (*Snapshot, *Loaded, error) {
	return folder{os.DirFS(dir), dir}.load(opt)
}

// LoadFS is [Load] for a folder that is not on the disk, such as one the program carries within itself. Its name
// stands in messages.
func LoadFS(files fs.FS, name string, opt LoadOptions) (*Snapshot, *Loaded, error) {
	return folder{files, name}.load(opt)
}

func (d folder) load(opt LoadOptions) (*Snapshot, *Loaded, error) {
	all, stray, err := d.layers()
	if err != nil {
		return nil, nil, err
	}
	l := &Loaded{Stray: stray}
	for _, layer := range all {
		if layer.Recorded <= opt.Known {
			l.Layers = append(l.Layers, layer)
		} else {
			l.Later = append(l.Later, layer)
		}
	}
	key, err := d.cacheKey(l.Layers, opt)
	if err != nil {
		return nil, nil, err
	}
	if s, m, quality, ok := fromCache(opt.Cache, key); ok {
		l.Merged, l.Quality, l.Cached = m, quality, true
		return s, l, nil
	}
	if opt.Read == nil && len(l.Layers) > 0 {
		return nil, nil, fmt.Errorf("%s: %w: the program has no reader for it", d.name, ErrLayer)
	}
	b := newBuilder(BuildOptions{OwnerOrder: opt.OwnerOrder})
	if l.Quality, err = b.addLayers(d, l.Layers, opt); err != nil {
		return nil, nil, err
	}
	byID := b.merge(l.Layers, &l.Merged)
	s, err := b.finish(byID)
	if err != nil {
		return nil, nil, err
	}
	if opt.Cache != "" {
		if err := toCache(opt.Cache, key, s, l.Merged, l.Quality); err != nil {
			l.Uncached = "The snapshot could not be kept for the next time: " + err.Error()
		}
	}
	return s, l, nil
}

// addLayers reads documents first and tables after them, because the record of a table may speak of a right of which
// documents speak.
func (b *builder) addLayers(d folder, layers []Layer, opt LoadOptions) (quality []byte, err error) {
	var m Merger
	if slices.ContainsFunc(layers, func(l Layer) bool { return l.Documents() }) {
		if opt.Merge == nil {
			return nil, fmt.Errorf("%s: %w: the program has no reader for documents", d.name, ErrLayer)
		}
		if m, err = opt.Merge(); err != nil {
			return nil, err
		}
		defer func() { err = errors.Join(err, m.Close()) }()
	}
	for i, layer := range layers {
		if layer.Documents() {
			if err := d.read(layer, func(data io.Reader) error { return m.Documents(layer, uint32(i), data) }); err != nil {
				return nil, err
			}
		}
	}
	for i, layer := range layers {
		if layer.Documents() {
			continue
		}
		err := d.read(layer, func(data io.Reader) error {
			var failed error
			err := opt.Read(layer, data, func(r patent.Record) bool {
				taken := false
				if m != nil {
					taken, failed = m.Takes(layer, uint32(i), r)
				}
				if !taken && failed == nil {
					failed = b.add(&r, uint32(i))
				}
				return failed == nil
			})
			return cmp.Or(failed, err)
		})
		if err != nil {
			return nil, err
		}
	}
	if m == nil {
		return nil, nil
	}
	if err := m.Records(func(r patent.Record, number uint32) error { return b.add(&r, number) }); err != nil {
		return nil, err
	}
	return m.Quality()
}

// read opens a layer's data for reading and checks that it is what was imported.
func (d folder) read(l Layer, read func(data io.Reader) error) error {
	f, err := d.files.Open(l.File)
	if err != nil {
		return fmt.Errorf("layer %s: %w", l.Name, err)
	}
	defer f.Close()
	sum := sha256.New()
	data := io.TeeReader(f, sum)
	if err := read(data); err != nil {
		return fmt.Errorf("layer %s: %w", l.Name, err)
	}
	if _, err := io.Copy(io.Discard, data); err != nil {
		return fmt.Errorf("layer %s: %w", l.Name, err)
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != l.SHA256 {
		return fmt.Errorf("%s: %w: its sha256 is %s…, the import recorded %s…: it was changed (or its line ends were converted); put the imported file back, or remove %s and import the changed one",
			d.path(l.File), ErrLayer, got[:12], l.SHA256[:12], l.Name+sidecarEnding)
	}
	return nil
}

// merge decides for each id which record stands, and returns these by id.
func (b *builder) merge(layers []Layer, m *Merge) []uint32 {
	byID := b.sortIDs()
	m.Records = len(byID)
	kept := byID[:0]
	list := func(id uint32, earlier uint32, differ []string) {
		if len(m.Listed) < maxListed {
			e, f := &b.entries[id], &b.entries[earlier]
			m.Listed = append(m.Listed, Conflict{ID: e.id, Layer: layers[e.layer].Name, Earlier: layers[f.layer].Name, Differ: differ})
		}
	}
	for _, i := range byID {
		n := len(kept)
		if n == 0 || b.entries[kept[n-1]].id != b.entries[i].id {
			kept = append(kept, i)
			continue
		}
		was := kept[n-1]
		switch {
		case b.digests[i] == b.digests[was]:
			m.Repeated++
		case b.entries[i].layer == b.entries[was].layer:
			m.Conflicting++
			list(i, was, b.differ(i, was))
		default:
			m.Overriding++
			if differ := b.differ(i, was); differ[0] != otherAttributes {
				m.Changes++
				list(i, was, differ)
			}
			kept[n-1] = i
		}
	}
	m.Apart = b.apart(kept)
	return kept
}

// apart counts the entries whose id has the number of a neighbour's and another kind code.
func (b *builder) apart(byID []uint32) int {
	n, before, counted := 0, "", false
	for _, i := range byID {
		number := withoutKindCode(b.entries[i].id)
		same := number != "" && number == before
		if same && !counted {
			n++ // the neighbour before
		}
		if same {
			n++
		}
		before, counted = number, same
	}
	return n
}

const otherAttributes = "other attributes"

// differ names what two records of one id say differently; the owners and dates among it come first.
func (b *builder) differ(x, y uint32) []string {
	e, f := &b.entries[x], &b.entries[y]
	var out []string
	if e.owner != f.owner || !slices.Equal(b.coLists[e.co], b.coLists[f.co]) {
		out = append(out, "owners")
	}
	for i, name := range []string{"priority date", "filing date", "publication date", "grant date", "end of term"} {
		if e.days[2*i] != f.days[2*i] || e.days[2*i+1] != f.days[2*i+1] {
			out = append(out, name)
		}
	}
	if len(out) == 0 {
		return []string{otherAttributes}
	}
	return out
}

// cacheKey names the snapshot of these layers read in this way. The data itself is not read for it: its size and
// time stand in, and a data file that was touched is read, and checked, again.
func (d folder) cacheKey(layers []Layer, opt LoadOptions) (string, error) {
	h := sha256.New()
	fmt.Fprintf(h, "%d\n%q\n%q\n", version, opt.ReadKey, opt.OwnerOrder)
	for _, l := range layers {
		info, err := fs.Stat(d.files, l.File)
		if err != nil {
			return "", fmt.Errorf("%s: %w: its data %s is not there; put it back, or remove %s", d.name, ErrLayer, l.File, l.Name+sidecarEnding)
		}
		fmt.Fprintf(h, "%q\n%d %d\n", l.format(), info.Size(), info.ModTime().UnixNano())
	}
	return hex.EncodeToString(h.Sum(nil)[:12]), nil
}

const (
	cachePrefix = "portfolio-"
	cacheEnding = ".snapshot"
	mergeEnding = ".merge.json"
	maxCached   = 4
)

func fromCache(dir, key string) (*Snapshot, Merge, []byte, bool) {
	if dir == "" {
		return nil, Merge{}, nil, false
	}
	file := filepath.Join(dir, cachePrefix+key)
	text, err := os.ReadFile(file + mergeEnding)
	var m cachedMerge
	if err != nil || json.Unmarshal(text, &m) != nil {
		return nil, Merge{}, nil, false
	}
	s, err := Open(file + cacheEnding) // whatever is wrong with it: it is built anew
	if err != nil {
		return nil, Merge{}, nil, false
	}
	return s, m.Merge, m.Quality, true
}

// cachedMerge is what stands beside a cached snapshot.
type cachedMerge struct {
	Merge
	Quality json.RawMessage `json:"quality,omitempty"`
}

func toCache(dir, key string, s *Snapshot, m Merge, quality []byte) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	text, err := json.Marshal(cachedMerge{m, quality})
	if err != nil {
		return err
	}
	file := filepath.Join(dir, cachePrefix+key)
	if err := s.Save(file + cacheEnding); err != nil {
		return err
	}
	if err := writeFile(file+mergeEnding, strings.NewReader(string(text))); err != nil {
		return err
	}
	return prune(dir)
}

// prune keeps the snapshots written last: other days of knowledge, drafts of other orders.
func prune(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	var files []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), cachePrefix) && strings.HasSuffix(e.Name(), cacheEnding) {
			files = append(files, filepath.Join(dir, e.Name()))
		}
	}
	written := func(file string) time.Time {
		info, err := os.Stat(file)
		if err != nil {
			return time.Time{}
		}
		return info.ModTime()
	}
	slices.SortFunc(files, func(a, b string) int { return written(b).Compare(written(a)) })
	for _, f := range files[min(len(files), maxCached):] {
		if err := os.Remove(f); err != nil {
			return err
		}
		if err := os.Remove(strings.TrimSuffix(f, cacheEnding) + mergeEnding); err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	return nil
}
