package syntax

import (
	"slices"
	"strings"
)

// key is one key of a kind of block: how its value is read and an example of one.
type key struct {
	key     string
	read    func(*reader) Value
	example string // a right value; every example is parsed by a test
	once    bool   // stands at most once in a block
	later   bool   // belongs to a later issue, or is said in another way
	instead string // how it is said: only with later
}

// nameRule says what stands after the kind in a header.
type nameRule uint8

const (
	nameTerm  nameRule = iota // a name, quoted or bare; nothing else
	nameTitle                 // a name, quoted or bare, then an optional title
	nameID                    // a bare name, then an optional title
	nameMaybe                 // an optional bare name, then an optional title
	nameEvent                 // no name: what the block waits for
)

// kind is one kind of block.
type kind struct {
	kind    string
	name    nameRule
	keys    []key
	example string // a right header
}

// Keys that every block may have.
var everyKey = []key{
	{key: "clause", read: (*reader).clauseNumber, example: "2.1", once: true},
	{key: "assumed", read: (*reader).quoted, example: `"The schedule is not public."`},
	{key: "reviewed", read: (*reader).review, example: `"Jane Doe" 2026-11-22 3f2a9c`},
}

// Keys of every block that gives, takes away or keeps rights.
var (
	notwithstanding = key{key: "notwithstanding", read: (*reader).prevails, example: "2.2, no-vehicles", once: true}
	subjectTo       = key{key: "subject to", read: (*reader).yields, example: "6.11, ten-years", once: true}
)

// Keys of every grant.
var grantKeys = []key{
	{key: "from", read: (*reader).members, example: `"Huawei Group"`, once: true},
	{key: "to", read: (*reader).members, example: `"Xiaomi Group"`, once: true},
	{key: "under", read: (*reader).licensedUnder, example: `"Huawei Patents"`, once: true},
	{key: "for", read: (*reader).goods, example: `"Licensed Products"`, once: true},
	{key: "acts", read: (*reader).actList, example: "make, have made, use, sell, offer, import", once: true},
	{key: "in", read: orNotStated((*reader).territory), example: "world", once: true},
	{key: "during", read: orNotStated((*reader).periodValue), example: "2023-09-13 .. 2033-09-12", once: true},
	{key: "price", read: orNotStated((*reader).price), example: "paid-up", once: true},
	{key: "sublicence", read: orNotStated((*reader).sublicence), example: "none", once: true},
	{key: "transfer", read: (*reader).transfer, example: "none", once: true},
	{key: "provided", read: (*reader).condition, example: `finding "notice was given" of the product`},
	{key: "have made", read: (*reader).onlyIf, example: `only if finding "designs furnished by the licensee" of the product`},
	notwithstanding,
	subjectTo,
	{key: "royalty", later: true},
	{key: "cap", later: true},
	{key: "minimum", later: true},
}

// kinds are the kinds of block of this version, in the order of the manual.
var kinds []kind

