// Mutants breaks the rights engine on purpose, one small way at a time, and runs the comparison with the naive
// evaluator on each broken engine. A mutant that no test catches is a hole in the tests.
//
//	go run ./internal/tools/mutants [-worlds N] [-every N] [NAME ...]
//
// Each file of internal/oracle/mutants is a txtar archive: its comment says what is broken; `file` names the source file;
// `from` is a piece of it that occurs once; `to` is what is put in its place; `run` says which tests are to catch it, where
// these are not those of single answers. Nothing in the tree is changed: the broken file is laid over the build.
package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

func main() {
	worlds := flag.Int("worlds", 2500, "how many random worlds each mutant must survive to count as survived")
	every := flag.Int("every", 1, "take only every Nth mutant, as a sample")
	flag.Parse()
	survived, err := run(*worlds, max(*every, 1), flag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		os.Exit(2)
	}
	if survived > 0 {
		os.Exit(1)
	}
}

func run(worlds, every int, names []string) (survived int, err error) {
	root, err := moduleRoot()
	if err != nil {
		return 0, err
	}
	files, err := filepath.Glob(filepath.Join(root, "internal", "oracle", "mutants", "*.txtar"))
	if err != nil {
		return 0, err
	}
	slices.Sort(files)
	temp, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(temp)
	caught := 0
	var unusable []error // mutants that do not fit the engine any more: mend them
	for i, f := range files {
		if i%every != 0 {
			continue
		}
		name := strings.TrimSuffix(filepath.Base(f), ".txtar")
		if len(names) > 0 && !slices.Contains(names, name) {
			continue
		}
		overlay, says, run, err := breakIt(root, temp, f)
		start := time.Now()
		how := ""
		if err == nil {
			how, err = test(root, overlay, run, worlds)
		}
		if err != nil {
			unusable = append(unusable, fmt.Errorf("%s: %w", name, err))
			continue
		}
		word := "caught  "
		if how == "" {
			word = "SURVIVED"
			survived++
		} else {
			caught++
		}
		fmt.Printf("%s %-32s %5.1f s  %s\n", word, name, time.Since(start).Seconds(), says)
	}
	fmt.Printf("mutants: %d caught, %d survived, of %d there are\n", caught, survived, len(files))
	if len(unusable) > 0 {
		return survived, errors.Join(unusable...)
	}
	if caught+survived == 0 {
		return 0, errors.New("no mutant of that name")
	}
	return survived, nil
}

// moduleRoot finds the folder of go.mod above the current one.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", errors.New("run it inside the module")
		}
		dir = up
	}
}

// breakIt writes the broken file and the overlay that puts it in place of the good one.
func breakIt(root, temp, mutant string) (overlay, says, run string, err error) {
	ar, err := txtar.ParseFile(mutant)
	if err != nil {
		return "", "", "", err
	}
	part := map[string]string{}
	for _, f := range ar.Files {
		part[f.Name] = strings.TrimSuffix(string(f.Data), "\n")
	}
	if part["file"] == "" || part["from"] == "" {
		return "", "", "", errors.New("a mutant has the parts file, from and to")
	}
	path := filepath.Join(root, filepath.FromSlash(part["file"]))
	src, err := os.ReadFile(path)
	if err != nil {
		return "", "", "", err
	}
	if n := strings.Count(string(src), part["from"]); n != 1 {
		return "", "", "", fmt.Errorf("its `from` occurs %d times in %s; write one that occurs once", n, part["file"])
	}
	broken := filepath.Join(temp, "broken.go")
	if err := os.WriteFile(broken, []byte(strings.Replace(string(src), part["from"], part["to"], 1)), 0o600); err != nil {
		return "", "", "", err
	}
	j, err := json.Marshal(map[string]map[string]string{"Replace": {path: broken}})
	if err != nil {
		return "", "", "", err
	}
	overlay = filepath.Join(temp, "overlay.json")
	return overlay, strings.Join(strings.Fields(string(ar.Comment)), " "), cmp.Or(part["run"], singleAnswers), os.WriteFile(overlay, j, 0o600)
}

// singleAnswers are the comparisons that ask one question of one world at a time.
const singleAnswers = "^TestOracle(Clear|Signatures|Scan|CapturedAndMember|Holders|Timeline|Coverage)$"

// plansPerMutant is how many pairs of worlds a mutant of plans has to survive.
const plansPerMutant = 400

// test runs the comparison on the broken engine; it returns how it was caught, or nothing.
func test(root, overlay, run string, worlds int) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 6*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "go", "test", "-overlay", overlay, "-failfast", "-count=1", "-timeout", "5m", "-run", run, "./rights")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), fmt.Sprintf("CROSSGRANT_WORLDS=%d", worlds), fmt.Sprintf("CROSSGRANT_PLANS=%d", plansPerMutant), "CROSSGRANT_SHRINK=off")
	out, err := cmd.CombinedOutput()
	text := string(out)
	switch {
	case err == nil:
		return "", nil
	case strings.Contains(text, "[build failed]") || strings.Contains(text, "[setup failed]"):
		return "", fmt.Errorf("the broken engine does not compile:\n%s", text)
	case ctx.Err() != nil || strings.Contains(text, "test timed out"):
		return "ran for five minutes", nil
	}
	return "a world differed", nil
}
