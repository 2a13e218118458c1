package syntax

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/crossgrant/crossgrant/diag"
)

// The parts of what is said of inventions, suits and the rights of others stand where they are written, and say what
// they say.
func TestStandingPlaces(t *testing.T) {
	src := strings.Join([]string{
		"```grant",
		"patents \"P\"",
		"  licensable  by  华为, x  at any time  in \"Term\"",
		"  where  invention   made  not  after  2009-08-28 , or  disclosure  date in \"Term\"",
		"  only if  not  licensable  without payment to  third parties , or licensable without consent of others  of  p1",
		"allocation a",
		"  before  event  \"closing\" : 华为 , x  with the  consent of  gsi,y  \"where  it may\"   # why",
		"  in  2001-01-01 ..  2002-01-01:  gsi",
		"  from \"D\":  gsi , with consent of  x",
		"encumbrance e",
		"  held  by  unnamed  \"some\"",
		"  since  after  \"D\"",
		"  since  \"D\"", // the second time: see the problem
		"expect",
		"  right  to sue on  p1  for  2008-06-01",
		"  answer  华为 ,  with consent  of  gsi",
		"```", "",
	}, "\n")
	d := ParseDocument("x.md", []byte(src))
	if len(d.Problems) != 1 || d.Problems[0].Name != diag.RepeatedKey || d.Problems[0].Subject.Start.Line != 13 {
		t.Fatal(d.Problems)
	}
	var got []string
	say := func(what string, at diag.Range) {
		got = append(got, fmt.Sprintf("%d:%d %s: %s", at.Start.Line, at.Start.Column, what, src[at.Start.Byte:at.End.Byte]))
	}
	p, a, e, x := d.Blocks[0], d.Blocks[1], d.Blocks[2], d.Blocks[3]
	owned := p.Get("licensable by").Value.(*Owned)
	say("licensable", owned.At)
	say("held", owned.Held.At)
	for k, test := range p.Get("where").Value.(*Condition).Alts {
		say(fmt.Sprintf("%s %v %d", test.Attr, test.Not, k), test.At)
		say("attribute", test.AttrAt)
		say("span", test.Span.At)
	}
	for _, test := range p.Get("only if").Value.(*Condition).Alts {
		f := test.Finding
		say(fmt.Sprintf("%s %v %v of %q", f.Term.Text, f.Presumed, test.Not, f.Subject), f.At)
		say("term", f.Term.At)
		if f.Of != nil {
			say("of", f.Of.At)
		}
	}
	for _, prop := range a.Props {
		s := prop.Value.(*SueShare)
		say(fmt.Sprintf("%s share of form %d", prop.Key, s.During.Form), s.At)
		say("during", s.During.At)
		for _, n := range append(names(s.Who), names(s.Consent)...) {
			say("name", n.At)
		}
		if s.Where != nil {
			say("where", s.Where.At)
		}
	}
	unnamed := e.Get("held by").Value.(*Unnamed)
	say("unnamed", unnamed.At)
	say("who", unnamed.Who.At)
	since := e.Get("since").Value.(*Since)
	say(fmt.Sprintf("since of form %d", since.When.Form), since.At)
	sue := x.Get("right to sue on")
	say("key", sue.KeyAt)
	say("question", sue.Value.Span())
	say("day", sue.Value.(*RightToSue).Day.At)
	answer := x.Get("answer").Value.(*Answer)
	say("answer", answer.At)
	say("whose", answer.Consent[0].At)
	want := []string{
		"3:19 licensable: 华为, x  at any time  in \"Term\"", "3:26 held: at any time  in \"Term\"",
		"4:10 invention made true 0: invention   made  not  after  2009-08-28", "4:10 attribute: invention   made", "4:33 span: after  2009-08-28",
		"4:57 disclosed false 1: disclosure  date in \"Term\"", "4:57 attribute: disclosure  date", "4:74 span: in \"Term\"",
		"5:17 licensable without payment to others true true of \"the patent\": licensable  without payment to  third parties",
		"5:17 term: licensable  without payment to  third parties",
		"5:68 licensable without consent of others true false of \"\": licensable without consent of others  of  p1",
		"5:68 term: licensable without consent of others", "5:110 of: p1",
		"7:11 before share of form 5: event  \"closing\" : 华为 , x  with the  consent of  gsi,y  \"where  it may\"", "7:11 during: event  \"closing\"",
		"7:30 name: 华为", "7:35 name: x", "7:60 name: gsi", "7:64 name: y", "7:67 where: \"where  it may\"",
		"8:7 in share of form 1: 2001-01-01 ..  2002-01-01:  gsi", "8:7 during: 2001-01-01 ..  2002-01-01", "8:35 name: gsi",
		"9:8 from share of form 2: \"D\":  gsi , with consent of  x", "9:8 during: \"D\"", "9:14 name: gsi", "9:37 name: x",
		"11:13 unnamed: unnamed  \"some\"", "11:22 who: \"some\"", "12:10 since of form 3: after  \"D\"",
		"15:3 key: right  to sue on", "15:21 question: p1  for  2008-06-01", "15:30 day: 2008-06-01",
		"16:11 answer: 华为 ,  with consent  of  gsi", "16:35 whose: gsi",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// ... and so do the parts of a statement.
func TestStatedInventionPlaces(t *testing.T) {
	src := "2009-06-01 inventions  of  s1 ,  华为  were  made ,  source  \"x\"\n" +
		"2009-06-01  invention of s1  disclosed\n" +
		"2001-02-03  motorola  may   license  p7 , p8\n"
	j := ParseJournal("x.facts", []byte(src))
	if len(j.Problems) > 0 {
		t.Fatal(j.Problems)
	}
	var got []string
	say := func(what string, at diag.Range) {
		got = append(got, fmt.Sprintf("%d:%d %s: %s", at.Start.Line, at.Start.Column, what, src[at.Start.Byte:at.End.Byte]))
	}
	for _, s := range j.Statements {
		say("body", s.Body.Span())
		switch b := s.Body.(type) {
		case *Milestone:
			say(fmt.Sprintf("disclosed %v", b.Disclosed), b.WhatAt)
			for _, n := range b.Patents {
				say("patent", n.At)
			}
		case *MayLicense:
			say("by", b.By.At)
			for _, n := range b.Patents {
				say("patent", n.At)
			}
		}
	}
	want := []string{
		"1:12 body: inventions  of  s1 ,  华为  were  made", "1:44 disclosed false: made", "1:28 patent: s1", "1:34 patent: 华为",
		"2:13 body: invention of s1  disclosed", "2:30 disclosed true: disclosed", "2:26 patent: s1",
		"3:13 body: motorola  may   license  p7 , p8", "3:13 by: motorola", "3:38 patent: p7", "3:43 patent: p8",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// The lines of an allocation keep their order, also where a key stands again.
func TestAllocationKeepsItsOrder(t *testing.T) {
	src := "```grant\nallocation a\n  until      2001-01-01: x\n  before     2001-01-01: y\n  until      2000-01-01: z\n  on         p1\n```\n"
	out, problems := Format("x.md", []byte(src))
	if len(problems) > 0 || string(out) != src {
		t.Errorf("%v\n%s", problems, out)
	}
}
