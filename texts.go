package crossgrant

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/internal/syntax"
)

// texts are the agreements and journals of a workspace, read and parsed, each list sorted by name.
type texts struct {
	docs     []*syntax.Document
	journals []*syntax.Journal
	src      map[string][]byte
}

const (
	agreementsDir = "agreements"
	journalExt    = ".facts"
)

// maxText is how much of one text is read, in bytes: one more than the parser takes, which then says that the file is
// too large instead of working through hundreds of megabytes.
const maxText = 64<<20 + 1

// readTexts reads agreements/*.md and *.facts.
func readTexts(files fs.FS) (*texts, error) {
	t := &texts{src: map[string][]byte{}}
	docs, err := listFiles(files, agreementsDir, ".md")
	if err != nil {
		return nil, err
	}
	journals, err := listFiles(files, ".", journalExt)
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Concat(docs, journals) {
		src, err := readLimited(files, name)
		if err != nil {
			return nil, err
		}
		t.src[name] = src
		if strings.HasSuffix(name, journalExt) {
			t.journals = append(t.journals, syntax.ParseJournal(name, src))
		} else {
			t.docs = append(t.docs, syntax.ParseDocument(name, src))
		}
	}
	return t, nil
}

// listFiles lists the files of a folder with an extension; a folder that does not exist has none.
func listFiles(files fs.FS, dir, ext string) ([]string, error) {
	entries, err := fs.ReadDir(files, dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the folder %s cannot be listed: %w", dir, err)
	}
	var out []string
	for _, e := range entries {
		if !e.IsDir() && strings.HasSuffix(e.Name(), ext) && !strings.HasPrefix(e.Name(), ".") {
			out = append(out, path.Join(dir, e.Name()))
		}
	}
	slices.Sort(out)
	return out, nil
}

// readLimited reads a file, or as much of it as a text may be long.
func readLimited(files fs.FS, name string) ([]byte, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, maxText))
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", name, err)
	}
	return src, nil
}

func (t *texts) source(file string) []byte { return t.src[file] }

// names lists the files read, agreements first.
func (t *texts) names() []string {
	var out []string
	for _, d := range t.docs {
		out = append(out, d.Path)
	}
	for _, j := range t.journals {
		out = append(out, j.Path)
	}
	return out
}

// withJournal returns the texts with one journal replaced or added.
func (t *texts) withJournal(j *syntax.Journal, src []byte) *texts {
	n := &texts{docs: t.docs, src: map[string][]byte{}}
	for name, b := range t.src {
		n.src[name] = b
	}
	n.src[j.Path] = src
	for _, old := range t.journals {
		if old.Path != j.Path {
			n.journals = append(n.journals, old)
		}
	}
	n.journals = append(n.journals, j)
	slices.SortFunc(n.journals, func(a, b *syntax.Journal) int { return strings.Compare(a.Path, b.Path) })
	return n
}

// hash is the sha256 over names and contents of the texts that keep selects.
func (t *texts) hash(keep func(name string) bool) string {
	h := sha256.New()
	for _, name := range t.names() {
		if keep(name) {
			fmt.Fprintf(h, "%s\n%d\n", name, len(t.src[name]))
			h.Write(t.src[name])
		}
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil))
}
