package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/klauspost/compress/flate"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

// Input is a file or a folder that a person wants imported. Its members are read one after the other, in one order.
type Input struct {
	Name   string // as messages call it
	Size   int64  // bytes on the disk
	SHA256 string // of the content; of a folder: of the names and contents of its files

	files  []inputFile
	limits Limits
	read   int64 // bytes read so far
}

type inputFile struct {
	path, name string
	size       int64
}

// ErrInput is wrapped by the errors that say why a file or folder cannot be imported at all.
var ErrInput = errors.New("cannot be imported")

// OpenInput looks at a file or a folder and sums its content, which takes one reading of it. Hidden files of a folder
// are left out, links are not followed.
func OpenInput(ctx context.Context, path string, limits Limits) (*Input, error) {
	in := &Input{Name: filepath.Base(path), limits: limits.orUsual()}
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	switch {
	case info.IsDir():
		if err := in.walk(path); err != nil {
			return nil, err
		}
		if len(in.files) == 0 {
			return nil, fmt.Errorf("%s: %w: the folder holds no file", path, ErrInput)
		}
	case info.Mode().IsRegular():
		in.files = []inputFile{{path, in.Name, info.Size()}}
	default:
		return nil, fmt.Errorf("%s: %w: it is neither a file nor a folder", path, ErrInput)
	}
	sum := sha256.New()
	for _, f := range in.files {
		in.Size += f.size
		if len(in.files) > 1 || info.IsDir() {
			fmt.Fprintf(sum, "%q %d\n", f.name, f.size)
		}
		if err := hashFile(ctx, sum, f.path); err != nil {
			return nil, err
		}
	}
	in.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return in, nil
}

func (in *Input) walk(root string) error {
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case p != root && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		case !d.Type().IsRegular():
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if len(in.files) >= in.limits.Members {
			return fmt.Errorf("%s: %w: the folder holds more than %d files", root, ErrInput, in.limits.Members)
		}
		rel, err := filepath.Rel(filepath.Dir(root), p)
		if err != nil {
			return err
		}
		in.files = append(in.files, inputFile{p, filepath.ToSlash(rel), info.Size()})
		return nil
	})
	slices.SortFunc(in.files, func(a, b inputFile) int { return strings.Compare(a.name, b.name) })
	return err
}

func hashFile(ctx context.Context, sum hash.Hash, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(sum, &interruptible{ctx, f})
	return err
}

// interruptible ends a reading when the context ends.
type interruptible struct {
	ctx context.Context
	r   io.Reader
}

func (i *interruptible) Read(b []byte) (int, error) {
	if err := i.ctx.Err(); err != nil {
		return 0, err
	}
	return i.r.Read(b)
}

// Read is how many bytes of the input were read so far, before unpacking.
func (in *Input) Read() int64 { return in.read }

// Member is one stream of an input.
type Member struct {
	Name string // "ipg221025.zip:ipg221025.xml"
	Err  error  // why it cannot be read; Open must not be called then
	Open func() (*unpacked, error)
}

// Members calls visit for each member in order. The file a member lies in is open until visit returns.
func (in *Input) Members(ctx context.Context, visit func(Member) error) error {
	n := 0
	for _, f := range in.files {
		if err := in.file(ctx, f, func(m Member) error {
			if n++; n > in.limits.Members {
				return fmt.Errorf("%s: %w: it has more than %d members", in.Name, ErrInput, in.limits.Members)
			}
			return visit(m)
		}); err != nil {
			return err
		}
	}
	return nil
}

func (in *Input) file(ctx context.Context, f inputFile, visit func(Member) error) error {
	file, err := os.Open(f.path)
	if err != nil {
		return err
	}
	defer file.Close()
	head := make([]byte, 4)
	n, err := io.ReadFull(file, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return err
	}
	before := in.read
	defer func() { in.read = before + f.size }()
	if packingOf(head[:n]) == zipped {
		z, err := zip.NewReader(file, f.size)
		switch {
		case err != nil:
			return visit(Member{Name: f.name, Err: fmt.Errorf("%s: %w: the archive is damaged or was cut; fetch it again", f.name, ErrUnpack)})
		case !slices.ContainsFunc(z.File, func(m *zip.File) bool { return m.Name == workbook }):
			return in.archive(ctx, f, z, visit)
		}
	}
	return visit(Member{Name: f.name, Open: func() (*unpacked, error) {
		if _, err := file.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
		in.read = before
		return unpack(f.name, &interruptible{ctx, &counting{file, &in.read}}, f.size, 2, in.limits)
	}})
}

// counting adds what is read to a sum.
type counting struct {
	r   io.Reader
	sum *int64
}

func (c *counting) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	*c.sum += int64(n)
	return n, err
}

// workbook is the member by which an archive is known as a workbook, which is one file to a person.
const workbook = "[Content_Types].xml"

// archive visits the files of a zip archive in the order of their names.
func (in *Input) archive(ctx context.Context, f inputFile, z *zip.Reader, visit func(Member) error) error {
	z.RegisterDecompressor(zip.Deflate, flate.NewReader)
	members := slices.DeleteFunc(slices.Clone(z.File), func(m *zip.File) bool {
		base := m.Name[strings.LastIndex(m.Name, "/")+1:]
		return m.FileInfo().IsDir() || strings.HasPrefix(base, ".") || strings.HasPrefix(m.Name, "__MACOSX/")
	})
	slices.SortStableFunc(members, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	if len(members) == 0 {
		return visit(Member{Name: f.name, Err: fmt.Errorf("%s: %w: the archive holds no file", f.name, ErrInput)})
	}
	for _, m := range members {
		name := f.name + ":" + strings.ToValidUTF8(m.Name, "?")
		packed := int64(m.CompressedSize64)
		if err := visit(Member{Name: name, Open: func() (*unpacked, error) {
			r, err := m.Open()
			if err != nil {
				return nil, fmt.Errorf("%s: %w: %v", name, ErrUnpack, err)
			}
			g := &guard{name: name, limits: in.limits, in: max(packed, 1), r: &interruptible{ctx, r}}
			u, err := unpack(name, g, 0, 1, in.limits)
			if err != nil {
				r.Close()
				return nil, err
			}
			inner := u.close
			u.close = func() { inner(); r.Close() }
			return u, nil
		}}); err != nil {
			return err
		}
		in.read = min(in.read+packed, f.size)
	}
	return nil
}

// Table reports whether the input is one file of text, not packed, that no format knows but as a list: it may be a table
// whose columns a person named.
func (in *Input) Table(formats []source.Format) (bool, error) {
	if len(in.files) != 1 {
		return false, nil
	}
	f, err := os.Open(in.files[0].path)
	if err != nil {
		return false, err
	}
	defer f.Close()
	head := make([]byte, headSize)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return false, err
	}
	head = head[:n]
	found, known := Detect(formats, in.files[0].name, head)
	known = known && found.Name != list().Name
	text := bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")))
	markup := len(text) > 0 && bytes.IndexByte([]byte("<{["), text[0]) >= 0
	utf16 := bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff"))
	return !known && !markup && packingOf(head) == plain && (utf16 || likelyText(head)), nil
}
