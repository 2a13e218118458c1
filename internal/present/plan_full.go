package present

import (
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
)

// mostTried is for how many lines a page shows a use to try, and mostOpened how many open questions, unless all are
// wanted.
const (
	mostTried  = 3
	mostOpened = 4
)

// tryOut prints a use for each of the first lines whose answer flips.
func (p *page) tryOut(a PlanPage) {
	if p.st.Discreet {
		return
	}
	put := p.section("try")
	shown := map[string]bool{}
	for _, l := range a.Lines {
		if len(l.Witness) == 0 || len(shown) == mostTried {
			continue
		}
		w := l.Witness[0]
		if key := witnessText(w); !shown[key] {
			shown[key] = true
			p.witness(put, a, w, false)
		}
	}
	if len(a.Lines) > 0 {
		p.item("more", "--why shows the words of each clause on both sides, and a use for each change", 0)
	}
}

func witnessText(w rights.Witness) string { return w.Use.String() + " under " + w.Patent }

// witness prints a use as one would paste it, and its answers on both sides; supposing, also where another part of the
// page has it, under which answers to open questions the right differs.
func (p *page) witness(put func(string, int), a PlanPage, w rights.Witness, supposing bool) {
	p.command(put, planCommand(a.Before, w), 0)
	flips := Word(w.Before) + " → " + Word(w.After)
	switch {
	case w.Before == w.After && w.Effect == "money":
		flips = Word(w.Before) + " on both sides; what it costs differs"
	case w.Before == w.After:
		flips = Word(w.Before) + " on both sides; " + map[string]string{"gained": "a right is gained", "lost": "a right is lost"}[w.Effect]
		supposing = true
	case a.After.Flag != "":
		flips = Word(w.Before) + "; with " + a.After.Flag + ": " + Word(w.After)
	}
	if supposing && len(w.Suppose) > 0 {
		flips += ", " + p.supposing(w)
	}
	put(Clean(flips), 1)
}

// planCommand is the command that puts a use to one of the sides.
func planCommand(s PlanSide, w rights.Witness) string {
	out := s.Ask[0] + " " + `"` + witnessText(w) + `"`
	if s.Ask[1] != "" {
		out += " " + s.Ask[1]
	}
	return Clean(strings.TrimSpace(out))
}

// command prints what is to be pasted: never broken, however long.
func (p *page) command(put func(string, int), text string, depth int) {
	const blank = "\ue000" // lines are broken at blanks
	n := p.buf.Len()
	put(strings.ReplaceAll(text, " ", blank), depth)
	line := strings.ReplaceAll(p.buf.String()[n:], blank, " ")
	p.buf.Truncate(n)
	p.buf.WriteString(line)
}

// planFull prints one line with everything behind it.
func (p *page) planFull(a PlanPage, l rights.PlanLine, i int) {
	head := planClause(l, fullName)
	if w := planWhat(l); w != "" {
		head += ": " + w
	}
	sure := "certain"
	switch {
	case !l.Certain:
		sure = "possible"
	case l.Possible:
		sure = "certain in part"
	}
	p.line(p.st.sign(classSigns[l.Class]) + " " + p.st.bold(Cut(Clean(head), p.st.columns()-30)) + "  " + string(l.Class) + ", " + sure)
	put := p.section("counts")
	for _, x := range extents(l.Counts) {
		put(planSigns[x.what].word+": "+extentWords(x.Extent), 0)
	}
	if len(l.Actors) > 0 {
		p.item("who", Clean(strings.Join(p.first(words(l.Actors)), ", ")), 0)
	}
	var acts []string
	for _, x := range l.Acts {
		acts = append(acts, x.Prose())
	}
	if len(acts) > 0 {
		p.item("acts", strings.Join(acts, ", "), 0)
	}
	if len(l.Products) > 0 {
		p.item("products", Clean(strings.Join(p.first(l.Products), ", ")), 0)
	}
	if len(l.In) > 0 {
		p.item("where", Clean(strings.Join(l.In, ", ")), 0)
	}
	between := days(l.From, l.To)
	if between == "" {
		between = "all"
	}
	p.item("days", between, 0)
	if i < len(a.Words) {
		p.compared("words", a.Words[i].Before, a.Words[i].After, true)
	}
	p.compared("reads", l.Before, l.After, false)
	put = p.section("try")
	for _, w := range l.Witness {
		if !p.st.Discreet {
			p.witness(put, a, w, true)
		}
	}
	if p.st.Discreet && l.Possible {
		p.item("possible", Clean(p.condition(l)), 0)
	}
	p.openTogether(l.Open)
	p.gap()
}

