package present

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/crossgrant/crossgrant/rights"
)

// TestDiscreetLeavesOutFactsAboutPatents: what an answer rests on may name patents; a discreet one does not.
func TestDiscreetLeavesOutFactsAboutPatents(t *testing.T) {
	a := rights.ClearAnswer{Verdict: rights.Licensed, RestsOn: []rights.RestsOn{
		{Kind: "assumed", Why: "a assigns US12166779B2 to b: invented", Where: "events.facts:3", Names: true},
		{Kind: "assumed", Why: "a controls b 51%: from the name", Where: "x.facts:1"},
	}}
	b, err := json.Marshal(discreet(a))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(b), "US12166779B2") {
		t.Errorf("a discreet answer names a patent: %s", b)
	}
	if !strings.Contains(string(b), "a controls b 51%") {
		t.Errorf("a discreet answer leaves out what names none: %s", b)
	}
}
