package syntax

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
)

// laterVerbs are statements of later issues.
var laterVerbs = []string{
	"gives", "becomes", "merges", "joins", "leaves", "terminates",
	"consents", "pays", "renews",
}

// statement reads the date, the words and the inline properties of one statement.
func (r *reader) statement(st *Statement) *statementKind {
	start := r.i
	r.what = "statement"
	if r.match("before", 0)+r.match("until", 0)+r.match("after", 0)+r.match("from", 0)+r.match("between", 0) > 0 || r.peek().isDate() {
		if st.When = r.dating(); st.When == nil {
			return nil
		}
	} else if _, _, n := r.dateWords(); n > 0 && n < len(r.toks) && !verbNext(r) {
		r.otherDate()
		return nil
	}
	if r.done() {
		r.fail(diag.MissingValue, r.end, "nothing is stated after the date", "A statement is on the line of its date: `2023-09-13 huawei, xiaomi sign hw-xm`.", nil)
		return nil
	}
	body := r.i
	k := r.body(st)
	if r.failed || k == nil {
		return k
	}
	setBodyAt(st.Body, r.from(body))
	r.inline(k, st)
	st.At = r.from(start)
	return k
}

// verbNext reports whether the line reads "ID is a …": an id that begins like a date is an id.
func verbNext(r *reader) bool {
	t := r.at(1)
	return t.kind == tokenWord && slices.Contains([]string{"is", "controls", "ceases", "acquires", "sells", "assigns", "may", "sign", "signs"}, t.text) || t.punct(",") ||
		slices.ContainsFunc(happenings, func(h happening) bool { return r.match(h.words, 1) > 0 })
}

// inline reads ", key value" after the words of a statement.
func (r *reader) inline(k *statementKind, st *Statement) {
	r.lists = [][]string{keyList(k.keys), keyList(everyFact)}
	for !r.failed && r.peek().punct(",") {
		kk, words := k.find(r, 1)
		if kk == nil {
			r.i++
			r.statementKey(k)
			return
		}
		r.i++
		start := r.i
		r.take(words)
		p := &Property{Key: kk.key, KeyAt: r.from(start), Inline: true}
		if kk.later {
			r.laterProperty(kk, p.KeyAt, k)
			return
		}
		if kk.once && st.Get(kk.key) != nil {
			r.fail(diag.RepeatedKey, p.KeyAt, fmt.Sprintf("`%s` stands twice in one statement", kk.key), "Say it once; a list is written with commas.", nil)
			return
		}
		r.what, r.example = kk.key, kk.key+" "+kk.example
		v := kk.read(r)
		if !r.failed && !isNil(v) {
			p.Value, p.At = v, r.from(start)
			if f, ok := v.(*Flag); ok {
				f.At = after(p.KeyAt)
			}
			st.Props = append(st.Props, p)
		}
	}
}

// laterProperty answers a property that is not read.
func (r *reader) laterProperty(p *key, at diag.Range, k *statementKind) {
	if p.instead == "" {
		r.later(at, fmt.Sprintf("`%s` of %s", p.key, article(k.name)))
		return
	}
	r.fail(diag.UnknownKey, at, fmt.Sprintf("a statement of %s has no property “%s”", article(k.name), p.key), p.instead, nil)
}

// statementKey reports a key that a statement does not have.
func (r *reader) statementKey(k *statementKind) {
	t := r.peek()
	if t.kind != tokenWord {
		r.want("a property of the " + k.name)
		return
	}
	if r.full() {
		return
	}
	var keys []string
	for _, p := range slices.Concat(k.keys, everyFact) {
		if !p.later {
			keys = append(keys, p.key)
		}
	}
	var fix *diag.Fix
	if s, ok := diag.Suggest(t.text, keys); ok {
		fix = &diag.Fix{Says: "write " + s, Edits: []diag.Edit{{Range: t.at, New: s}}}
	}
	r.fail(diag.UnknownKey, t.at, fmt.Sprintf("a statement of %s has no property “%s”", article(k.name), t.text), "Its properties are "+oneOf(keys)+".", fix)
}

func article(noun string) string {
	if strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}

// body reads what is stated.
func (r *reader) body(st *Statement) *statementKind {
	t := r.peek()
	switch {
	case t.kind == tokenString:
		r.fail(diag.UnreadableValue, t.at, fmt.Sprintf("a statement begins with an id, not with the quoted term %s", t), "Ids are bare words: `huawei controls honor 60%`.", nil)
	case r.match("finding", 0) > 0:
		return r.findingStated(st)
	case r.match("presume", 0) > 0:
		return r.presumes(st)
	case r.match("relevant to", 0) > 0:
		return r.relevance(st)
	case r.match("event", 0) > 0:
		return r.namedEvent(st)
	case r.match("invention of", 0)+r.match("inventions of", 0) > 0:
		return r.milestone(st)
	case r.match("last sale", 0)+r.match("first sale", 0) > 0:
		return r.laterStatement(st, fmt.Sprintf("the statement “%s …”", t.text))
	}
	if r.failed {
		return nil
	}
	if s, ok := r.oneOf(statuses); ok {
		return r.status(st, s)
	}
	return r.subject(st)
}

