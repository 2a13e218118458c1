package agreement

import (
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/when"
)

// This file says each definition back as one English sentence, so that counsel can hold the formal reading against the
// prose of the clause. A sentence says everything the engine acts on, defaults included, and nothing else.

// Sentence says what the frame states.
func (a *Agreement) Sentence() string {
	kind := "an agreement"
	if a.Network != nil {
		kind = "a network"
	}
	s := quote(a.Title) + " (" + a.Clause.Name + ") is " + kind
	if a.Title == "" {
		s = a.Clause.Name + " is " + kind
	}
	switch {
	case len(a.Parties) == 1:
		s += " of " + string(a.Parties[0])
	case len(a.Parties) > 1:
		s += " between " + andOrgs(a.Parties)
	}
	if a.Signed != when.None {
		s += ", signed on " + a.Signed.String()
	}
	if a.Effective != when.None {
		s += ", effective from " + a.Effective.String()
	}
	if a.Signed == when.None && a.Effective == when.None {
		s += ", whose dates are not stated"
	}
	if a.Law != "" {
		s += ", under the law of " + a.Law
	}
	if len(a.Languages) > 0 {
		s += ", in " + andList(a.Languages)
	}
	if a.Network != nil {
		s += a.Network.words()
	}
	return s + "."
}

// Sentence says which day, days or countries the name stands for.
func (n *Named) Sentence() string {
	s := quote(n.Clause.Name)
	switch n.Clause.Kind {
	case "date":
		return s + " is " + n.Day.String() + "."
	case "territory":
		return s + " means " + placeWords(n.In) + "."
	}
	return s + " is the time " + spanProse(n.Span) + "."
}

// Sentence says who belongs to the group, and when.
func (g *Group) Sentence() string {
	s := quote(g.Clause.Name) + " means " + members(g.Is)
	if len(g.Is) == 0 {
		s = quote(g.Clause.Name) + " has no certain member"
	}
	if len(g.Without) > 0 {
		s += ", without " + members(g.Without)
	}
	switch reaches := slices.ContainsFunc(slices.Concat(g.Is, g.Perhaps), func(m Member) bool { return m.Reach || m.Group != "" || m.Network != "" }); {
	case !reaches:
	case g.Membership == WhileControlled:
		s += ", each for as long as that holds"
	case g.Membership == AsOf:
		s += ", as they were on " + g.AsOf.String()
	case g.Membership == OnceIn:
		s += "; who has once belonged still belongs"
	case g.Membership == NowOrLater:
		s += ", now or later; the text does not say whether those that have left stay in"
	}
	if len(g.Perhaps) > 0 {
		s += "; it may also include " + members(g.Perhaps) + ", which the text does not settle"
	}
	return s + "."
}

// Sentence says which patents are in the set.
func (p *PatentSet) Sentence() string {
	var adds []string
	for _, a := range p.Add {
		adds = append(adds, a.words())
	}
	s := quote(p.Clause.Name) + " means " + andList(adds)
	if len(adds) == 0 {
		s = quote(p.Clause.Name) + " means all patents"
	}
	for _, c := range p.Where {
		s += ", " + c.patentWords()
	}
	if len(p.Family) > 0 {
		rs := make([]string, len(p.Family))
		for i, r := range p.Family {
			rs[i] = relationPlural(r)
		}
		s += ", with their " + andList(rs)
	}
	if len(p.Except) > 0 {
		s += ", except " + patentItems(p.Except)
	}
	for _, c := range p.OnlyIf {
		s += ", each only if " + strings.TrimPrefix(c.patentWords(), "where ")
	}
	return s + "."
}

