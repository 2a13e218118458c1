package check

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
)

// ProseHash identifies the words of a clause: what a reviewed line names. White space does not count, so a paragraph
// may be wrapped anew without making a reading stale.
func ProseHash(prose string) string {
	sum := sha256.Sum256([]byte(strings.Join(strings.Fields(prose), " ")))
	return hex.EncodeToString(sum[:6])
}

// review holds a reviewed line against the prose above the block.
func (x *ctx) review() {
	for p := range x.block.All("reviewed") {
		v, ok := p.Value.(*syntax.Review)
		if !ok {
			continue
		}
		day, ok := x.date(&v.Day)
		if ok && x.opt.Today.Real() && day > x.opt.Today {
			x.error(diag.ImpossibleRecord, v.Day.At, "the review lies in the future", "Write the day on which the prose was read.")
		}
		prose := ""
		if x.block.Clause != nil {
			prose = x.block.Clause.Prose
		}
		if now := ProseHash(prose); !strings.EqualFold(v.Hash.Text, now) {
			x.warn(diag.StaleReading, v.Hash.At, "the prose has changed since "+v.By.Text+" read it",
				"The review names "+v.Hash.Text+"; the words above the block are now "+now+". Have the block read again against the prose, and write the new day and hash.")
		}
	}
}

// prose finds the clauses that no block says formally and no silent line passes over.
func (s *scope) prose() {
	if len(s.doc.Blocks) == 0 {
		return
	}
	said := map[string]bool{} // numbers under which a block stands or which one names
	for _, b := range s.doc.Blocks {
		if b.Kind == "expect" || b.Kind == "always" || b.Clause == nil {
			continue
		}
		said[s.clauseOf(b).Number] = true
		said[b.Clause.Number] = true
	}
	silent := s.silent(said)
	unnumbered := 0
	var firstUnnumbered diag.Range
	for _, c := range s.doc.Clauses {
		if c.Prose == "" || (c.Number != "" && said[c.Number]) || len(formal(c)) > 0 {
			continue
		}
		if c.Number == "" {
			if unnumbered++; unnumbered == 1 {
				firstUnnumbered = c.At
			}
			continue
		}
		if slices.ContainsFunc(silent, func(r clauseRange) bool { return r.covers(c.Number) }) {
			continue
		}
		clause := agreement.Clause{Agreement: s.id, Number: c.Number, Heading: c.Heading, Prose: c.Prose, At: c.At}
		s.model.Unformalised = append(s.model.Unformalised, clause)
		x := &ctx{checker: s.checker, scope: s, path: clausePath(clause)}
		x.warn(diag.TextNotFormalised, c.At, "clause "+c.Number+" is not formalised",
			"No block says it, so answers do not know it, and every answer of this agreement says so. Write a block under it, or add it to the silent line of the agreement block if it has no effect on rights.")
	}
	if unnumbered > 0 {
		x := &ctx{checker: s.checker, scope: s}
		x.note(diag.UnnumberedText, firstUnnumbered, strconv.Itoa(unnumbered)+" "+plural(unnumbered, "passage bears", "passages bear")+" no clause number",
			"Text without a number is read as commentary. Number it if it is a clause of the agreement.")
	}
}

// formal are the blocks of a clause that say something formally.
func formal(c *syntax.Clause) []*syntax.Block {
	return slices.DeleteFunc(slices.Clone(c.Blocks), func(b *syntax.Block) bool { return b.Kind == "expect" || b.Kind == "always" })
}

// silent reads the silent line of the frame.
func (s *scope) silent(said map[string]bool) []clauseRange {
	if s.frame == nil {
		return nil
	}
	var out []clauseRange
	x := s.ctx(s.frame)
	for p := range s.frame.All("silent") {
		v, ok := p.Value.(*syntax.Silent)
		if !ok {
			continue
		}
		for _, item := range v.Items {
			r := clauseRange{split(item.From), split(item.To)}
			if item.To == "" {
				r.to = r.from
			}
			if compare(r.to, r.from) < 0 {
				x.error(diag.ImpossiblePeriod, item.At, "the range of clauses ends before it starts", "Write the lower number first.")
				continue
			}
			out = append(out, r)
			found := false
			for n := range s.numbers {
				found = found || r.covers(n)
			}
			if !found {
				x.error(diag.UnknownClause, item.At, "the document has no clause "+item.From+rangeTo(item.To), "A silent line lists clauses of this document. Correct the number.")
			}
			if item.To == "" && said[item.From] {
				x.warn(diag.SilentWithBlock, item.At, "clause "+item.From+" is called silent but has a block", "A silent clause has no effect on rights, and the block gives it one. Remove the number here, or the block.")
			}
		}
	}
	return out
}

func rangeTo(to string) string {
	if to == "" {
		return ""
	}
	return "-" + to
}

// clauseRange is a stretch of clause numbers, both ends and what stands under them included.
type clauseRange struct{ from, to []string }

// covers reports whether the number lies in the range: 5-9 covers 5, 7.2 and 9.4(a).
func (r clauseRange) covers(number string) bool {
	n := split(number)
	head := func(depth int) []string { return n[:min(depth, len(n))] }
	return compare(head(len(r.from)), r.from) >= 0 && compare(head(len(r.to)), r.to) <= 0 && len(n) >= min(len(r.from), len(r.to))
}

// split takes a clause number apart: 2.2(a)(i) is 2, 2, a, i.
func split(number string) []string {
	return strings.FieldsFunc(number, func(r rune) bool { return r == '.' || r == '(' || r == ')' })
}

// compare orders clause numbers part by part, numbers by value.
func compare(a, b []string) int {
	return slices.CompareFunc(a, b, func(p, q string) int {
		m, err1 := strconv.Atoi(p)
		n, err2 := strconv.Atoi(q)
		if err1 == nil && err2 == nil {
			return m - n
		}
		return strings.Compare(p, q)
	})
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
