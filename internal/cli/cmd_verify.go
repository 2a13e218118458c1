package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/crossgrant/crossgrant"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/examples"
	"github.com/crossgrant/crossgrant/internal/present"
)

type verifyCmd struct {
	File       string `arg:"" help:"The certificate."`
	Folder     bool   `help:"Ask the folder, also when the certificate carries its inputs; so does -C DIR."`
	AnswerOnly bool   `name:"answer-only" help:"Exit 0 when the answer is the same, even if inputs differ."`
	Why        bool   `help:"Print what the certificate says in full, its files, and every difference."`
}

// Run puts the question of a certificate again and compares; exit code 5 when inputs or answer differ.
func (c *verifyCmd) Run(s *session) error {
	if s.AsOf != "" || s.KnownAt != "" {
		return usage{message: "A certificate names its own days; leave out --as-of and --known-at."}
	}
	src, err := crossgrant.ReadCertificateFile(c.File)
	if err != nil {
		return err
	}
	cert, problems := present.ReadCertificate(c.File, src, crossgrant.MaxCertificate)
	if len(problems) > 0 {
		return &crossgrant.ProblemsError{What: "The certificate cannot be verified", Problems: problems,
			Source: func(string) []byte { return shortSource(src) }}
	}
	v, err := c.verify(s, cert)
	if err != nil {
		return err
	}
	s.style.Why = c.Why
	err = s.print(func() any { return present.VerifyJSON(v) },
		func(out io.Writer, st present.Style) error { return present.Verify(out, v, st) })
	if err != nil {
		return err
	}
	if v.Same() || c.AnswerOnly && v.SameAnswer() {
		return nil
	}
	return end(ExitChanges)
}

// shortSource keeps what is not worth showing a line of from being shown: files of megabytes, and what is no text.
func shortSource(src []byte) []byte {
	const most = 1 << 20
	if len(src) > most {
		return nil
	}
	return src
}

// verify asks again: the inputs that the certificate carries, or the folder.
func (c *verifyCmd) verify(s *session, cert *present.Certificate) (present.Verified, error) {
	v := present.Verified{Certificate: cert, File: c.File, Program: program(), Against: "its own inputs"}
	s.today = crossgrant.AnswerableFrom(cert.Question.KnownAt, s.today)
	s.sample = nil // opened for another day, perhaps
	content, missing := cert.Carried()
	var w *crossgrant.Workspace
	var err error
	if own := !c.Folder && !s.Sample && s.Dir == "." && content != nil && len(missing) == 0; own {
		w, err = crossgrant.OpenInputs(content, crossgrant.Options{Today: s.clock()})
	} else {
		if v.Against, v.Inputs, err = c.folder(s, cert); err != nil {
			return v, err
		}
		w, err = s.open()
		var empty *crossgrant.EmptyError
		if errors.As(err, &empty) {
			hint := ""
			if len(missing) > 0 {
				hint = "; the certificate carries its inputs but for " + strings.Join(missing, ", ") + ", so it cannot be verified by itself"
			}
			return v, fmt.Errorf("%w%s", err, hint)
		}
	}
	if err != nil {
		v.Unanswered = report(err).message
		return v, nil
	}
	now, err := w.Certify(cert.Question, cert.Privileged.Included)
	if err != nil {
		v.Unanswered = unanswered(err)
		return v, nil
	}
	v.Differences, err = cert.Differences(now.Answer)
	return v, err
}

// folder compares the inputs of the folder with those of the certificate.
func (c *verifyCmd) folder(s *session, cert *present.Certificate) (string, []present.ChangedInput, error) {
	var was []crossgrant.InputFile
	var paths []string
	for _, f := range cert.Inputs {
		was = append(was, crossgrant.InputFile{Path: f.Path, SHA256: f.SHA256})
		paths = append(paths, f.Path)
	}
	var now []crossgrant.InputFile
	var err error
	against := "the folder " + s.Dir
	switch {
	case s.Sample:
		against = "the built-in sample"
		now, err = crossgrant.InputsIn(examples.HuaweiXiaomi(), paths)
	default:
		if s.Dir == "." {
			against = "this folder"
		}
		now, err = crossgrant.FolderInputs(s.Dir, paths)
	}
	var out []present.ChangedInput
	for _, x := range crossgrant.CompareInputs(was, now) {
		out = append(out, present.ChangedInput{Path: x.Path, Change: x.String(), Was: x.Was, Now: x.Now})
	}
	return against, out, err
}

// unanswered says why a question has no answer, with the places where texts are at fault.
func unanswered(err error) string {
	r := report(err)
	var places []string
	for _, p := range r.problems {
		if len(places) == 3 {
			places = append(places, "…")
			break
		}
		if p.Severity == diag.Error {
			places = append(places, fmt.Sprintf("%s:%d %s", p.Subject.File, p.Subject.Start.Line, p.Name))
		}
	}
	if len(places) == 0 {
		return r.message
	}
	return r.message + " (" + strings.Join(places, "; ") + ")"
}

// program is the program and its version, as certificates name it.
func program() string { return "crossgrant " + crossgrant.Version }
