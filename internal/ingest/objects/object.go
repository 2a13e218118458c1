package objects

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

// Object is a JSON object whose fields are asked for by name. A field that is missing, null, or of another type than is
// asked for, is empty; of two fields with one name the last counts.
type Object struct {
	fields []field
}

type field struct {
	name  string
	value []byte // valid JSON without blanks around it
	asked bool
}

// NewObject reads an object. ok is false when raw is none.
func NewObject(raw []byte) (o *Object, ok bool) {
	if !json.Valid(raw) {
		return &Object{}, false
	}
	return newObject(bytes.TrimSpace(raw))
}

// newObject reads an object from valid JSON.
func newObject(raw []byte) (o *Object, ok bool) {
	o = &Object{}
	if len(raw) == 0 || raw[0] != '{' {
		return o, false
	}
	for rest := within(raw); len(rest) > 0; {
		end := stringEnd(rest)
		if end < 0 {
			break
		}
		name := unquoted(rest[:end])
		var value []byte
		value, rest = cutValue(bytes.TrimLeft(rest[end:], " \t\r\n:"))
		o.fields = append(o.fields, field{name: name, value: value})
	}
	return o, true
}

// within is what stands between the brackets of valid JSON.
func within(raw []byte) []byte { return bytes.TrimSpace(raw[1 : len(raw)-1]) }

// cutValue takes the first value off what stands within brackets, with the comma behind it.
func cutValue(raw []byte) (value, rest []byte) {
	n := 0
	switch {
	case len(raw) == 0:
		return nil, nil
	case raw[0] == '"':
		n = stringEnd(raw)
	case raw[0] == '{' || raw[0] == '[':
		n = bracketEnd(raw)
	default:
		n = bytes.IndexAny(raw, ", \t\r\n")
	}
	if n < 0 {
		n = len(raw)
	}
	return raw[:n], bytes.TrimLeft(raw[n:], ", \t\r\n")
}

// bracketEnd is the length of the object or list that raw begins with.
func bracketEnd(raw []byte) int {
	depth := 0
	for i := 0; i < len(raw); i++ {
		switch raw[i] {
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		case '"':
			n := stringEnd(raw[i:])
			if n < 0 {
				return -1
			}
			i += n - 1
		}
	}
	return -1
}

// unquoted is the text of a JSON string.
func unquoted(raw []byte) string {
	if bytes.IndexByte(raw, '\\') < 0 && utf8.Valid(raw) {
		return string(raw[1 : len(raw)-1])
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return s
}

// Text is a string, or a number or a truth value as it is written.
func (o *Object) Text(name string) string { return text(o.take(name)) }

func text(raw []byte) string {
	if len(raw) == 0 {
		return ""
	}
	switch raw[0] {
	case '"':
		return strings.TrimSpace(unquoted(raw))
	case '{', '[', 'n':
		return ""
	}
	return string(raw)
}

// Int is a whole number; ok is false when there is none.
func (o *Object) Int(name string) (n int, ok bool) {
	n, err := strconv.Atoi(o.Text(name))
	return n, err == nil
}

// Bool is a truth value; ok is false when there is none.
func (o *Object) Bool(name string) (value, ok bool) {
	switch strings.ToLower(o.Text(name)) {
	case "true":
		return true, true
	case "false":
		return false, true
	}
	return false, false
}

// Object is an object within; one without fields when there is none.
func (o *Object) Object(name string) *Object {
	in, _ := newObject(o.take(name))
	return in
}

// Objects are the objects of a list; an object alone is a list of one.
func (o *Object) Objects(name string) []*Object {
	var out []*Object
	for _, raw := range items(o.take(name)) {
		if in, ok := newObject(raw); ok {
			out = append(out, in)
		}
	}
	return out
}

// Texts are the strings of a list; a string alone is a list of one.
func (o *Object) Texts(name string) []string {
	var out []string
	for _, raw := range items(o.take(name)) {
		if s := text(raw); s != "" {
			out = append(out, s)
		}
	}
	return out
}

func items(raw []byte) [][]byte {
	switch {
	case len(raw) == 0:
		return nil
	case raw[0] != '[':
		return [][]byte{raw}
	}
	var list [][]byte
	for rest := within(raw); len(rest) > 0; {
		var value []byte
		value, rest = cutValue(rest)
		list = append(list, value)
	}
	return list
}

func (o *Object) take(name string) []byte {
	for i := len(o.fields) - 1; i >= 0; i-- {
		if f := &o.fields[i]; f.name == name {
			f.asked = true
			return f.value
		}
	}
	return nil
}

// Unmap names in the draft the fields that hold something and were not asked for, behind a prefix.
func (o *Object) Unmap(d *source.Draft, prefix string) {
	fields := slices.Clone(o.fields)
	slices.SortStableFunc(fields, func(a, b field) int { return strings.Compare(a.name, b.name) })
	for _, f := range fields {
		if !f.asked && !empty(f.value) {
			d.Unmap(prefix + f.name)
		}
	}
}

// empty reports whether a value says nothing.
func empty(raw []byte) bool {
	switch string(raw) {
	case "", "null", `""`, "[]", "{}":
		return true
	}
	return false
}
