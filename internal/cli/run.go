package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
	"github.com/crossgrant/crossgrant"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/present"
	"github.com/crossgrant/crossgrant/when"
)

// Invocation is one call of the program with all that it may look at.
type Invocation struct {
	Args   []string
	Stdin  io.Reader
	Stdout io.Writer
	Stderr io.Writer
	Env    []string
	Today  func() when.Date // nil: the clock

	sample *crossgrant.Workspace // the sample, when it has been opened already
}

// Run runs the command and returns the exit code.
func Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, env []string) int {
	return Invocation{Args: args, Stdin: stdin, Stdout: stdout, Stderr: stderr, Env: env}.Run(ctx)
}

// globals are the flags of every command.
type globals struct {
	Dir     string `short:"C" name:"dir" default:"." placeholder:"DIR" help:"The workspace folder."`
	Sample  bool   `name:"sample" help:"Ask the built-in sample instead of a folder."`
	AsOf    string `name:"as-of" placeholder:"DATE" help:"The day that is asked about; of a use, --on. Default: today."`
	KnownAt string `name:"known-at" placeholder:"DATE" help:"Answer with what was on record on that day. Default: today."`
	JSON    bool   `name:"json" help:"Print JSON."`
	Quiet   bool   `short:"q" name:"quiet" help:"Print no more than the exit code and errors say."`
	NoColor bool   `name:"no-color" help:"No colour, also on a terminal."`
}

// grammar is the whole command line.
type grammar struct {
	globals

	Demo       demoCmd       `cmd:"" group:"begin" help:"A tour of the built-in sample: six questions with their answers."`
	Init       initCmd       `cmd:"" group:"begin" help:"Write a commented skeleton of a workspace."`
	Import     importCmd     `cmd:"" group:"begin" help:"Take patents from CSV files into the portfolio."`
	Record     recordCmd     `cmd:"" group:"begin" help:"Check a fact and append it to the journal, with today as the day it became known."`
	Check      checkCmd      `cmd:"" group:"write" help:"Report every problem, and run every expectation."`
	Fmt        fmtCmd        `cmd:"" group:"write" help:"Bring blocks and journals into their canonical form."`
	Explain    explainCmd    `cmd:"" group:"write" help:"Explain a problem by its name."`
	Clear      clearCmd      `cmd:"" group:"ask" help:"May X do A with P in C on D under Y's patents?"`
	Holders    holdersCmd    `cmd:"" group:"ask" help:"Who holds rights under a patent?"`
	Coverage   coverageCmd   `cmd:"" group:"ask" help:"Where are we free? Fields against countries."`
	Timeline   timelineCmd   `cmd:"" group:"ask" help:"When does an answer change, and why?"`
	Plan       planCmd       `cmd:"" group:"ask" help:"What would this draft, or this event, change?"`
	Open       openCmd       `cmd:"" group:"ask" help:"What is unclear, and how much hangs on it?"`
	Verify     verifyCmd     `cmd:"" group:"ask" help:"Put the question of a certificate again: is the answer the same?"`
	Portfolio  portfolioCmd  `cmd:"" group:"data" help:"What the portfolio holds."`
	Owners     ownersCmd     `cmd:"" group:"data" help:"Who owns, under which names, and which names are in doubt."`
	Standards  standardsCmd  `cmd:"" group:"data" help:"Who declared which families to a standard? Claims, not findings."`
	Number     numberCmd     `cmd:"" group:"data" help:"Read a patent number in any of its spellings."`
	Completion completionCmd `cmd:"" group:"other" help:"Print a completion script for a shell."`
	Version    versionCmd    `cmd:"" group:"other" help:"Print the version."`
}

// session is what a command works with.
type session struct {
	globals
	ctx    context.Context
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	env    environ
	today  when.Date
	style  present.Style
	parser *kong.Kong
	sample *crossgrant.Workspace
}

// stopped is thrown by kong's exit hook when it has printed help, and caught in Run.
type stopped int

