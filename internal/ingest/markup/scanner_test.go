package markup_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/markup"
)

// told reads records named r, each with the texts of its children, and says what could not be read.
func told(r io.Reader, o markup.Options) []string {
	var out []string
	s := markup.New(r, o)
	for name := range s.Records("r") {
		line := fmt.Sprintf("%d:", s.Line())
		if name != nil {
			for child := range s.Children() {
				line += " " + string(child)
				line += "=" + s.Text()
			}
		}
		for _, f := range s.Flaws() {
			line += fmt.Sprintf(" (%d %s)", f.Line, f.Name)
		}
		if e, ok := errors.AsType[*markup.Error](s.Err()); ok {
			line += fmt.Sprintf(" [%d %s]", e.Line, e.Name)
		}
		out = append(out, line)
	}
	if err := s.Err(); err != nil {
		out = append(out, "error "+err.Error())
	}
	return out
}

func TestRecords(t *testing.T) {
	const damaged, large, deep, entity, encoding = diag.RecordDamaged, diag.RecordTooLarge, diag.RecordTooDeep, diag.RecordEntity, diag.RecordEncoding
	long := strings.Repeat("x", 300)
	for _, test := range []struct {
		name, text string
		o          markup.Options
		want       []string
	}{
		{name: "one", text: "<r><a>x</a><b/></r>", want: []string{"1: a=x b="}},
		{name: "text is made plain", text: "<r><a> \n x <i>y</i>\r\n z&amp;w<br/>v </a></r>", want: []string{"1: a=x y z&w v"}},
		{name: "cdata", text: "<r><a><![CDATA[ <x> & ]] ]]></a></r>", want: []string{"1: a=<x> & ]]"}},
		{name: "entities", text: "<r><a>&Agr;&#945;&#x3b2;&ldquo;&nbsp;&hellip;</a></r>", want: []string{"1: a=Ααβ“\u00a0…"}},
		{name: "one behind the other", text: "<?xml version='1.0'?>\n<!DOCTYPE r [<!ELEMENT r (a)>]>\n<r><a>1</a></r>\n<?xml version='1.0'?>\n<r>\n<a>2</a></r>", want: []string{"3: a=1", "5: a=2"}},
		{name: "within", text: "<p:w xmlns:p='u'><x><p:r><a>1</a></p:r></x>\n<p:r><p:a>2</p:a></p:r></p:w>", want: []string{"1: a=1", "2: a=2"}},
		{name: "damaged, then well", text: "<w>\n<r><a>1</b></r>\n<r><a>2</a></r></w>", want: []string{"2: a=1 [2 " + damaged + "]", "3: a=2"}},
		{name: "damaged between", text: "<w><r><a>1</a></r>\n<1>\n<r><a>2</a></r></w>", want: []string{"1: a=1", "2: [2 " + damaged + "]", "3: a=2"}},
		{name: "damaged in what is left unread", text: "<r><a>1</a></r><r/></x>", want: []string{"1: a=1", "1:", "1: [1 " + damaged + "]"}},
		{name: "cut in a text", text: "<r><a>1</a></r>\n<r><a>2", want: []string{"1: a=1", "2: a=2 [2 " + damaged + "]"}},
		{name: "cut in a tag", text: "<r><a>1</a></r>\n<r", want: []string{"1: a=1", "2: [2 " + damaged + "]"}},
		{name: "cut in the tag of a record", text: "<w><r><a>1</a></r>\n<r b='", want: []string{"1: a=1", "2: [2 " + damaged + "]"}},
		{name: "too large", text: "<r><a>" + long + "</a></r>\n<r><a>2</a></r>", o: markup.Options{Record: 200}, want: []string{"1: a=" + long + " [1 " + large + "]", "2: a=2"}},
		{name: "many that are not too large", text: strings.Repeat("<r><a>x</a></r>", 20), o: markup.Options{Record: 40}, want: slices.Repeat([]string{"1: a=x"}, 20)},
		{name: "too deep", text: "<r>" + strings.Repeat("<a>", 9) + strings.Repeat("</a>", 9) + "</r>\n<r><a>2</a></r>", o: markup.Options{Depth: 5}, want: []string{"1: a= [1 " + deep + "]", "2: a=2"}},
		{name: "declared entity", text: "<!DOCTYPE r [<!ENTITY lol 'x'>]><r><a>&lol;&lol</a></r>", want: []string{"1: a=&lol;&lol (1 " + entity + ") (1 " + entity + ")"}},
		{name: "not UTF-8", text: "<r><a>x\xe9y\x01</a></r>", want: []string{"1: a=x�y� (1 " + encoding + ") (1 " + damaged + ")"}},
		{name: "other encoding within", text: "<r/>\n<?xml version='1.0' encoding='iso-8859-1'?>\n<r><a>2</a></r>", want: []string{"1:", "2: [2 " + encoding + "]", "3: a=2"}},
		{name: "nothing", text: "", want: nil},
		{name: "no record", text: "<w><x/></w>", want: nil},
		{name: "no markup", text: "Dear Sir or Madam", want: nil},
		{name: "another encoding", text: "<?xml version='1.0' encoding='EBCDIC-CP-US'?><r/>", want: []string{`error the file says that it is written in "ebcdic-cp-us", which is not read; convert it to UTF-8`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := told(strings.NewReader(test.text), test.o); !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
			if got := told(iotest.OneByteReader(strings.NewReader(test.text)), test.o); !slices.Equal(got, test.want) {
				t.Errorf("byte by byte: got  %q\nwant %q", got, test.want)
			}
		})
	}
}

