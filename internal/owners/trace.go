package owners

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/when"
)

// Trace reads the conveyances of one right as a chain of title. It begins with those to whom the right belonged first:
// the inventors, or whoever the parties name as the first applicants; where nobody is known, the first assignors are
// taken to be them, and the chain says so. The order of time is that of execution, which is when title passes; the day
// of the record is kept beside it.
func (r *Resolver) Trace(first []source.Party, transfers []source.Transfer) Chain {
	t := &tracer{r: r}
	t.chain = Chain{Holdings: []Holding{}, Links: []Link{}, Gaps: []Gap{}, Secured: []Encumbrance{}}
	for _, i := range inOrder(transfers) {
		if len(t.chain.Links) == maxLinks {
			break
		}
		t.chain.Links = append(t.chain.Links, newLink(transfers[i]))
	}
	t.begin(first)
	replaced := t.corrections()
	for i := range t.chain.Links {
		if by, ok := replaced[i]; ok {
			t.say(i, "it was corrected: "+ref(t.chain.Links[by])+" takes its place")
			continue
		}
		t.link(i)
	}
	if more := len(transfers) - len(t.chain.Links); more > 0 {
		t.gap(len(t.chain.Links)-1, fmt.Sprintf("%d later records were not read: no right has that many, so look at the file.", more))
	}
	return t.chain
}

// maxLinks is how many conveyances of one right are read.
const maxLinks = 2000

// maxShown is how many names a sentence lists.
const maxShown = 5

// inOrder sorts conveyances by the day on which they were executed, as far as it is known, then by that of the record.
func inOrder(transfers []source.Transfer) []int {
	order := make([]int, len(transfers))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := transfers[a], transfers[b]
		return cmp.Or(cmp.Compare(passed(x).Latest, passed(y).Latest), cmp.Compare(x.Recorded.Latest, y.Recorded.Latest), cmp.Compare(x.ReelFrame, y.ReelFrame))
	})
	return order
}

// passed is the day on which a conveyance passes the title: its execution, which is no later than its record.
func passed(t source.Transfer) when.Bounds {
	if t.Executed != when.Unknown || t.Recorded == when.Unknown {
		return t.Executed
	}
	return when.Bounds{Earliest: when.Min, Latest: t.Recorded.Latest}
}

// lateMonths is the time within which an assignment has to be recorded in the United States to stand against a later
// buyer who did not know of it (35 U.S.C. 261).
const lateMonths = 3

func newLink(t source.Transfer) Link {
	l := Link{Transfer: t}
	l.Kind, _, l.Why = conveyanceOf(t.Conveyance)
	if l.Kind == Correction || l.Kind == Release {
		l.Other, _ = namedRecord(t.Conveyance)
	}
	if l.Kind.conveys() && t.Executed.Known() && t.Recorded.Known() {
		l.Late = t.Recorded.Earliest > t.Executed.Latest.AddMonths(lateMonths)
	}
	return l
}

// tracer builds a chain.
type tracer struct {
	r       *Resolver
	chain   Chain
	owners  []Owner
	keys    []string // of the owners, by the form of their names
	unknown bool     // who owned the right first is not known by name
	broken  bool     // a gap lies before
}

func (t *tracer) say(i int, effect string) { t.chain.Links[i].Effect = effect }

func (t *tracer) gap(i int, says string) {
	t.chain.Gaps = append(t.chain.Gaps, Gap{i, says})
	t.broken = true
}

// ref names a record.
func ref(l Link) string {
	if l.ReelFrame != "" {
		return "the record " + l.ReelFrame
	}
	return "the record of " + l.Recorded.String()
}

// begin makes the first holding: of the inventors, else of the applicants. Inventors whose names were not kept are
// individuals of whom no more is known.
func (t *tracer) begin(first []source.Party) {
	hidden := false
	for _, p := range first {
		switch {
		case p.Role != source.Inventor || p.Name == "":
		case masked(p.Name):
			hidden = true
		default:
			t.add(p.Name, true)
		}
	}
	t.unknown = len(t.owners) == 0
	switch {
	case len(t.owners) == 0 && hidden:
		t.owners, t.keys = []Owner{{Individual: true}}, []string{source.Individual}
	case len(t.owners) == 0:
		for _, p := range first {
			if p.Role == source.Applicant && p.Name != "" {
				t.add(p.Name, p.Individual || masked(p.Name))
			}
		}
	}
	if len(t.owners) > 0 {
		t.hold(when.Unknown, -1)
	}
}

// add makes somebody an owner beside the others.
func (t *tracer) add(name string, individual bool) {
	key := nameKey(name)
	if slices.Contains(t.keys, key) {
		return
	}
	o := Owner{Individual: individual}
	if !individual {
		o.ID, _ = t.r.ID(name)
		if o.ID == "" {
			o.Individual = true
		} else {
			o.Name = name
		}
	}
	t.owners, t.keys = append(t.owners, o), append(t.keys, key)
}

// nameKey is equal for names that safe rules make the same.
func nameKey(name string) string {
	if key := FormOf(name).Key(); key != "" {
		return key
	}
	return name
}