func (s Selector) words() string {
	switch {
	case s.ListOf != "":
		return "the patents listed in " + s.ListOf
	case len(s.LicensableBy) > 0:
		return "patents of others that " + orMembers(s.LicensableBy) + " may license " + heldWords(s.Held)
	case len(s.Joined) > 0:
		return "patents that an entity owned when it came under " + orList(subjects(s.Joined))
	case s.Basis == OfApplications:
		return "patents that stem from applications owned by " + orMembers(s.OwnedBy) + " " + heldWords(s.Held)
	case s.Basis == OfDisclosures:
		return "patents for inventions that were disclosed to and owned by " + orMembers(s.OwnedBy) + " " + heldWords(s.Held)
	case len(s.OwnedBy) == 0 && len(s.Listed) == 0:
		return "the patents of an empty list"
	case len(s.OwnedBy) == 0:
		return andList(s.Listed)
	}
	return "patents owned by " + orMembers(s.OwnedBy) + " " + heldWords(s.Held)
}

// Sentence says which products are in the set.
func (p *ProductSet) Sentence() string {
	var adds []string
	if len(p.Are) > 0 {
		adds = append(adds, andList(p.Are))
	}
	for _, o := range p.OnSale {
		adds = append(adds, "products that "+orMembers(o.By)+" had on sale "+heldWords(o.Held))
	}
	s := quote(p.Clause.Name) + " means " + andList(adds)
	if len(adds) == 0 {
		s = quote(p.Clause.Name) + " means products"
	}
	if p.Evolution {
		s += ", with their natural evolutions"
	}
	for _, c := range p.Where {
		s += ", " + c.productWords()
	}
	if len(p.Except) > 0 {
		s += ", except " + productItems(p.Except, "and")
	}
	return s + "."
}

// Sentence says the grant as its clause would.
func (g *Grant) Sentence() string {
	from, to, under := members(g.From), members(g.To), patentItems(g.Under)
	if len(g.Under) == 0 {
		under = "all patents of " + from
	}
	if g.AsAccepted {
		under += " as accepted"
	}
	what := "anything"
	if !g.Anything {
		what = productItems(g.For, "and")
	}
	var s string
	switch g.Kind {
	case Covenant:
		s = from + verb(g.From, " covenants", " covenant") + " with " + to + " not to assert " + under + " against " + actsWords(g.Acts, Act.Gerund, "dealing in any way with", "and") + " " + what + in(g.In)
	case Release:
		s = from + verb(g.From, " releases ", " release ") + to + " from every claim under " + under + " for " + actsWords(g.Acts, Act.Gerund, "dealing in any way with", "and") + " " + what + in(g.In)
	case Pledge:
		s = from + verb(g.From, " pledges to ", " pledge to ") + to + " not to assert " + under + " against " + actsWords(g.Acts, Act.Gerund, "dealing in any way with", "and") + " " + what + in(g.In)
	default:
		adjectives := []string{"non-exclusive"}
		switch g.Price.Kind {
		case PricePaidUp:
			adjectives = append(adjectives, "paid-up")
		case PriceRoyalty:
			adjectives = append(adjectives, "royalty-bearing")
		}
		where := in(g.In)
		if g.In.World && len(g.In.Except) == 0 {
			adjectives, where = append(adjectives, "worldwide"), ""
		}
		s = from + verb(g.From, " grants ", " grant ") + to + " a " + strings.Join(adjectives, ", ") + " licence under " + under + " to " + actsWords(g.Acts, Act.Prose, "deal in any way with", "and") + " " + what + where
	}
	if !g.During.NotStated && (g.During.Span != when.Always || g.During.Accepted) {
		s += ", " + g.During.prose()
	}
	s += provisos(g.Provided)
	for _, rest := range g.remarks() {
		s += "; " + rest
	}
	return s + "."
}

