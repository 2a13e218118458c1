package patent

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// vectorTally counts what became of the vectors of one kind.
type vectorTally struct {
	read, asserted, ambiguous, recorded, disputed int
}

// vectorsDir is the folder of the conformance vectors: CROSSGRANT_VECTORS, relative to the root of the module, or the
// folder of the project's data.
func vectorsDir() string {
	dir := os.Getenv("CROSSGRANT_VECTORS")
	switch {
	case dir == "":
		dir = filepath.Join("..", "shared", "data", "vectors")
	case filepath.IsAbs(dir):
		return dir
	}
	return filepath.Join("..", dir)
}

// vectorKinds are the kinds of vectors by the field that tells them: numbers, terms, families. Which kind a vector is
// of is told by what it holds, not by the name of its file.
var vectorKinds = []string{"group", "inputs", "docs"}

// vectors runs a subtest for every vector of one kind in any file of the folder, and prints the count. A vector of no
// kind fails the test of numbers.
func vectors[V any](t *testing.T, tally *vectorTally, kind string, check func(*testing.T, V)) {
	dir := vectorsDir()
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skipf("SKIPPED: no vectors in %s; set CROSSGRANT_VECTORS to their folder", dir)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var doc struct{ Vectors []json.RawMessage }
		if err := json.Unmarshal(b, &doc); err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		for _, raw := range doc.Vectors {
			var fields map[string]json.RawMessage
			var id string
			if err := json.Unmarshal(raw, &fields); err != nil {
				t.Errorf("%s: %v", file, err)
				continue
			}
			if err := json.Unmarshal(fields["id"], &id); err != nil {
				t.Errorf("%s: a vector has no id: %.80s", file, raw)
			}
			if i := slices.IndexFunc(vectorKinds, func(k string) bool { _, ok := fields[k]; return ok }); i < 0 {
				if kind == vectorKinds[0] {
					t.Errorf("%s: %s is a vector of no known kind", file, id)
				}
				continue
			} else if vectorKinds[i] != kind {
				continue
			}
			tally.read++
			t.Run(id, func(t *testing.T) {
				var v V
				if err := json.Unmarshal(raw, &v); err != nil {
					t.Fatal(err)
				}
				check(t, v)
			})
		}
	}
	if tally.asserted == 0 && tally.read > 0 {
		t.Errorf("%s holds no vector to assert", dir)
	}
	fmt.Printf("vectors: %d read from %s, asserted %d, ambiguous %d, recorded only %d, disputed %d\n",
		tally.read, dir, tally.asserted, tally.ambiguous, tally.recorded, tally.disputed)
}
