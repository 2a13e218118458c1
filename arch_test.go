package crossgrant_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

const module = "github.com/crossgrant/crossgrant"

// layer is one line of the import table: what a package may import beside the standard library, and why the line is
// drawn there. Packages of the module are written without its path.
type layer struct {
	pkg  string
	may  []string
	why  string
	tree bool // the packages below it, too
}

// table is the architecture (docs/architecture.md). A package that is not in it, or that imports what its line does not
// name, fails the test. Imports of tests are free except where testsToo says otherwise.
var table = []layer{
	{pkg: "diag", may: []string{"golang.org/x/text"}, why: "problems are values about text; they know nothing of what the text means"},
	{pkg: "when", may: nil, why: "days are numbers"},
	{pkg: "money", may: nil, why: "amounts are values"},
	{pkg: "patent", may: []string{"when", "golang.org/x/text"}, why: "facts about rights at offices, no agreement and no disk"},
	{pkg: "agreement", may: []string{"patent", "when", "money", "diag"}, why: "the typed model is pure data: engine and oracle both read it"},
	{pkg: "docs", may: []string{"github.com/rogpeppe/go-internal"}, why: "the manual as the program shows it"},
	{pkg: "docs/problemtest", may: []string{"docs", "diag", "github.com/google/go-cmp", "github.com/rogpeppe/go-internal"}, why: "the pages of problems are their tests"},
	{pkg: "examples", may: nil, why: "files carried in the binary"},
	{pkg: "internal/syntax", may: []string{"diag", "github.com/yuin/goldmark", "golang.org/x/text"}, why: "the only place that knows Markdown and the grammar"},
	{pkg: "internal/check", may: []string{"internal/syntax", "agreement", "patent", "when", "money", "diag", "golang.org/x/text"}, why: "the only bridge from text to model: nothing above it sees a syntax node"},
	{pkg: "internal/portfolio", may: []string{"patent", "when"}, why: "columns of patents; it knows no agreement and no file format but its own"},
	{pkg: "internal/ingest", may: []string{"patent", "diag", "when", "golang.org/x/text", "github.com/klauspost/compress", "github.com/xuri/excelize", "github.com/parquet-go/parquet-go"}, why: "outside formats become records and problems", tree: true},
	{pkg: "internal/owners", may: []string{"internal/ingest/source", "internal/ingest/isld", "patent", "when", "golang.org/x/text"}, why: "names, recorded conveyances and declarations become owners and claims by stated rules; it reads no file and no journal"},
	{pkg: "internal/merge", may: []string{"internal/ingest/source", "internal/ingest/isld", "internal/owners", "patent", "when"}, why: "documents become one record of each right; it knows no format and no file"},
	{pkg: "rights", may: []string{"agreement", "internal/portfolio", "patent", "when", "diag"}, why: "the engine reads the model and never the text"},
	{pkg: "internal/oracle", may: []string{"agreement", "patent", "when"}, why: "the naive evaluator must not share a line with the engine it judges"},
	{pkg: "internal/synth", may: []string{"agreement", "patent", "when", "diag"}, why: "random worlds, for tests and bench; clauses have places"},
	{pkg: "internal/expect", may: []string{"rights", "agreement", "when", "diag"}, why: "expectations are questions to the engine, compared"},
	{pkg: "internal/present", may: []string{"rights", "internal/owners", "internal/merge", "internal/expect", "agreement", "patent", "when", "diag", "golang.org/x/text"}, why: "prints answers and never computes"},
	{pkg: "", may: []string{"internal/syntax", "internal/check", "internal/portfolio", "internal/ingest", "internal/ingest/sheet", "internal/ingest/source", "internal/ingest/table", "internal/owners", "internal/merge", "internal/expect", "rights", "agreement", "patent", "when", "diag"}, why: "the only holder of state and clock"},
	{pkg: "internal/cli", may: []string{"", "internal/present", "rights", "agreement", "patent", "when", "diag", "docs", "examples", "github.com/alecthomas/kong"}, why: "commands ask the workspace and print"},
	{pkg: "cmd/crossgrant", may: []string{"internal/cli"}, why: "one line"},
	{pkg: "internal/tools", may: nil, why: "development tools stand apart", tree: true},
}