// compared prints a text on both sides: what only one side says is marked, [-so-] before and {+so+} after.
func (p *page) compared(label, before, after string, prose bool) {
	before, after = strings.Join(strings.Fields(Clean(before)), " "), strings.Join(strings.Fields(Clean(after)), " ")
	switch {
	case before == "" && after == "":
	case before == after && prose:
		p.item(label, quoted(excerpt(after, 280))+" (the same on both sides)", 0)
	case before == after:
		p.item(label, excerpt(after, 280)+" (the same on both sides)", 0)
	case before == "":
		p.item(label, p.st.sign("gained")+" "+after, 0)
	case after == "":
		p.item(label, p.st.sign("lost")+" "+before, 0)
	default:
		p.item(label, p.st.wordDiff(before, after), 0)
	}
}

// first keeps the first of many names, and says how many more there are.
func (p *page) first(of []string) []string {
	const most = 12
	if len(of) <= most {
		return of
	}
	return append(of[:most:most], thousands(len(of)-most)+" more")
}

// extentWords say how much a change is about.
func extentWords(x rights.Extent) string {
	s := count(x.Rights, "right") + ": " + count(x.Patents, "patent")
	if x.Families > 0 {
		s += " of " + count(x.Families, "family")
	}
	return s + ", " + count(x.Countries, "country") + ", " + count(x.Products, "product") + ", " + count(x.Actors, "actor")
}

// moves prints what moves between certain and open, and the questions on which that hangs.
func (p *page) moves(a PlanPage) {
	put := p.section("moves")
	if a.Opened > 0 {
		put(count(a.Opened, "patent")+plural(a.Opened, " moves", " move")+" from certain to open", 0)
	}
	if a.Settled > 0 {
		put(count(a.Settled, "patent")+plural(a.Settled, " moves", " move")+" from open to certain", 0)
	}
	for i, g := range openMoves(a.Open) {
		if i == mostOpened && !p.st.Why {
			put("and "+count(len(openMoves(a.Open))-i, "further question")+" (--why lists all)", 0)
			break
		}
		put(Clean(g.says()), 1)
	}
	if a.Status > 0 {
		p.item("status", count(a.Status, "patent")+plural(a.Status, " has", " have")+" another status afterwards", 0)
	}
}

// openMove is the questions of one form on which something hangs on one side only. Questions about different patents
// open different patents, so their numbers add up; of all others the largest number is told, as one patent may hang on
// several.
type openMove struct {
	rights.PlanOpen
	form    string
	n       int
	patents bool   // every one of the questions is about a patent of its own
	all     [2]int // what they open and what they settle, added up
}

// aboutPatent reports whether a question is about one patent.
func aboutPatent(q agreement.Question) bool {
	what, _, _ := strings.Cut(q.Key, "|")
	switch q.Kind {
	case agreement.AskStatus:
		return true
	case agreement.AskFact:
		return patentDates[what] != "" || what == "field" || what == "class" || what == "kind" || what == "family" || what == "granted"
	}
	return false
}

