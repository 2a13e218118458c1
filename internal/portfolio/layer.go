package portfolio

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/crossgrant/crossgrant/when"
)

// Layer is one imported source: a data file, and beside it a sidecar NAME.layer that says what it is. A table is kept
// as it came; of every other format the documents are kept that were read from it. A layer never changes; a newer state
// of the same source is a later layer.
type Layer struct {
	Name     string            // of the sidecar without its ending
	File     string            // of the data, in the same folder: "lens-2024.csv"
	SHA256   string            // of the data
	Rows     int               // records the import kept
	Recorded when.Date         // known from this day on; when.Min: always
	Source   when.Date         // the day the source describes; no date lies after it; when.None: not stated
	Order    int               // of import: later layers override earlier ones of the same day
	Origin   string            // name of the file that was imported
	Columns  map[string]string // header by meaning, where the import had to be told

	// Of a layer of documents alone.
	Formats      []string // of the members that were read, sorted; nil: the layer is a table
	OriginSHA256 string   // of what was imported
	Skipped      int      // records that were left out
}

// Documents reports whether the layer holds documents and is no table.
func (l *Layer) Documents() bool { return len(l.Formats) > 0 }

const sidecarEnding = ".layer"

// ErrLayer is wrapped by the errors that say why a layer cannot be used.
var ErrLayer = errors.New("layer cannot be used")

// sidecarHead explains the file to who opens it.
const sidecarHead = "# Written by `crossgrant import`; the data beside it must stay as it is.\n"

// format writes the sidecar: one `key value` a line, columns as `column MEANING = HEADER`.
func (l *Layer) format() string {
	var b strings.Builder
	b.WriteString(sidecarHead)
	line := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s %s\n", key, value)
		}
	}
	line("file", l.File)
	line("sha256", l.SHA256)
	line("rows", strconv.Itoa(l.Rows))
	if l.Recorded.Real() {
		line("recorded", l.Recorded.String())
	}
	if l.Source.Real() {
		line("source", l.Source.String())
	}
	line("order", strconv.Itoa(l.Order))
	line("origin", oneLine(l.Origin))
	line("origin-sha256", l.OriginSHA256)
	line("formats", strings.Join(l.Formats, " "))
	if l.Skipped > 0 {
		line("skipped", strconv.Itoa(l.Skipped))
	}
	for _, m := range slices.Sorted(maps.Keys(l.Columns)) {
		line("column", m+" = "+strconv.Quote(l.Columns[m]))
	}
	return b.String()
}

func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsControl(r) || r == ' ' }), " ")
}

