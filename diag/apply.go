package diag

import (
	"bytes"
	"slices"
)

// Apply returns src with the fixes of the problems of one file applied, and how many were. Of fixes that touch the
// same text only the first is applied; run again for the others.
func Apply(file string, src []byte, l List) ([]byte, int) {
	var all []Edit
	applied := 0
	for _, p := range l {
		if p.Fix == nil || len(p.Fix.Edits) == 0 {
			continue
		}
		if fits(file, src, all, p.Fix.Edits) {
			all = append(all, p.Fix.Edits...)
			applied++
		}
	}
	slices.SortStableFunc(all, func(a, b Edit) int { return a.Range.Start.Byte - b.Range.Start.Byte })
	var out bytes.Buffer
	at := 0
	for _, e := range all {
		out.Write(src[at:e.Range.Start.Byte])
		out.WriteString(e.New)
		at = e.Range.End.Byte
	}
	out.Write(src[at:])
	return out.Bytes(), applied
}

// fits reports whether the edits lie in the file and touch neither each other nor those chosen before.
func fits(file string, src []byte, chosen, edits []Edit) bool {
	for k, e := range edits {
		r := e.Range
		if r.File != file || r.Start.Byte < 0 || r.End.Byte < r.Start.Byte || r.End.Byte > len(src) {
			return false
		}
		for _, o := range append(slices.Clone(chosen), edits[:k]...) {
			if r.Start.Byte < o.Range.End.Byte && o.Range.Start.Byte < r.End.Byte || r.Start.Byte == o.Range.Start.Byte {
				return false
			}
		}
	}
	return true
}