func (r *reader) laterStatement(st *Statement, construct string) *statementKind {
	st.Later = true
	r.later(r.peek().at, construct)
	return nil
}

// subject reads a statement that begins with one or more ids.
func (r *reader) subject(st *Statement) *statementKind {
	var who []Name
	for {
		who = append(who, r.id("an id"))
		if r.failed {
			return nil
		}
		if !r.comma() && !r.accept("and") {
			break
		}
		r.accept("and")
	}
	r.lists = nil
	one := who[0]
	verb := r.peek()
	switch {
	case r.accept("sign"), r.accept("signs"), r.accept("signed"):
		st.Body = &Signs{By: who, Agreement: r.id("an agreement")}
		return signatureFact
	case len(who) > 1:
		if r.isLater(st) {
			return nil
		}
		r.fail(diag.UnknownStatement, verb.at, fmt.Sprintf("several names can only sign, found %s", verb), "Other statements have one subject: write one line for each.", nil)
		return nil
	case r.accept("is an organisation"), r.accept("is an organisation called"):
		return r.organisation(st, one)
	case r.accept("is a patent"), r.accept("is an application"):
		return r.patent(st, one)
	case r.accept("is a product"):
		return r.product(st, one)
	case r.match("is a", 0)+r.match("is an", 0) > 0:
		return r.descent(st, one)
	case r.accept("controls"):
		r.example = controlFact.example
		c := &Controls{Holder: one, Held: r.id("an organisation")}
		if !r.failed && !r.done() && !r.peek().punct(",") {
			p := r.percent()
			c.Percent = &p
		}
		st.Body = c
		return controlFact
	case r.accept("ceases to control"):
		st.Body = &Controls{Holder: one, Held: r.id("an organisation"), Ceases: true}
		return controlFact
	case r.accept("acquires"):
		return r.acquires(st, one)
	case r.accept("sells"):
		return r.sells(st, one)
	case r.accept("assigns"):
		return r.assigns(st, one)
	case r.match("may license", 0) > 0, r.match("may licence", 0) > 0:
		return r.mayLicense(st, one)
	}
	if k := r.occurs(st, one); k != nil {
		return k
	}
	if r.isLater(st) {
		return nil
	}
	r.unknownStatement(verb)
	return nil
}

// isLater answers a verb of a later issue.
func (r *reader) isLater(st *Statement) bool {
	for _, v := range laterVerbs {
		if n := r.match(v, 0); n > 0 {
			at := r.peek().at
			r.take(n)
			st.Later = true
			r.later(at, fmt.Sprintf("the statement “… %s …”", v))
			return true
		}
	}
	return false
}

func (r *reader) unknownStatement(verb token) {
	if verb.kind == tokenWord && r.i == 1 && reserved[verb.text] {
		r.want("a statement")
		return
	}
	if r.full() {
		return
	}
	examples := make([]string, 0, len(statementKinds))
	for _, k := range statementKinds {
		examples = append(examples, "`"+k.example+"`")
	}
	var fix *diag.Fix
	verbs := map[string]string{"controls": controlFact.example, "acquires": acquisitionFact.example, "sells": saleFact.example,
		"assigns": assignmentFact.example, "signs": signatureFact.example}
	for _, h := range happenings {
		verbs[h.words] = h.example
	}
	s, ok := diag.Suggest(verb.text, mapKeys(verbs))
	if verb.is("buys") || verb.is("purchases") {
		s, ok = "acquires", true
	}
	if ok && verb.kind == tokenWord {
		fix = &diag.Fix{Says: "write " + s, Edits: []diag.Edit{{Range: verb.at, New: s}}}
		examples = []string{"`" + verbs[s] + "`"}
	}
	if verb.kind == tokenEnd {
		r.fail(diag.UnknownStatement, r.end, "nothing is stated", "Statements are, for example: "+strings.Join(examples, "; ")+".", nil)
		return
	}
	r.fail(diag.UnknownStatement, verb.at, fmt.Sprintf("%s is not a verb of a statement", verb), "Statements are, for example: "+strings.Join(examples, "; ")+".", fix)
}

func (r *reader) organisation(st *Statement, id Name) *statementKind {
	r.example = organisationFact.example
	o := &IsOrganisation{ID: id}
	if r.peek().kind == tokenString {
		t := r.text("the name")
		o.Name = &t
	}
	if t := r.peek(); t.kind == tokenWord {
		n := Name{t.text, false, t.at}
		if !t.isCountryShape() {
			r.fail(diag.UnreadableValue, t.at, fmt.Sprintf("expected the name in quotes or a country's code, found %s", t), "For example: `"+organisationFact.example+"`.", nil)
			return organisationFact
		}
		r.i++
		o.Country = &n
	}
	st.Body = o
	return organisationFact
}