// Run runs the command and returns the exit code.
func (in Invocation) Run(ctx context.Context) (code int) {
	env := newEnviron(in.Env)
	today := in.Today
	if today == nil {
		today = crossgrant.Today
	}
	var g grammar
	parser, err := kong.New(&g,
		kong.Name("crossgrant"),
		kong.Description("crossgrant makes patent licences executable: ask what an agreement says, and get the answer with its reasons.\n\nExit codes: 0 licensed, nothing in force, clean; 1 not licensed; 2 usage or failure; 3 partly; 4 depends; 5 changed (plan, verify); 6 problems found. It is no legal advice."),
		kong.Writers(in.Stdout, in.Stderr),
		kong.Exit(func(code int) { panic(stopped(code)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.ExplicitGroups([]kong.Group{
			{Key: "begin", Title: "Begin"}, {Key: "write", Title: "Write"}, {Key: "ask", Title: "Ask"}, {Key: "data", Title: "Data"}, {Key: "other", Title: "Other"},
		}),
	)
	if err != nil { // a mistake in the grammar above, caught by every test
		fmt.Fprintln(in.Stderr, err)
		return ExitFailure
	}
	defer func() {
		if r := recover(); r != nil {
			s, ok := r.(stopped)
			if !ok {
				panic(r)
			}
			code = int(s)
		}
	}()
	s := &session{ctx: ctx, stdin: in.Stdin, stdout: in.Stdout, stderr: in.Stderr, env: env, today: today(), parser: parser, sample: in.sample}
	if len(in.Args) == 0 {
		in.Args = []string{"--help"}
	}
	parsed, err := parser.Parse(in.Args)
	s.globals = g.globals
	if err != nil {
		s.globals.JSON = s.globals.JSON || wantsJSON(in.Args)
		return s.fail(usageOf(err))
	}
	s.style = style(in.Stdout, env, g.NoColor)
	if s.Quiet {
		s.stdout = io.Discard
	}
	if err := parsed.Run(s); err != nil {
		return s.fail(err)
	}
	return 0
}

// wantsJSON looks for --json where the command line could not be parsed.
func wantsJSON(args []string) bool {
	for _, a := range args {
		if a == "--" {
			return false
		}
		if a == "--json" {
			return true
		}
	}
	return false
}

// usageOf turns kong's words into sentences of ours, keeping its suggestion.
func usageOf(err error) error {
	message := err.Error()
	inCommand := false
	var parse *kong.ParseError
	if errors.As(err, &parse) && parse.Context != nil {
		inCommand = parse.Context.Command() != ""
	}
	suggest := ""
	if head, tail, ok := strings.Cut(message, `, did you mean "`); ok {
		message, suggest = head, strings.TrimSuffix(strings.TrimSuffix(tail, "?"), `"`)
	}
	if head, tail, ok := strings.Cut(message, ", did you mean one of "); ok { // several are near: name the nearest, if one is
		message = head
		near := strings.Split(strings.NewReplacer(`"`, "", "?", "", " ", "").Replace(tail), ",")
		suggest, _ = diag.Suggest(head[strings.LastIndexByte(head, ' ')+1:], near)
	}
	switch {
	case strings.HasPrefix(message, "unexpected argument ") && inCommand:
		message = `The argument "` + strings.TrimPrefix(message, "unexpected argument ") + `" is one too many.`
	case strings.HasPrefix(message, "unexpected argument "):
		message = `There is no command "` + strings.TrimPrefix(message, "unexpected argument ") + `".`
	case strings.HasPrefix(message, "unknown flag "):
		message = "There is no flag " + strings.TrimPrefix(message, "unknown flag ") + " here."
	case strings.HasPrefix(message, "expected "), strings.HasPrefix(message, "missing "):
		message = "The command line is incomplete: " + message + "."
	default:
		message = "The command line cannot be read: " + message + "."
	}
	return usage{message + " `crossgrant --help` lists commands, `crossgrant COMMAND --help` their flags.", suggest}
}

// fail prints the error and returns its exit code.
func (s *session) fail(err error) int {
	var o outcome
	if errors.As(err, &o) {
		return int(o)
	}
	r := report(err)
	if s.JSON {
		if e := present.JSON(s.stderr, present.ErrorJSON(r.message, r.suggest, codeOf(err), r.problems)); e != nil {
			return ExitFailure
		}
		return codeOf(err)
	}
	st := style(s.stderr, s.env, s.NoColor)
	if len(r.problems) > 0 && r.sources != nil {
		printProblems(s.stderr, r.problems, r.sources, st)
		fmt.Fprintln(s.stderr)
	}
	for i, l := range present.Wrap(present.Clean("crossgrant: "+r.message), max(st.Width-2, 40)) {
		if i > 0 {
			l = "  " + l
		}
		fmt.Fprintln(s.stderr, l)
	}
	if r.suggest != "" {
		fmt.Fprintf(s.stderr, "  Did you mean %q?\n", r.suggest)
	}
	return codeOf(err)
}

// open opens the workspace the command is about.
func (s *session) open() (*crossgrant.Workspace, error) {
	switch {
	case s.Sample && s.sample != nil:
		return s.sample, nil
	case s.Sample:
		return openSample(s)
	}
	return crossgrant.Open(s.Dir, crossgrant.Options{Today: s.clock(), Progress: s.progress()})
}

// clock stands still on the day of the session.
func (s *session) clock() func() when.Date {
	today := s.today
	return func() when.Date { return today }
}

// date reads the value of a flag that takes a day.
func date(flag, value string) (when.Date, error) {
	if value == "" {
		return when.None, nil
	}
	d, err := when.Parse(value)
	if err != nil {
		return when.None, usage{message: fmt.Sprintf("--%s: %s. Write the day as 2024-03-01.", flag, strings.TrimPrefix(err.Error(), when.ErrDate.Error()+": "))}
	}
	return d, nil
}

// asOf is the day that a question which is not about a use is asked for: --as-of, else today.
func (s *session) asOf() (when.Date, error) {
	d, err := date("as-of", s.AsOf)
	if err == nil && d == when.None {
		d = s.today
	}
	return d, err
}

// knownAt is the day of the record: --known-at, else today.
func (s *session) knownAt() (when.Date, error) {
	d, err := date("known-at", s.KnownAt)
	if err == nil && d == when.None {
		d = s.today
	}
	return d, err
}

// print writes the answer, as JSON or as text.
func (s *session) print(doc func() any, text func(io.Writer, present.Style) error) error {
	if s.JSON {
		return present.JSON(s.stdout, doc())
	}
	return text(s.stdout, s.style)
}
