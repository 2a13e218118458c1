package syntax

import (
	"fmt"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
)

func (r *reader) patent(st *Statement, id Name) *statementKind {
	r.example = patentFact.example
	p := &IsPatent{ID: id}
	if r.peek().kind == tokenString {
		t := r.text("the title")
		p.Title = &t
	}
	r.lists = [][]string{keyList(patentFact.keys), keyList(everyFact)}
	if r.accept("in") {
		p.Countries = r.countries()
	}
	st.Body = p
	return patentFact
}

// milestone reads invention of PATENTS made, and invention of PATENTS disclosed.
func (r *reader) milestone(st *Statement) *statementKind {
	r.example = milestoneFact.example
	r.take(2)
	if r.peek().kind == tokenString {
		r.later(r.peek().at, "the inventions of a whole set of patents")
		return nil
	}
	m := &Milestone{Patents: r.names("a patent", r.id)}
	if r.failed {
		return nil
	}
	if !r.accept("was") {
		r.accept("were")
	}
	start := r.i
	switch {
	case r.accept("made"):
	case r.accept("disclosed"):
		m.Disclosed = true
	default:
		r.want("`made` or `disclosed`")
		return nil
	}
	m.WhatAt = r.from(start)
	st.Body = m
	return milestoneFact
}

// mayLicense reads ORG may license PATENTS.
func (r *reader) mayLicense(st *Statement, by Name) *statementKind {
	r.example = licensableFact.example
	r.i += 2 // a verb, which is spelled alike on both sides of the ocean
	if r.peek().kind == tokenString {
		r.later(r.peek().at, "a right to license a whole set of patents")
		return nil
	}
	r.lists = [][]string{keyList(everyFact)}
	st.Body = &MayLicense{By: by, Patents: r.names("a patent", r.id)}
	return licensableFact
}

func (r *reader) descent(st *Statement, child Name) *statementKind {
	r.example = descentFact.example
	r.i += 2
	t := r.peek()
	for _, rel := range relations {
		start := r.i
		if !r.accept(rel.one) {
			continue
		}
		d := &IsDescendant{Child: child, How: rel.one, HowAt: r.from(start)}
		if !r.accept("of") {
			r.want("`of` and a patent")
			return nil
		}
		d.Parent = r.id("a patent")
		st.Body = d
		return descentFact
	}
	r.fail(diag.UnknownStatement, t.at, fmt.Sprintf("%s is not a kind of thing", t),
		"What is declared is an organisation, a patent or a product; a patent may be a continuation, divisional, continuation-in-part, reissue or foreign counterpart of another.", nil)
	return nil
}

func (r *reader) status(st *Statement, event string) *statementKind {
	r.example = statusFact.example
	h := &HasStatus{Event: event, EventAt: r.from(r.i - len(strings.Fields(event)))}
	if r.peek().kind == tokenString {
		r.later(r.peek().at, "a legal event of a whole set of patents")
		return nil
	}
	r.lists = [][]string{keyList(everyFact)}
	h.Patents = r.names("a patent", r.id)
	if !r.failed && r.accept("in") {
		h.Countries = r.countries()
	}
	st.Body = h
	return statusFact
}
