package crossgrant

import (
	"bytes"
	"cmp"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
)

// FormatOptions say what is brought into canonical form.
type FormatOptions struct {
	Files  []string // as paths in the workspace or on the disk; none: all
	DryRun bool     // change nothing
	Fix    bool     // apply the fixes that problems offer, too
}

// Formatted says what a format changed, or would change.
type Formatted struct {
	Changed  []string  // files
	Fixed    int       // fixes applied
	Problems diag.List // errors of the files, which stand as they are; those that were fixed are not among them
}

// Format brings blocks and journals into their canonical form. Prose and comments stay byte for byte, and so does what
// cannot be read. Each file is replaced whole.
func (w *Workspace) Format(opt FormatOptions) (Formatted, error) {
	if w.dir == "" && !opt.DryRun {
		return Formatted{}, errReadOnly
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	wanted, err := w.wanted(w.texts, opt.Files)
	if err != nil {
		return Formatted{}, err
	}
	var out Formatted
	for _, name := range w.texts.names() {
		if !wanted[name] {
			continue
		}
		src := w.texts.src[name]
		next, fixed := src, 0
		if opt.Fix {
			next, fixed = applyFixes(src, name, w.problems)
		}
		next, problems := syntax.Format(name, next)
		out.Problems = append(out.Problems, onlyErrors(problems)...)
		out.Fixed += fixed
		if bytes.Equal(next, src) {
			continue
		}
		out.Changed = append(out.Changed, name)
		if opt.DryRun {
			continue
		}
		if err := replaceFile(filepath.Join(w.dir, filepath.FromSlash(name)), next); err != nil {
			return out, err
		}
	}
	if opt.DryRun || len(out.Changed) == 0 {
		return out, nil
	}
	if err := w.reload(); err != nil {
		return out, fmt.Errorf("the formatted texts cannot be read again: %w", err)
	}
	return out, nil
}

// applyFixes applies the fixes of one file's problems, from its end to its beginning. A fix that overlaps one already
// applied is left for the next run.
func applyFixes(src []byte, file string, problems diag.List) (out []byte, applied int) {
	type change struct {
		from, to int
		text     string
	}
	var fixes [][]change
	for _, p := range problems {
		if p.Fix == nil || len(p.Fix.Edits) == 0 {
			continue
		}
		var f []change
		for _, e := range p.Fix.Edits {
			from, to := e.Range.Start.Byte, e.Range.End.Byte
			if e.Range.File != file || from < 0 || to < from || to > len(src) {
				f = nil
				break
			}
			f = append(f, change{from, to, e.New})
		}
		if f != nil {
			fixes = append(fixes, f)
		}
	}
	var taken []change
	for _, f := range fixes {
		free := !slices.ContainsFunc(f, func(c change) bool {
			return slices.ContainsFunc(taken, func(t change) bool { return c.from < t.to && t.from < c.to || c.from == t.from })
		})
		if free {
			taken = append(taken, f...)
			applied++
		}
	}
	slices.SortFunc(taken, func(a, b change) int { return cmp.Compare(b.from, a.from) })
	out = bytes.Clone(src)
	for _, c := range taken {
		out = slices.Concat(out[:c.from], []byte(c.text), out[c.to:])
	}
	return out, applied
}
