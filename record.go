package crossgrant

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/check"
	"github.com/crossgrant/crossgrant/internal/syntax"
	"github.com/crossgrant/crossgrant/when"
)

// journalFile is the journal that the program itself writes to.
const journalFile = "journal" + journalExt

// Recorded is a fact that was appended to the journal.
type Recorded struct {
	File     string // in the workspace
	Line     int    // where it begins
	Text     string // as it stands there, with its properties
	Recorded when.Date
}

// errReadOnly is what writing to a workspace without a folder gives.
var errReadOnly = errors.New("this workspace can only be read: it is the built-in sample, or one in which something is tried out; `crossgrant init` makes one of your own")

// Record checks one fact, written as a journal writes it, and appends it to journal.facts with today as the day it was
// recorded. A fact that is wrong, or that makes something else in the workspace wrong, is refused with a
// [*ProblemsError] and nothing is written. The line is on disk when Record returns; of two programs that record at the
// same time neither loses a line.
func (w *Workspace) Record(fact string) (Recorded, error) {
	if w.dir == "" {
		return Recorded{}, errReadOnly
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.reload(); err != nil { // others may have written since
		return Recorded{}, err
	}
	text, err := w.factText(fact)
	if err != nil {
		return Recorded{}, err
	}
	path := filepath.Join(w.dir, journalFile)
	old := w.texts.src[journalFile]
	next, line := appended(old, text)
	if err := w.refuse(old, next, line); err != nil {
		return Recorded{}, err
	}
	if err := appendLine(path, next[len(old):]); err != nil {
		return Recorded{}, err
	}
	r := Recorded{File: journalFile, Line: line, Text: strings.TrimRight(text, "\n"), Recorded: w.Today()}
	return r, w.reload()
}

// factText is the statement in its canonical form with `recorded TODAY`, ending in a line end.
func (w *Workspace) factText(fact string) (string, error) {
	fact = strings.TrimSpace(fact)
	switch {
	case fact == "":
		return "", errors.New("there is no fact; write one as a journal does: 2026-05-01 lapsed EP2400812B1 in DE")
	case !utf8.ValidString(fact):
		return "", errors.New("the fact is not valid UTF-8 text; save or paste it as UTF-8")
	case strings.ContainsRune(fact, '\x00'):
		return "", errors.New("the fact holds a NUL character; leave it out")
	}
	j := syntax.ParseJournal("fact", []byte(fact+"\n"))
	source := func(string) []byte { return []byte(fact + "\n") }
	switch {
	case j.Problems.HasErrors():
		return "", &ProblemsError{What: "The fact is not recorded", Problems: onlyErrors(j.Problems), Source: source}
	case len(j.Statements) == 0:
		return "", errors.New("there is no fact in this text; a fact is a line such as: 2026-05-01 lapsed EP2400812B1 in DE")
	case len(j.Statements) > 1:
		return "", fmt.Errorf("these are %d facts; record them one by one", len(j.Statements))
	case j.Recorded != nil || j.Statements[0].Get("recorded") != nil:
		return "", errors.New("the fact says when it was recorded; leave that out, it is written with today's date")
	}
	// Its own lines first: a line is one of its properties by its indent, and theirs may be less.
	laid, _ := syntax.Format("fact"+journalExt, []byte(fact+"\n"))
	text := strings.TrimRight(string(laid), "\n") + "\n  recorded " + w.Today().String() + "\n"
	if out, problems := syntax.Format("fact"+journalExt, []byte(text)); !problems.HasErrors() {
		text = string(out)
	}
	return strings.TrimRight(text, "\n") + "\n", nil
}

// appended is the journal with the statement at its end, set off by an empty line, and the line where it begins. The
// old bytes stay as they are, whatever they are.
func appended(old []byte, text string) (next []byte, line int) {
	gap := ""
	switch {
	case len(old) == 0:
	case old[len(old)-1] != '\n':
		gap = "\n\n"
	case !bytes.HasSuffix(old, []byte("\n\n")):
		gap = "\n"
	}
	next = append(append(append([]byte{}, old...), gap...), text...)
	return next, bytes.Count(old, []byte("\n")) + len(gap) + 1
}

// refuse reports the errors that the new journal has and the old one had not.
func (w *Workspace) refuse(old, next []byte, line int) error {
	t := w.texts.withJournal(syntax.ParseJournal(journalFile, next), next)
	_, problems := check.Check(t.docs, t.journals, w.checkOptions(w.patents.latest()))
	known := map[string]int{}
	key := func(p diag.Problem) string { return p.Name + "\n" + p.Summary + "\n" + p.Subject.File }
	for _, p := range onlyErrors(w.problems) {
		known[key(p)]++
	}
	var fresh diag.List
	for _, p := range onlyErrors(problems) {
		if p.Subject.File == journalFile && p.Subject.Start.Line >= line {
			fresh.Add(p)
			continue
		}
		if k := key(p); known[k] > 0 {
			known[k]--
			continue
		}
		fresh.Add(p)
	}
	if len(fresh) == 0 {
		return nil
	}
	return &ProblemsError{What: "The fact is not recorded", Problems: fresh, Source: t.source}
}

// appendLine appends in one write, which the system does not mix with that of another program, and waits until the
// bytes are on disk. Bytes of a write that was cut short stay, and the next one begins on a new line.
func appendLine(path string, b []byte) (err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o666)
	if err != nil {
		return fmt.Errorf("the journal cannot be opened for writing: %w", err)
	}
	defer func() {
		if e := f.Close(); err == nil && e != nil {
			err = fmt.Errorf("the journal may not have been written whole: %w", e)
		}
	}()
	if n, err := f.Write(b); err != nil || n < len(b) {
		if err == nil {
			err = io.ErrShortWrite
		}
		return fmt.Errorf("the journal was not written whole (%d of %d bytes), look at its end: %w", n, len(b), err)
	}
	if err := f.Sync(); err != nil {
		return fmt.Errorf("the journal may not be on disk yet: %w", err)
	}
	return nil
}