func (r *reader) product(st *Statement, id Name) *statementKind {
	r.example = productFact.example
	p := &IsProduct{ID: id}
	if r.peek().kind == tokenString {
		t := r.text("the name")
		p.Name = &t
	}
	r.lists = [][]string{keyList(productFact.keys), keyList(everyFact)}
	if r.accept("by") {
		n := r.id("the maker")
		p.By = &n
	}
	st.Body = p
	return productFact
}

func (r *reader) assigns(st *Statement, from Name) *statementKind {
	r.example = assignmentFact.example
	a := &Assigns{From: from}
	if r.peek().kind == tokenString {
		r.later(r.peek().at, "an assignment of a whole set of patents")
		return nil
	}
	a.Patents = r.names("a patent or an agreement", r.id)
	if !r.failed && !r.accept("to") {
		if r.match("outside", 0) > 0 {
			r.later(r.peek().at, "an assignment that does not say to whom")
			return nil
		}
		r.want("`to` and an organisation")
	}
	if r.failed {
		return nil
	}
	r.lists = [][]string{keyList(assignmentFact.keys), keyList(everyFact), {"with"}}
	a.To = r.names("an organisation", r.id)
	if !r.failed && (r.match("without binding", 0) > 0 || r.peek().punct(",") && r.at(1).is("with") && r.match("with the business", 1) == 0) {
		r.later(r.peek().at, "an assignment with conditions")
		return nil
	}
	st.Body = a
	return assignmentFact
}

func (r *reader) findingStated(st *Statement) *statementKind {
	r.example = findingFact.example
	r.i++
	f := &FindingStated{Term: r.text("the term")}
	if r.accept("of") {
		n := r.id("what the finding is about")
		f.Of = &n
	}
	for _, prep := range []string{"from", "as", "on"} {
		if !r.failed && r.accept(prep) {
			n := r.id("the other thing the finding is about")
			f.From, f.Prep = &n, prep
			break
		}
	}
	if !r.failed && !r.peek().punct(":") {
		r.want("`: yes` or `: no`")
	}
	if r.failed {
		return nil
	}
	r.i++
	switch {
	case r.accept("yes"):
		f.Yes = true
	case r.accept("no"):
	default:
		r.want("`yes` or `no`")
		return nil
	}
	st.Body = f
	return findingFact
}

func (r *reader) presumes(st *Statement) *statementKind {
	r.example = presumptionFact.example
	r.i++
	p := &Presumes{}
	what, ok := r.oneOf(presumptions)
	if !ok {
		t := r.peek()
		if t.kind == tokenEnd {
			r.want("what is presumed")
			return nil
		}
		r.fail(diag.UnknownStatement, t.at, "this cannot be presumed", "What may be presumed is: "+oneOf(presumptions)+" US, CN.", nil)
		return nil
	}
	p.What = what
	if strings.HasSuffix(what, " in") {
		r.lists = [][]string{keyList(everyFact)}
		p.What = strings.TrimSuffix(what, " in")
		p.Countries = r.countries()
	}
	st.Body = p
	return presumptionFact
}

func (r *reader) relevance(st *Statement) *statementKind {
	r.example = relevanceFact.example
	r.i += 2
	v := &IsRelevant{Product: r.id("a product or a category")}
	if !r.failed && !r.peek().punct(":") {
		r.want("`:` and what is relevant")
	}
	if r.failed {
		return nil
	}
	r.i++
	switch {
	case r.accept("standards it implements"):
		v.Standards = true
	case r.accept("charted patents"):
		v.Charted = true
	case r.accept("fields"), r.accept("field"):
		r.lists = [][]string{keyList(everyFact)}
		v.Fields = r.names("a field", r.nameOf)
	default:
		r.want("`fields`, `standards it implements` or `charted patents`")
		return nil
	}
	st.Body = v
	return relevanceFact
}

func (r *reader) retracted() Value {
	start := r.i
	d := r.date()
	if d == nil {
		return nil
	}
	v := &Retracted{Day: *d}
	if r.peek().kind == tokenString {
		t := r.text("the reason")
		v.Why = &t
	}
	v.At = r.from(start)
	return v
}

func (r *reader) order() Value {
	t := r.peek()
	if t.is("after") || t.is("before") {
		r.later(t.at, "an order given by an event")
		return nil
	}
	if !t.isNumber() || len(t.text) > 6 {
		r.want("a number from 1 on: the place among the facts of that day")
		return nil
	}
	r.i++
	return &Word{t.text, t.at}
}

func (r *reader) contains() Value {
	start := r.i
	c := &Contains{Items: list(r, func() PartRef {
		at := r.i
		p := PartRef{ID: r.id("a product or a category")}
		if !r.failed && r.accept("by") {
			n := r.id("the maker")
			p.By = &n
		}
		p.At = r.from(at)
		return p
	})}
	c.At = r.from(start)
	return c
}
