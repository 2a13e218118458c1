package expect

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
)

// effects say what a clause did.
var effects = map[rights.Effect]string{
	rights.Grants:     "gives the right",
	rights.MayGrant:   "gives the right" + perhaps,
	rights.TakesOut:   "takes the use out",
	rights.MayTakeOut: "takes the use out" + perhaps,
	rights.Misses:     "does not reach the use",
	rights.Owns:       "the actor's side owns the patent",
	rights.Supports:   "by its definition",
}

const perhaps = " under some answers to the open questions"

// Did says what the clause of a reason did, as what follows its citation: "gives the right by have made", "has ended the
// right". What a rule, a power, an extension, a survival or an
// allocation does is said in words of its own.
func Did(x rights.Reason) string {
	says := effects[x.Effect]
	switch kind := x.Clause.Kind; {
	case x.Way != "" && (x.Effect == rights.Grants || x.Effect == rights.MayGrant):
		says = "gives the right by " + x.Way
	case IsExtension(x.Clause) && (x.Effect == rights.Grants || x.Effect == rights.MayGrant):
		says = "passes it on"
	case kind == "rule" && (x.Effect == rights.TakesOut || x.Effect == rights.MayTakeOut):
		says = "has ended the right"
	case kind == "power" && (x.Effect == rights.TakesOut || x.Effect == rights.MayTakeOut):
		says = "has ended the right, by notice"
	case kind == "allocation":
		return "says who may sue"
	case Keeps(x):
		return "keeps the right although something would have ended it"
	default:
		return says
	}
	if x.Effect == rights.MayGrant || x.Effect == rights.MayTakeOut {
		says += perhaps
	}
	return says
}

// IsExtension reports whether a clause passes on the rights of a grant.
func IsExtension(c agreement.Clause) bool {
	return c.Kind == "sublicence" || c.Kind == "extension" || c.Kind == "transfer"
}

// Keeps reports whether a reason is a survival: unlike the definitions that a clause uses, it decides.
func Keeps(x rights.Reason) bool { return x.Effect == rights.Supports && x.Clause.Kind == "survival" }