// openMoves puts questions that differ only in what they are about together.
func openMoves(qs []rights.PlanOpen) []openMove {
	var out []openMove
	at := map[string]int{}
	for _, q := range qs {
		form := askedWords(q.Question)
		if q.Of != "" {
			form = strings.ReplaceAll(form, q.Of, "…")
		}
		key := string(q.Kind) + "|" + string(q.Clause.QName()) + "|" + form
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, openMove{PlanOpen: rights.PlanOpen{Question: q.Question}, form: form, patents: true})
		}
		m := &out[i]
		m.n++
		m.patents = m.patents && aboutPatent(q.Question)
		m.all[0] += q.Opened
		m.all[1] += q.Settled
		m.Opened, m.Settled = max(m.Opened, q.Opened), max(m.Settled, q.Settled)
	}
	for i := range out {
		if m := &out[i]; m.patents {
			m.Opened, m.Settled = m.all[0], m.all[1]
		}
	}
	return out
}

// says tells the question, and of how many patents it opens or settles the right.
func (m openMove) says() string {
	s := askedWords(m.Question)
	switch kind := strings.ReplaceAll(string(m.Kind), "_", " "); {
	case m.Says == "" && m.n > 1: // the words name patents, on a page that does not
		s = count(m.n, "question") + " of kind " + kind
	case m.Says == "":
		s = kind
	case m.n > 1:
		s = m.form + " (" + count(m.n, "question") + " of this form, the first about " + m.Of + ")"
	}
	var about []string
	if c := Cite(m.Clause); c != "" {
		about = append(about, c)
	}
	opens, settles := plural(m.n, "opens ", "open "), plural(m.n, "settles ", "settle ")
	if m.n > 1 && !m.patents {
		opens, settles = "one opens up to ", "one settles up to "
	}
	if m.Opened > 0 {
		about = append(about, opens+count(m.Opened, "patent"))
	}
	if m.Settled > 0 {
		about = append(about, settles+count(m.Settled, "patent"))
	}
	if len(about) > 0 {
		s += " (" + strings.Join(about, "; ") + ")"
	}
	return s
}

// sameWords lists the clauses that read differently and mean the same.
func (p *page) sameWords(a PlanPage) {
	if len(a.Same) == 0 {
		return
	}
	tail := plural(len(a.Same), ": reads differently, changes no right", ": read differently, change no right")
	if scopeWords(a.Scope) != "" {
		tail += " that was looked at"
	}
	var where []string
	for _, c := range a.Same {
		if c.Kind == "agreement" || c.Kind == "network" {
			where = append(where, c.Agreement+" as a whole")
			continue
		}
		where = append(where, strings.TrimSpace(c.Agreement+" "+c.Number)+" "+name(c))
	}
	p.item(p.plainSign("same")+" words", Clean(strings.Join(merge(where), ", "))+tail, 0)
}

// plainSign is a sign without colour, for labels that are painted whole.
func (p *page) plainSign(what string) string {
	st := p.st
	st.Colour = false
	return st.sign(what)
}

// checks lists the cases and invariants that hold on one side only.
func (p *page) checks(label string, cs []PlanCheck) {
	put := p.section(label)
	for _, c := range cs {
		s := c.Kind + " " + quoted(c.Title)
		if at := Cite(agreement.Clause{Agreement: c.Clause.Agreement, Number: c.Clause.Number}); at != "" {
			s += " (" + at + ")"
		}
		s += ": " + c.Before + " → " + c.After
		if c.Expected != "" && c.Expected != c.Before && c.Expected != c.After {
			s += ", expected " + c.Expected
		}
		if c.In != "both" && c.In != "" {
			s += "; stands only " + c.In
		}
		put(Clean(s), 0)
	}
}

// openTogether lists questions with those of one form on one line, however much else the page tells: a change may hang
// on one question for each of thousands of patents.
func (p *page) openTogether(qs []rights.OpenQuestion) {
	why := p.st.Why
	p.st.Why = false
	qs = slices.Clone(qs)
	for i := range qs {
		qs[i].Patents = 0 // below the lines it says how many patents each question moves
	}
	p.open(qs)
	p.st.Why = why
}