// parseLayer reads a sidecar.
func parseLayer(name, text string) (Layer, error) {
	l := Layer{Name: name, Recorded: when.Min, Source: when.None}
	n := 0
	fail := func(format string, args ...any) (Layer, error) {
		return Layer{}, fmt.Errorf("%s%s:%d: %w: %s; import the source again", name, sidecarEnding, n, ErrLayer, fmt.Sprintf(format, args...))
	}
	for row := range strings.Lines(text) {
		n++
		row = strings.TrimSpace(row)
		if row == "" || strings.HasPrefix(row, "#") {
			continue
		}
		key, value, _ := strings.Cut(row, " ")
		value = strings.TrimSpace(value)
		var err error
		switch key {
		case "file":
			l.File = value
		case "sha256":
			l.SHA256 = value
		case "origin":
			l.Origin = value
		case "origin-sha256":
			l.OriginSHA256 = value
		case "formats":
			l.Formats = strings.Fields(value)
		case "skipped":
			l.Skipped, err = strconv.Atoi(value)
		case "rows":
			l.Rows, err = strconv.Atoi(value)
		case "order":
			l.Order, err = strconv.Atoi(value)
		case "recorded":
			l.Recorded, err = when.Parse(value)
		case "source":
			l.Source, err = when.Parse(value)
		case "column":
			meaning, header, ok := strings.Cut(value, "=")
			header, err = strconv.Unquote(strings.TrimSpace(header))
			if !ok || err != nil {
				return fail("a column is written `column MEANING = \"HEADER\"`")
			}
			if l.Columns == nil {
				l.Columns = map[string]string{}
			}
			l.Columns[strings.TrimSpace(meaning)] = header
		default:
			return fail("it says %q, which this program does not know", key)
		}
		if err != nil {
			return fail("%q cannot be read: %v", row, err)
		}
	}
	if l.File == "" || l.File != filepath.Base(l.File) || strings.ContainsAny(l.File, `/\`) || len(l.SHA256) != 2*sha256.Size {
		return fail("it must name a file of the same folder and its sha256")
	}
	return l, nil
}

// ReadLayers returns the layers of a folder in the order in which they override each other, and the names of data
// files that no sidecar names: what an interrupted import left, or what was put there by hand. A folder that does not
// exist has no layers.
func ReadLayers(dir string) (layers []Layer, stray []string, err error) {
	return folder{os.DirFS(dir), dir}.layers()
}

// folder is a portfolio folder, on the disk or within the program.
type folder struct {
	files fs.FS
	name  string // for messages
}

func (d folder) path(file string) string { return filepath.Join(d.name, file) }

func (d folder) layers() (layers []Layer, stray []string, err error) {
	entries, err := fs.ReadDir(d.files, ".")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("reading the portfolio folder: %w", err)
	}
	used := map[string]bool{}
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), sidecarEnding)
		if !ok || e.IsDir() || strings.HasPrefix(name, ".") {
			continue
		}
		text, err := fs.ReadFile(d.files, e.Name())
		if err != nil {
			return nil, nil, fmt.Errorf("reading the portfolio folder: %w", err)
		}
		l, err := parseLayer(name, string(text))
		if err != nil {
			return nil, nil, fmt.Errorf("%s%c%w", d.name, filepath.Separator, err)
		}
		layers = append(layers, l)
		used[l.File] = true
	}
	for _, e := range entries {
		switch filepath.Ext(e.Name()) {
		case ".csv", ".tsv", ".txt", ".zst":
			if !used[e.Name()] && !e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
				stray = append(stray, e.Name())
			}
		}
	}
	slices.SortFunc(layers, func(a, b Layer) int {
		return cmp.Or(cmp.Compare(a.Recorded, b.Recorded), cmp.Compare(a.Order, b.Order), strings.Compare(a.Name, b.Name))
	})
	return layers, stray, nil
}

// AddLayer copies a table into the folder, which it makes when needed, and writes its sidecar. The caller gives Name
// (words become an id), Rows, Recorded, Source, Origin and Columns; the rest is worked out. If a layer has that name
// already, a number is added to it; a layer with the same data, day and columns is not added twice. The sidecar comes
// last and by one rename: an interrupted import leaves no layer.
func AddLayer(dir string, l Layer, data io.Reader) (Layer, error) {
	fail := func(err error) (Layer, error) { return Layer{}, fmt.Errorf("adding to the portfolio: %w", err) }
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fail(err)
	}
	tmp, err := os.CreateTemp(dir, ".import-*")
	if err != nil {
		return fail(err)
	}
	defer os.Remove(tmp.Name()) // gone already when all went well
	sum := sha256.New()
	_, err = io.Copy(io.MultiWriter(tmp, sum), data)
	err = errors.Join(err, tmp.Chmod(0o644), tmp.Sync(), tmp.Close())
	if err != nil {
		return fail(err)
	}
	l.SHA256 = hex.EncodeToString(sum.Sum(nil))
	l, _, err = place(dir, l, tmp.Name(), ".csv")
	if err != nil {
		return fail(err)
	}
	return l, nil
}

// documentsEnding is of files of documents.
const documentsEnding = ".jsonl.zst"

// AddDocuments moves a finished file of documents into the folder and writes its sidecar, as [AddLayer] does for a
// table. The caller gives Formats, OriginSHA256 and Skipped, too. Where a layer holds the same already, the file is
// removed.
func AddDocuments(dir string, l Layer, file string) (Layer, error) {
	fail := func(err error) (Layer, error) { return Layer{}, fmt.Errorf("adding to the portfolio: %w", err) }
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fail(err)
	}
	var err error
	if l.SHA256, err = fileSum(file); err != nil {
		return fail(err)
	}
	l, moved, err := place(dir, l, file, documentsEnding)
	if err == nil && !moved {
		err = os.Remove(file)
	}
	if err != nil {
		return fail(err)
	}
	return l, nil
}

func fileSum(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// place renames a file to the name of its layer and writes the sidecar. moved is false when a layer says the same
// already.
func place(dir string, l Layer, file, ending string) (placed Layer, moved bool, err error) {
	layers, _, err := ReadLayers(dir)
	if err != nil {
		return Layer{}, false, err
	}
	for _, old := range layers {
		if old.SHA256 == l.SHA256 && old.Recorded == l.Recorded && old.Source == l.Source && maps.Equal(old.Columns, l.Columns) {
			return old, false, nil
		}
		l.Order = max(l.Order, old.Order+1)
	}
	l.Name = freeName(dir, layerID(l.Name), ending, l.SHA256)
	l.File = l.Name + ending
	if err := os.Rename(file, filepath.Join(dir, l.File)); err != nil {
		return Layer{}, false, err
	}
	return l, true, writeFile(filepath.Join(dir, l.Name+sidecarEnding), strings.NewReader(l.format()))
}

// layerID makes a name for files of what was imported: "Lens export (2024).csv" becomes lens-export-2024.
func layerID(name string) string {
	name = filepath.Base(name)
	for _, packed := range []string{".gz", ".zst", ".bz2", ".zip", ".jsonl"} {
		name = strings.TrimSuffix(name, packed)
	}
	name = strings.TrimSuffix(name, filepath.Ext(name))
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	id := strings.Join(words, "-")
	if len(id) > 80 {
		id = strings.ToValidUTF8(id[:80], "")
	}
	if id == "" {
		id = "layer"
	}
	return id
}

// freeName adds a number to a name of which the folder has files already. The same data without a sidecar is what an
// interruption just before the end left: its name is free.
func freeName(dir, id, ending, sum string) string {
	taken := func(name string) bool {
		if _, err := os.Lstat(filepath.Join(dir, name+sidecarEnding)); err == nil {
			return true
		}
		for _, e := range []string{".csv", documentsEnding} {
			file := filepath.Join(dir, name+e)
			if _, err := os.Lstat(file); err != nil {
				continue
			}
			if left, err := fileSum(file); e != ending || err != nil || left != sum {
				return true
			}
		}
		return false
	}
	name := id
	for n := 2; taken(name); n++ {
		name = fmt.Sprintf("%s-%d", id, n)
	}
	return name
}