// remarks are what a grant says about itself beside its reach.
func (g *Grant) remarks() []string {
	var out []string
	if g.In.NotStated {
		out = append(out, "the territory is not stated")
	}
	if g.During.NotStated {
		out = append(out, "the term is not stated")
	}
	switch {
	case g.Price.Kind == PriceRoyalty && g.Price.Name != "":
		out = append(out, "the royalty is that of "+quote(g.Price.Name))
	case g.Price.Kind == PriceFRAND:
		out = append(out, "the price is fair, reasonable and non-discriminatory")
	case g.Price.Kind == PriceNotStated:
		out = append(out, "the price is not stated")
	case g.Kind != Licence && g.Price.Kind == PricePaidUp:
		out = append(out, "it is paid up")
	case g.Kind != Licence && g.Price.Kind == PriceRoyalty:
		out = append(out, "it bears a royalty")
	}
	switch g.Sublicence {
	case "none":
		out = append(out, "no sublicence is granted")
	case "not stated":
		out = append(out, "whether sublicences may be granted is not stated")
	case "listed":
		out = append(out, "sublicences may be granted only as listed")
	}
	switch g.Transfer {
	case "none":
		out = append(out, "it may not be transferred")
	case "listed":
		out = append(out, "it may be transferred only as listed")
	}
	if len(g.HaveMadeIf) > 0 {
		only := make([]string, len(g.HaveMadeIf))
		for i, c := range g.HaveMadeIf {
			only[i] = c.plainWords()
		}
		out = append(out, "to have made is licensed only if "+strings.Join(only, " and if "))
	}
	return append(out, g.Precedence.remarks(g.Clause)...)
}

// Sentence says what the exclusion takes out, and of what.
func (x *Exclusion) Sentence() string {
	s := "No right under " + orNames(x.Cuts)
	if len(x.Acts) > 0 {
		s += " to " + actsWords(x.Acts, Act.Prose, "deal in any way with", "or")
	}
	switch {
	case x.Anything || len(x.For) == 0:
		s += " reaches any product"
	default:
		s += " reaches " + productItems(x.For, "or")
	}
	if len(x.Except) > 0 {
		s += ", other than " + productItems(x.Except, "and")
	}
	if x.In != nil && !x.In.NotStated {
		if len(x.Except) > 0 {
			s += ","
		}
		s += in(*x.In)
	}
	if len(x.Under) > 0 {
		s += ", as far as it concerns " + patentItems(x.Under)
	}
	if x.During != nil && !x.During.NotStated && x.During.Span != when.Always {
		s += ", " + x.During.prose()
	}
	s += provisos(x.Provided)
	switch {
	case x.Anything || len(x.For) == 0:
	case x.Extent == WholeProduct:
		s += "; a product that contains one is taken out whole"
	case x.Extent == ThatComponent:
		s += "; inside a larger product only that component is taken out"
	}
	if x.In != nil && x.In.NotStated {
		s += "; the territory is not stated"
	}
	if x.During != nil && x.During.NotStated {
		s += "; the term is not stated"
	}
	return s + x.Precedence.remark(x.Clause) + "."
}

// Sentence says what is open or redacted, and what hangs on it.
func (o *Open) Sentence() string {
	s := quote(o.Clause.Name) + " is left open"
	if o.Redacted {
		s = quote(o.Clause.Name) + " is redacted"
	}
	if o.Says != "" {
		s += " (" + strings.TrimSuffix(o.Says, ".") + ")"
	}
	if len(o.Affects) > 0 {
		s += "; " + andNames(o.Affects) + map[bool]string{true: " depends", false: " depend"}[len(o.Affects) == 1] + " on it"
	}
	return s + "."
}

// Sentence says the invariant.
func (a *Always) Sentence() string {
	_, within := a.Within.Split()
	s := "No right that " + string(a.By) + " gives under " + itemWords(a.Under) + " goes beyond what " + within + " gives to " + string(a.By)
	if a.Title != "" {
		s = a.Title + ": n" + s[1:]
	}
	return s + "."
}

// verb picks the form that agrees with the subject.
func verb(subject []Member, one, many string) string {
	if len(subject) == 1 && !subject[0].Reach {
		return one
	}
	return many
}

