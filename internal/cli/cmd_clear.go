package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/crossgrant/crossgrant/internal/present"
	"github.com/crossgrant/crossgrant/rights"
)

type clearCmd struct {
	useFlags
	Why      bool   `help:"Print the full tree of reasons, with where each stands."`
	List     string `placeholder:"WHAT" help:"List the patents behind a count: licensed, own, partly, not_licensed, depends, not_in_force, pending, not_relevant, status_unknown or all."`
	CSV      bool   `name:"csv" help:"With --list: print CSV."`
	Discreet bool   `help:"Verdict, clause and counts, but no patent numbers."`
	certificateFlags
	supposeFlags
}

// Run answers the question; its exit code is the verdict.
func (c *clearCmd) Run(s *session) error {
	if err := c.checkFlags(s); err != nil {
		return err
	}
	known, err := s.knownAt()
	if err != nil {
		return err
	}
	w, err := s.open()
	if err != nil {
		return err
	}
	if w, err = c.apply(w, known); err != nil {
		return err
	}
	q, undated, err := c.question(s, w, "--by", "--act", "--product", "--in", "--under")
	if err != nil {
		return err
	}
	a, err := w.Clear(q)
	if err != nil {
		return err
	}
	var certified func(io.Writer, present.Style) error
	if c.Certificate != "" {
		if certified, err = c.write(w, a.Question); err != nil {
			return err
		}
	}
	a.RestsOn = append(a.RestsOn, w.Supposition()...)
	if undated {
		a.Notes = append(a.Notes, "The question names no day; it was asked for today.")
	}
	if s.KnownAt != "" {
		p, err := w.Program(a.Question.KnownAt, false)
		if err != nil {
			return err
		}
		if says := p.Unrecorded(); says != "" {
			a.Notes = append(a.Notes, says)
		}
	}
	in := inputs(w, a.Question.KnownAt)
	st := s.style
	st.Why, st.Discreet = c.Why, c.Discreet
	if c.List != "" {
		if err := c.list(s, w.List, a.Question, in, st); err != nil {
			return err
		}
		return end(exitOf(a.Verdict))
	}
	s.style = st
	err = s.print(func() any { return present.ClearJSON(a, in, st) },
		func(w io.Writer, st present.Style) error {
			if err := present.Clear(w, a, st); err != nil || certified == nil {
				return err
			}
			return certified(w, st)
		})
	if err != nil {
		return err
	}
	return end(exitOf(a.Verdict))
}

// lists are the words of --list with what each keeps.
var lists = map[string]func(rights.PatentVerdict) bool{
	"licensed":       func(v rights.PatentVerdict) bool { return v.Verdict == rights.Licensed },
	"own":            func(v rights.PatentVerdict) bool { return v.Own },
	"partly":         func(v rights.PatentVerdict) bool { return v.Verdict == rights.Partly },
	"not_licensed":   func(v rights.PatentVerdict) bool { return v.Verdict == rights.NotLicensed },
	"depends":        func(v rights.PatentVerdict) bool { return v.Verdict == rights.Depends },
	"not_in_force":   func(v rights.PatentVerdict) bool { return v.Verdict == rights.NotInForce },
	"pending":        func(v rights.PatentVerdict) bool { return v.Verdict == rights.Pending },
	"not_relevant":   func(v rights.PatentVerdict) bool { return v.Verdict == rights.NotRelevant },
	"status_unknown": func(v rights.PatentVerdict) bool { return v.Status == "unknown" },
	"all":            func(rights.PatentVerdict) bool { return true },
}

func (c *clearCmd) checkFlags(s *session) error {
	if err := c.certificateFlags.checkFlags(c.Discreet); err != nil {
		return err
	}
	switch word := strings.ReplaceAll(c.List, "-", "_"); {
	case c.supposes() && c.Certificate != "":
		return usage{message: "A certificate is about what the workspace says; --event and --draft are not in it. Ask without them."}
	case c.CSV && c.List == "":
		return usage{message: "--csv goes with --list WHAT."}
	case c.CSV && s.JSON:
		return usage{message: "Choose one of --csv and --json."}
	case c.Discreet && (c.CSV || c.List != "" && s.JSON):
		return usage{message: "A list names patents; --discreet does not. Ask without one of them."}
	case c.List == "":
	case lists[word] == nil:
		return unknownWord("There is no list "+quote(c.List)+".", word, keys(lists), "Lists are "+strings.Join(keys(lists), ", ")+".")
	default:
		c.List = word
	}
	return nil
}

func (c *clearCmd) list(s *session, ask func(rights.ClearQuestion) ([]rights.PatentVerdict, error), q rights.ClearQuestion, in present.Inputs, st present.Style) error {
	all, err := ask(q)
	if err != nil {
		return err
	}
	var rows []rights.PatentVerdict
	for _, v := range all {
		if lists[c.List](v) {
			rows = append(rows, v)
		}
	}
	switch {
	case c.CSV:
		return present.ListCSV(s.stdout, rows)
	case s.JSON:
		return present.JSON(s.stdout, present.ListJSON(q, c.List, rows, in))
	}
	return present.List(s.stdout, c.List, rows, st)
}

func quote(s string) string { return fmt.Sprintf("%q", s) }
