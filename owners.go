package crossgrant

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/internal/owners"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// ownerNames are the organisations that owners of patents may be as known at a day, with what was decided about names.
func ownerNames(world *agreement.World, known when.Date) *owners.Resolver {
	var declared []owners.Declared
	type dated struct {
		owners.Decision
		recorded when.Date
	}
	var decisions []dated
	for i := range world.Facts {
		f := &world.Facts[i]
		if !f.KnownAt(known) {
			continue
		}
		where := fmt.Sprintf("%s:%d", f.At.File, f.At.Start.Line)
		switch b := f.Body.(type) {
		case agreement.Organisation:
			declared = append(declared, owners.Declared{ID: string(b.ID), Name: b.Name, Also: b.Also, Country: b.Country, Where: where})
		case agreement.Finding:
			name, ok := strings.CutPrefix(b.Term, agreement.NameFinding)
			if !ok || b.From != "" {
				continue
			}
			d := owners.Decision{Name: name, Org: b.Of, Is: b.Yes, By: b.By, At: where}
			if f.Recorded.Real() {
				d.Day = f.Recorded.String()
			}
			decisions = append(decisions, dated{d, f.Recorded})
		}
	}
	slices.SortStableFunc(decisions, func(a, b dated) int { return cmp.Compare(a.recorded, b.recorded) })
	out := make([]owners.Decision, len(decisions))
	for i, d := range decisions {
		out[i] = d.Decision
	}
	return owners.NewResolver(declared, out)
}

// nameHistory is what is known of names on each day.
type nameHistory struct {
	world *agreement.World
	days  []when.Date // on which that changes
	mu    sync.Mutex
	known map[int]*owners.Resolver // by how many of these days have come
}

func newNameHistory(world *agreement.World) *nameHistory {
	h := &nameHistory{world: world, known: map[int]*owners.Resolver{}}
	for i := range world.Facts {
		f := &world.Facts[i]
		switch b := f.Body.(type) {
		case agreement.Organisation:
		case agreement.Finding:
			if !strings.HasPrefix(b.Term, agreement.NameFinding) {
				continue
			}
		default:
			continue
		}
		for _, d := range []when.Date{f.Recorded, f.Retracted, f.Begin.Earliest} {
			if d.Real() {
				h.days = append(h.days, d)
			}
		}
	}
	slices.Sort(h.days)
	h.days = slices.Compact(h.days)
	return h
}

// at is the resolver of what is known at a day.
func (h *nameHistory) at(known when.Date) *owners.Resolver {
	n, _ := slices.BinarySearch(h.days, known+1)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.known[n] == nil {
		h.known[n] = ownerNames(h.world, known)
	}
	return h.known[n]
}

// OwnersPage is the names of owners in the portfolio by organisation.
type OwnersPage struct {
	owners.Listing
	Doubts  int // names of which it is not certain whose they are
	KnownAt when.Date
}

// Owners lists the organisations that the portfolio names as owners, with the names under which they were seen.
func (w *Workspace) Owners(known when.Date) (OwnersPage, error) {
	names, seen, err := w.seenNames(known)
	if err != nil {
		return OwnersPage{}, err
	}
	return OwnersPage{names.List(seen.owners), len(names.Review(seen.all())), known}, nil
}

// OwnersReview lists the names of owners of which it is not certain whose they are, those with most patents first.
func (w *Workspace) OwnersReview(known when.Date) ([]owners.Doubt, error) {
	names, seen, err := w.seenNames(known)
	if err != nil {
		return nil, err
	}
	return names.Review(seen.all()), nil
}

// NamePage is everything about one name of an owner.
type NamePage struct {
	owners.Resolution
	Patents    int                // that bear this very name
	Spellings  []owners.Seen      // other names in the portfolio that stand for the same organisation
	Candidates []owners.Candidate // other organisations that it may be a name of
	Undo       string             // how what joins the name to the organisation is undone; empty: nothing joins it
	KnownAt    when.Date
}

// OwnerName says which organisation a name stands for, by which rules and facts, what else it could be, and how that is
// undone.
func (w *Workspace) OwnerName(name string, known when.Date) (NamePage, error) {
	names, seen, err := w.seenNames(known)
	if err != nil {
		return NamePage{}, err
	}
	p := NamePage{Resolution: names.Resolve(name), KnownAt: known}
	all, found := seen.all(), false
	for _, s := range all {
		if s.Name == name {
			p.Patents, found = s.Patents, true
			continue
		}
		if id, _ := names.ID(s.Name); id == p.ID && id != "" && s.Name != id {
			p.Spellings = append(p.Spellings, s)
		}
	}
	if !found {
		all = append(all, owners.Seen{Name: name})
	}
	p.Candidates = names.Candidates(name, all)
	switch p.How {
	case owners.Merged:
		p.Undo = "record that it is another: crossgrant owners review --apart " + strconv.Quote(name+" = "+p.ID)
	case owners.Decided:
		p.Undo = "give the finding a line `retracted DATE \"why\"`, or decide otherwise: crossgrant owners review --apart " + strconv.Quote(name+" = "+p.ID)
	case owners.Stated:
		if name != p.ID {
			p.Undo = "take the name off the declaration of " + p.ID + ", or give the declaration a line `retracted DATE \"why\"` and declare it anew"
		}
	}
	return p, nil
}

// DecideName records that a name of an owner is a declared organisation, or is not.
func (w *Workspace) DecideName(name, org string, is bool, by string) (Recorded, error) {
	term := strings.Join(strings.Fields(strings.Map(func(c rune) rune {
		if strings.ContainsRune("\"“”„«»", c) {
			return ' ' // a text in quotes has none; the form of the name does not hang on them
		}
		return c
	}, name)), " ")
	switch form := owners.FormOf(term); {
	case term == "" || form.Stem == "":
		return Recorded{}, fmt.Errorf("%q is no name of an organisation: it has no letters", name)
	case form != owners.FormOf(name):
		return Recorded{}, fmt.Errorf("the name %q cannot be written between quotation marks; declare the organisation with another spelling of it under `also`", name)
	}
	if !ownerNames(w.World(), w.Today()).Declares(org) {
		return Recorded{}, fmt.Errorf("no journal declares %s; declare it first: crossgrant record '%s is an organisation %q'", org, patent.NameID(org), name)
	}
	answer := "no"
	if is {
		answer = "yes"
	}
	fact := fmt.Sprintf("%s finding %q of %s: %s", w.Today(), agreement.NameFinding+term, org, answer)
	if by != "" {
		fact += ", by " + strconv.Quote(by)
	}
	return w.Record(fact)
}

// DeclareOwner records that a name is an organisation of its own, under an id made of it, so that no rule makes it
// another's.
func (w *Workspace) DeclareOwner(name string) (Recorded, error) {
	id := owners.FormOf(name).ID()
	if id == "" {
		return Recorded{}, fmt.Errorf("%q is no name of an organisation: it has no letters", name)
	}
	return w.Record(fmt.Sprintf("%s is an organisation %q", id, name))
}
