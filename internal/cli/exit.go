package cli

import (
	"errors"

	"github.com/crossgrant/crossgrant/rights"
)

// The exit codes. They are part of the interface.
const (
	ExitLicensed    = 0 // licensed, nothing in force, clean, done
	ExitNotLicensed = 1 // not licensed
	ExitFailure     = 2 // wrong usage, or a question that could not be answered
	ExitPartly      = 3 // some licensed, some not
	ExitDepends     = 4 // the answer depends on open questions
	ExitChanges     = 5 // plan: rights change; verify: inputs or answer differ
	ExitProblems    = 6 // check: errors or a failing expectation; import --strict: a record skipped
)

// exitOf is the exit code of a verdict. Anything unforeseen fails: "don't know" must never pass.
func exitOf(v rights.Verdict) int {
	switch v {
	case rights.Licensed, rights.NothingInForce, rights.NotInForce, rights.Pending:
		return ExitLicensed
	case rights.NotLicensed:
		return ExitNotLicensed
	case rights.Partly:
		return ExitPartly
	case rights.Depends:
		return ExitDepends
	}
	return ExitFailure
}

// outcome ends a command that did its work with another exit code than 0. Nothing more is printed.
type outcome int

func (o outcome) Error() string { return "exit code" }

// end turns an exit code into what a command's Run returns.
func end(code int) error {
	if code == 0 {
		return nil
	}
	return outcome(code)
}

// usage is a mistake in how the command was typed.
type usage struct{ message, suggest string }

func (u usage) Error() string { return u.message }

// codeOf is the exit code of an error that a command returned.
func codeOf(err error) int {
	var o outcome
	if errors.As(err, &o) {
		return int(o)
	}
	return ExitFailure
}