// The table is filled at start because the readers it names look into it.
func init() {
	kinds = []kind{
		{"agreement", nameID, []key{
			{key: "between", read: (*reader).idList, example: "huawei, xiaomi", once: true},
			{key: "signed", read: (*reader).momentValue, example: "2023-09-13", once: true},
			{key: "effective", read: (*reader).effective, example: "2023-09-13", once: true},
			{key: "law", read: (*reader).textOrWord, example: `"England and Wales"`, once: true},
			{key: "language", read: (*reader).languages, example: "en, zh, zh prevails", once: true},
			{key: "counting", read: orNotStated((*reader).counting), example: "D + n days, no roll", once: true},
			{key: "silent", read: (*reader).silent, example: "5-9, 11"},
			{key: "ends", read: (*reader).endsIf, example: "if acquisition-agreement ends", once: true},
			{key: "prevails over", read: (*reader).agreements, example: "separation-agreement", once: true},
			{key: "yields to", read: (*reader).agreements, example: "services-agreement", once: true},
			{key: "amends", later: true},
		}, `agreement hw-xm "Huawei-Xiaomi patent cross-licence"`},
		{"network", nameID, []key{
			{key: "open to", read: (*reader).openTo, example: "everyone", once: true},
			{key: "joined by", read: (*reader).joinedBy, example: "offer", once: true},
			{key: "left by", read: (*reader).leftBy, example: "discontinuation, at least 180 days after its announcement"},
			{key: "signed", read: (*reader).momentValue, example: "2014-11-13", once: true},
			{key: "effective", read: (*reader).momentValue, example: "2014-11-13", once: true},
			{key: "law", read: (*reader).textOrWord, example: `"California"`, once: true},
			{key: "language", read: (*reader).languages, example: "en", once: true},
			{key: "counting", read: orNotStated((*reader).counting), example: "D + n days, no roll", once: true},
			{key: "silent", read: (*reader).silent, example: "5-9, 11"},
			{key: "prevails over", read: (*reader).agreements, example: "separation-agreement", once: true},
			{key: "yields to", read: (*reader).agreements, example: "services-agreement", once: true},
		}, `network dpl "Defensive Patent License 1.1"`},
		{"date", nameTerm, []key{
			{key: "is", read: (*reader).momentValue, example: "30 days after 2023-09-13", once: true},
		}, `date "Closing Date"`},
		{"period", nameTerm, []key{
			{key: "is", read: (*reader).periodValue, example: "2023-09-13 .. 2028-09-12", once: true},
		}, `period "Capture Period"`},
		{"territory", nameTerm, []key{
			{key: "is", read: (*reader).territory, example: "world except CN, US", once: true},
		}, `territory "Licensed Territory"`},
		{"group", nameTerm, []key{
			{key: "is", read: (*reader).members, example: "xiaomi, entities it controls (over 50%)", once: true},
			{key: "perhaps", read: (*reader).members, example: "affiliates of xiaomi (at least 50%)", once: true},
			{key: "without", read: (*reader).members, example: "honor", once: true},
			{key: "members", read: (*reader).membership, example: "while controlled", once: true},
		}, `group "Xiaomi Group"`},
		{"patents", nameTerm, []key{
			{key: "owned by", read: (*reader).owned, example: `"Huawei Group" at any time in "Capture Period"`},
			{key: "licensable by", read: (*reader).owned, example: `"Huawei Group" on 2023-09-13`},
			{key: "from applications", read: (*reader).ownedThen, example: `owned by "Huawei Group" on 2023-09-13`},
			{key: "from disclosures", read: (*reader).ownedThen, example: `owned by "Huawei Group" immediately before 2023-09-13`},
			{key: "joined under", read: (*reader).clauseList, example: "6.4"},
			{key: "listed in", read: (*reader).filePath, example: "schedules/exhibit-a.csv"},
			{key: "listed", read: (*reader).idList, example: "US11910207B2, EP2400812B1"},
			{key: "where", read: (*reader).condition, example: `priority until end of "Capture Period"`},
			{key: "family", read: (*reader).family, example: "continuations, divisionals, reissues, foreign counterparts"},
			{key: "except", read: (*reader).nameList, example: `"Assigned Patents"`},
			{key: "only if", read: (*reader).condition, example: `finding "co-owner consents" of the patent`},
		}, `patents "Huawei Patents"`},
		{"products", nameTerm, []key{
			{key: "are", read: (*reader).nameList, example: "handset, tablet, xiaomi-13"},
			{key: "on sale by", read: (*reader).owned, example: `"Xiaomi Group" immediately before 2023-09-13`},
			{key: "where", read: (*reader).condition, example: "category in handset, tablet, or brand is redmi"},
			{key: "except", read: (*reader).nameList, example: "vehicle"},
			{key: "with", read: (*reader).evolution, example: "natural evolution", once: true},
		}, `products "Licensed Products"`},
		{"licence", nameTitle, grantKeys, "licence h2x"},
		{"covenant", nameTitle, grantKeys, "covenant no-suit"},
		{"release", nameTitle, grantKeys, "release past"},
		{"pledge", nameTitle, grantKeys, "pledge least-developed"},
		{"exclusion", nameTitle, []key{
			{key: "cuts", read: (*reader).nameList, example: "h2x, x2h", once: true},
			{key: "for", read: (*reader).goods, example: "vehicle, vehicle-module", once: true},
			{key: "except", read: (*reader).nameList, example: `"Permitted Vehicles"`, once: true},
			{key: "extent", read: (*reader).extent, example: "that component", once: true},
			{key: "under", read: (*reader).licensedUnder, example: `"Codec Patents"`, once: true},
			{key: "in", read: orNotStated((*reader).territory), example: "US, CN", once: true},
			{key: "during", read: orNotStated((*reader).periodValue), example: "from 2026-01-01", once: true},
			{key: "acts", read: (*reader).actList, example: "lease, distribute", once: true},
			{key: "provided", read: (*reader).condition, example: `finding "notice was given" of the product`},
			notwithstanding,
			subjectTo,
		}, "exclusion no-vehicles"},
		{"when", nameEvent, whenKeys, "when gsi becomes insolvent"},
		{"power", nameTitle, powerKeys, "power end-for-assertion"},
		{"survival", nameTitle, survivalKeys, "survival ten-years"},
		{"sublicence", nameTitle, sublicenceKeys, "sublicence supply-chain"},
		{"extension", nameTitle, extensionKeys, "extension exhaustion"},
		{"transfer", nameTitle, transferKeys, "transfer with-the-business"},
		{"allocation", nameTitle, allocationKeys, "allocation past-infringement"},
		{"encumbrance", nameTitle, encumbranceKeys, "encumbrance earlier-cross-licences"},
		{"open", nameID, []key{
			{key: "affects", read: (*reader).nameList, example: `"Huawei Patents", h2x`, once: true},
		}, `open schedule-3 "Schedule 3 is not attached."`},
		{"redacted", nameID, []key{
			{key: "affects", read: (*reader).nameList, example: `"Huawei Group"`, once: true},
		}, `redacted exhibit-b "The list of excluded models."`},
		{"reading", nameID, []key{
			{key: "affects", read: (*reader).oneDefinition, example: `"Xiaomi Group"`, once: true},
			{key: "either", read: (*reader).option, example: `"those that have left are out": members while controlled`, once: true},
			{key: "or", read: (*reader).option, example: `"once in, always in": members once in, always in`},
		}, `reading leavers "Does who has left the group keep its rights?"`},
		{"expect", nameMaybe, []key{
			{key: "given", read: (*reader).given, example: "2024-03-01 huawei assigns p1 to honor"},
			{key: "without presumptions", read: (*reader).flag, once: true},
			{key: "known at", read: (*reader).momentValue, example: "2024-06-01", once: true},
			{key: "use", read: (*reader).useValue, example: "xiaomi sells xiaomi-13 in DE on 2024-03-01"},
			{key: "captured", read: (*reader).captured, example: `p1 in "Huawei Patents" on 2024-03-01`, once: true},
			{key: "holders of", read: (*reader).holdersOf, example: "p1 on 2024-03-01", once: true},
			{key: "owner of", read: (*reader).ownerOf, example: "p1 on 2024-03-01", once: true},
			{key: "member", read: (*reader).memberOf, example: `honor of "Huawei Group" on 2020-01-01`, once: true},
			{key: "power", read: (*reader).powerOn, example: "end-for-assertion on 2012-01-31", once: true},
			{key: "may", read: (*reader).maySublicense, example: "xiaomi sublicense honor under h2x", once: true},
			{key: "right to sue on", read: (*reader).rightToSue, example: "p1 for 2008-06-01", once: true},
			{key: "date", read: (*reader).dateOf, example: "effective of hw-xm", once: true},
			{key: "under", read: (*reader).underValue, example: "patents of huawei", once: true},
			{key: "answer", read: (*reader).answer, example: "licensed", once: true},
			{key: "part", read: (*reader).part, example: "US: not in force"},
			{key: "component", read: (*reader).part, example: "vehicle-module: not licensed"},
			{key: "because", read: (*reader).because, example: `2.1, "Huawei Patents"`, once: true},
		}, `expect "Xiaomi phones in Germany"`},
		{"always", nameMaybe, []key{
			{key: "rights granted by", read: (*reader).rightsBy, example: `xiaomi under "Head Patents"`, once: true},
			{key: "within", read: (*reader).oneName, example: "head-licence", once: true},
		}, `always "no grant beyond our head licence"`},
	}
	optionKeys = keysOfOptions()
	reserved = reservedWords()
}

