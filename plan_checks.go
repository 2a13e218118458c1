package crossgrant

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/expect"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// PlanCheck is a case (`expect`) or an invariant (`always`) that holds on one side only.
type PlanCheck struct {
	Kind          string // "expect" or "always"
	Title         string
	Clause        agreement.Clause
	In            string // whose documents hold it: "before", "after", "both"
	Expected      string // the answer that a case promises, "licensed"; empty for an invariant
	Before, After string // what is found on either side: an answer, "holds", or the sentence of the breach
}

// promise is a case or an invariant with the documents that hold it.
type promise struct {
	expect *agreement.Expect
	always *agreement.Always
	in     string
}

// check tries every case and every invariant of either side on both.
func (p *Plan) check(before, after *Workspace, knownAt when.Date) error {
	for _, x := range promises(before.world, after.world) {
		hadSays, had, err := before.keeps(x, knownAt)
		if err != nil {
			return err
		}
		hasSays, has, err := after.keeps(x, knownAt)
		if err != nil {
			return err
		}
		p.Checked++
		if had == has {
			continue
		}
		c := PlanCheck{Kind: "always", In: x.in, Before: hadSays, After: hasSays}
		if x.expect != nil {
			c.Kind, c.Title, c.Clause, c.Expected = "expect", x.expect.Title, x.expect.Clause, promised(x.expect.Answer)
		} else {
			c.Title, c.Clause = x.always.Title, x.always.Clause
		}
		switch {
		case x.expect != nil && statesAny(x.expect.Given, after.supposed):
			p.Apart = append(p.Apart, c)
		case had:
			p.Broken = append(p.Broken, c)
		default:
			p.Mended = append(p.Mended, c)
		}
	}
	return nil
}

// statesAny reports whether what a case gives has a word on one of the events. A case that supposes the acquisition, or
// what becomes of the company afterwards, asks about a world of its own: an answer that differs under the event as well
// is no promise that the event breaks.
func statesAny(given, events []agreement.Fact) bool {
	for i := range given {
		for j := range events {
			if sameStatement(&given[i], &events[j]) || holdsAfter(&given[i], &events[j]) {
				return true
			}
		}
	}
	return false
}

// holdsAfter reports whether a fact says who holds the company of an event, or what one of its two organisations holds
// in the other, on the day of the event or later.
func holdsAfter(f, event *agreement.Fact) bool {
	c, ok := f.Body.(agreement.Control)
	e, also := event.Body.(agreement.Control)
	if !ok || !also || f.Begin != event.Begin && f.Begin.Earliest < event.Begin.Latest {
		return false
	}
	return c.Held == e.Held || c.Held == e.Holder && c.Holder == e.Held
}

// promises are the cases and invariants of both worlds, each once: two that say the same are one, wherever they stand.
func promises(before, after *agreement.World) []promise {
	var out []promise
	at := map[string]int{}
	add := func(key, in string, p promise) {
		if i, ok := at[key]; ok {
			if out[i].in != in {
				out[i].in = "both"
			}
			return
		}
		at[key] = len(out)
		p.in = in
		out = append(out, p)
	}
	for _, side := range []struct {
		in string
		w  *agreement.World
	}{{"before", before}, {"after", after}} {
		for _, a := range side.w.Agreements {
			for _, e := range a.Expects {
				add("expect\n"+expectKey(e), side.in, promise{expect: e})
			}
			for _, x := range a.Always {
				y := *x
				y.Clause = agreement.Clause{Agreement: x.Clause.Agreement}
				add("always\n"+jsonKey(y), side.in, promise{always: x})
			}
		}
	}
	return out
}

// expectKey is everything a case asks and promises, without the place where it stands.
func expectKey(e *agreement.Expect) string {
	x := *e
	x.Clause = agreement.Clause{Agreement: e.Clause.Agreement}
	x.At, x.AnswerAt, x.Given = diag.Range{}, diag.Range{}, nil
	key := jsonKey(x)
	for i := range e.Given {
		key += "\n" + factKey(&e.Given[i])
	}
	return key
}

// jsonKey writes plain data; it cannot fail for the model, which holds nothing else.
func jsonKey(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprintf("%+v", v)
	}
	return string(b)
}

// keeps reports whether a promise holds in the workspace, and what is found.
func (w *Workspace) keeps(x promise, knownAt when.Date) (says string, ok bool, err error) {
	if x.always != nil {
		p, err := w.Program(knownAt, false)
		if err != nil {
			return "", false, err
		}
		b, err := p.Always(x.always)
		switch {
		case isUnknown(err):
			return err.Error(), false, nil
		case err != nil:
			return "", false, err
		case b != nil:
			return b.Sentence(), false, nil
		}
		return "holds", true, nil
	}
	e := x.expect
	if e.KnownAt != when.None {
		knownAt = e.KnownAt
	}
	p, err := w.Program(knownAt, e.WithoutPresumptions)
	if err != nil {
		return "", false, err
	}
	if len(e.Given) > 0 {
		if p, err = p.With(e.Given); err != nil {
			return "no answer: " + err.Error(), false, nil
		}
	}
	r := expect.Run(asker{p, e.Answer.Until != when.None}, e, knownAt)
	if says = r.Found; !r.Pass && promised(e.Answer) == r.Found {
		says += " (" + strings.Join(r.Differences, "; ") + ")" // the word is right and something else is not
	}
	return says, r.Pass, nil
}

func isUnknown(err error) bool {
	_, ok := err.(*rights.UnknownError)
	return ok
}

// promised is the answer that a case promises, in the words of its line.
func promised(a agreement.ExpectAnswer) string {
	if len(a.Holders) > 0 {
		return strings.Join(a.Holders, ", ")
	}
	return a.Verdict
}
