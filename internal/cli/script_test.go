package cli

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"strconv"
	"testing"

	"github.com/crossgrant/crossgrant/when"
	"github.com/rogpeppe/go-internal/testscript"
)

// scriptToday is the day on which the scripts run.
const scriptToday = "2026-11-22"

// TestMain lets scripts call the program as a process of its own: crossgrant runs with a fixed day.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"crossgrant": func() {
			today := scriptToday
			if d := os.Getenv("TODAY"); d != "" {
				today = d
			}
			os.Exit(Invocation{Args: os.Args[1:], Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Env: os.Environ(),
				Today: func() when.Date { return when.MustParse(today) }}.Run(context.Background()))
		},
	})
}

// TestScripts runs testdata/script: every command and every exit code, as a person would type it.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: os.Getenv("UPDATE") == "1",
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits": exits,
		},
	})
}

// exits runs the program and compares its exit code: `exits 3 clear "…"`.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE ARGS…")
	}
	err := ts.Exec("crossgrant", args[1:]...)
	code := "0"
	if err != nil {
		code = exitCode(err)
	}
	if code != args[0] {
		ts.Fatalf("crossgrant %q exits %s, want %s", args[1:], code, args[0])
	}
}

// exitCode is the code of a process that ended with an error.
func exitCode(err error) string {
	var e *exec.ExitError
	if errors.As(err, &e) {
		return strconv.Itoa(e.ExitCode())
	}
	return err.Error()
}
