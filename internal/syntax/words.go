package syntax

import "strings"

// british maps the American spelling of a word of the language to the canonical one.
var british = map[string]string{
	"license": "licence", "licenses": "licences", "sublicense": "sublicence", "practice": "practise", "practices": "practises",
	"organization": "organisation",
}

// american says for every word with two spellings whether it is the American one.
var american = map[string]bool{
	"license": true, "licenses": true, "sublicense": true, "practice": true, "practices": true, "organization": true,
	"licence": false, "licences": false, "sublicence": false, "practise": false, "practises": false, "organisation": false,
}

// spellings is the reverse of british, for printing.
var spellings = map[string]string{
	"licence": "license", "licences": "licenses", "sublicence": "sublicense", "practise": "practice", "practises": "practices",
	"organisation": "organization",
}

// acts are the acts in the order of the manual, each with the verb of a use and other spellings that are read.
var acts = []struct {
	act, verb string
	also      []string
}{
	{"make", "makes", nil},
	{"have made", "has made", nil},
	{"use", "uses", nil},
	{"sell", "sells", nil},
	{"offer", "offers", []string{"offer to sell", "offer for sale", "offers to sell", "offers for sale"}},
	{"import", "imports", nil},
	{"lease", "leases", nil},
	{"distribute", "distributes", nil},
	{"dispose", "disposes of", []string{"dispose of", "disposes"}},
	{"maintain", "maintains", nil},
	{"practise", "practises", nil},
}

// ActNames returns the acts in their one spelling.
func ActNames() []string {
	out := make([]string, len(acts))
	for k, a := range acts {
		out[k] = a.act
	}
	return out
}

// actSpellings maps every spelling of an act that is read to the act.
var actSpellings = func() map[string]string {
	m := map[string]string{}
	for _, a := range acts {
		m[a.act], m[a.verb] = a.act, a.act
		for _, w := range a.also {
			m[w] = a.act
		}
	}
	return m
}()

// relations maps the words of a family clause to the relation: plural in a clause, singular in a journal.
var relations = []struct{ one, many string }{
	{"continuation", "continuations"},
	{"divisional", "divisionals"},
	{"continuation-in-part", "continuations-in-part"},
	{"reissue", "reissues"},
	{"foreign counterpart", "foreign counterparts"},
}

// presumptions are the six things a workspace may presume, in their one spelling after "presume". The last takes
// countries.
var presumptions = []string{
	"granted patents in force to their computed term",
	"published applications pending",
	"licences run with the patent",
	"covenants run with the patent",
	"pledges run with the patent",
	"co-owners may license alone in",
}

// statuses are the legal events of a journal.
var statuses = []string{"lapsed", "expired", "revoked", "in force", "validated", "granted"}

// verdicts are the words of an answer, longest first where one begins another.
var verdicts = []string{
	"nothing in force", "not in force", "not licensed", "licensed", "partly", "depends", "pending", "own", "yes", "no",
}

// exercise are the verdicts on a power.
var exercise = []string{"not exercisable", "exercisable"}

// alsoActing are those whose acts count as another's, where a rule or a power says so.
var alsoActing = []string{"agents", "exclusive licensees", "controlled entities"}

// attributes are what a test may look at: dates first, then lists of values.
var (
	dateAttributes = []string{"priority", "filed", "published", "granted", "invention made", "disclosed"}
	attributes     = []string{"kind", "field", "class", "standard", "office", "family", "category", "maker", "brand", "business", "product"}
)

// dateSpellings are other words for dates that are read.
var dateSpellings = map[string]string{"invention date": "invention made", "disclosure date": "disclosed"}

// presumedFindings are the findings that are taken to be yes where there is none, each with other words that are read.
var presumedFindings = []struct {
	term string
	also []string
}{
	{"licensable without payment to others", []string{"licensable without payment to third parties"}},
	{"licensable without consent of others", []string{"licensable without consent of third parties", "licensable without the consent of others"}},
}

// questions are the kinds of open question that an answer may depend on. Those of the first group are followed by
// quoted words and "of"; those of the second by a name.
var (
	questionsOf   = []string{"finding", "fact", "law", "order", "status", "conflict"}
	questionNames = []string{"missing text", "redacted", "reading", "election"}
)

// reserved words stand for themselves in values; a name equal to one is quoted. Keys are reserved only at the
// beginning of a property line.
var reserved map[string]bool

func reservedWords() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`and or not in is of on at by as for from to until before after immediately while event finding fact
		start end each everyone entities affiliates world except now later once always rights it anything nobody`) {
		m[w] = true
	}
	for _, k := range kinds {
		m[k.kind] = true
	}
	for k := range laterKinds {
		m[k] = true
	}
	for us, gb := range british {
		if m[gb] {
			m[us] = true
		}
	}
	return m
}

// ReservedWords returns the words that must be quoted where they are names, in no order.
func ReservedWords() []string {
	out := make([]string, 0, len(reserved))
	for w := range reserved {
		out = append(out, w)
	}
	return out
}

// canonical is the British spelling of a word.
func canonical(w string) string {
	if gb, ok := british[w]; ok {
		return gb
	}
	return w
}
