package markup_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/crossgrant/crossgrant/internal/ingest/markup"
)

// said is what a reader saw: one line a token, texts joined across what stands between them.
type said struct {
	lines []string
	text  []byte
}

func (s *said) flush() {
	if len(s.text) > 0 {
		s.lines = append(s.lines, fmt.Sprintf("text %q", s.text))
		s.text = s.text[:0]
	}
}

func (s *said) add(format string, args ...any) {
	s.flush()
	s.lines = append(s.lines, fmt.Sprintf(format, args...))
}

// byScanner reads everything with the scanner.
func byScanner(r io.Reader) ([]string, error) {
	var out said
	s := markup.New(r, markup.Options{Depth: 1 << 20})
	for {
		switch s.Next() {
		case markup.Start:
			line := "<" + string(s.Name())
			for name, value := range s.Attrs() {
				line += fmt.Sprintf(" %s=%q", name, value)
			}
			out.add("%s", line)
		case markup.End:
			out.add("end")
		case markup.Text:
			out.text = s.AppendText(out.text)
		case markup.Done:
			out.flush()
			err := s.Err()
			if f := s.Flaws(); err == nil && len(f) > 0 {
				err = &f[0]
			}
			return out.lines, err
		}
	}
}

// byReference reads everything with encoding/xml.
func byReference(r io.Reader) ([]string, error) {
	var out said
	d := xml.NewDecoder(r)
	d.Entity = markup.Entities
	var open []string
	written := func(n xml.Name) string {
		if n.Space != "" {
			return n.Space + ":" + n.Local
		}
		return n.Local
	}
	for {
		t, err := d.RawToken()
		switch {
		case err == io.EOF && len(open) > 0:
			return out.lines, errors.New("unexpected end")
		case err == io.EOF:
			out.flush()
			return out.lines, nil
		case err != nil:
			return out.lines, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			open = append(open, written(t.Name))
			line := "<" + written(t.Name)
			for _, a := range t.Attr {
				line += fmt.Sprintf(" %s=%q", written(a.Name), a.Value)
			}
			out.add("%s", line)
		case xml.EndElement:
			if len(open) == 0 || open[len(open)-1] != written(t.Name) {
				return out.lines, errors.New("end tag does not match")
			}
			open = open[:len(open)-1]
			out.add("end")
		case xml.CharData:
			out.text = append(out.text, t...)
		}
	}
}

// fixtures are the XML files of the real fixtures, with the weekly file taken out of its archive.
func fixtures(t testing.TB) map[string][]byte {
	t.Helper()
	root := filepath.Join("..", "..", "..", "..", "shared", "data", "fixtures")
	paths, err := filepath.Glob(filepath.Join(root, "*", "*.xml"))
	if err != nil || len(paths) == 0 {
		t.Skipf("SKIPPED: there are no fixtures at ../shared/data/fixtures: %v", err)
	}
	files := map[string][]byte{}
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(p)] = b
	}
	return files
}

// TestTokensOfFixtures compares every token of every real file with encoding/xml, whole and byte by byte.
func TestTokensOfFixtures(t *testing.T) {
	for name, b := range fixtures(t) {
		t.Run(name, func(t *testing.T) {
			same(t, b)
			got, err := byScanner(iotest.OneByteReader(bytes.NewReader(b)))
			want, _ := byScanner(bytes.NewReader(b))
			if err != nil || !cmp.Equal(want, got) {
				t.Errorf("read byte by byte: %v\n%s", err, cmp.Diff(want, got))
			}
		})
	}
}

func same(t *testing.T, b []byte) {
	t.Helper()
	want, wantErr := byReference(bytes.NewReader(b))
	got, err := byScanner(bytes.NewReader(b))
	if (err == nil) != (wantErr == nil) {
		t.Fatalf("the scanner says %v, encoding/xml %v", err, wantErr)
	}
	if err != nil {
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatal(diff)
	}
}

// FuzzTokens compares with encoding/xml what both read. Left out is what the scanner reads otherwise on purpose: other
// encodings, versions of XML, names beyond ASCII, numbers of surrogates.
func FuzzTokens(f *testing.F) {
	for _, s := range []string{
		`<a/>`, `<a b="c" d='e'>x</a>`, `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y"><!-- ' -->]><a>&amp;&#x41;&alpha;</a>`,
		"<a><![CDATA[x]]y]]>z<!-- c --></a>\r\n<b:c>\r</b:c>", `<a>]]></a>`, `<a b="<"/>`, `<a></b>`, `<a`, `&x;`, `<a>&#0;</a>`, `<!-- -- -->`,
		`<a b="1"c="2"/>`, `<a:b:c/>`, `<?x?><??>`, `<a>&</a>`, `<a b=c/>`, `</a>`, `<a></a >`, `<a ></a>`, `<1/>`, `<a.-1/>`, "<a>\x01</a>", `<a b = "c"/>`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		low := bytes.ToLower(b)
		for _, left := range []string{"<?xml", "&#", "\x00"} {
			if bytes.Contains(low, []byte(left)) {
				return
			}
		}
		if bytes.HasPrefix(b, []byte("\xef\xbb\xbf")) || bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff")) {
			return
		}
		if strings.ContainsFunc(string(b), func(r rune) bool { return r >= 0x80 }) {
			if _, err := byReference(bytes.NewReader(b)); err != nil {
				return
			}
		}
		same(t, b)
	})
}