func TestSGML(t *testing.T) {
	o := markup.Options{SGML: true, Empty: []string{"e"}}
	for _, test := range []struct{ name, text, want string }{
		{"no quotes", "<r x=1 y><a>1</a></r>", "1: a=1"},
		{"empty element", "<r><e><a>1</a></r>", "1: e= a=1"},
		{"missing end tags", "<r><a>1<b>2</a><c>3</r>", "1: a=12 c=3"},
		{"end tag of nothing", "<r></x><a>1</a></r>", "1: a=1"},
		{"end tag from outside the record", "<w><r><a>1</w><b>2</b></a></r></w>", "1: a=12"},
		{"ampersands and angles", "<r><a>R & D &c; a < b &mgr;&thgr;</a></r>", "1: a=R & D &c; a < b μθ (1 " + diag.RecordEntity + ")"},
		{"comment", "<r><!-- a -- b --><a>1</a></r>", "1: a=1"},
		{"nothing closes the record", "<r><a>1</a>", "1: a=1 [1 " + diag.RecordDamaged + "]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := strings.Join(told(strings.NewReader(test.text), o), "|"); got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// A file is read in the encoding that its mark, its first characters or its declaration say.
func TestEncodings(t *testing.T) {
	const text = "<?xml version=\"1.0\" encoding=\"%s\"?>\n<r><a>Umeå 华</a></r>"
	want := []string{"2: a=Umeå 华"}
	wide := func(s string, big, mark bool) []byte {
		var out []byte
		units := utf16.Encode([]rune(s))
		if mark {
			units = append([]uint16{0xfeff}, units...)
		}
		for _, u := range units {
			if big {
				out = append(out, byte(u>>8), byte(u))
			} else {
				out = append(out, byte(u), byte(u>>8))
			}
		}
		return out
	}
	for name, b := range map[string][]byte{
		"utf-8":                     []byte(fmt.Sprintf(text, "UTF-8")),
		"utf-8 with mark":           []byte("\ufeff" + fmt.Sprintf(text, "utf-8")),
		"utf-16 little with mark":   wide(fmt.Sprintf(text, "UTF-16"), false, true),
		"utf-16 big with mark":      wide(fmt.Sprintf(text, "UTF-16"), true, true),
		"utf-16 little, no mark":    wide(fmt.Sprintf(text, "UTF-16LE"), false, false),
		"utf-16 big, no mark":       wide(fmt.Sprintf(text, "UTF-16BE"), true, false),
		"utf-16, cut in the middle": append(wide(fmt.Sprintf(text, "UTF-16"), false, true), 'x'),
	} {
		if got := told(bytes.NewReader(b), markup.Options{}); !slices.Equal(got, want) {
			t.Errorf("%s: %q", name, got)
		}
	}
	latin := []byte("<?xml version='1.0' encoding='ISO-8859-1'?>\n<r><a>Ume\xe5 \xa7</a></r>")
	if got := told(bytes.NewReader(latin), markup.Options{}); !slices.Equal(got, []string{"2: a=Umeå §"}) {
		t.Errorf("latin-1: %q", got)
	}
}

func TestAttributes(t *testing.T) {
	s := markup.New(strings.NewReader(`<r p:a="1 &lt; 2" b='"' a="second"><c/></r>`), markup.Options{})
	for range s.Records("r") {
		if s.Attr("a") != "1 < 2" || s.Attr("b") != `"` || s.Attr("c") != "" || string(s.Name()) != "r" || s.Depth() != 1 {
			t.Errorf("%q %q %q", s.Attr("a"), s.Attr("b"), s.Attr("c"))
		}
		for range s.Children() {
			if s.Attr("a") != "" {
				t.Error("the attribute of another tag")
			}
		}
	}
}

// A walk that is left early skips what it has not seen.
func TestLeftEarly(t *testing.T) {
	s := markup.New(strings.NewReader(`<r><a><b>1</b><b>2</b><c><d/></c></a><e>3</e></r>`), markup.Options{})
	var got []string
	for range s.Records("r") {
		for name := range s.Children() {
			got = append(got, string(name))
			for inner := range s.Children() {
				got = append(got, string(inner))
				break
			}
		}
	}
	if want := []string{"a", "b", "e"}; !slices.Equal(got, want) || s.Err() != nil {
		t.Errorf("%q, %v", got, s.Err())
	}
}

func TestColumns(t *testing.T) {
	s := markup.New(strings.NewReader("<r><a>G06F  728 </a></r>"), markup.Options{})
	for range s.Records("r") {
		for range s.Children() {
			if got := s.Columns(); got != "G06F  728 " {
				t.Errorf("%q", got)
			}
		}
	}
}

// What has no end costs a bounded room: a tag, a text that is taken, a comment, a declaration, an instruction.
func TestEndless(t *testing.T) {
	for _, begin := range []string{"<r><a>", "<r><a b='", "<r><!--", "<r><![CDATA[", "<r><a><![CDATA[", "<!DOCTYPE r [", "<?x", "<r></", "<r", "x", "<!DOCTYPE r '"} {
		s := markup.New(io.MultiReader(strings.NewReader(begin), &repeated{'x', 48 << 20}), markup.Options{Record: 8 << 20})
		n := 0
		for name := range s.Records("r") {
			n++
			if name != nil {
				for range s.Children() {
					_ = s.Text()
				}
			}
		}
		if n > 3 {
			t.Errorf("%q: %d records", begin, n)
		}
		if room := s.Room(); room > 4<<20 {
			t.Errorf("%q took %d bytes", begin, room)
		}
	}
}

type repeated struct {
	c byte
	n int
}

func (r *repeated) Read(p []byte) (int, error) {
	n := min(len(p), r.n)
	if n == 0 {
		return 0, io.EOF
	}
	for i := range n {
		p[i] = r.c
	}
	r.n -= n
	return n, nil
}

func TestReaders(t *testing.T) {
	broken := errors.New("broken")
	for name, r := range map[string]io.Reader{
		"at once":  iotest.ErrReader(broken),
		"within":   io.MultiReader(strings.NewReader("<r><a>x"), iotest.ErrReader(broken)),
		"between":  io.MultiReader(strings.NewReader("<w><r/>"), iotest.ErrReader(broken)),
		"in a tag": io.MultiReader(strings.NewReader("<w><r"), iotest.ErrReader(broken)),
	} {
		if got := told(r, markup.Options{}); len(got) == 0 || got[len(got)-1] != "error broken" {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := told(stuck{}, markup.Options{}); len(got) != 1 || !strings.Contains(got[0], "error ") {
		t.Errorf("a reader that gives nothing: %q", got)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := markup.WithContext(ctx, strings.NewReader("<r/>")).Read(make([]byte, 1)); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

type stuck struct{}

func (stuck) Read([]byte) (int, error) { return 0, nil }

// FuzzRecords reads anything, in either kind of markup: it ends, says sentences, and reads the same in small pieces.
func FuzzRecords(f *testing.F) {
	for _, s := range []string{"<r><a>1</b></r><r", "<r b='<r>'>", "<r><r/></r>", "<?xml encoding='utf-16'?><r>&#x;", "<w><r></w></r>", "\xff\xfe<\x00r\x00>\x00", "<r x=1><e><a></r>", "<r>]]></r><!-- --- --><r/>"} {
		f.Add([]byte(s), false)
		f.Add([]byte(s), true)
	}
	f.Fuzz(func(t *testing.T, b []byte, sgml bool) {
		o := markup.Options{Record: 1 << 12, Depth: 20, SGML: sgml, Empty: []string{"e"}}
		whole := told(bytes.NewReader(b), o)
		if len(whole) > len(b)+2 {
			t.Fatalf("%d records of %d bytes", len(whole), len(b))
		}
		if pieces := told(iotest.OneByteReader(bytes.NewReader(b)), o); !slices.Equal(whole, pieces) {
			t.Fatalf("whole  %q\npieces %q", whole, pieces)
		}
	})
}