// unwanted are libraries that no package may import, wherever it stands.
var unwanted = map[string]string{
	"github.com/hashicorp/hcl":           "the language has its own parser",
	"github.com/alecthomas/participle":   "the language has its own parser",
	"cuelang.org/go":                     "the language has its own parser",
	"cel.dev/":                           "the language has its own parser",
	"github.com/google/cel-go":           "the language has its own parser",
	"github.com/stretchr/testify":        "go-cmp and the standard library suffice",
	"github.com/spf13/cobra":             "kong is the command line",
	"github.com/open-policy-agent":       "peers live in bench/",
	"github.com/cedar-policy":            "peers live in bench/",
	"github.com/openfga":                 "peers live in bench/",
	"github.com/marcboeker/go-duckdb":    "peers live in bench/",
	"github.com/duckdb/duckdb-go":        "peers live in bench/",
	"github.com/mattn/go-sqlite3":        "the main module builds without cgo",
	"github.com/charmbracelet/bubbletea": "no terminal framework",
}

// TestImports holds the import table.
func TestImports(t *testing.T) {
	for _, f := range goFiles(t) {
		l, ok := layerOf(f.pkg)
		if !ok {
			t.Errorf("%s: package %q has no line in the import table of arch_test.go: decide what it may import, and say why", f.path, f.pkg)
			continue
		}
		for _, imp := range f.imports {
			for lib, why := range unwanted {
				if strings.HasPrefix(imp, lib) {
					t.Errorf("%s imports %s: %s", f.path, imp, why)
				}
			}
			if f.test || !strings.Contains(imp, ".") || allowed(l, imp) {
				continue
			}
			t.Errorf("%s imports %s; the table allows %q only %q, because: %s", f.path, imp, f.pkg, l.may, l.why)
		}
	}
}

// TestRightsSeesNoText holds for its tests, too: the engine's tests build models, never parse them.
func TestRightsSeesNoText(t *testing.T) {
	for _, f := range goFiles(t) {
		if f.pkg != "rights" {
			continue
		}
		for _, imp := range f.imports {
			if imp == module+"/internal/syntax" || imp == module+"/internal/check" {
				t.Errorf("%s imports %s", f.path, imp)
			}
		}
	}
}

// TestClock lets only the root package read the clock, and progress reports, which measure how long a line stands.
func TestClock(t *testing.T) {
	for _, f := range goFiles(t) {
		if f.test || f.pkg == "" || f.path == "internal/cli/progress.go" || strings.HasPrefix(f.pkg, "internal/tools") {
			continue
		}
		for _, call := range f.calls("time", "Now", "Since", "Until", "Tick", "After", "NewTimer", "NewTicker", "Sleep") {
			t.Errorf("%s: only the root package reads the clock; pass the day in", call)
		}
	}
}

// TestDisk lets only ingest, portfolio, the root and development tools touch files. The command line may ask the system
// about its streams.
func TestDisk(t *testing.T) {
	free := []string{"", "cmd/crossgrant", "internal/portfolio", "internal/ingest", "internal/tools", "docs/problemtest"}
	for _, f := range goFiles(t) {
		if f.test || slices.ContainsFunc(free, func(p string) bool { return f.pkg == p || p != "" && strings.HasPrefix(f.pkg, p+"/") }) {
			continue
		}
		for _, call := range f.calls("os", "Open", "OpenFile", "Create", "CreateTemp", "ReadFile", "WriteFile", "ReadDir", "Mkdir", "MkdirAll", "MkdirTemp",
			"Remove", "RemoveAll", "Rename", "Stat", "Lstat", "DirFS", "CopyFS", "Chdir", "Getwd", "Getenv", "Environ", "LookupEnv") {
			t.Errorf("%s: only ingest, portfolio and the root package touch the disk and the environment", call)
		}
	}
}

// TestOneLineMain keeps logic out of main.
func TestOneLineMain(t *testing.T) {
	for _, f := range goFiles(t) {
		if !strings.HasPrefix(f.pkg, "cmd/") || f.test {
			continue
		}
		for _, d := range f.ast.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && (fn.Name.Name != "main" || len(fn.Body.List) != 1) {
				t.Errorf("%s: %s: a command is one call of internal/cli", f.path, fn.Name.Name)
			}
		}
	}
}

