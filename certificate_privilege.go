package crossgrant

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// leftOut stands where a passage of an answer said something of a privileged statement.
const leftOut = "left out: privileged"

// secrets are the statements of a world that are marked privileged, and by what a sentence gives them away.
type secrets struct {
	facts     []*agreement.Fact
	places    map[string]bool    // file:line
	words     []string           // their text, sources, authorities, assumptions
	findings  map[[2]string]bool // term and what it is of
	patents   map[string]bool    // of which a privileged statement says something
	questions map[string]bool    // ids of the questions that such a statement raises
	indexes   map[int]bool       // in the world
}

func secretsOf(world *agreement.World) *secrets {
	s := &secrets{places: map[string]bool{}, findings: map[[2]string]bool{}, patents: map[string]bool{}, questions: map[string]bool{}, indexes: map[int]bool{}}
	for i := range world.Facts {
		if f := &world.Facts[i]; f.Privileged {
			s.add(i, f)
		}
	}
	return s
}

func (s *secrets) add(i int, f *agreement.Fact) {
	s.facts = append(s.facts, f)
	s.indexes[i] = true
	s.places[fmt.Sprintf("%s:%d", f.At.File, f.At.Start.Line)] = true
	words := append([]string{f.Text, f.Source, f.Why}, f.Assumed...)
	s.questions[agreement.QWhen(i, f.Text).ID()] = true
	switch b := f.Body.(type) {
	case agreement.Finding:
		words = append(words, b.By)
		s.findings[[2]string{b.Term, b.Of}] = true
		s.questions[agreement.QConflict(b.Term, b.Of, agreement.Clause{}).ID()] = true
	case agreement.Product:
		words = append(words, b.Name)
	case agreement.PatentFact:
		s.patents[b.Record.ID] = true
	case agreement.StatusFact:
		for _, p := range b.Patents {
			s.patents[p] = true
		}
	case agreement.Assignment:
		for _, p := range b.Patents {
			s.patents[p] = true
		}
	}
	for _, w := range words {
		if strings.TrimSpace(w) != "" {
			s.words = append(s.words, w)
		}
	}
}

// known counts the statements known on a day of the record, and names their files.
func (s *secrets) known(at when.Date) Privileged {
	var p Privileged
	for _, f := range s.facts {
		if f.KnownAt(at) {
			p.Statements++
			p.Files = append(p.Files, f.At.File)
		}
	}
	slices.Sort(p.Files)
	p.Files = slices.Compact(p.Files)
	return p
}

// told reports whether a sentence says something of a privileged statement.
func (s *secrets) told(text string) bool {
	for w := range s.places {
		if holds(text, w) {
			return true
		}
	}
	for _, w := range s.words {
		if holds(text, w) {
			return true
		}
	}
	for f := range s.findings {
		if holds(text, `"`+f[0]+`"`) && (f[1] == "" || holds(text, f[1])) {
			return true
		}
	}
	return false
}

// holds reports whether the words stand in the text, not as part of longer ones.
func holds(text, words string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], words)
		if i < 0 {
			return false
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+len(words):])
		first, _ := utf8.DecodeRuneInString(words)
		last, _ := utf8.DecodeLastRuneInString(words)
		if !(inWord(before) && inWord(first)) && !(inWord(after) && inWord(last)) {
			return true
		}
		from = i + max(utf8.RuneLen(first), 1)
	}
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' }

// asks reports whether a question is about a privileged statement.
func (s *secrets) asks(q agreement.Question) bool {
	if s.questions[q.ID()] || s.told(q.Says) && q.Kind != agreement.AskFinding {
		return true
	}
	if q.Kind != agreement.AskOrder {
		return false
	}
	for i := range s.indexes { // the key of a question of order ends in the list of its facts
		if _, facts, ok := strings.Cut(q.Key, "|["); ok && slices.Contains(strings.Fields(strings.TrimSuffix(facts, "]")), fmt.Sprint(i)) {
			return true
		}
	}
	return false
}

// withhold takes out of an answer what says something of privileged statements, and counts the passages. The verdict,
// the counts and the clauses stay: they are the answer.
func (s *secrets) withhold(a rights.ClearAnswer) (rights.ClearAnswer, int) {
	if len(s.facts) == 0 {
		return a, 0
	}
	n := 0
	hush := func(text string) string {
		if text == "" || text == leftOut || !s.told(text) {
			return text
		}
		n++
		return leftOut
	}
	each := func(texts []string) []string {
		texts = slices.Clone(texts)
		for i := range texts {
			texts[i] = hush(texts[i])
		}
		return texts
	}
	reasons := func(rs []rights.Reason) []rights.Reason {
		rs = slices.Clone(rs)
		for i := range rs {
			rs[i].Failing = each(rs[i].Failing)
			if rs[i].Clause.Agreement == "" { // the words are the program's, not those of a clause
				rs[i].Says = hush(rs[i].Says)
			}
		}
		return rs
	}
	a.Because = reasons(a.Because)
	a.Open = slices.Clone(a.Open)
	for i := range a.Open {
		if q := &a.Open[i]; s.asks(q.Question) {
			q.Question = agreement.Question{Kind: q.Kind, Key: q.Key, Says: leftOut, Clause: q.Clause}
			q.Examples = nil
			n++
		}
	}
	a.RestsOn = slices.Clone(a.RestsOn)
	for i := range a.RestsOn {
		if r := &a.RestsOn[i]; s.places[r.Where] || s.told(r.Why) {
			r.Why, r.Where = leftOut, ""
			n++
		}
	}
	a.Parts = slices.Clone(a.Parts)
	for i := range a.Parts {
		a.Parts[i].Name = hush(a.Parts[i].Name)
		a.Parts[i].Because = reasons(a.Parts[i].Because)
	}
	a.Status = slices.Clone(a.Status)
	for i := range a.Status {
		x := &a.Status[i]
		x.Presumed = each(x.Presumed)
		if s.patents[x.Patent] && x.Why != "" {
			x.Why = leftOut
			n++
		}
		x.Why = hush(x.Why)
	}
	if a.UntilWhy != "" {
		a.UntilWhy = strings.Join(each(strings.Split(a.UntilWhy, "; ")), "; ")
	}
	a.Notes = each(a.Notes)
	return a, n
}
