package crossgrant_test

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/internal/cli"
	"github.com/crossgrant/crossgrant/when"
)

// docsToday is the day on which the commands of the manual are run.
const docsToday = "2026-11-22"

// TestManual runs the console fences of the README, of docs/ and of the pages of the corpus, and compares what they
// show. A line `$ crossgrant …` is run in process, from a copy of examples/ and corpus/, as a shell would split it; the lines up to the next `$` or the end
// of the fence are what it prints, and `$ echo $?` shows its exit code. UPDATE=1 rewrites what is shown.
func TestManual(t *testing.T) {
	pages := []string{"README.md", "CONTRIBUTING.md"}
	for _, dir := range []string{"docs", "corpus"} {
		err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() && d.Name() == "agreements" {
				return fs.SkipDir // documents of a workspace, not pages
			}
			if err == nil && !d.IsDir() && strings.HasSuffix(p, ".md") {
				pages = append(pages, p)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	commands := 0
	for _, page := range pages {
		t.Run(filepath.ToSlash(page), func(t *testing.T) {
			file, err := filepath.Abs(page) // commands are run in another folder
			if err != nil {
				t.Fatal(err)
			}
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got, n := runFences(t, string(src))
			commands += n
			if got == string(src) {
				return
			}
			if os.Getenv("UPDATE") == "1" {
				if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			t.Errorf("%s shows what the program no longer prints (UPDATE=1 rewrites it):\n%s", page, firstDifference(string(src), got))
		})
	}
	t.Logf("%d commands run", commands)
	if commands == 0 {
		t.Error("no command of the manual was run")
	}
}

// runFences returns the page with the output of its console fences as the program prints it now.
func runFences(t *testing.T, src string) (page string, commands int) {
	t.Helper()
	work := ""
	code := 0
	var out strings.Builder
	fence, skip := false, false
	for line := range strings.Lines(src) {
		text := strings.TrimRight(line, "\n")
		switch {
		case !fence && strings.HasPrefix(text, "```console"):
			fence, skip = true, false
			if work == "" { // a page is one sitting: what one command writes the next one sees
				work = t.TempDir()
				for _, dir := range []string{"examples", "corpus"} {
					if err := os.CopyFS(filepath.Join(work, dir), os.DirFS(dir)); err != nil {
						t.Fatal(err)
					}
				}
			}
		case fence && strings.HasPrefix(text, "```"):
			fence, skip = false, false
		case fence && strings.HasPrefix(text, "$ echo $?"):
			out.WriteString(line + string(rune('0'+code)) + "\n")
			skip = true
			continue
		case fence && strings.HasPrefix(text, "$ crossgrant"):
			out.WriteString(line)
			var printed string
			printed, code = crossgrantIn(t, work, shellSplit(t, strings.TrimPrefix(text, "$ crossgrant")))
			out.WriteString(printed)
			skip, commands = true, commands+1
			continue
		case fence && strings.HasPrefix(text, "$ "):
			skip = false // shown, not run: a shell, a build
		}
		if !skip || !fence {
			out.WriteString(line)
		}
	}
	return out.String(), commands
}

// crossgrantIn runs the program in a folder and returns what it prints, errors after answers.
func crossgrantIn(t *testing.T, dir string, args []string) (string, int) {
	t.Helper()
	t.Chdir(dir)
	var stdout, stderr bytes.Buffer
	code := cli.Invocation{Args: args, Stdin: strings.NewReader(""), Stdout: &stdout, Stderr: &stderr,
		Env: []string{"COLUMNS=100"}, Today: func() when.Date { return when.MustParse(docsToday) }}.Run(context.Background())
	return stdout.String() + stderr.String(), code
}

// shellSplit splits a command line as a shell would, with single and double quotes.
func shellSplit(t *testing.T, line string) []string {
	t.Helper()
	var out []string
	var word strings.Builder
	quote, in := rune(0), false
	for _, r := range line {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			quote, in = r, true
		case r == ' ':
			if in || word.Len() > 0 {
				out = append(out, word.String())
			}
			word.Reset()
			in = false
		default:
			word.WriteRune(r)
		}
	}
	if quote != 0 {
		t.Fatalf("a quote is not closed: %s", line)
	}
	if in || word.Len() > 0 {
		out = append(out, word.String())
	}
	return out
}

// firstDifference shows where two texts part.
func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return "shown:   " + w[i] + "\nprinted: " + g[i]
		}
	}
	return "one is longer than the other"
}
