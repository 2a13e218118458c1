package objects_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/objects"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

func all(t testing.TB, r io.Reader, limits source.Limits, keys ...string) []string {
	t.Helper()
	in := objects.NewReader(r, "x.json", limits, keys...)
	var out []string
	for {
		rec, err := in.Next()
		switch {
		case err == io.EOF:
			return out
		case err != nil:
			return append(out, err.Error())
		case rec.Problem != "":
			if rec.Raw != nil || !strings.HasSuffix(rec.Says, ".") {
				t.Errorf("%+v", rec)
			}
			out = append(out, fmt.Sprint(rec.Line, " ", rec.Problem))
		default:
			out = append(out, fmt.Sprint(rec.Line, " ", string(rec.Raw)))
		}
	}
}

func TestRecords(t *testing.T) {
	damaged := func(line int) string { return fmt.Sprint(line, " ", diag.RecordDamaged) }
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"lines", "{\"a\":1}\n\n{\"a\":2}\r\n{\"a\":\"}\"}", []string{`1 {"a":1}`, `3 {"a":2}`, `4 {"a":"}"}`}},
		{"a damaged line", "{\"a\":1}\n{\"a\":\"x\n{\"a\":{\n{\"a\":2}\n", []string{`1 {"a":1}`, damaged(2), damaged(3), `4 {"a":2}`}},
		{"array", "\ufeff[{\"a\":1},\n{\"a\":[2,\"]\"]}]", []string{`1 {"a":1}`, `2 {"a":[2,"]"]}`}},
		{"one object", "{\n \"a\": {\"data\": [1]}\n}\n", []string{"1 {\n \"a\": {\"data\": [1]}\n}"}},
		{"envelope", "{\"total\":2,\"x\":\"data\",\n\"data\":[{\"a\":1},{\"a\":2}],\"more\":[{}]}", []string{`2 {"a":1}`, `2 {"a":2}`}},
		{"envelope in a line", "{\"data\": [{\"a\":1}]}\n", []string{`1 {"a":1}`}},
		{"key in a value only", "{\"x\":\"data\",\"y\":{\"data\":[{}]},\n\"a\":1}", []string{"1 {\"x\":\"data\",\"y\":{\"data\":[{}]},\n\"a\":1}"}},
		{"array cut", "[{\"a\":1},{\"a\":", []string{`1 {"a":1}`, damaged(1), damaged(1)}},
		{"strays", "[1,\"x\",{\"a\":1}]", []string{damaged(1), damaged(1), `1 {"a":1}`}},
		{"escapes", `[{"a":"\\\"}"},{"b":"\\"}]`, []string{`1 {"a":"\\\"}"}`, `1 {"b":"\\"}`}},
		{"string over a line end", "[{\"a\":\"x\n\"},{\"a\":1}]", []string{damaged(1), damaged(2), `2 {"a":1}`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := all(t, strings.NewReader(test.text), source.Limits{}, "data")
			if !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
			if slow := all(t, iotest.OneByteReader(strings.NewReader(test.text)), source.Limits{}, "data"); !slices.Equal(slow, got) {
				t.Errorf("byte for byte %q, at once %q", slow, got)
			}
		})
	}
}

func TestNoRecords(t *testing.T) {
	for _, text := range []string{"", "  \n", "hello", "\xff\xfe{\x00}\x00", "<xml/>", "7"} {
		in := objects.NewReader(strings.NewReader(text), "x.json", source.Limits{})
		if _, err := in.Next(); !errors.Is(err, objects.ErrShape) || !strings.Contains(err.Error(), "x.json") {
			t.Errorf("%q: %v", text, err)
		}
	}
	broken := errors.New("broken")
	in := objects.NewReader(iotest.ErrReader(broken), "x.json", source.Limits{})
	if _, err := in.Next(); !errors.Is(err, broken) {
		t.Error(err)
	}
}

// endless is a reader of n bytes that are all the same.
type endless struct {
	c byte
	n int
}

func (e *endless) Read(p []byte) (int, error) {
	n := min(len(p), e.n)
	if n == 0 {
		return 0, io.EOF
	}
	for i := range n {
		p[i] = e.c
	}
	e.n -= n
	return n, nil
}

// A record of any size is walked over in bounded memory, and the next one is read.
func TestRecordTooLarge(t *testing.T) {
	const huge = 256 << 20
	text := io.MultiReader(strings.NewReader("{\"a\":1}\n{\"a\":\""), &endless{'x', huge}, strings.NewReader("\"}\n{\"a\":2}\n"))
	got := all(t, text, source.Limits{Record: 1 << 20})
	if want := []string{`1 {"a":1}`, "2 " + diag.RecordTooLarge, `3 {"a":2}`}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	deep := strings.Repeat("[", 300) + strings.Repeat("]", 300)
	got = all(t, strings.NewReader("{\"a\":"+deep+"}\n{\"b\":1}\n"), source.Limits{})
	if want := []string{"1 " + diag.RecordTooDeep, `2 {"b":1}`}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if got = all(t, &endless{'[', 1 << 20}, source.Limits{}); len(got) == 0 {
		t.Error("nothing said of a million open brackets")
	}
}

