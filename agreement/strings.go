package agreement

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/crossgrant/crossgrant/when"
)

// This file holds the canonical text of the model's small values: what the language itself would write. Sentences
// for people are in english.go. Engine and oracle use these texts in the keys of questions, so they never depend on
// the day, the locale or the order of anything.

var eaches = [...]string{EachLicensor: "each licensor", EachLicensee: "each licensee"}

// String is the side as the language writes it.
func (e Each) String() string { return word(eaches[:], int(e), "side") }

// Split returns the agreement's id and the name within it. A name without an agreement is all local.
func (n Name) Split() (agreement, local string) {
	a, l, ok := strings.Cut(string(n), "/")
	if !ok {
		return "", string(n)
	}
	return a, l
}

// Local is the name as the agreement itself writes it: "Huawei Patents".
func (n Name) Local() string {
	_, l := n.Split()
	return l
}

// NameIn qualifies a local name by its agreement.
func NameIn(agreement, local string) Name { return Name(agreement + "/" + local) }

// QName is the qualified name of what stands in the clause.
func (c Clause) QName() Name { return NameIn(c.Agreement, c.Name) }

// place names a clause within its agreement: "6.11(a) ten-years".
func (c Clause) place() string { return strings.TrimSpace(c.Number + " " + c.Name) }

// Percent prints millionths of the whole as a percentage: 500000 is "50%", 333300 is "33.33%".
func Percent(millionths int64) string {
	sign := ""
	if millionths < 0 {
		sign, millionths = "-", -millionths
	}
	s := sign + strconv.FormatInt(millionths/10_000, 10)
	if f := millionths % 10_000; f != 0 {
		s += "." + strings.TrimRight(fmt.Sprintf("%04d", f), "0")
	}
	return s + "%"
}

// String is the threshold as the language writes it: "over 50%", "at least 50%".
func (s Share) String() string {
	if s.Over {
		return "over " + Percent(s.Millionths)
	}
	return "at least " + Percent(s.Millionths)
}

// String is the item as the language writes it: xiaomi, "Huawei Group", everyone, entities xiaomi controls (over 50%),
// affiliates of xiaomi (over 50%), members of dpl, each licensor.
func (m Member) String() string {
	who := string(m.Org)
	switch {
	case m.Everyone:
		return "everyone"
	case m.Group != "":
		who = quote(m.Group.Local())
	case m.Network != "":
		return "members of " + m.Network
	case m.Each != 0:
		who = m.Each.String()
	}
	switch {
	case !m.Reach:
		return who
	case m.Direction == Affiliates:
		return "affiliates of " + who + " (" + m.Share.String() + ")"
	}
	return "entities " + who + " controls (" + m.Share.String() + ")"
}

// MemberList joins the canonical texts with commas.
func MemberList(ms []Member) string {
	out := make([]string, len(ms))
	for i, m := range ms {
		out[i] = m.String()
	}
	return strings.Join(out, ", ")
}

var memberships = [...]string{"while controlled", "as of", "once in, always in", "now or later"}

// String is the words of the language; AsOf lacks its date, which the group holds.
func (m Membership) String() string { return word(memberships[:], int(m), "membership") }

// String is the time as the language writes it.
func (h Held) String() string {
	switch h.Kind {
	case HeldOn:
		return "on " + h.Day.String()
	case HeldBefore:
		return "immediately before " + h.Day.String()
	case HeldDuring:
		switch s := h.Span; {
		case s == when.Always:
			return "at any time"
		case !s.Empty() && (s.From <= when.Min || s.To >= when.Max):
			return "at any time " + s.String()
		default:
			return "at any time in " + s.String()
		}
	}
	return "at time of use"
}

var acts = [...]struct{ base, verb, gerund, prose string }{
	Make:       {"make", "makes", "making", "make"},
	HaveMade:   {"have made", "has made", "having made", "have made"},
	Use:        {"use", "uses", "using", "use"},
	Sell:       {"sell", "sells", "selling", "sell"},
	Offer:      {"offer", "offers", "offering to sell", "offer to sell"},
	Import:     {"import", "imports", "importing", "import"},
	Lease:      {"lease", "leases", "leasing", "lease"},
	Distribute: {"distribute", "distributes", "distributing", "distribute"},
	Dispose:    {"dispose", "disposes", "disposing of", "dispose of"},
	Maintain:   {"maintain", "maintains", "maintaining", "maintain"},
	Practise:   {"practise", "practises", "practising", "practise"},
}

