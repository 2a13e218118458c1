package syntax

import (
	"reflect"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
)

// tidy takes out of a line what people write out of habit (equals signs, brackets, semicolons), so that the rest can
// be read, and reports the first slip of the line with the repair of all. Nothing more is said about the line then:
// after the repair the next run sees it afresh.
func (s *source) tidy(r *reader, lines ...*line) {
	var first *slip
	var edits []diag.Edit
	for _, l := range lines {
		if l.slip != nil && first == nil {
			first = l.slip
		}
		edits = append(edits, l.edits...)
	}
	note := func(sl slip, e diag.Edit) {
		if first == nil || sl.at.Start.Byte < first.at.Start.Byte {
			first = &sl
		}
		edits = append(edits, e)
	}
	out := r.toks[:0:0]
	for k := 0; k < len(r.toks); k++ {
		t := r.toks[k]
		if t.kind != tokenPunct {
			out = append(out, t)
			continue
		}
		switch t.text {
		case "=":
			if k == 0 || afterOptionKey(r, k) {
				note(slip{diag.EqualsSign, "an equals sign after the key", "The value follows its key without a sign between them.", "delete it", t.at}, diag.Edit{Range: t.at})
				continue
			}
			note(slip{diag.EqualsSign, "an equals sign in a test", "A test is written `standard is LTE`, or `standard in LTE, UMTS`.", "write is", t.at}, diag.Edit{Range: t.at, New: "is"})
			out = append(out, token{tokenWord, "is", t.at})
		case "[", "{":
			sl := slip{diag.Brackets, "brackets", "Lists are written with commas, blocks with indented lines; neither takes brackets.", "delete them", t.at}
			if !closes(r.toks[k+1:], t.text) {
				sl.summary = "the bracket opened here is not closed"
				sl.detail = "It is not needed: lists are written with commas, blocks with indented lines."
				sl.says = "delete it"
			}
			note(sl, diag.Edit{Range: t.at})
		case "]", "}":
			note(slip{diag.Brackets, "a closing bracket", "Lists are written with commas, blocks with indented lines; neither takes brackets.", "delete it", t.at}, diag.Edit{Range: t.at})
		case ";":
			if k == len(r.toks)-1 {
				note(slip{diag.Semicolon, "a semicolon at the end of the line", "A line ends where it ends.", "delete it", t.at}, diag.Edit{Range: t.at})
				continue
			}
			if r.what == "language" {
				note(slip{diag.Semicolon, "a semicolon", "The language is written without semicolons.", "write a comma", t.at}, diag.Edit{Range: t.at, New: ","})
				out = append(out, token{tokenPunct, ",", t.at})
				continue
			}
			next := r.toks[k+1].at
			note(slip{diag.Semicolon, "a semicolon between two lines", "Each property stands on a line of its own.", "begin a new line", t.at},
				diag.Edit{Range: diag.Range{File: t.at.File, Start: t.at.Start, End: next.Start}, New: "\n" + s.margin(t.at)})
			for _, u := range r.toks[k+1:] { // what stands behind is another line; repair its signs along
				switch u.text {
				case "=", "[", "]", "{", "}":
					if u.kind == tokenPunct {
						edits = append(edits, diag.Edit{Range: u.at})
					}
				}
			}
			k = len(r.toks)
		default:
			out = append(out, t)
		}
	}
	r.toks = out
	if first == nil || r.quiet {
		return
	}
	slices.SortStableFunc(edits, func(a, b diag.Edit) int { return a.Range.Start.Byte - b.Range.Start.Byte })
	fix := &diag.Fix{Says: first.says, Edits: edits}
	if len(edits) > 1 {
		fix.Says = "repair the signs of the line"
	}
	s.report(diag.Problem{Name: first.name, Severity: diag.Error, Summary: first.summary, Detail: first.detail, Subject: first.at, Clause: r.path, Fix: fix})
	r.quiet = true
}

// margin is the white space in front of the line that holds the place.
func (s *source) margin(at diag.Range) string {
	_, start := s.seek(min(at.Start.Byte, len(s.src)))
	text := string(s.src[start:at.Start.Byte])
	return text[:len(text)-len(strings.TrimLeft(text, " \t"))]
}

func closes(toks []token, open string) bool {
	return slices.ContainsFunc(toks, func(t token) bool {
		return t.kind == tokenPunct && (open == "[" && t.text == "]" || open == "{" && t.text == "}")
	})
}

// spelledToken notes the spelling of a word of the language.
func (s *source) spelledToken(t token) {
	if _, two := american[t.text]; two && t.kind == tokenWord {
		s.spelled(t.text)
	}
}

// raw is the text of a line as it stands, without its indent and the white space at its end.
func (s *source) raw(l *line) []string {
	return []string{strings.TrimFunc(string(s.src[l.start:l.end]), func(r rune) bool { return r == '\t' || r == '\r' || isBlank(r) })}
}

// tabbed reports whether a tab stands in front of the line.
func (s *source) tabbed(l *line) bool {
	for _, c := range s.src[l.start:l.end] {
		switch c {
		case '\t':
			return true
		case ' ':
		default:
			return false
		}
	}
	return false
}

func isNil(v any) bool {
	if v == nil {
		return true
	}
	x := reflect.ValueOf(v)
	return x.Kind() == reflect.Pointer && x.IsNil()
}
