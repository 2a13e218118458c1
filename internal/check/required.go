package check

import (
	"strings"

	"github.com/crossgrant/crossgrant/diag"
)

// requirement is a line that a kind of block cannot do without, and what to write.
type requirement struct{ key, todo string }

// requirements lists them in the order in which a block is written.
var requirements = map[string][]requirement{
	"agreement": {{"between", "Name the parties: between A, B."}},
	"network": {
		{"joined by", "Say how one becomes a member: joined by offer."},
		{"left by", "Say how one leaves: left by discontinuation, at least 180 days after its announcement; left by finding \"WHAT HE DID\" of the member."},
	},
	"date":      {{"is", "Say which day it is: is YYYY-MM-DD."}},
	"period":    {{"is", "Say which days it has: is YYYY-MM-DD .. YYYY-MM-DD."}},
	"territory": {{"is", "Say which countries it has: is DE, FR."}},
	"licence": {
		{"from", "Say who grants: from \"GROUP\"."},
		{"to", "Say who is licensed: to \"GROUP\"."},
		{"under", "Say under which patents: under \"PATENTS\"."},
		{"for", "Say for which products: for \"PRODUCTS\", or for anything."},
		{"acts", "Say what may be done: acts make, have made, use, sell, offer, import."},
		{"in", "Say where: in world, in DE, FR, or in not stated."},
		{"during", "Say when: during DATE .. DATE, during from DATE, or during not stated."},
		{"price", "Say for what price: price paid-up, royalty, FRAND, or not stated."},
	},
	"covenant":  {{"from", "Say who promises: from \"GROUP\"."}, {"to", "Say to whom: to \"GROUP\"."}, {"under", "Say under which patents: under \"PATENTS\"."}},
	"release":   {{"from", "Say who releases: from \"GROUP\"."}, {"to", "Say whom: to \"GROUP\"."}, {"under", "Say under which patents: under \"PATENTS\"."}, {"during", "Say for acts of which time: during before DATE."}},
	"pledge":    {{"from", "Say who pledges: from \"GROUP\"."}, {"to", "Say to whom: to everyone."}, {"under", "Say which patents: under \"PATENTS\"."}},
	"exclusion": {{"cuts", "Name the grants it takes from: cuts h2x, x2h."}},
	"when":      {{"then", "Say what follows: then GRANT ends, then rights end, or another effect on rights."}},
	"power": {
		{"notice", "Say when a notice takes effect: notice at once, or notice at least 30 days."},
	},
	"survival":   {{"keeps", "Name the grants that live on: keeps h2x, x2h."}},
	"sublicence": {{"of", "Name the grants: of h2x."}, {"to", "Say who may be sublicensed: to \"GROUP\", or to customers, distributors of a licensee."}},
	"extension":  {{"of", "Name the grants: of h2x."}, {"to", "Say to whom the rights extend: to \"GROUP\", or to whoever acquired the product from a licensee."}},
	"transfer":   {{"of", "Name the grants: of h2x."}, {"to", "Say to whom the agreement may be transferred: to \"GROUP\", or to the buyer of the business."}},
	"allocation": {{"on", "Say of which patents: on \"PATENTS\"."}},
	"encumbrance": {
		{"on", "Say in which patents: on \"PATENTS\"."},
		{"held by", "Say who holds rights in them: held by \"GROUP\", or held by unnamed \"WHO THEY ARE\"."},
	},
	"open":     {{"affects", "Name what hangs on the open passage: affects \"GROUP\"."}},
	"redacted": {{"affects", "Name what hangs on the redacted passage: affects \"GROUP\"."}},
	"reading":  {{"affects", "Name the definition that can be read in two ways: affects \"GROUP\"."}},
	"expect":   {{"answer", "Say what must come out: answer licensed."}},
	"always":   {{"rights granted by", "Say whose grants are bound: rights granted by ORG under \"PATENTS\"."}, {"within", "Say by which grant: within LICENCE."}},
}

// required reports the lines that the block must have and lacks. A line that is there but could not be read is not
// missing.
func (x *ctx) required() {
	for _, r := range requirements[x.block.Kind] {
		if x.block.Get(r.key) == nil {
			x.missing(r.key, r.todo)
		}
	}
	if x.block.Kind == "group" && x.block.Get("is") == nil && x.block.Get("perhaps") == nil {
		x.missing("is", "Say who belongs to it: is xiaomi, entities it controls (over 50%).")
	}
}

// missing reports one line that the block lacks.
func (x *ctx) missing(key, todo string) {
	for _, p := range x.block.Props {
		if p.Key == "" {
			// A line whose key could not be read has been reported; it may well be the one that seems to be missing.
			if near, ok := diag.Suggest(firstWord(x.source(p.At)), []string{firstWord(key)}); ok && near == firstWord(key) {
				return
			}
		}
	}
	x.error(diag.MissingProperty, x.block.Head, x.block.Label()+" has no "+quote(key)+" line", todo)
}

// source is the text of a range of the document.
func (x *ctx) source(r diag.Range) string {
	if x.scope == nil || r.Start.Byte < 0 || r.End.Byte > len(x.scope.doc.Src) || r.Start.Byte > r.End.Byte {
		return ""
	}
	return string(x.scope.doc.Src[r.Start.Byte:r.End.Byte])
}

func firstWord(s string) string {
	w, _, _ := strings.Cut(strings.TrimSpace(s), " ")
	return w
}