// has reports whether one of that name, or of the organisation it stands for, is an owner.
func (t *tracer) has(name string) bool { return t.find(name) >= 0 }

func (t *tracer) find(name string) int {
	key := nameKey(name)
	if i := slices.Index(t.keys, key); i >= 0 {
		return i
	}
	id, declared := t.r.ID(name)
	if !declared {
		return -1
	}
	return slices.IndexFunc(t.owners, func(o Owner) bool { return o.ID == id })
}

func (t *tracer) drop(name string) {
	if i := t.find(name); i >= 0 {
		t.owners = slices.Delete(t.owners, i, i+1)
		t.keys = slices.Delete(t.keys, i, i+1)
	}
}

// hold begins a holding of the present owners.
func (t *tracer) hold(from when.Bounds, link int) {
	if n := len(t.chain.Holdings); n > 0 {
		t.chain.Holdings[n-1].Until = from
	}
	t.chain.Holdings = append(t.chain.Holdings, Holding{Owners: slices.Clone(t.owners), From: from, Until: when.Unknown, Link: link, Proven: !t.broken})
}

// corrections finds the records that others take the place of.
func (t *tracer) corrections() map[int]int {
	out := map[int]int{}
	for i, l := range t.chain.Links {
		if l.Kind != Correction || l.Other == "" {
			continue
		}
		for j, m := range t.chain.Links {
			if i != j && m.ReelFrame == l.Other {
				out[j] = i
			}
		}
	}
	return out
}

// link applies one conveyance.
func (t *tracer) link(i int) {
	l := &t.chain.Links[i]
	kind := l.Kind
	if kind == Correction {
		_, kind, _ = conveyanceOf(l.Conveyance)
		if l.Other != "" && !slices.ContainsFunc(t.chain.Links, func(m Link) bool { return m.ReelFrame == l.Other }) {
			l.Effect = "it corrects the record " + l.Other + ", which was not given; "
		}
	}
	prefix := l.Effect
	switch {
	case kind == Security:
		t.secure(i)
	case kind == Release:
		t.release(i)
	case kind == ChangeOfName:
		t.rename(i)
	case kind.conveys():
		t.convey(i, kind)
	case kind == Listed:
		t.say(i, "the database's word for it; title is read from records of conveyances alone")
	case kind == Unreadable, kind == Employment:
		t.say(i, "whether it conveys the right cannot be told from its words; title is left where it was")
		t.gap(i, fmt.Sprintf("%s (%q) may have conveyed the right from %s to %s. Read the document; if it did, record the assignment in a journal.",
			ref(*l), excerpt(l.Conveyance), t.shown(l.From), t.shown(l.To)))
	default:
		t.say(i, "no change of owner")
	}
	l.Effect = prefix + l.Effect
}

// excerpt is the beginning of a text.
func excerpt(s string) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return string(r)
}

// shown lists names for a sentence, individuals without theirs.
func (t *tracer) shown(names []string) string {
	var out []string
	people := 0
	for _, n := range names {
		if masked(n) || PersonForm(n) {
			people++
		} else {
			out = append(out, n)
		}
	}
	if out = withPeople(out, people); len(out) == 0 {
		return "nobody named"
	}
	return strings.Join(out, ", ")
}

// withPeople shortens a list of names, and counts the people whose names are not kept.
func withPeople(names []string, people int) []string {
	if more := len(names) - maxShown; more > 0 {
		names = append(names[:maxShown:maxShown], fmt.Sprintf("%d others", more))
	}
	switch {
	case people == 1:
		names = append(names, "an individual")
	case people > 1:
		names = append(names, fmt.Sprintf("%d individuals", people))
	}
	return names
}

func (t *tracer) secure(i int) {
	l := t.chain.Links[i]
	for _, by := range l.To {
		id, _ := t.r.ID(by)
		t.chain.Secured = append(t.chain.Secured, Encumbrance{By: by, ID: id, Since: passed(l.Transfer), Released: when.Unknown, Link: i})
	}
	t.say(i, "the right secures a debt to "+t.shown(l.To)+"; the owner stays")
	if !t.unknown && len(l.From) > 0 && !slices.ContainsFunc(l.From, t.has) {
		t.gap(i, fmt.Sprintf("%s gives a security interest of %s, which does not own the right by this chain. A conveyance to it is missing, or it gives the security for another.", ref(l), t.shown(l.From)))
	}
}

// release marks security interests as given back: the one whose record is named, else all of the party that releases.
func (t *tracer) release(i int) {
	l := t.chain.Links[i]
	n := 0
	mark := func(match func(e Encumbrance) bool) {
		for j := range t.chain.Secured {
			if e := &t.chain.Secured[j]; e.Released == when.Unknown && match(*e) {
				e.Released = passed(l.Transfer)
				n++
			}
		}
	}
	if l.Other != "" {
		mark(func(e Encumbrance) bool { return t.chain.Links[e.Link].ReelFrame == l.Other })
	} else {
		for _, by := range l.From {
			mark(func(e Encumbrance) bool { return nameKey(e.By) == nameKey(by) })
		}
	}
	switch {
	case n > 0:
		t.say(i, "a security interest is given back; the owner stays")
	case l.Other != "":
		t.say(i, "it releases the record "+l.Other+", which was not given; the owner stays")
	default:
		t.say(i, "it releases a security interest of "+t.shown(l.From)+" that is not on record; the owner stays")
	}
}

