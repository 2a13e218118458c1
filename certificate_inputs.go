package crossgrant

import (
	"archive/zip"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/check"
)

// InputKind says what a file is to a workspace.
type InputKind string

// The kinds of input.
const (
	InputAgreement InputKind = "agreement"
	InputJournal   InputKind = "journal"
	InputList      InputKind = "list"  // a table of patents that an agreement names
	InputLayer     InputKind = "layer" // what a table of the portfolio is, and since when it is known
	InputTable     InputKind = "table" // a table of the portfolio, as it was imported
)

// InputFile is one file that answers are computed from.
type InputFile struct {
	Path       string // in the workspace, with slashes
	Kind       InputKind
	Size       int64
	SHA256     string // "sha256:…" of its bytes
	Privileged int    // statements in it that are marked privileged

	content []byte // where it has been read whole
}

// maxCarried is how many bytes of inputs a certificate may carry.
const maxCarried = 128 << 20

// InputFiles lists the files that answers of the workspace are computed from, by path. Texts and lists are hashed as
// they were read; a table of the portfolio is read again, and must still be what was imported.
func (w *Workspace) InputFiles() ([]InputFile, error) {
	w.mu.RLock()
	t, layers, world, opt := w.texts, w.patents.layers, w.world, w.checkOptions(w.patents.latest())
	w.mu.RUnlock()
	lists := map[string][]byte{}
	opt.ReadFile = func(name string) ([]byte, error) {
		src, err := readLimited(w.files, name)
		if err == nil {
			lists[name] = src
		}
		return src, err
	}
	check.Check(t.docs, t.journals, opt) // for the tables that agreements name
	var out []InputFile
	for _, name := range t.names() {
		kind := InputAgreement
		if strings.HasSuffix(name, journalExt) {
			kind = InputJournal
		}
		out = append(out, inputOf(name, kind, t.src[name]))
	}
	for name, src := range lists {
		if t.src[name] == nil {
			out = append(out, inputOf(name, InputList, src))
		}
	}
	for _, l := range layers {
		for _, f := range []struct {
			name string
			kind InputKind
		}{{l.Name + ".layer", InputLayer}, {l.File, InputTable}} {
			in, err := hashFile(w.files, path.Join(portfolioDir, f.name), f.kind)
			if err != nil {
				return nil, err
			}
			if f.kind == InputTable && in.SHA256 != "sha256:"+l.SHA256 {
				return nil, fmt.Errorf("%s is no longer the table that was imported: its %s, the import recorded sha256:%s; put the imported file back", in.Path, in.SHA256, l.SHA256)
			}
			out = append(out, in)
		}
	}
	privileged := privilegedByFile(world)
	for i := range out {
		out[i].Privileged = privileged[out[i].Path]
	}
	return sortedInputs(out), nil
}

// sortedInputs sorts by path and keeps each path once: two layers may share a table.
func sortedInputs(in []InputFile) []InputFile {
	slices.SortStableFunc(in, func(a, b InputFile) int { return cmp.Compare(a.Path, b.Path) })
	return slices.CompactFunc(in, func(a, b InputFile) bool { return a.Path == b.Path })
}

func inputOf(name string, kind InputKind, src []byte) InputFile {
	sum := sha256.Sum256(src)
	return InputFile{Path: name, Kind: kind, Size: int64(len(src)), SHA256: "sha256:" + hex.EncodeToString(sum[:]), content: src}
}

// hashFile hashes a file without keeping it.
func hashFile(files fs.FS, name string, kind InputKind) (InputFile, error) {
	f, err := files.Open(name)
	if err != nil {
		return InputFile{}, fmt.Errorf("%s cannot be read: %w", name, err)
	}
	defer f.Close()
	h := sha256.New()
	n, err := io.Copy(h, f)
	if err != nil {
		return InputFile{}, fmt.Errorf("%s cannot be read: %w", name, err)
	}
	return InputFile{Path: name, Kind: kind, Size: n, SHA256: "sha256:" + hex.EncodeToString(h.Sum(nil))}, nil
}

// Contents reads the bytes of inputs that [Workspace.InputFiles] listed, for a certificate that carries its inputs. It
// fails when they are more than a certificate can carry, or when a file has changed since it was listed.
func (w *Workspace) Contents(of []InputFile) (map[string][]byte, error) {
	total := int64(0)
	for _, in := range of {
		total += in.Size
	}
	if total > maxCarried {
		return nil, fmt.Errorf("the inputs are %d MB, and a certificate carries at most %d MB; write it without them and keep a copy of the folder", total>>20, maxCarried>>20)
	}
	out := map[string][]byte{}
	for _, in := range of {
		src := in.content
		if src == nil && in.Size > 0 {
			var err error
			if src, err = fs.ReadFile(w.files, in.Path); err != nil {
				return nil, fmt.Errorf("%s cannot be read: %w", in.Path, err)
			}
		}
		if inputOf(in.Path, in.Kind, src).SHA256 != in.SHA256 {
			return nil, fmt.Errorf("%s was changed while the certificate was written; ask again", in.Path)
		}
		if src == nil {
			src = []byte{}
		}
		out[in.Path] = src
	}
	return out, nil
}

