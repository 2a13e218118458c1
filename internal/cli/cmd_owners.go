package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/crossgrant/crossgrant"
	"github.com/crossgrant/crossgrant/internal/present"
)

type ownersCmd struct {
	List    ownersListCmd    `cmd:"" default:"withargs" help:"Organisations with their patents, the names seen, and which rules merged them."`
	Review  ownersReviewCmd  `cmd:"" help:"Names of which it is not certain whose they are, most patents first; decide on one."`
	Explain ownersExplainCmd `cmd:"" help:"Which organisation is this name, by which rules, and how is that undone?"`
	Title   ownersTitleCmd   `cmd:"" help:"Who owned a patent when, by recorded conveyances, and where is a gap?"`
	Rules   ownersRulesCmd   `cmd:"" help:"The rules by which names are compared, with their reasons."`
}

type ownersListCmd struct {
	All bool `help:"List every organisation, not only those with most patents."`
}

// Run lists the organisations that the portfolio names as owners.
func (c *ownersListCmd) Run(s *session) error {
	known, err := s.knownAt()
	if err != nil {
		return err
	}
	w, err := s.open()
	if err != nil {
		return err
	}
	o, err := w.Owners(known)
	if err != nil {
		return err
	}
	page := present.OwnersPage{Listing: o.Listing, Doubts: o.Doubts, KnownAt: o.KnownAt, All: c.All}
	return s.print(func() any { return present.OwnersJSON(page) },
		func(out io.Writer, st present.Style) error { return present.Owners(out, page, st) })
}

type ownersReviewCmd struct {
	Limit  int    `default:"20" placeholder:"N" help:"How many names to print; 0: all."`
	Decide string `placeholder:"'NAME = ORG'" xor:"decision" help:"Record that the name is this organisation."`
	Apart  string `placeholder:"'NAME = ORG'" xor:"decision" help:"Record that the name is not this organisation; with NAME alone, that it is one of its own."`
	By     string `placeholder:"WHO" help:"Who decided."`
}

// Run lists the doubtful names, or records a decision on one.
func (c *ownersReviewCmd) Run(s *session) error {
	if c.Decide != "" || c.Apart != "" {
		return c.record(s)
	}
	if c.Limit < 0 {
		return usage{message: "--limit counts names; write 0 for all."}
	}
	known, err := s.knownAt()
	if err != nil {
		return err
	}
	w, err := s.open()
	if err != nil {
		return err
	}
	doubts, err := w.OwnersReview(known)
	if err != nil {
		return err
	}
	page := present.ReviewPage{Doubts: doubts, KnownAt: known, Limit: c.Limit}
	return s.print(func() any { return present.OwnersReviewJSON(page) },
		func(out io.Writer, st present.Style) error { return present.OwnersReview(out, page, st) })
}

// record writes the decision to the journal.
func (c *ownersReviewCmd) record(s *session) error {
	text, is := c.Decide, true
	if text == "" {
		text, is = c.Apart, false
	}
	name, org, ok := cutLast(text, "=")
	if name == "" || ok && org == "" || !ok && is {
		return usage{message: fmt.Sprintf("%q is no decision; write the name, an equals sign and the id of the organisation: --decide %q.", text, "HUAWEI TECH CO LTD = huawei-technologies")}
	}
	w, err := s.open()
	if err != nil {
		return err
	}
	var r crossgrant.Recorded
	if ok {
		r, err = w.DecideName(name, org, is, c.By)
	} else {
		r, err = w.DeclareOwner(name)
	}
	if err != nil {
		return err
	}
	return s.printRecorded(r)
}

// cutLast cuts a text at the last separator; names hold equals signs now and then, ids never.
func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return strings.TrimSpace(s), "", false
	}
	return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+len(sep):]), true
}

type ownersExplainCmd struct {
	Name []string `arg:"" help:"The name as a source writes it."`
}

// Run explains one name.
func (c *ownersExplainCmd) Run(s *session) error {
	known, err := s.knownAt()
	if err != nil {
		return err
	}
	w, err := s.open()
	if err != nil {
		return err
	}
	n, err := w.OwnerName(strings.Join(c.Name, " "), known)
	if err != nil {
		return err
	}
	page := present.NamePage(n)
	return s.print(func() any { return present.OwnerNameJSON(page) },
		func(out io.Writer, st present.Style) error { return present.OwnerName(out, page, st) })
}

type ownersTitleCmd struct {
	Number string `arg:"" help:"The patent, in any usual spelling."`
}

// Run prints the chain of title of one patent.
func (c *ownersTitleCmd) Run(s *session) error {
	known, err := s.knownAt()
	if err != nil {
		return err
	}
	w, err := s.open()
	if err != nil {
		return err
	}
	p, err := w.ChainOfTitle(c.Number, known)
	if err != nil {
		return err
	}
	page := present.TitlePage(p)
	return s.print(func() any { return present.TitleJSON(page) },
		func(out io.Writer, st present.Style) error { return present.Title(out, page, st) })
}

type ownersRulesCmd struct{}

// Run prints the table of rules.
func (ownersRulesCmd) Run(s *session) error {
	return s.print(present.OwnerRulesJSON, present.OwnerRules)
}
