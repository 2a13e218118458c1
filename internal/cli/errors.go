package cli

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant"
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/present"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// reported is an error made ready for a person or a program: a sentence that says what is wrong and what to do, a word
// that was perhaps meant, and the problems of the texts that are at fault.
type reported struct {
	message  string
	suggest  string
	problems diag.List
	sources  func(file string) []byte
}

// report puts an error into words.
func report(err error) reported {
	var (
		u       usage
		unknown *rights.UnknownError
		bad     *crossgrant.ProblemsError
		path    *fs.PathError
	)
	switch {
	case errors.As(err, &u):
		return reported{message: u.message, suggest: u.suggest}
	case errors.As(err, &unknown):
		return reported{message: unknownSentence(unknown), suggest: unknown.Suggest}
	case errors.As(err, &bad):
		return reported{message: bad.Error(), problems: bad.Problems, sources: bad.Source}
	case errors.Is(err, fs.ErrNotExist) && errors.As(err, &path):
		return reported{message: "There is no file or folder " + path.Path + "."}
	}
	return reported{message: sentence(err.Error())}
}

// unknownSentence says which word of a question means nothing, and how to declare it.
func unknownSentence(e *rights.UnknownError) string {
	head := "There is no " + e.Kind + " " + quote(e.Word)
	switch e.Kind {
	case "organisation":
		return head + " in the journals. Declare it in a *.facts file: " + idFrom(e.Word) + " is an organisation \"NAME\" CC."
	case "product":
		return head + ", and no product is of that category. Declare it in a *.facts file: " + idFrom(e.Word) + " is a product \"NAME\" by ORG."
	case "patent":
		return head + " in the portfolio or the journals. `crossgrant portfolio` says what is there, `crossgrant number TEXT` how a number is read."
	case "patents":
		return "No agreement defines patents called " + quote(e.Word) + "."
	case "country":
		return "There is no country " + quote(e.Word) + ": write the two letters of WIPO ST.3 (DE, CN, US), and the states instead of a regional office."
	}
	return head + "."
}

// idFrom makes an id of a word as a journal would write it.
func idFrom(word string) string {
	id := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r == ' ', r == '_':
			return '-'
		}
		return -1
	}, word)
	if strings.Trim(id, "-") == "" {
		return "ID"
	}
	return id
}

// sentence makes an error's text begin with a capital and end with a full stop.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return "Something failed without saying why."
	}
	if c := s[0]; c >= 'a' && c <= 'z' && !strings.Contains(strings.Fields(s)[0], ".") && !strings.Contains(strings.Fields(s)[0], "/") {
		s = string(c-'a'+'A') + s[1:]
	}
	if !strings.ContainsAny(s[len(s)-1:], ".!?") {
		s += "."
	}
	return s
}

// unknownWord is a usage error about a word out of a known set.
func unknownWord(message, word string, known []string, advice string) error {
	s, _ := diag.Suggest(word, known)
	return usage{message: message + " " + advice, suggest: s}
}

func unknownAct(word string) error {
	var known []string
	for _, a := range agreement.AllActs() {
		known = append(known, a.String())
	}
	return unknownWord("There is no act "+quote(word)+".", word, known, "Acts are "+strings.Join(known, ", ")+".")
}

// keys are the sorted keys of a map.
func keys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// inputs are the hashes of what the workspace's answers are computed from.
func inputs(w *crossgrant.Workspace, knownAt when.Date) present.Inputs {
	in := w.Inputs(knownAt)
	return present.Inputs{Agreements: in.Agreements, Facts: in.Facts, Portfolio: in.Portfolio}
}
