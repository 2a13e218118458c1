package rights

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// Clear answers "may X do A with P in C on D under Y's patents?". Errors are [*UnknownError].
func (p *Program) Clear(q ClearQuestion) (ClearAnswer, error) {
	a, err := p.Answer(q)
	if err != nil {
		return ClearAnswer{}, err
	}
	if a.Until, a.UntilWhy, err = p.Until(q, a.Verdict); err != nil {
		return ClearAnswer{}, err
	}
	return a, nil
}

// Answer is Clear without the day until which the answer holds, which takes as many answers as there are days on which
// something changes.
func (p *Program) Answer(q ClearQuestion) (ClearAnswer, error) {
	l, err := p.lookAt(q.Use, q.Under)
	if err != nil {
		return ClearAnswer{}, err
	}
	a := ClearAnswer{Question: q, Counted: "patents", Until: when.None}
	a.Question.KnownAt = p.opt.KnownAt
	if len(q.Under.Patents) == 1 {
		s, err := p.named(q.Under.Patents[0])
		if err != nil {
			return ClearAnswer{}, err
		}
		a.Single, a.Patent = true, s.rec.ID
	}
	t, err := l.tally()
	if err != nil {
		return ClearAnswer{}, err
	}
	a.Counts = t.counts
	a.Verdict = t.headline()
	if a.Single {
		a.Verdict = t.first
	}
	l.explain(&a, t)
	return a, nil
}

// List returns every patent asked about, in the order of the portfolio.
func (p *Program) List(q ClearQuestion) ([]PatentVerdict, error) {
	l, err := p.lookAt(q.Use, q.Under)
	if err != nil {
		return nil, err
	}
	var out []PatentVerdict
	err = l.every(func(s *sighting) {
		v := l.verdict(s)
		sub := s.subject
		if sub == nil {
			sub = p.atRow(s.row)
		}
		line := PatentVerdict{Patent: sub.rec.ID, Title: sub.rec.Title, Verdict: v.word, Status: s.status.String()}
		switch v.word {
		case "":
			line.Verdict = NotRelevant
		case Licensed:
			line.Own = s.ruling.right == rightOwn
		}
		for _, o := range ownersOn(sub.title.chain(&cases{clock: l.clockFor(sub)}, sub.rec.ID, p.factText), l.day) {
			line.Owner = append(line.Owner, p.orgs[o])
		}
		line.Why = l.why(sub, s, v)
		if v.word == Depends {
			for _, x := range v.open {
				line.Open = append(line.Open, x.Says)
			}
		}
		out = append(out, line)
	})
	return out, err
}

// named finds a patent of a question.
func (p *Program) named(id string) (*subject, error) {
	if s := p.subject(p.canonical(id)); s != nil {
		return s, nil
	}
	e := &UnknownError{Kind: "patent", Word: id}
	if rows := p.snap.FindAll(id); len(rows) > 0 {
		e.Suggest = p.snap.ID(rows[0])
	}
	return nil, e
}

// every visits the patents asked about.
func (l *look) every(yield func(*sighting)) error {
	if len(l.under.Patents) == 0 {
		l.scan(yield)
		return nil
	}
	for _, id := range l.under.Patents {
		s, err := l.p.named(id)
		if err != nil {
			return err
		}
		l.sight(s, yield)
	}
	return nil
}

// found is the verdict of one patent with its open questions.
type verdict struct {
	word Verdict
	open []agreement.Question
}

// verdict puts right, status and relevance together (§10).
func (l *look) verdict(s *sighting) verdict {
	if s.relevant == patent.No {
		return verdict{word: ""}
	}
	right := verdictOf(s.ruling.right)
	switch s.status {
	case patent.StatusNotInForce:
		return verdict{word: NotInForce}
	case patent.StatusPending:
		return verdict{word: Pending, open: s.ruling.open}
	}
	open := s.ruling.open
	if s.status == patent.StatusUnknown && right != Licensed {
		right = Depends
		open = append(slices.Clip(open), agreement.QStatus(l.idOf(s), l.use.Country))
	}
	if right == NotLicensed && s.relevant == patent.Unknown {
		sub := s.subject
		if sub == nil {
			sub = l.p.atRow(s.row)
		}
		_, settle := l.relevance(sub)
		return verdict{Depends, settle}
	}
	return verdict{right, open}
}

func (l *look) idOf(s *sighting) string {
	if s.subject != nil {
		return s.subject.rec.ID
	}
	return l.p.snap.ID(s.row)
}

func verdictOf(r right) Verdict {
	switch r {
	case rightLicensed, rightOwn:
		return Licensed
	case rightPartly:
		return Partly
	case rightDepends:
		return Depends
	}
	return NotLicensed
}

// tally is what a scan adds up.
type tally struct {
	counts                           Counts
	nodes                            []Counts // per node of the tree
	rulings                          map[*ruling]*sum
	open                             map[string]*OpenQuestion
	presumedGranted, presumedPending int // patents whose status rests on a presumption
	unsure                           int // patents whose being asked about is not certain
	stuck                            int
	first                            Verdict   // of the first patent, for questions about one
	sights                           *sighting // likewise
}

// sum is a ruling with the patents it is for.
type sum struct {
	*ruling
	subject        *subject // the first of them
	inForce, other int
	order          int
}

func (t *tally) headline() Verdict { return headline(t.counts) }

// headline is the verdict over the relevant patents in force or of unknown status (§10).
func headline(c Counts) Verdict {
	switch {
	case c.Licensed+c.Partly+c.NotLicensed+c.Depends == 0:
		return NothingInForce
	case c.Partly > 0 || c.Licensed > 0 && c.NotLicensed > 0:
		return Partly
	case c.Depends > 0:
		return Depends
	case c.NotLicensed == 0:
		return Licensed
	}
	return NotLicensed
}

