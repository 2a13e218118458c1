package syntax

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// An option is read without knowing what its reading affects, so a key must take the same values in every kind of block
// that a reading may affect.
func TestOptionKeysAreReadAlike(t *testing.T) {
	examples := map[string][]string{}
	for _, name := range readable {
		for _, k := range kindOf(name).keys {
			if !k.later {
				examples[k.key] = append(examples[k.key], k.example)
			}
		}
	}
	read := func(k key, text string) string {
		s := newSource("x", []byte(text))
		l := s.lex(0, len(text), 0)
		r := s.reader(l.toks, after(l.at), k.key, k.example, "")
		v := k.read(r)
		r.finish()
		if r.failed || isNil(v) {
			if len(s.problems) != 1 {
				return "several problems or none"
			}
			return s.problems[0].Name + " " + s.problems[0].Summary
		}
		return fmt.Sprintf("%T %s", v, PrintValue(v))
	}
	for _, name := range readable {
		for _, k := range kindOf(name).keys {
			o, _ := longest(&reader{s: newSource("x", nil), toks: newSource("x", []byte(k.key)).lex(0, len(k.key), 0).toks}, optionKeys)
			if o == nil || o.key != k.key {
				t.Errorf("the key %s of %s is not one of an option", k.key, name)
				continue
			}
			for _, text := range append(examples[k.key], "not stated", "anything", "x, y") {
				if k.later {
					continue
				}
				if a, b := read(k, text), read(*o, text); a != b {
					t.Errorf("in %s, `%s %s` is read as %s, in an option as %s", name, k.key, text, a, b)
				}
			}
		}
	}
	if has, repeats := HasKey("patents", "where"); !has || !repeats {
		t.Error("patents may have several lines where")
	}
	if has, repeats := HasKey("group", "members"); !has || repeats {
		t.Error("a group has one line members")
	}
	for _, no := range [][2]string{{"group", "price"}, {"group", "assumed"}, {"patents", "joined"}, {"nothing", "is"}} {
		if has, _ := HasKey(no[0], no[1]); has {
			t.Errorf("%s has the key %s", no[0], no[1])
		}
	}
}

// The parts of an option stand where they are written.
func TestOptionPlaces(t *testing.T) {
	src := "```grant\nreading r \"Q?\"\n  affects    l\n  either     \"华为\": notwithstanding 2.1\n  or  \"b\":under p1,\n      p2   # why\n```\n"
	d := ParseDocument("x.md", []byte(strings.Replace(src, "notwithstanding 2.1", "acts  have   made", 1)))
	if len(d.Problems) > 0 {
		t.Fatal(d.Problems)
	}
	text := func(from, to int) string { return string(d.Src[from:to]) }
	var got []string
	for _, p := range d.Blocks[0].Props {
		if o, ok := p.Value.(*Option); ok {
			for _, r := range []Node{o, &o.Line, o.Line.Value} {
				at := r.Span()
				got = append(got, fmt.Sprintf("%d:%d %s", at.Start.Line, at.Start.Column, text(at.Start.Byte, at.End.Byte)))
			}
			got = append(got, text(o.Label.At.Start.Byte, o.Label.At.End.Byte)+" "+text(o.Line.KeyAt.Start.Byte, o.Line.KeyAt.End.Byte)+" | "+PrintLine(&o.Line))
		}
	}
	want := []string{
		"4:14 \"华为\": acts  have   made", "4:20 acts  have   made", "4:26 have   made", "\"华为\" acts | acts have made",
		"5:7 \"b\":under p1,\n      p2", "5:11 under p1,\n      p2", "5:17 p1,\n      p2", "\"b\" under | under p1, p2",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	bad := ParseDocument("x.md", []byte(src))
	if len(bad.Problems) != 1 || bad.Problems[0].Name != "not-yet-supported" {
		t.Errorf("a line of a later issue: %v", bad.Problems)
	}
}
