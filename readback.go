package crossgrant

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/expect"
)

// sayable is a definition that says itself back.
type sayable interface{ Sentence() string }

// readBack says every block of the wanted files back as a sentence, in the order of the documents: counsel reads them
// beside the text.
func readBack(world *agreement.World, wanted map[string]bool) []expect.ReadBack {
	type block struct {
		agreement.Clause
		says sayable
	}
	var blocks []block
	for _, a := range world.Agreements {
		blocks = append(blocks, block{a.Clause, a})
		for _, x := range a.Blocks() {
			blocks = append(blocks, block{x.Clause, x.Value})
		}
		for _, x := range a.Always {
			blocks = append(blocks, block{x.Clause, x})
		}
	}
	slices.SortStableFunc(blocks, func(a, b block) int {
		return cmp.Or(cmp.Compare(a.At.File, b.At.File), cmp.Compare(a.At.Start.Byte, b.At.Start.Byte))
	})
	var out []expect.ReadBack
	for _, b := range blocks {
		if b.At.File != "" && !wanted[b.At.File] {
			continue
		}
		out = append(out, expect.ReadBack{
			Where:  fmt.Sprintf("%s:%d", b.At.File, b.At.Start.Line),
			Clause: strings.TrimSpace(strings.TrimSpace(b.Agreement+" "+b.Number) + " " + strings.TrimSpace(b.Kind+" "+b.Name)),
			Prose:  b.Prose,
			Says:   b.says.Sentence(),
		})
	}
	return out
}