func TestObject(t *testing.T) {
	o, ok := objects.NewObject([]byte(`{"s":" x ","n":7,"b":true,"f":"FALSE","null":null,"o":{"s":"y","z":1},"list":[{"s":"1"},{"s":"2"},3],"one":{"s":"3"},"texts":["a","",null,4],"text":"b","left":{"x":1},"none":[]}`))
	if !ok {
		t.Fatal("no object")
	}
	if o.Text("s") != "x" || o.Text("n") != "7" || o.Text("o") != "" || o.Text("null") != "" || o.Text("missing") != "" {
		t.Error("Text")
	}
	if n, ok := o.Int("n"); n != 7 || !ok {
		t.Error("Int")
	}
	if _, ok := o.Int("s"); ok {
		t.Error("Int of a text")
	}
	if v, ok := o.Bool("b"); !v || !ok {
		t.Error("Bool")
	}
	if v, ok := o.Bool("f"); v || !ok {
		t.Error("Bool of a text")
	}
	if in := o.Object("o"); in.Text("s") != "y" || in.Text("missing") != "" {
		t.Error("Object")
	}
	if o.Object("s").Text("x") != "" || o.Object("missing").Text("x") != "" {
		t.Error("Object that is none")
	}
	if list := o.Objects("list"); len(list) != 2 || list[1].Text("s") != "2" {
		t.Error("Objects")
	}
	if list := o.Objects("one"); len(list) != 1 {
		t.Error("Objects of one")
	}
	if list := o.Texts("texts"); !slices.Equal(list, []string{"a", "4"}) {
		t.Error(list)
	}
	if list := o.Texts("text"); !slices.Equal(list, []string{"b"}) {
		t.Error(list)
	}
	d := source.NewDraft("x", source.Place{}, source.Sink{})
	o.Unmap(d, "p.")
	if !slices.Equal(d.Unmapped, []string{"p.left"}) {
		t.Error(d.Unmapped)
	}
	if _, ok := objects.NewObject([]byte("[1]")); ok {
		t.Error("an array is no object")
	}
}

// An object says the same as encoding/json says of it.
func FuzzObject(f *testing.F) {
	for _, s := range []string{`{"a":1,"b":"x\"y","c":[1,{"d":"z"},[]],"e":{"f":null}}`, `{ "a" : true , "a" : "twice" }`, `[1]`, `{"\u0061":"\ud800"}`, `{}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var want map[string]any
		err := json.Unmarshal(b, &want)
		o, ok := objects.NewObject(b)
		if ok != (err == nil && want != nil) {
			t.Fatalf("%q: object %v, %v", b, ok, err)
		}
		for name, value := range want {
			switch v := value.(type) {
			case string:
				if got := o.Text(name); got != strings.TrimSpace(v) {
					t.Errorf("%q: %q is %q, not %q", b, name, got, v)
				}
			case []any:
				texts, objs := 0, 0
				for _, e := range v {
					switch e := e.(type) {
					case string:
						if strings.TrimSpace(e) != "" {
							texts++
						}
					case float64, bool:
						texts++
					case map[string]any:
						objs++
					}
				}
				if len(o.Texts(name)) != texts || len(o.Objects(name)) != objs {
					t.Errorf("%q: %q has %d texts and %d objects, not %d and %d", b, name, len(o.Texts(name)), len(o.Objects(name)), texts, objs)
				}
			}
		}
	})
}

// Whatever the bytes, reading ends, and what is handed out is valid JSON.
func FuzzReader(f *testing.F) {
	for _, s := range []string{"{\"a\":1}\n{\"a\":2}\n", "[{\"a\":1},{}]", "{\"data\":[{\"a\":\"\\\"\"}]}", "[1,", "{\"a\":\"x\ny\"}"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		in := objects.NewReader(bytes.NewReader(b), "x", source.Limits{Record: 1 << 10}, "data")
		for range len(b) + 2 {
			rec, err := in.Next()
			if err != nil {
				return
			}
			if _, ok := objects.NewObject(rec.Raw); !ok && rec.Problem == "" && bytes.HasPrefix(rec.Raw, []byte("{")) {
				t.Errorf("%q is handed out and is no object", rec.Raw)
			}
		}
		t.Error("more records than bytes")
	})
}