func (t *tracer) rename(i int) {
	l := t.chain.Links[i]
	if len(l.To) != 1 {
		t.convey(i, ChangeOfName)
		return
	}
	at := -1
	for _, from := range l.From {
		if at = t.find(from); at >= 0 {
			break
		}
	}
	switch {
	case slices.Contains(t.keys, nameKey(l.To[0])):
		t.say(i, "the owner bears the new name already")
	case at < 0:
		t.convey(i, ChangeOfName)
	default:
		id, declared := t.r.ID(l.To[0])
		same := t.owners[at].ID
		t.keys[at] = nameKey(l.To[0])
		t.owners[at] = Owner{ID: id, Name: l.To[0]}
		if !declared || id == same {
			t.owners[at].ID = same // a name of nobody else: the owner's own
		}
		t.say(i, "the owner bears another name from here on")
		t.hold(passed(l.Transfer), i)
	}
}

// convey passes what the assignors have to the assignees.
func (t *tracer) convey(i int, kind Conveyance) {
	l := t.chain.Links[i]
	if len(l.To) == 0 {
		t.say(i, "it names nobody who takes the right")
		t.gap(i, ref(l)+" conveys the right to nobody. Read the document for who takes it.")
		return
	}
	var have, lack []string
	for _, from := range l.From {
		if t.has(from) {
			have = append(have, from)
		} else {
			lack = append(lack, from)
		}
	}
	there := !slices.ContainsFunc(l.To, func(to string) bool { return !t.has(to) })
	switch {
	case len(have) == 0 && there && !t.unknown:
		t.say(i, "it says again what an earlier record did")
		return
	case len(have) == 0 && t.unknown && t.first(i) && (len(t.owners) == 0 || t.people(l.From)):
		t.assume(l.From)
		have, lack = l.From, nil
	case len(have) == 0 && kind == Quitclaim:
		t.say(i, "it conveys what the assignor has, and by this chain that is nothing")
		return
	}
	if len(lack) > 0 && (len(have) == 0 || kind != Merger && kind != MergerAndName) {
		t.gap(i, fmt.Sprintf("%s conveys the right of %s, who does not own it by this chain; %s. %s", ref(l), t.shown(lack), t.owned(), t.before(lack)))
	}
	if len(have) == 0 && len(lack) > 0 { // the recorded owner is the last one; who was before may still be
		t.owners, t.keys = nil, nil
	}
	for _, from := range have {
		t.drop(from)
	}
	rest := len(t.owners)
	for _, to := range l.To {
		t.add(to, masked(to) || PersonForm(to))
	}
	effect := t.shown(l.To) + " " + verb(len(l.To), "owns", "own") + " the right"
	if rest > 0 {
		effect += fmt.Sprintf(", with %d other %s", rest, verb(rest, "owner", "owners"))
	}
	t.say(i, effect)
	t.hold(passed(l.Transfer), i)
}

func verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// first reports whether no link before i conveyed the right.
func (t *tracer) first(i int) bool {
	return !slices.ContainsFunc(t.chain.Holdings, func(h Holding) bool { return h.Link >= 0 && h.Link < i })
}

// people reports whether none of the names is that of a firm.
func (t *tracer) people(names []string) bool {
	return !slices.ContainsFunc(names, func(n string) bool {
		_, declared := t.r.ID(n)
		return declared || FormOf(n).Legal != ""
	})
}

// assume makes the assignors of the first conveyance the first owners.
func (t *tracer) assume(names []string) {
	t.owners, t.keys, t.unknown = nil, nil, false
	for _, n := range names {
		t.add(n, true)
		if id, _ := t.r.ID(n); !t.people([]string{n}) {
			t.owners[len(t.owners)-1] = Owner{ID: id, Name: n}
		}
	}
	t.chain.Holdings = t.chain.Holdings[:0]
	if len(t.owners) > 0 {
		t.hold(when.Unknown, -1)
	}
}

// owned says who owns the right at this place of the chain.
func (t *tracer) owned() string {
	var names []string
	people := 0
	for _, o := range t.owners {
		if o.Individual {
			people++
		} else {
			names = append(names, o.Name)
		}
	}
	if names = withPeople(names, people); len(names) == 0 {
		return "nobody does"
	}
	return "by this chain it is " + strings.Join(names, ", ")
}

// before says what may explain an assignor who does not own the right: one who had it and has conveyed it before, or
// one who never had it.
func (t *tracer) before(names []string) string {
	for _, l := range t.chain.Links {
		if l.Effect == "" || !l.Kind.conveys() {
			continue
		}
		for _, from := range l.From {
			for _, n := range names {
				if nameKey(from) == nameKey(n) {
					return "The same has conveyed it before, by " + ref(l) + ": which of the two stands is a question of law."
				}
			}
		}
	}
	return "A conveyance to it is missing, or it is the owner under a name that nobody declared."
}