// count adds one verdict.
func (c *Counts) count(s *sighting, v Verdict) {
	switch v {
	case "":
		c.NotRelevant++
		return
	case NotInForce:
		c.NotInForce++
		return
	case Pending:
		c.Pending++
		return
	case Licensed:
		c.Licensed++
		if s.ruling.right == rightOwn {
			c.Own++
		}
	case Partly:
		c.Partly++
	case NotLicensed:
		c.NotLicensed++
	case Depends:
		c.Depends++
	}
	if s.status == patent.StatusUnknown {
		c.StatusUnknown++
	}
}

func (l *look) tally() (*tally, error) {
	t := &tally{nodes: make([]Counts, len(l.nodes)), rulings: map[*ruling]*sum{}, open: map[string]*OpenQuestion{}}
	err := l.every(func(s *sighting) { l.add(t, s) })
	return t, err
}

func (l *look) add(t *tally, s *sighting) {
	v := l.verdict(s)
	t.counts.count(s, v.word)
	if t.first == "" {
		c := *s
		t.sights, t.first = &c, v.word
		if v.word == "" {
			t.first = NothingInForce // not relevant: nothing that matters is in force
		}
	}
	if v.word == "" {
		return
	}
	for n, r := range s.ruling.nodes {
		if r == notAsked {
			continue
		}
		w := v.word
		switch {
		case w == NotInForce || w == Pending:
		case s.ruling.right == rightOwn:
			w = Licensed
		case s.status == patent.StatusUnknown && r != rightLicensed:
			w = Depends
		default:
			w = verdictOf(r)
		}
		t.nodes[n].count(s, w)
	}
	l.presumed(t, s)
	if v.word == NotInForce {
		return
	}
	x := t.rulings[s.ruling]
	if x == nil {
		x = &sum{ruling: s.ruling, order: len(t.rulings), subject: s.subject}
		if x.subject == nil {
			x.subject = l.p.atRow(s.row)
		}
		t.rulings[s.ruling] = x
	}
	if v.word == Pending {
		x.other++
	} else {
		x.inForce++
	}
	if s.ruling.unsure {
		t.unsure++
	}
	if v.word != Depends {
		return
	}
	if s.ruling.stuck {
		t.stuck++
	}
	for _, q := range v.open {
		o := t.open[q.ID()]
		if o == nil {
			o = &OpenQuestion{Question: q}
			t.open[q.ID()] = o
		}
		o.Patents++
		if len(o.Examples) < 3 {
			o.Examples = append(o.Examples, l.idOf(s))
		}
	}
}

// presumed counts the patents whose status would be another without a presumption.
func (l *look) presumed(t *tally, s *sighting) {
	pre := l.p.presume
	if pre == (patent.Presume{}) {
		return
	}
	without := func(x patent.Presume) bool {
		if s.subject != nil {
			return patent.StatusCode(s.subject.rec, l.use.Country, l.day, s.subject.events, x) != s.status
		}
		rec := l.p.columnsOf(s.row, s.office)
		return patent.StatusCode(&rec, l.use.Country, l.day, nil, x) != s.status
	}
	if pre.GrantedInForce && without(patent.Presume{ApplicationsPending: pre.ApplicationsPending}) {
		t.presumedGranted++
	}
	if pre.ApplicationsPending && without(patent.Presume{GrantedInForce: pre.GrantedInForce}) {
		t.presumedPending++
	}
}

// openQuestions lists what the answer depends on, the most consequential first.
func (t *tally) openQuestions() []OpenQuestion {
	out := make([]OpenQuestion, 0, len(t.open))
	for _, o := range t.open {
		out = append(out, *o)
	}
	slices.SortFunc(out, func(a, b OpenQuestion) int {
		return cmp.Or(b.Patents-a.Patents, strings.Compare(a.ID(), b.ID()))
	})
	return out
}

// why is the reason of one line of a list.
func (l *look) why(s *subject, x *sighting, v verdict) string {
	switch v.word {
	case "":
		return "not relevant to " + l.use.Product
	case NotInForce, Pending:
		return patent.StatusOf(s.rec, l.use.Country, l.day, s.events, l.p.presume).Why
	case Depends:
		if x.ruling.stuck {
			return fmt.Sprintf("hangs on %d questions: too many to work out case by case", len(v.open))
		}
		words := make([]string, len(v.open))
		for i, q := range v.open {
			words[i] = q.Says
		}
		return strings.Join(words, "; ")
	}
	if x.ruling.right == rightOwn {
		return "owned by the actor's side"
	}
	var words []string
	for _, b := range x.ruling.reasons {
		switch b.effect {
		case Grants:
			words = append(words, cite(b.grant.Clause))
		case TakesOut:
			if b.cut.ends != nil {
				words = append(words, "ended by "+cite(b.cut.Clause))
			} else {
				words = append(words, "excluded by "+cite(b.cut.Clause))
			}
		}
	}
	if len(words) == 0 {
		return "no grant reaches it"
	}
	slices.Sort(words)
	return strings.Join(slices.Compact(words), ", ")
}

// cite names a clause: "hw-xm 2.1 (h2x)".
func cite(c agreement.Clause) string {
	s := c.Agreement
	if c.Number != "" {
		s += " " + c.Number
	}
	if c.Name != "" {
		s += " (" + c.Name + ")"
	}
	return s
}

// Tally returns the counts of an answer without its reasons. Errors are [*UnknownError].
func (p *Program) Tally(q ClearQuestion) (Counts, error) {
	l, err := p.lookAt(q.Use, q.Under)
	if err != nil {
		return Counts{}, err
	}
	t, err := l.tally()
	if err != nil {
		return Counts{}, err
	}
	return t.counts, nil
}
