package patent

import (
	"fmt"
	"strings"

	"github.com/crossgrant/crossgrant/when"
)

// TermEvidence begins the lines of [Record.Evidence] that tell how the term came about.
const TermEvidence = "term: "

// Evidence tells how the term came about, a line for each step, for [Record.Evidence]: from what day the statute counts
// and to when, what was added and what was cut, and why the result is not exact.
func (a TermAnswer) Evidence() []string {
	var out []string
	for _, p := range a.Parts {
		s := p.Says
		if p.What == "base" && p.From != when.Unknown {
			s = fmt.Sprintf("from %s, %s", p.From, s)
		}
		if p.Last != when.Unknown {
			s += ": " + p.Last.String()
		}
		out = append(out, TermEvidence+s)
	}
	if len(a.Parts) == 0 {
		out = append(out, TermEvidence+a.Rule)
	} else if _, why, ok := strings.Cut(a.Rule, "; "+a.Kind.String()+", because "); ok {
		out = append(out, TermEvidence+a.Kind.String()+", because "+why)
	}
	return out
}