// OpenInputs opens the workspace that a certificate carries: its inputs by path. It can only be read.
func OpenInputs(inputs map[string][]byte, opt Options) (*Workspace, error) {
	files, err := filesOf(inputs)
	if err != nil {
		return nil, err
	}
	return OpenFS(files, opt)
}

// filesOf is a file system that holds the inputs.
func filesOf(inputs map[string][]byte) (fs.FS, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, src := range inputs {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			return nil, fmt.Errorf("the input %s cannot be laid out: %w", name, err)
		}
		if _, err := f.Write(src); err != nil {
			return nil, fmt.Errorf("the input %s cannot be laid out: %w", name, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("the inputs cannot be laid out: %w", err)
	}
	return zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
}

// FolderInputs hashes the inputs that a folder holds today, whether or not it can be opened as a workspace. Also names
// paths to look at beside those that the folder itself shows to be inputs; one that is not there is left out.
func FolderInputs(dir string, also []string) ([]InputFile, error) {
	if info, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return nil, fmt.Errorf("there is no folder %s; -C DIR names the one to ask", dir)
	}
	return InputsIn(os.DirFS(dir), also)
}

// InputsIn is [FolderInputs] for a folder that is not on the disk.
func InputsIn(files fs.FS, also []string) ([]InputFile, error) {
	found := map[string]InputKind{}
	for _, x := range []struct {
		dir, ext string
		kind     InputKind
	}{{agreementsDir, ".md", InputAgreement}, {".", journalExt, InputJournal}, {portfolioDir, ".layer", InputLayer}} {
		names, err := listFiles(files, x.dir, x.ext)
		if err != nil {
			return nil, err
		}
		for _, n := range names {
			found[n] = x.kind
			if x.kind == InputLayer {
				if table := tableOf(files, n); table != "" {
					found[table] = InputTable
				}
			}
		}
	}
	for _, n := range also {
		if _, ok := found[n]; !ok && fs.ValidPath(n) {
			found[n] = InputList
		}
	}
	var out []InputFile
	for name, kind := range found {
		in, err := hashFile(files, name, kind)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, in)
	}
	return sortedInputs(out), nil
}

// tableOf is the table that a sidecar names; empty where it cannot be made out.
func tableOf(files fs.FS, sidecar string) string {
	src, err := readLimited(files, sidecar)
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(src)) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "file "); ok {
			if name = path.Join(portfolioDir, strings.TrimSpace(name)); fs.ValidPath(name) {
				return name
			}
		}
	}
	return ""
}

// InputsHash is one hash over all inputs: their paths and hashes, by path.
func InputsHash(in []InputFile) string {
	h := sha256.New()
	for _, f := range sortedInputs(slices.Clone(in)) {
		fmt.Fprintf(h, "%s\n%s\n", f.Path, f.SHA256)
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil))
}

// InputChange is one input that is not what it was.
type InputChange struct {
	Path     string
	Was, Now string // hashes; empty: it was, or is, not there
}

// String says what happened to the file.
func (c InputChange) String() string {
	switch {
	case c.Was == "":
		return "added"
	case c.Now == "":
		return "missing"
	}
	return "changed"
}

// CompareInputs lists the files that differ, by path.
func CompareInputs(was, now []InputFile) []InputChange {
	hashes := map[string]*InputChange{}
	at := func(path string) *InputChange {
		c := hashes[path]
		if c == nil {
			c = &InputChange{Path: path}
			hashes[path] = c
		}
		return c
	}
	for _, f := range was {
		at(f.Path).Was = f.SHA256
	}
	for _, f := range now {
		at(f.Path).Now = f.SHA256
	}
	var out []InputChange
	for _, c := range hashes {
		if c.Was != c.Now {
			out = append(out, *c)
		}
	}
	slices.SortFunc(out, func(a, b InputChange) int { return cmp.Compare(a.Path, b.Path) })
	return out
}

// privilegedByFile counts the statements marked privileged, those of expectations included.
func privilegedByFile(world *agreement.World) map[string]int {
	out := map[string]int{}
	count := func(fs []agreement.Fact) {
		for i := range fs {
			if fs[i].Privileged {
				out[fs[i].At.File]++
			}
		}
	}
	count(world.Facts)
	for _, a := range world.Agreements {
		for _, e := range a.Expects {
			count(e.Given)
		}
	}
	return out
}
