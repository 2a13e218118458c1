package syntax

import (
	"bytes"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/crossgrant/crossgrant/diag"
)

// Format returns the canonical form of an agreement document or, for a name that ends in .facts, of a journal,
// together with the problems found. It is idempotent, keeps comments, and leaves prose untouched byte for byte. What
// could not be read stays as it is; a file that is not UTF-8 stays as it is altogether.
func Format(name string, src []byte) ([]byte, diag.List) {
	out, problems := formatOnce(name, src)
	// Broken lines with white space that cannot be seen may settle only in the next pass; text that does not settle
	// stays as it is.
	for range 8 {
		next, _ := formatOnce(name, out)
		if bytes.Equal(next, out) {
			return out, problems
		}
		out = next
	}
	return src, problems
}

func formatOnce(name string, src []byte) ([]byte, diag.List) {
	if path.Ext(name) == ".facts" {
		j := ParseJournal(name, src)
		return FormatJournal(j), j.Problems
	}
	d := ParseDocument(name, src)
	return FormatDocument(d), d.Problems
}

// FormatDocument returns the document with its blocks in the canonical form.
func FormatDocument(d *Document) []byte {
	if !utf8.Valid(d.Src) {
		return d.Src
	}
	var out bytes.Buffer
	from := 0
	for _, f := range d.Fences {
		if f.unclosed || f.from == f.to {
			continue
		}
		out.Write(d.Src[from:f.from])
		body := d.Src[f.from:f.to]
		out.WriteString(f.text(printer{d.American}, lineBreak(body)))
		from = f.to
	}
	out.Write(d.Src[min(from, len(d.Src)):])
	return out.Bytes()
}

// text prints the lines of a fence.
func (f *Fence) text(p printer, eol string) string {
	var w strings.Builder
	for k, b := range f.Blocks {
		if k > 0 {
			w.WriteByte('\n')
		}
		p.block(&w, b)
	}
	for k, c := range f.Tail {
		if k == 0 && len(f.Blocks) > 0 || c.gap && k > 0 {
			w.WriteByte('\n')
		}
		w.WriteString(comment(c) + "\n")
	}
	return relay(w.String(), f.Indent, eol)
}

// relay gives lines the indent and the line breaks of their place.
func relay(text, indent, eol string) string {
	if indent == "" && eol == "\n" {
		return text
	}
	var w strings.Builder
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if line != "" {
			w.WriteString(indent + line)
		}
		w.WriteString(eol)
	}
	return w.String()
}

func lineBreak(b []byte) string {
	if k := bytes.IndexByte(b, '\n'); k > 0 && b[k-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// FormatJournal returns the canonical form of a journal.
func FormatJournal(j *Journal) []byte {
	if len(j.Src) > MaxFile || !utf8.Valid(j.Src) {
		return j.Src
	}
	p := printer{j.American}
	var w strings.Builder
	if j.Recorded != nil {
		for k, c := range j.headComments {
			if c.gap && k > 0 {
				w.WriteByte('\n')
			}
			w.WriteString(comment(c) + "\n")
		}
		if j.headGap && len(j.headComments) > 0 {
			w.WriteByte('\n')
		}
		w.WriteString("recorded " + j.Recorded.Dating.Day.Text + remark(j.headRemark) + "\n")
	}
	for _, s := range j.Statements {
		p.statement(&w, s)
	}
	for _, c := range j.Tail {
		if c.gap {
			w.WriteByte('\n')
		}
		w.WriteString(comment(c) + "\n")
	}
	text := strings.TrimLeft(w.String(), "\n")
	if hasBOM(j.Src) {
		text = bom + text
	}
	return []byte(relay(text, "", lineBreak(j.Src)))
}