// laterKinds begin headers of later issues.
var laterKinds = map[string]string{
	"business": "a line of business", "standstill": "a standstill", "option": "an option",
	"overlay": "an overlay of law", "replace": "the replacement of a block", "change": "the change of a block",
	"end": "the end of a block", "exclusive": "an exclusive right", "sole": "a sole right", "royalty": "a royalty schedule",
}

func kindOf(word string) *kind {
	for k := range kinds {
		if kinds[k].kind == word {
			return &kinds[k]
		}
	}
	return nil
}

// block is how messages call a block of the kind: "an agreement", "a patents block".
func (k *kind) block() string {
	switch k.kind {
	case "patents", "products", "expect", "always", "open", "redacted", "reading", "when":
		return article(k.kind) + " block"
	}
	return article(k.kind)
}

// find returns the key of the kind, or nil.
func (k *kind) find(name string) *key {
	for _, list := range [][]key{k.keys, everyKey} {
		for i := range list {
			if list[i].key == name {
				return &list[i]
			}
		}
	}
	return nil
}

// Kinds returns the kinds of block that are read, in the order of the manual.
func Kinds() []string {
	out := make([]string, len(kinds))
	for k := range kinds {
		out[k] = kinds[k].kind
	}
	return out
}

// Keys returns the keys that a kind of block may have, those of every kind last.
func Keys(kind string) []string {
	k := kindOf(kind)
	if k == nil {
		return nil
	}
	return k.keyNames(false)
}