// AllActs lists every act in the order of the language.
func AllActs() []Act {
	out := make([]Act, 0, len(acts)-1)
	for a := Make; int(a) < len(acts); a++ {
		out = append(out, a)
	}
	return out
}

func (a Act) forms() (base, verb, gerund, prose string) {
	if a < Make || int(a) >= len(acts) {
		s := "act " + strconv.Itoa(int(a))
		return s, s, s, s
	}
	f := acts[a]
	return f.base, f.verb, f.gerund, f.prose
}

// String is the word of an `acts` line: "offer".
func (a Act) String() string { b, _, _, _ := a.forms(); return b }

// Verb is the word of a use: "sells".
func (a Act) Verb() string { _, v, _, _ := a.forms(); return v }

// Gerund is for covenants and releases: "offering to sell".
func (a Act) Gerund() string { _, _, g, _ := a.forms(); return g }

// Prose is how a clause says it: "offer to sell".
func (a Act) Prose() string { _, _, _, p := a.forms(); return p }

// ParseAct reads an act in the form of an `acts` line or of a use: "sell", "sells", "offer to sell", "practice".
func ParseAct(s string) (Act, bool) {
	s = strings.Join(strings.Fields(strings.ToLower(s)), " ")
	switch s {
	case "practice", "practices":
		return Practise, true
	case "offers to sell", "offer for sale", "offers for sale":
		return Offer, true
	case "disposes of":
		return Dispose, true
	}
	for a := Make; int(a) < len(acts); a++ {
		if f := acts[a]; s == f.base || s == f.verb || s == f.prose {
			return a, true
		}
	}
	return 0, false
}

var attrs = [...]string{
	PatentPriority:  "priority",
	PatentFiled:     "filed",
	PatentPublished: "published",
	PatentGranted:   "granted",
	PatentInvented:  "invention made",
	PatentDisclosed: "disclosed",
	PatentKind:      "kind",
	PatentField:     "field",
	PatentClass:     "class",
	PatentStandard:  "standard",
	PatentOffice:    "office",
	PatentFamily:    "family",
	ProductCategory: "category",
	ProductMaker:    "maker",
	ProductBrand:    "brand",
	ProductStandard: "standard",
	ProductBusiness: "business",
	ProductID:       "product",
	FindingTest:     "finding",
}

// String is the word of a `where` line.
func (a Attr) String() string { return word(attrs[:], int(a), "attribute") }

// IsDate reports whether the attribute is tested by a span of days.
func (a Attr) IsDate() bool { return a >= PatentPriority && a <= PatentDisclosed }

// OfPatent reports whether the attribute belongs to patents.
func (a Attr) OfPatent() bool { return a >= PatentPriority && a <= PatentFamily }

// OfProduct reports whether the attribute belongs to products.
func (a Attr) OfProduct() bool { return a >= ProductCategory && a <= ProductID }

// String is the alternative as the language writes it.
func (t Test) String() string {
	var s string
	switch {
	case t.Attr == FindingTest:
		s = t.Finding.String()
	case t.ToLeft:
		s = t.Attr.String() + " not after last discontinuation by the licensor"
	case t.Attr.IsDate():
		s = t.Attr.String() + " " + daySpan(t.Span)
	case len(t.Values) == 1:
		s = t.Attr.String() + " is " + bareOrQuoted(t.Values[0])
	default:
		vs := make([]string, len(t.Values))
		for i, v := range t.Values {
			vs[i] = bareOrQuoted(v)
		}
		s = t.Attr.String() + " in " + strings.Join(vs, ", ")
	}
	if t.Not {
		return "not " + s
	}
	return s
}

// String is the reference as the language writes it. What is presumed is about the patent where nothing is said.
func (f FindingRef) String() string {
	s := "finding " + quote(f.Term)
	if f.Presumed {
		s = f.Term
	}
	of := f.about()
	if of == "" || f.Presumed && f.Subject == SubjectPatent {
		return s
	}
	return s + " of " + of
}

// about is what the finding is about: "the patent", or an id; empty: nothing.
func (f FindingRef) about() string {
	switch f.Subject {
	case SubjectPatent:
		return "the patent"
	case SubjectProduct:
		return "the product"
	case SubjectAgreement:
		return "the agreement"
	case SubjectEntity:
		return "the entity"
	case SubjectBuyer:
		return "the buyer"
	case SubjectMember:
		return "the member"
	}
	return f.Of
}

// String joins the alternatives with ", or".
func (c Condition) String() string {
	out := make([]string, len(c))
	for i, t := range c {
		out[i] = t.String()
	}
	return strings.Join(out, ", or ")
}