// TestTable keeps the table itself honest: every line has its reason, names packages once, and points down or stays.
func TestTable(t *testing.T) {
	seen := map[string]int{}
	for i, l := range table {
		if l.why == "" {
			t.Errorf("the line of %q gives no reason", l.pkg)
		}
		if _, twice := seen[l.pkg]; twice {
			t.Errorf("%q has two lines", l.pkg)
		}
		seen[l.pkg] = i
	}
	for i, l := range table {
		for _, m := range l.may {
			if strings.Contains(m, ".") {
				continue
			}
			at, ok := layerIndex(m)
			if !ok {
				t.Errorf("the line of %q allows %q, which has no line", l.pkg, m)
			} else if at >= i {
				t.Errorf("the line of %q allows %q, which stands above it: imports go down only", l.pkg, m)
			}
		}
	}
}

func layerIndex(pkg string) (int, bool) {
	for i, l := range table {
		if l.pkg == pkg || l.tree && strings.HasPrefix(pkg, l.pkg+"/") {
			return i, true
		}
	}
	return 0, false
}

func layerOf(pkg string) (layer, bool) {
	i, ok := layerIndex(pkg)
	if !ok {
		return layer{}, false
	}
	return table[i], true
}

// allowed reports whether the line lets the package import imp.
func allowed(l layer, imp string) bool {
	local, inside := strings.CutPrefix(imp, module+"/")
	if imp == module {
		local, inside = "", true
	}
	for _, m := range l.may {
		switch {
		case inside && local == m:
			return true
		case inside && l.tree && strings.HasPrefix(local, l.pkg+"/"):
			return true
		case !inside && strings.Contains(m, ".") && (imp == m || strings.HasPrefix(imp, m+"/")):
			return true
		}
	}
	return l.tree && len(l.may) == 0 && strings.HasPrefix(l.pkg, "internal/tools")
}

// file is one Go file of the module.
type file struct {
	path    string // below the module's root
	pkg     string // folder below the module's root; empty: the root
	test    bool
	imports []string
	ast     *ast.File
	fset    *token.FileSet
}

// goFiles parses every Go file of the module. Folders that hold another module or no packages are left out.
func goFiles(t *testing.T) []file {
	t.Helper()
	files, err := parsedFiles()
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 50 {
		t.Fatalf("only %d Go files found: the test does not see the module", len(files))
	}
	return files
}

var parsedFiles = sync.OnceValues(func() ([]file, error) {
	var out []file
	fset := token.NewFileSet()
	err := filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		slash := filepath.ToSlash(p)
		if d.IsDir() {
			name := d.Name()
			if p != "." && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || name == "testdata" || slash == "bench") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(p, ".go") {
			return nil
		}
		parsed, err := parser.ParseFile(fset, p, nil, 0)
		if err != nil {
			return err
		}
		f := file{path: slash, pkg: path.Dir(slash), test: strings.HasSuffix(p, "_test.go"), ast: parsed, fset: fset}
		if f.pkg == "." {
			f.pkg = ""
		}
		for _, i := range parsed.Imports {
			imp, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			f.imports = append(f.imports, imp)
		}
		out = append(out, f)
		return nil
	})
	return out, err
})

// calls lists the places where the file uses one of the functions of a standard package.
func (f file) calls(pkg string, functions ...string) []string {
	name := ""
	for _, i := range f.ast.Imports {
		if i.Path.Value == strconv.Quote(pkg) {
			name = path.Base(pkg)
			if i.Name != nil {
				name = i.Name.Name
			}
		}
	}
	if name == "" {
		return nil
	}
	var out []string
	ast.Inspect(f.ast, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := s.X.(*ast.Ident); ok && x.Name == name && slices.Contains(functions, s.Sel.Name) {
			out = append(out, f.fset.Position(s.Pos()).String()+": "+pkg+"."+s.Sel.Name)
		}
		return true
	})
	return out
}
