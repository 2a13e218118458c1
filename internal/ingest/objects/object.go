package objects

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

// Object is a JSON object whose fields are asked for by name. A field that is missing, null, or of another type than is
// asked for, is empty.
type Object struct {
	fields map[string]json.RawMessage
	asked  map[string]bool
}

// NewObject reads an object. ok is false when raw is none.
func NewObject(raw []byte) (o *Object, ok bool) {
	o = &Object{asked: map[string]bool{}}
	if len(raw) == 0 || json.Unmarshal(raw, &o.fields) != nil || o.fields == nil {
		return &Object{asked: map[string]bool{}}, false
	}
	return o, true
}

// Text is a string, or a number or a truth value as it is written.
func (o *Object) Text(name string) string { return text(o.take(name)) }

func text(raw json.RawMessage) string {
	if len(raw) == 0 {
		return ""
	}
	switch raw[0] {
	case '"':
		var s string
		if json.Unmarshal(raw, &s) == nil {
			return strings.TrimSpace(s)
		}
		return ""
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
	in, _ := NewObject(o.take(name))
	return in
}

// Objects are the objects of a list; an object alone is a list of one.
func (o *Object) Objects(name string) []*Object {
	var out []*Object
	for _, raw := range items(o.take(name)) {
		if in, ok := NewObject(raw); ok {
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

func items(raw json.RawMessage) []json.RawMessage {
	var list []json.RawMessage
	switch {
	case len(raw) == 0:
	case raw[0] != '[':
		list = []json.RawMessage{raw}
	case json.Unmarshal(raw, &list) != nil:
		return nil
	}
	return list
}

func (o *Object) take(name string) json.RawMessage {
	o.asked[name] = true
	return bytes.TrimSpace(o.fields[name])
}

// Unmap names in the draft the fields that hold something and were not asked for, behind a prefix.
func (o *Object) Unmap(d *source.Draft, prefix string) {
	for _, name := range slices.Sorted(maps.Keys(o.fields)) {
		if !o.asked[name] && !empty(o.fields[name]) {
			d.Unmap(prefix + name)
		}
	}
}

// empty reports whether a value says nothing.
func empty(raw json.RawMessage) bool {
	switch string(bytes.TrimSpace(raw)) {
	case "", "null", `""`, "[]", "{}":
		return true
	}
	return false
}