// String is the territory as the language writes it.
func (t Territory) String() string {
	switch {
	case t.NotStated:
		return "not stated"
	case t.LeastDeveloped:
		return "least developed countries"
	case t.World && len(t.Except) > 0:
		return "world except " + strings.Join(t.Except, ", ")
	case t.World:
		return "world"
	}
	return strings.Join(t.In, ", ")
}

// String is the term as the language writes it.
func (t Term) String() string {
	switch {
	case t.NotStated:
		return "not stated"
	case t.Accepted && t.EndOf != "":
		return "acceptance .. " + t.EndOf
	case t.Accepted && t.Span.To < when.Max:
		return "acceptance .. " + t.Span.Last().String()
	case t.Accepted:
		return "from acceptance"
	case t.EndOf != "" && t.Span.From <= when.Min:
		return "until " + t.EndOf
	case t.EndOf != "":
		return t.Span.From.String() + " .. " + t.EndOf
	}
	return spanWords(t.Span)
}

var prices = [...]string{PricePaidUp: "paid-up", PriceRoyalty: "royalty", PriceFRAND: "FRAND", PriceNotStated: "not stated"}

// String is the word of a `price` line.
func (k PriceKind) String() string { return word(prices[:], int(k), "price") }

// String is the price as the language writes it.
func (p Price) String() string {
	if p.Name != "" {
		return p.Kind.String() + " " + quote(p.Name)
	}
	return p.Kind.String()
}

var extents = [...]string{ThatComponent: "that component", WholeProduct: "whole product"}

// String is the words of an `extent` line.
func (e Extent) String() string { return word(extents[:], int(e), "extent") }

var presumptions = [...]string{
	GrantedInForce:       "granted patents in force to their computed term",
	ApplicationsPending:  "published applications pending",
	LicencesRun:          "licences run with the patent",
	CovenantsRun:         "covenants run with the patent",
	PledgesRun:           "pledges run with the patent",
	CoOwnersLicenseAlone: "co-owners may license alone",
}

// String is the words after `presume`.
func (p Presumed) String() string { return word(presumptions[:], int(p), "presumption") }

// String is the use in its one spelling: "xiaomi sells xiaomi-13 in DE on 2024-03-01".
func (u UseOf) String() string {
	s := string(u.Actor) + " " + u.Act.Verb() + " " + u.Product
	if u.For != "" {
		s += " for " + string(u.For)
	}
	if u.From != "" {
		s += " from " + string(u.From)
	}
	if u.Country != "" {
		s += " in " + u.Country
	}
	if u.On != when.None {
		s += " on " + u.On.String()
	}
	return s
}

// String is an `under` line: patents of huawei, "Huawei Patents", or the patents themselves.
func (u Under) String() string {
	switch {
	case u.Org != "" && u.Share != Over50 && u.Share != (Share{}):
		return "patents of " + string(u.Org) + " (" + u.Share.String() + ")"
	case u.Org != "":
		return "patents of " + string(u.Org)
	case u.Set != "":
		return quote(u.Set.Local())
	}
	return strings.Join(u.Patents, ", ")
}

// String is the item as the language writes it: a quoted term or a patent.
func (i PatentItem) String() string {
	if i.Set != "" {
		return quote(i.Set.Local())
	}
	return i.ID
}

// String is the item as the language writes it: a quoted term, a category word or a product id.
func (i ProductItem) String() string {
	if i.Set != "" {
		return quote(i.Set.Local())
	}
	return i.Word
}

// spanWords writes a span as a condition or a `during` line would: "before D", "from D", "D .. D".
func spanWords(i when.Interval) string {
	if i.From <= when.Min && i.To < when.Max && !i.Empty() {
		return "until " + i.Last().String()
	}
	return i.String()
}

// daySpan writes a span that a day is tested against: "on D", "in D .. D", "before D".
func daySpan(i when.Interval) string {
	switch {
	case i.To == i.From+1:
		return "on " + i.From.String()
	case i.From > when.Min && i.To < when.Max && !i.Empty():
		return "in " + i.String()
	}
	return spanWords(i)
}

// quote writes an agreement's own term; a quote inside is doubled.
func quote(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// bareOrQuoted quotes a value that would not read as one word.
func bareOrQuoted(s string) string {
	if s == "" || strings.ContainsAny(s, " ,:\"#\t\u00a0") || strings.HasSuffix(s, ".") {
		return quote(s)
	}
	return s
}

func word(table []string, i int, what string) string {
	if i < 0 || i >= len(table) || table[i] == "" {
		return what + " " + strconv.Itoa(i)
	}
	return table[i]
}
