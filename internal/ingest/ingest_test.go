package ingest

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

var formats = []source.Format{invented(), noPatents(), Kept()}

const three = "INVENTED\n9000001\nbad\n9000002\n9000003\n"

func gz(text string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(text))
	w.Close()
	return b.String()
}

func zst(text string) string {
	w, err := zstd.NewWriter(nil)
	if err != nil {
		panic(err)
	}
	return string(w.EncodeAll([]byte(text), nil))
}

func zipOf(t testing.TB, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, err := w.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// collect is a sink that says what it got, a line each.
type collect struct{ lines []string }

func (c *collect) write(l Line) error {
	switch {
	case l.Document != nil:
		c.lines = append(c.lines, fmt.Sprintf("%s %s:%d", l.Document.Publications[0].Number.Text, l.Document.Place.File, l.Document.Place.Line))
	case l.Reported != nil:
		c.lines = append(c.lines, fmt.Sprintf("%s %s", l.Reported.Name, l.Reported.Says))
	default:
		c.lines = append(c.lines, fmt.Sprintf("end %s %s %d", l.Ended.Member, l.Ended.Format, l.Ended.Documents))
	}
	return nil
}

func (*collect) skip(string) (int, bool) { return 0, false }

func write(t testing.TB, dir, name, content string) string {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func runFile(t testing.TB, path string, limits Limits) []string {
	t.Helper()
	in, err := OpenInput(context.Background(), path, limits)
	if err != nil {
		return []string{err.Error()}
	}
	var c collect
	if err := Run(context.Background(), in, Options{Formats: formats}, &c); err != nil {
		return append(c.lines, err.Error())
	}
	return c.lines
}

func TestInputs(t *testing.T) {
	read := func(name string) string {
		return fmt.Sprintf("9000001 %[1]s:2|record-damaged The record is bad.|9000002 %[1]s:4|9000003 %[1]s:5|end %[1]s invented 3", name)
	}
	for _, c := range []struct{ name, file, content, want string }{
		{"plain", "a.txt", three, read("a.txt")},
		{"gzip", "a.txt.gz", gz(three), read("a.txt.gz")},
		{"gzip without its ending", "a.txt", gz(three), read("a.txt")},
		{"zstd", "a.zst", zst(three), read("a.zst")},
		{"zip", "a.zip", zipOf(t, "b.txt", three), read("a.zip:b.txt")},
		{"zip of gzip", "a.zip", zipOf(t, "b.txt.gz", gz(three)), read("a.zip:b.txt.gz")},
		{"zip of zstd", "a.zip", zipOf(t, "b", zst(three)), read("a.zip:b")},
		{"zip of several, one of which holds no patents", "a.zip", zipOf(t, "z.txt", three, "list.txt", "PRODUCTS\nx\n", "dir/", "", "__MACOSX/x", "y", ".hidden", three),
			"file-refused it is a list of products; import the file of one of them.|end a.zip:list.txt no-patents 0|" + read("a.zip:z.txt")},
		{"no patents", "a.txt", "PRODUCTS\n", "file-refused it is a list of products; import the file of one of them.|end a.txt no-patents 0"},
		{"unknown text", "a.txt", "hello\nworld\n", `file-refused it is text that begins with "hello", which no format this program knows does.|end a.txt  0`},
		{"unknown XML", "a.xml", "<?xml version='1.0'?><!-- x > y --><!DOCTYPE z><recipe id='1'>\n", `file-refused it is XML or SGML that begins with "<recipe>", which no format this program knows does.|end a.xml  0`},
		{"unknown JSON", "a.json", ` {"a":1}`, `file-refused it is JSON without the fields of any format this program knows.|end a.json  0`},
		{"bytes", "a.bin", "\x00\x01\x02", `file-refused it is not text, and of no format this program knows.|end a.bin  0`},
		{"pdf", "a.pdf", "%PDF-1.7", `file-refused it is a PDF; import the data it was made from.|end a.pdf  0`},
		{"empty", "a.txt", "", `file-refused it is empty.|end a.txt  0`},
		{"zip of zip", "a.zip", zipOf(t, "b.zip", zipOf(t, "c.txt", three)), `file-refused it is an archive inside an archive; unpack the outer one and import the inner one.|end a.zip:b.zip  0`},
		{"gzip four times", "a.gz", gz(gz(gz(three))), `file-refused it is packed with gzip more often than once; unpack it.|end a.gz  0`},
		{"empty zip", "a.zip", zipOf(t), `file-broken cannot be imported: the archive holds no file.|end a.zip  0`},
		{"zip that was cut", "a.zip", zipOf(t, "b.txt", three)[:60], `file-broken cannot be unpacked: the archive is damaged or was cut; fetch it again.|end a.zip  0`},
		{"gzip that was cut", "a.gz", gz(three)[:len(gz(three))-12], ""},
		{"gzip without content", "a.gz", gz(three)[:10], `file-broken cannot be unpacked to its end: it was cut; fetch it again.|end a.gz  0`},
		{"gzip that is altered", "a.gz", gz(three)[:len(gz(three))-8] + "xxxxxxxx", ""},
		{"zstd that was cut", "a.zst", zst(three)[:9], ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := strings.Join(runFile(t, write(t, t.TempDir(), c.file, c.content), Limits{}), "|")
			if c.want == "" { // what was read before stays; the end is reported
				if !strings.Contains(got, "file-broken cannot be unpacked") {
					t.Errorf("no report of the damage: %s", got)
				}
			} else if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	write(t, dir, "b.txt", "INVENTED\n9000002\n")
	write(t, dir, "a/z.txt.gz", gz("INVENTED\n9000001\n"))
	write(t, dir, ".git/config", three)
	write(t, dir, "c.zip", zipOf(t, "x", "INVENTED\n9000003\n"))
	got := strings.Join(runFile(t, dir, Limits{}), "|")
	want := "9000001 data/a/z.txt.gz:2|end data/a/z.txt.gz invented 1|9000002 data/b.txt:2|end data/b.txt invented 1|9000003 data/c.zip:x:2|end data/c.zip:x invented 1"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	sum := func() string {
		in, err := OpenInput(context.Background(), dir, Limits{})
		if err != nil {
			t.Fatal(err)
		}
		return in.SHA256
	}
	before := sum()
	if err := os.Rename(filepath.Join(dir, "b.txt"), filepath.Join(dir, "d.txt")); err != nil {
		t.Fatal(err)
	}
	if sum() == before {
		t.Error("another name of a file is not seen in the sum of the folder")
	}
	if got := runFile(t, t.TempDir(), Limits{}); len(got) != 1 || !strings.Contains(got[0], "holds no file") {
		t.Errorf("an empty folder: %v", got)
	}
	if got := runFile(t, dir, Limits{Members: 2}); !strings.Contains(got[len(got)-1], "more than 2 files") {
		t.Errorf("a folder of too many files: %v", got)
	}
	if got := runFile(t, filepath.Join(dir, "nowhere"), Limits{}); !strings.Contains(got[0], "no such file") {
		t.Errorf("no such file: %v", got)
	}
}

// What unpacks to far more than it holds is given up early.
func TestBombs(t *testing.T) {
	bomb := "INVENTED\n" + strings.Repeat("9000001\n", 1<<18)
	for name, content := range map[string]string{"a.gz": gz(bomb), "a.zst": zst(bomb), "a.zip": zipOf(t, "x", bomb), "b.zip": zipOf(t, "x.gz", gz(bomb))} {
		t.Run(name, func(t *testing.T) {
			lines := runFile(t, write(t, t.TempDir(), name, content), Limits{Ratio: 50, Free: 1 << 20})
			end := lines[len(lines)-2]
			if !strings.Contains(end, "more than 50 times its size") {
				t.Errorf("it ended with %q", end)
			}
			if n := len(lines); n > 1<<17+1<<16 {
				t.Errorf("%d lines were read first", n)
			}
			lines = runFile(t, write(t, t.TempDir(), name, content), Limits{Bytes: 1 << 19})
			if end := lines[len(lines)-2]; !strings.Contains(end, "longer than 512 KiB") {
				t.Errorf("it ended with %q", end)
			}
			lines = runFile(t, write(t, t.TempDir(), name, content), Limits{Ratio: 1 << 40})
			if n := len(lines); n != 1<<18+1 {
				t.Errorf("without a limit %d lines", n)
			}
		})
	}
}

func partial(t testing.TB, path string) *Partial {
	t.Helper()
	p, err := OpenPartial(path)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func open(t testing.TB, path string) *Input {
	t.Helper()
	in, err := OpenInput(context.Background(), path, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// many is an input of two members with more than one block each.
func many(t testing.TB) string {
	var a, b strings.Builder
	a.WriteString("INVENTED\n")
	b.WriteString("INVENTED\n")
	for i := range 3*blockLines + 17 {
		fmt.Fprintf(&a, "%d\n", 9_000_000+i)
		fmt.Fprintf(&b, "%d\n", 9_500_000+i)
		if i%500 == 0 {
			b.WriteString("bad\n")
		}
	}
	return write(t, t.TempDir(), "many.zip", zipOf(t, "a", a.String(), "b", b.String()))
}

// A run that is cut anywhere and continued gives the bytes of a run that was not.
func TestPartialIsContinued(t *testing.T) {
	path := many(t)
	whole := filepath.Join(t.TempDir(), "whole")
	p := partial(t, whole)
	if err := Run(context.Background(), open(t, path), Options{Formats: formats}, p); err != nil {
		t.Fatal(err)
	}
	if err := p.Finish(); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	kept := 0
	for at := 0; at <= len(want); at += max(1, len(want)/12) {
		file := write(t, t.TempDir(), "partial", string(want[:at]))
		p := partial(t, file)
		if p.Had() < kept {
			t.Errorf("after %d bytes %d lines are left, after fewer bytes %d were", at, p.Had(), kept)
		}
		kept = p.Had()
		if err := Run(context.Background(), open(t, path), Options{Formats: formats}, p); err != nil {
			t.Fatal(err)
		}
		if err := p.Finish(); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Fatalf("cut after %d bytes, the file differs: %d and %d bytes", at, len(got), len(want))
		}
	}
	if kept == 0 {
		t.Error("nothing was ever kept of an interrupted run")
	}
	documents, reports, ends := 0, 0, 0
	if err := ReadLines(bytes.NewReader(want), func(l Line) error {
		documents += btoi(l.Document != nil)
		reports += btoi(l.Reported != nil)
		ends += btoi(l.Ended != nil)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if n := 2 * (3*blockLines + 17); documents != n || reports != 13 || ends != 2 {
		t.Errorf("%d documents, %d reports, %d ends; want %d, 13, 2", documents, reports, ends, n)
	}
	// The kept file can be imported itself, and gives the same documents.
	again := runFile(t, write(t, t.TempDir(), "kept.jsonl.zst", string(want)), Limits{})
	if n := documents + reports + 1; len(again) != n {
		t.Errorf("imported again, %d lines, want %d", len(again), n)
	}
}

// A reading that is ended leaves what it had, and the rest comes later.
func TestRunIsInterrupted(t *testing.T) {
	path, file := many(t), filepath.Join(t.TempDir(), "partial")
	ctx, cancel := context.WithCancel(context.Background())
	p := partial(t, file)
	err := Run(ctx, open(t, path), Options{Formats: formats, Progress: func(_ string, n int) {
		if n >= 5000 {
			cancel()
		}
	}}, p)
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v", err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	p = partial(t, file)
	if p.Had() < blockLines {
		t.Errorf("%d lines are left of 5,000", p.Had())
	}
	if err := Run(context.Background(), open(t, path), Options{Formats: formats}, p); err != nil {
		t.Fatal(err)
	}
	if err := p.Finish(); err != nil {
		t.Fatal(err)
	}
}

// What was left by a program that read otherwise is not continued.
func TestPartialOfAnotherProgram(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "partial")
	run := func(content string) error {
		p := partial(t, file)
		in := open(t, write(t, dir, "a.txt", content))
		return errors.Join(Run(context.Background(), in, Options{Formats: formats}, p), p.Finish())
	}
	long := "INVENTED\n" + strings.Repeat("9000001\n9000002\nbad\n", blockLines)
	if err := run(long); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"nothing changed": long,
		"fewer lines":     "INVENTED\n9000001\n",
		"another line":    strings.Replace(long, "9000002", "9000003", 1),
		"a line less":     strings.Replace(long, "bad\n", "", 1),
	} {
		write(t, dir, "partial", string(whole[:len(whole)-1]))
		if p := partial(t, file); p.Had() != 3*blockLines {
			t.Fatalf("%d lines are left", p.Had())
		}
		if err := run(content); errors.Is(err, ErrChanged) != (content != long) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestBadLines(t *testing.T) {
	file := filepath.Join(t.TempDir(), "partial")
	p := partial(t, file)
	if err := Run(context.Background(), open(t, write(t, t.TempDir(), "a.txt", three)), Options{Formats: formats}, p); err != nil {
		t.Fatal(err)
	}
	if err := p.Finish(); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i := range good {
		bad := bytes.Clone(good)
		bad[i] ^= 0x55
		if err := ReadLines(bytes.NewReader(bad), func(Line) error { return nil }); err == nil {
			t.Fatalf("byte %d is altered and nobody notices", i)
		}
		if err := ReadLines(bytes.NewReader(good[:i]), func(Line) error { return nil }); err == nil && i > 0 {
			t.Fatalf("cut after %d bytes and nobody notices", i)
		}
	}
}

func FuzzLines(f *testing.F) {
	var b bytes.Buffer
	w, err := newLineWriter(&b, nil)
	if err != nil {
		f.Fatal(err)
	}
	d := source.New("invented")
	if err := errors.Join(w.write(Line{Document: &d}), w.end()); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		_ = ReadLines(bytes.NewReader(data), func(l Line) error {
			if l.Document == nil && l.Reported == nil && l.Ended == nil {
				t.Error("a line says nothing")
			}
			return nil
		})
	})
}

// FuzzInput unpacks whatever comes.
func FuzzInput(f *testing.F) {
	for _, s := range []string{three, gz(three), zst(three), zipOf(f, "a", three), zipOf(f, "a.gz", gz(three)), "PRODUCTS\n", "<x>", "{}", "BZh91AY&SY"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		path := write(t, t.TempDir(), "x", string(data))
		in, err := OpenInput(context.Background(), path, Limits{Bytes: 1 << 20, Ratio: 100, Free: 1 << 16})
		if err != nil {
			t.Fatal(err)
		}
		if err := Run(context.Background(), in, Options{Formats: formats}, new(Count)); err != nil {
			t.Fatal(err)
		}
	})
}
