package check

import (
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
)

// ctx is where something is being lowered: a block of an agreement, a statement of a journal, or a `given` line of an
// expectation.
type ctx struct {
	*checker
	scope *scope      // the agreement; nil in a journal
	known *names      // the symbols in view: those of the world, and in an expectation what its given lines add
	path  string      // clause path for messages; empty in a journal
	def   *definition // what is being lowered; nil outside definitions
	block *syntax.Block
	only  *diag.Range // an option of a reading is being lowered: the line it puts into its definition
}

// report adds a problem; detail says why and what to do.
func (x *ctx) report(sev diag.Severity, name string, at diag.Range, summary, detail string) *diag.Problem {
	p := diag.Problem{Name: name, Severity: sev, Summary: summary, Detail: detail, Subject: at, Clause: x.path}
	if x.only != nil && !within(at, *x.only) {
		if x.said(&p) {
			return &p
		}
		p.Subject = *x.only // the line of the option makes it so
	}
	x.list = append(x.list, p)
	return &x.list[len(x.list)-1]
}

// said reports whether a problem of a definition has been reported before; an option of a reading goes through the other
// lines of its definition once more.
func (x *ctx) said(p *diag.Problem) bool {
	return slices.ContainsFunc(x.list, func(q diag.Problem) bool {
		return q.Name == p.Name && q.Subject == p.Subject && q.Summary == p.Summary
	})
}

func (x *ctx) error(name string, at diag.Range, summary, detail string) *diag.Problem {
	return x.report(diag.Error, name, at, summary, detail)
}

func (x *ctx) warn(name string, at diag.Range, summary, detail string) *diag.Problem {
	return x.report(diag.Warning, name, at, summary, detail)
}

func (x *ctx) note(name string, at diag.Range, summary, detail string) *diag.Problem {
	return x.report(diag.Note, name, at, summary, detail)
}

// suggestions is how many unknown names of a run are compared with all known ones. Whoever has more has another
// mistake: a journal that was not loaded.
const suggestions = 50

// unknown reports a name that nothing declares, with a suggestion when one is sure.
func (x *ctx) unknown(name string, n syntax.Name, what string, candidates func() []string, todo string) {
	before := len(x.list)
	p := x.error(name, n.At, "there is no "+what+" "+quote(n.Text), "")
	if len(x.list) == before {
		return // said before
	}
	x.unknowns++
	if x.unknowns > suggestions {
		p.Detail = todo
		return
	}
	if s, ok := diag.Suggest(n.Text, distinct(candidates())); ok {
		p.Detail = "Did you mean " + quote(s) + "? " + todo
		word := spelt(s)
		if n.Quoted {
			word = quote(s)
		}
		replace(p, n.At, word)
		return
	}
	p.Detail = todo
}

// distinct drops candidates that differ from an earlier one in case only: two spellings of one thing are no doubt about
// which thing is meant.
func distinct(candidates []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, c := range candidates {
		if low := strings.ToLower(c); !seen[low] {
			seen[low] = true
			out = append(out, c)
		}
	}
	return out
}

// alsoAt adds a second place to a problem.
func alsoAt(p *diag.Problem, says string, at diag.Range) {
	p.Related = append(p.Related, diag.Related{Says: says, Range: at})
}

// replace offers to write s in place of a range.
func replace(p *diag.Problem, at diag.Range, s string) {
	p.Fix = &diag.Fix{Says: "write " + s, Edits: []diag.Edit{{Range: at, New: s}}}
}

// quote writes a name in straight quotes.
func quote(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// spelt writes a name bare where it can stand so, and else in quotes.
func spelt(s string) string {
	if isWord(s) {
		return s
	}
	return quote(s)
}

// isWord reports whether a name can stand without quotes.
func isWord(s string) bool {
	return s != "" && !strings.ContainsAny(s, " ,:\"#\u00a0\u3000") && !strings.HasSuffix(s, ".")
}

// a puts the indefinite article before a kind of definition.
func a(kind string) string {
	switch {
	case kind == "patents" || kind == "products":
		return "a set of " + kind
	case strings.ContainsRune("aeiou", rune(kind[0])):
		return "an " + kind
	}
	return "a " + kind
}

// orgs joins the ids of organisations.
func orgs(os []agreement.Org) string {
	out := make([]string, len(os))
	for i, o := range os {
		out[i] = string(o)
	}
	return strings.Join(out, ", ")
}

// sentence ends words that an author wrote as a sentence, unless they did.
func sentence(s string) string {
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".?!") {
		return s
	}
	return s + "."
}
