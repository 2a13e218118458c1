package check_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/crossgrant/crossgrant/internal/syntax"
)

// TestManualSaysBack holds the sentences that the manual quotes against what its own examples say back. What the examples
// name and the manual does not define stands in front of them.
func TestManualSaysBack(t *testing.T) {
	b, err := os.ReadFile("../../docs/language.md")
	if err != nil {
		t.Fatal(err)
	}
	md := "```grant\nagreement manual\n  between    gsi, sony\n  effective  2009-08-28\n  counting   D + n days, no roll\n"
	for _, g := range []string{"Sony Group", "Seller Parties", "Purchaser Licensees"} {
		md += "\ngroup \"" + g + "\"\n  is         sony\n"
	}
	for _, g := range strings.Fields("sony-to-gsi gsi-to-sony ntl-to-entrust entrust-to-nortel to-virtuoso to-purchaser nuance-to-cerence dpl-grant") {
		md += "\npledge " + g + "\n  from       sony\n  to         everyone\n  under      p1\n"
	}
	md += "\npatents \"Transferred Patents\"\n  listed     p1\n\nproducts \"Enterprise Products\"\n  are        scanner\n"
	md += "\nwhen trustee rejects zebra-ip\n  then       to-purchaser ends\n"
	kinds := []string{"when", "power", "survival", "sublicence", "extension", "transfer", "allocation", "encumbrance"}
	network := "# Network\n\n```grant\n" // each network is a document of its own
	for _, blk := range syntax.ParseDocument("language.md", b).Blocks {
		if blk.Clause.Heading == "Networks" {
			network += string(b[blk.At.Start.Byte:blk.At.End.Byte]) + "\n\n"
			continue
		}
		if slices.Contains(kinds, blk.Kind) || blk.Kind == "patents" && slices.Contains([]string{"Patents for Inventions of the Closing", "Patents of the Closing", "Acquired Company Patents"}, blk.Name.Text) {
			// A number of the manual's agreements is none of this document.
			text := strings.ReplaceAll(string(b[blk.At.Start.Byte:blk.At.End.Byte]), "notwithstanding 3.1", "notwithstanding to-virtuoso")
			md += "\n" + text + "\n"
		}
	}
	journal := "2009-08-28 event \"closing\" of manual\n2009-08-28 event \"first sale\" of manual\n"
	for _, o := range strings.Fields("sony gsi member-1 ntl eti jhu trustee motorola") {
		journal += o + " is an organisation\n"
	}
	w := load(t, []txtar.File{{Name: "manual.md", Data: []byte(md + "```\n")}, {Name: "network.md", Data: []byte(network + "```\n")}, {Name: "x.facts", Data: []byte(journal)}})
	if e := w.errors(); len(e) > 0 {
		t.Fatalf("the examples of the manual have errors:\n%s", w.text(e))
	}
	said := map[string]bool{}
	for _, a := range w.world.Agreements {
		for _, x := range a.Blocks() {
			said[x.Value.Sentence()] = true
		}
	}
	quotes := regexp.MustCompile(`(?m)(?:^> .*\n)+`).FindAllString(string(b), -1)
	if len(quotes) < 5 {
		t.Errorf("the manual quotes %d sentences", len(quotes))
	}
	for _, q := range quotes {
		if s := strings.ReplaceAll(strings.TrimSpace(strings.TrimPrefix(q, "> ")), "\n> ", " "); !said[s] {
			t.Errorf("no example of the manual says %q; they say:\n%s", s, strings.Join(keys(said), "\n"))
		}
	}
}

func keys(m map[string]bool) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