// members joins items as a sentence would: "huawei and the entities that huawei controls (over 50%)".
func members(ms []Member) string   { return memberWords(ms, "and") }
func orMembers(ms []Member) string { return memberWords(ms, "or") }

func memberWords(ms []Member, last string) string {
	out := make([]string, len(ms))
	for i, m := range ms {
		out[i] = m.words()
	}
	if len(out) == 0 {
		return "nobody"
	}
	return listWith(out, last)
}

func (m Member) words() string {
	who := string(m.Org)
	switch {
	case m.Everyone:
		return "everyone"
	case m.Group != "":
		who = m.Group.Local()
	case m.Network != "":
		return "the members of " + m.Network
	case m.Each != 0:
		who = m.Each.String()
	}
	switch {
	case !m.Reach:
		return who
	case m.Direction == Affiliates:
		return "the affiliates of " + who + " (" + m.Share.String() + ")"
	}
	return "the entities that " + who + " controls (" + m.Share.String() + ")"
}

func patentItems(items []PatentItem) string {
	out := make([]string, len(items))
	for i, it := range items {
		out[i] = itemWords(it)
	}
	return andList(out)
}

func itemWords(i PatentItem) string {
	if i.Set != "" {
		return i.Set.Local()
	}
	return i.ID
}

func productItems(items []ProductItem, last string) string {
	out := make([]string, len(items))
	for i, it := range items {
		out[i] = it.Word
		if it.Set != "" {
			out[i] = it.Set.Local()
		}
	}
	return listWith(out, last)
}

// actsWords joins acts in the form that fits; every act there is reads as one phrase.
func actsWords(as []Act, form func(Act) string, all, last string) string {
	if len(as) == 0 || len(as) == len(AllActs()) {
		return all
	}
	out := make([]string, len(as))
	for i, a := range as {
		out[i] = form(a)
	}
	return listWith(out, last)
}

// in words the territory as the tail of a phrase.
func in(t Territory) string {
	switch {
	case t.NotStated:
		return ""
	case t.World && len(t.Except) == 0:
		return " anywhere in the world"
	}
	return " in " + placeWords(t)
}

func placeWords(t Territory) string {
	switch {
	case t.NotStated:
		return "countries that are not stated"
	case t.LeastDeveloped:
		return "the least developed countries"
	case t.World && len(t.Except) == 0:
		return "the whole world"
	case t.World:
		return "the whole world except " + andList(t.Except)
	}
	return andList(t.In)
}

func heldWords(h Held) string {
	switch h.Kind {
	case HeldOn:
		return "on " + h.Day.String()
	case HeldBefore:
		return "immediately before " + h.Day.String()
	case HeldDuring:
		if h.Span == when.Always {
			return "at any time"
		}
		return "at any time " + spanProse(h.Span)
	}
	return "at the time of the use"
}

// spanProse words a span: "from D to D", "from D on", "before D".
func spanProse(i when.Interval) string {
	switch {
	case i.Empty():
		return "on no day"
	case i == when.Always:
		return "without limit"
	case i.From <= when.Min:
		return "before " + i.To.String()
	case i.To >= when.Max:
		return "from " + i.From.String() + " on"
	case i.To == i.From+1:
		return "on " + i.From.String()
	}
	return "from " + i.From.String() + " to " + i.Last().String()
}

func (t Term) prose() string {
	s := spanProse(t.Span)
	if t.Accepted {
		s = "from the acceptance"
		if s += " on"; t.Span.To < when.Max {
			s = "from the acceptance to " + t.Span.Last().String()
		}
	}
	if t.EndOf != "" {
		end := t.EndOf
		if end == "end of patent" {
			end = "the end of each patent"
		}
		s = strings.TrimSuffix(s, " on") + " to " + end
		if t.Span.From <= when.Min && !t.Accepted {
			s = "until " + end
		}
	}
	if t.StatedFrom != "" {
		s += " (" + t.StatedFrom + ")"
	}
	return s
}
