package portfolio

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// sample is a small snapshot in which every section has something.
func sample(t testing.TB) *Snapshot {
	t.Helper()
	day := when.Exact(when.MustParse("2015-03-01"))
	r := patent.Record{
		ID: "US9000001B2", Office: "US", Kind: patent.Invention, KindCode: "B2", IsGrant: patent.Yes, Owners: []string{"a", "b"},
		Family: "f1", Parents: []patent.Parent{{ID: "US8000001B2", How: patent.Continuation}}, States: []string{"US"},
		Priority: when.Exact(when.MustParse("1860-01-01")), Filed: day, Published: when.Unknown, Grant: day, Expires: when.Unknown,
		Classes: []string{"H04W72/04"}, Standards: []string{"LTE"}, Title: "Device", Source: "t.csv", Assumed: []string{"why"},
	}
	q := r
	q.ID, q.Owners, q.Office, q.Family = "CN1A", []string{"c"}, "CN", "f2"
	s, err := Build(slices.Values([]patent.Record{r, q, {ID: "p1"}}), BuildOptions{OwnerOrder: []string{"b", "a"}})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSaveAndOpen(t *testing.T) {
	s := sample(t)
	dir := t.TempDir()
	file := filepath.Join(dir, "portfolio.snapshot")
	for range 2 { // the second time over the first
		if err := s.Save(file); err != nil {
			t.Fatal(err)
		}
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("%d files in the folder, want 1", len(left))
	}
	o, err := Open(file)
	if err != nil {
		t.Fatal(err)
	}
	if o.Hash() != s.Hash() || o.Len() != s.Len() || !bytes.Equal(o.image, s.image) {
		t.Error("what was opened is not what was saved")
	}
	for r := range Row(s.Len()) {
		if a, b := s.Record(r), o.Record(r); a.ID != b.ID || a.Title != b.Title || !slices.Equal(a.Owners, b.Owners) || a.Priority != b.Priority {
			t.Errorf("row %d: %+v became %+v", r, a, b)
		}
	}
	if got := o.Bytes(); len(got) == 0 || got[0].Name != "runs" || !got[0].Hot {
		t.Errorf("Bytes() = %+v", got)
	}
}

func TestOpenRefuses(t *testing.T) {
	good := sample(t).image
	edit := func(f func([]byte) []byte) []byte { return f(bytes.Clone(good)) }
	for _, c := range []struct {
		name, want string
		image      []byte
	}{
		{"empty", "does not begin as one", nil},
		{"text", "does not begin as one", []byte(strings.Repeat("country,number\n", 20))},
		{"cut", "cut or extended", good[:len(good)-1]},
		{"extended", "cut or extended", append(bytes.Clone(good), 0)},
		{"version", "format version 99", edit(func(b []byte) []byte { b[8] = 99; return b })},
		{"byte order", "another byte order", edit(func(b []byte) []byte { slices.Reverse(b[12:16]); return b })},
		{"altered", "altered or damaged", edit(func(b []byte) []byte { b[len(b)/2] ^= 1; return b })},
		{"altered hash", "altered or damaged", edit(func(b []byte) []byte { b[70] ^= 1; return b })},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "x")
			if err := os.WriteFile(file, c.image, 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := Open(file)
			if !errors.Is(err, ErrSnapshot) || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), file) {
				t.Errorf("error %v, want one about %q", err, c.want)
			}
		})
	}
	t.Run("missing", func(t *testing.T) {
		if _, err := Open(filepath.Join(t.TempDir(), "none")); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("error %v", err)
		}
	})
	t.Run("folder", func(t *testing.T) {
		if _, err := Open(t.TempDir()); !errors.Is(err, ErrSnapshot) {
			t.Errorf("error %v", err)
		}
	})
}

// Every bit may be damaged behind a checksum that fits: the image is refused, or every read of it stays within it.
func FuzzOpenImage(f *testing.F) {
	good := sample(f).image
	f.Add(good, uint32(16), uint8(1))
	for _, at := range []int{16, 32, headerSize, headerSize + 8, headerSize + 16, len(good) / 2} {
		f.Add(good, uint32(at), uint8(0xff))
	}
	f.Fuzz(func(t *testing.T, data []byte, at uint32, flip uint8) {
		img := newImage(len(data))
		copy(img, data)
		if len(img) > headerSize {
			img[int(at)%len(img)] ^= flip
			sum := imageSum(img)
			copy(img[96:128], sum[:sha256.Size])
		}
		s, err := openImage(img)
		if err != nil {
			if !errors.Is(err, ErrSnapshot) {
				t.Fatal(err)
			}
			return
		}
		readAll(s)
	})
}

// readAll calls everything that reads the image.
func readAll(s *Snapshot) {
	for r := range Row(s.Len()) {
		s.Record(r)
		s.Find(s.ID(r))
		s.FindAll(s.ID(r))
		s.CoOwners(r)
		s.RowsOfFamily(s.Families()[r])
	}
	for i, o := range s.Owners() {
		s.OwnerNumber(o)
		s.OwnerRange(uint32(i))
		for _, run := range s.RunsOf(uint32(i)) {
			s.RunsAt(uint32(i), run.Office)
			s.Unclassified(run.Fields)
		}
	}
	for f := range s.FamilyCount() {
		s.FamilyNumber(s.FamilyName(uint32(f) + 1))
	}
}

// A single flipped bit anywhere must never lead outside the image; this walks the structure of the file.
func TestDamagedImagesNeverPanic(t *testing.T) {
	good := sample(t).image
	img := newImage(len(good))
	for at := range good {
		if at >= 96 && at < 128 {
			continue
		}
		for _, flip := range []byte{1, 0x80, 0xff} {
			copy(img, good)
			img[at] ^= flip
			if s, err := fromImage(img); err == nil {
				readAll(s)
			}
		}
	}
}
