package crossgrant

import (
	"fmt"
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// withRecorded returns the world with what the portfolio's sources record of single patents, legal events and passages
// of title, as facts beside those of the journals. They stand before these, so that of one day the journal has the last
// word. The layers of the snapshot are known on the day that is asked, so the facts are, too.
func withRecorded(world *agreement.World, snap *portfolio.Snapshot) *agreement.World {
	rows := snap.Dated()
	if len(rows) == 0 {
		return world
	}
	var facts []agreement.Fact
	for _, row := range rows {
		facts = append(facts, recordedFacts(snap.Record(row))...)
	}
	w := *world
	w.Facts = slices.Concat(facts, world.Facts)
	return &w
}

// recordedFacts are the events and the passages of a record as facts.
func recordedFacts(r patent.Record) []agreement.Fact {
	var out []agreement.Fact
	add := func(at when.Bounds, source string, body agreement.FactBody) {
		f := agreement.Fact{
			At: diag.Range{File: portfolioDir + ": " + source}, Dated: true, Begin: at, End: when.Max,
			Recorded: when.Min, Retracted: when.None, Source: source, Body: body,
		}
		f.Text = agreement.FactText(body)
		out = append(out, f)
	}
	for _, p := range r.Passages {
		to := make([]agreement.Org, len(p.To))
		for i, o := range p.To {
			to[i] = agreement.Org(o)
		}
		add(p.At, p.Source, agreement.Assignment{From: agreement.Org(p.From), Patents: []string{r.ID}, To: to})
	}
	for _, e := range r.Events {
		add(e.At, e.Source, agreement.StatusFact{Patents: []string{r.ID}, Event: e.Kind, Countries: e.Countries})
	}
	return out
}

// noteKind is how an answer says what a record of the portfolio rests on, and where sources differ.
const (
	noteAssumed = "assumed"
	noteDiffers = "differs"
)

// note is something that the records of some patents rest on.
type note struct {
	kind, says string
	patents    []string
}

// notesOf gathers what some records rest on. Of one patent a discrepancy is told with its values; of several, what they
// differ in is counted.
func notesOf(records []patent.Record) []note {
	var notes []note
	add := func(kind, says, id string) {
		i := slices.IndexFunc(notes, func(n note) bool { return n.kind == kind && n.says == says })
		if i < 0 {
			i = len(notes)
			notes = append(notes, note{kind: kind, says: says})
		}
		if n := len(notes[i].patents); n == 0 || notes[i].patents[n-1] != id {
			notes[i].patents = append(notes[i].patents, id)
		}
	}
	for i := range records {
		r := &records[i]
		for _, why := range r.Assumed {
			add(noteAssumed, why, r.ID)
		}
		for _, d := range r.Discrepancies {
			if len(records) == 1 {
				add(noteDiffers, d.String(), r.ID)
			} else {
				add(noteDiffers, fmt.Sprintf("sources differ on the %s; the one with more authority stands, `crossgrant portfolio show NUMBER` has both", plainWhat(d.What)), r.ID)
			}
		}
	}
	return notes
}

// plainWhat is what a discrepancy is about without the number of the publication.
func plainWhat(what string) string {
	const dated = "publication date"
	if len(what) > len(dated) && what[:len(dated)] == dated {
		return dated
	}
	return what
}
