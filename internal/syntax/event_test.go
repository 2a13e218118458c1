package syntax

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/crossgrant/crossgrant/diag"
)

// The parts of events, of what follows from them and of what gives rights to others stand where they are written.
func TestEventPlaces(t *testing.T) {
	src := strings.Join([]string{
		"```grant",
		"when  a   licensee, 华为 sues nobody-else", // the comma ends the licensee: see the problem
		"when  华为,  entities x controls (over 50%)  sue  that  licensee ,  not in response   # why",
		"  name   end-it",
		"  then   \"A\" ,  b  end  for  that licensee",
		"power  p",
		"  if  no  sale under  h2x in  4 quarters in a row",
		"  if  x  ceases to  control y ( over 50% )",
		"  warning  at least  30  days  to cure",
		"  notwithstanding  clause  6.11(a) , p2",
		"sublicence s",
		"  to  parties to  a cross-licence of  ntl signed  before 1996-12-31",
		"extension e",
		"  to  end  users  of  the licensee",
		"expect",
		"  answer  licensed ,  terminable by  sony  since  2011-03-01",
		"```", "",
	}, "\n")
	d := ParseDocument("x.md", []byte(src))
	if len(d.Problems) != 1 || d.Problems[0].Name != diag.UnreadableValue || d.Problems[0].Subject.Start.Line != 2 {
		t.Fatal(d.Problems)
	}
	var got []string
	say := func(what string, at diag.Range) {
		got = append(got, fmt.Sprintf("%d:%d %s: %s", at.Start.Line, at.Start.Column, what, src[at.Start.Byte:at.End.Byte]))
	}
	when := d.Blocks[1]
	say("event", when.Event.At)
	say("verb", when.Event.VerbAt)
	say("by", when.Event.By.At)
	say("to", when.Event.To.At)
	say("second", when.Event.By.Members[1].At)
	say("name", when.Name.At)
	effect := when.Get("then").Value.(*Effect)
	say("effect", effect.At)
	say("grant", effect.Grants[0].At)
	var grounds []*Property
	for p := range d.Blocks[2].All("if") {
		grounds = append(grounds, p)
	}
	say("idle", grounds[0].Value.Span())
	say("under", grounds[0].Value.(*Idle).Under.At)
	ceases := grounds[1].Value.(*Event)
	say("holder", ceases.Holder.At)
	say("held", ceases.Held.At)
	say("share", ceases.Share.At)
	say("ceases", ceases.VerbAt)
	delay := d.Blocks[2].Get("warning").Value.(*Delay)
	say("delay", delay.At)
	say("duration", delay.Duration.At)
	over := d.Blocks[2].Get("notwithstanding").Value.(*Precedence)
	say("over", over.At)
	say("first", over.Items[0].At)
	parties := d.Blocks[3].Get("to").Value.(*Parties)
	say("parties", parties.At)
	say("with", parties.With.At)
	say("signed", parties.Signed.At)
	chain := d.Blocks[4].Get("to").Value.(*Chain)
	say("chain", chain.At)
	ends := d.Blocks[5].Get("answer").Value.(*Answer).Ends
	say("ends", ends.At)
	say("whose", ends.By.At)
	want := []string{
		"3:7 event: 华为,  entities x controls (over 50%)  sue  that  licensee ,  not in response",
		"3:44 verb: sue", "3:7 by: 华为,  entities x controls (over 50%)", "3:49 to: that  licensee", "3:12 second: entities x controls (over 50%)",
		"4:10 name: end-it", "5:10 effect: \"A\" ,  b  end  for  that licensee", "5:10 grant: \"A\"",
		"7:7 idle: no  sale under  h2x in  4 quarters in a row", "7:23 under: h2x",
		"8:7 holder: x", "8:29 held: y", "8:31 share: ( over 50% )", "8:10 ceases: ceases to  control",
		"9:12 delay: at least  30  days  to cure", "9:22 duration: 30  days",
		"10:20 over: clause  6.11(a) , p2", "10:28 first: 6.11(a)",
		"12:7 parties: parties to  a cross-licence of  ntl signed  before 1996-12-31", "12:39 with: ntl", "12:51 signed: before 1996-12-31",
		"14:7 chain: end  users  of  the licensee", "16:23 ends: terminable by  sony  since  2011-03-01", "16:38 whose: sony",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// ... and so do the parts of a statement.
func TestStatedEventPlaces(t *testing.T) {
	src := "2011-03-01  gsi   sues  sony ,  as  an agent of  x\n" +
		"2016-01-01 x  challenges  p1 ,  p2  of  y\n" +
		"2011-03-10 华为 gives  notice under  a/p  to  gsi\n" +
		"2014-10-27 event  \"closing\"  of  zebra-ip\n" +
		"2018-01-01 zebra-ip   ends\n" +
		"2020-06-01 v assigns  jhu-v to k,  with  the  business\n"
	j := ParseJournal("x.facts", []byte(src))
	if len(j.Problems) > 0 {
		t.Fatal(j.Problems)
	}
	var got []string
	say := func(what string, at diag.Range) {
		got = append(got, fmt.Sprintf("%d:%d %s: %s", at.Start.Line, at.Start.Column, what, src[at.Start.Byte:at.End.Byte]))
	}
	for _, s := range j.Statements {
		o, ok := s.Body.(*Occurred)
		if !ok {
			say("assigned", s.Body.(*Assigns).Patents[0].At)
			say("flag", s.Props[0].KeyAt)
			continue
		}
		say("body", o.At)
		say("verb", o.VerbAt)
		for _, n := range append([]*Name{o.By, o.To, o.Of}, names(o.Patents)...) {
			if n != nil {
				say("name", n.At)
			}
		}
		for _, p := range s.Props {
			say("property", p.At)
			say("for", p.Value.(*Capacity).Of.At)
		}
	}
	want := []string{
		"1:13 body: gsi   sues  sony", "1:19 verb: sues", "1:13 name: gsi", "1:25 name: sony", "1:33 property: as  an agent of  x", "1:50 for: x",
		"2:12 body: x  challenges  p1 ,  p2  of  y", "2:15 verb: challenges", "2:12 name: x", "2:41 name: y", "2:27 name: p1", "2:33 name: p2",
		"3:12 body: 华为 gives  notice under  a/p  to  gsi", "3:15 verb: gives  notice", "3:12 name: 华为", "3:45 name: gsi", "3:36 name: a/p",
		"4:12 body: event  \"closing\"  of  zebra-ip", "4:12 verb: event", "4:34 name: zebra-ip",
		"5:12 body: zebra-ip   ends", "5:23 verb: ends", "5:12 name: zebra-ip",
		"6:23 assigned: jhu-v", "6:36 flag: with  the  business",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func names(list []Name) []*Name {
	var out []*Name
	for k := range list {
		out = append(out, &list[k])
	}
	return out
}

// The verbs are spelled "license" and "sublicense" in both spellings of the language, so they do not choose between them.
func TestVerbChoosesNoSpelling(t *testing.T) {
	for _, verb := range []string{"sublicense", "sublicence"} {
		out, problems := Format("x.md", []byte("```grant\nexpect\n  may a "+verb+" b under l\n  answer no\n\nlicence l\n  sublicence none\n```\n"))
		if len(problems) > 0 || !strings.Contains(string(out), "a sublicense b") || !strings.Contains(string(out), "licence l") {
			t.Errorf("%v\n%s", problems, out)
		}
	}
	for _, stated := range []string{"2020-01-01 a sublicenses b under l", "2020-01-01 a may license p1", "2020-01-01 a may licence p1"} {
		for _, presumed := range []string{"presume licences run with the patent", "presume licenses run with the patent"} {
			out, problems := Format("x.facts", []byte(stated+"\n"+presumed+"\n"))
			if want := strings.Replace(stated, "licence", "license", 1) + "\n" + presumed + "\n"; len(problems) > 0 || string(out) != want {
				t.Errorf("%v\n%s", problems, out)
			}
		}
	}
}

// A rule is called by its name in messages, or by what it waits for.
func TestRuleLabels(t *testing.T) {
	d := ParseDocument("x.md", []byte("# 7 End\n\n```grant\nwhen gsi becomes insolvent\n  then rights end\nwhen gsi sues sony\n  name after-suit\n```\n"))
	var got []string
	for _, b := range d.Blocks {
		got = append(got, b.Path())
	}
	want := []string{"clause 7 End · when gsi becomes insolvent", "clause 7 End · when after-suit"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