func (k *kind) keyNames(later bool) []string {
	var out []string
	for _, list := range [][]key{k.keys, everyKey} {
		for _, x := range list {
			if !x.later || later {
				out = append(out, x.key)
			}
		}
	}
	return slices.Compact(out)
}

// lawyersKeys are words, one or two, that people use for a key.
var lawyersKeys = map[string]string{
	"licensor": "from", "grantor": "from", "covenantor": "from", "releasor": "from", "licensee": "to", "licensees": "to", "grantee": "to",
	"parties": "between", "party": "between", "term": "during", "period": "during", "territory": "in", "jurisdiction": "in", "countries": "in",
	"products": "for", "product": "for", "patents": "under", "scope": "acts", "rights": "acts", "fee": "price", "consideration": "price",
	"consists of": "is", "means": "is", "includes": "is", "include": "are", "comprises": "is", "standard": "where", "category": "where",
	"excludes": "except", "excluding": "except", "governing law": "law", "membership": "members", "owner": "owned by", "owners": "owned by",
	"condition": "provided", "if": "provided", "limits": "cuts", "until": "during", "before": "during", "after": "during", "result": "answer", "question": "use", "assumption": "assumed", "prevails over": "notwithstanding", "yields to": "subject to",
	"despite": "notwithstanding", "terminates": "to end", "may end": "to end", "survives": "keeps", "holder": "held by", "holders": "held by", "under": "on",
}

// lawyersKey is the key meant by the words that are next, and how many words they are; 0 when they mean none.
func lawyersKey(r *reader) (string, int) {
	for n := 2; n > 0; n-- {
		words := make([]string, n)
		for k := range words {
			if t := r.at(k); t.kind == tokenWord {
				words[k] = strings.ToLower(t.text)
			}
		}
		if k, ok := lawyersKeys[strings.Join(words, " ")]; ok {
			return k, n
		}
	}
	return "", 0
}
