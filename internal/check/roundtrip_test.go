package check_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

var (
	anyOrg    = rapid.SampledFrom([]agreement.Org{"a", "b", "c", "3m", "d-1"})
	anyPatent = rapid.SampledFrom([]string{"p1", "p2", "US7654321B2"})
	anyState  = rapid.SampledFrom([]string{"DE", "US", "CN", "IN"})
	anyTerm   = rapid.SampledFrom([]string{"reads on", "natural evolution", `so-called "new" model`, "适用"})
	anyDay    = rapid.Custom(func(t *rapid.T) when.Date {
		return when.Civil(1990, 1, 1) + when.Date(rapid.IntRange(0, 12_000).Draw(t, "day"))
	})
	anyShare   = rapid.Custom(func(t *rapid.T) int64 { return rapid.Int64Range(1, 1_000_000).Draw(t, "share") })
	someStates = rapid.SliceOfNDistinct(anyState, 1, 3, rapid.ID)
)

const declared = "a is an organisation\nb is an organisation\nc is an organisation\n3m is an organisation\nd-1 is an organisation\n" +
	"p1 is a patent in DE, US, CN, IN\np2 is a patent in DE, US, CN, IN\nphone is a product by a\n  category   handset\n"

// anyBody draws a fact of any kind that is said in one line.
func anyBody(t *rapid.T) agreement.FactBody {
	two := func() (x, y agreement.Org) {
		x = anyOrg.Draw(t, "one")
		return x, anyOrg.Filter(func(o agreement.Org) bool { return o != x }).Draw(t, "other")
	}
	ids := func() []string { return rapid.SliceOfNDistinct(anyPatent, 1, 3, rapid.ID).Draw(t, "patents") }
	switch rapid.IntRange(0, 11).Draw(t, "kind") {
	case 0:
		h, e := two()
		return agreement.Control{Holder: h, Held: e, Millionths: anyShare.Draw(t, "share"), Deal: agreement.Deal(rapid.IntRange(int(agreement.NoDeal), int(agreement.NotSeparate)).Draw(t, "deal"))}
	case 1:
		h, e := two()
		return agreement.Control{Holder: h, Held: e}
	case 2:
		from, to := two()
		return agreement.Assignment{From: from, Patents: ids(), To: []agreement.Org{to}}
	case 3:
		return agreement.Descent{Child: "p2", Parent: "p1", How: patent.Relation(rapid.IntRange(1, 5).Draw(t, "how"))}
	case 4:
		return agreement.StatusFact{Patents: ids(), Event: patent.EventKind(rapid.IntRange(1, 6).Draw(t, "event")), Countries: someStates.Draw(t, "states")}
	case 5:
		return agreement.Finding{Term: anyTerm.Draw(t, "term"), Of: rapid.SampledFrom([]string{"", "p1", "phone", "a"}).Draw(t, "of"), From: rapid.SampledFrom([]string{"", "phone"}).Draw(t, "from"), Yes: rapid.Bool().Draw(t, "yes")}
	case 6:
		x, y := two()
		return agreement.Signature{By: []agreement.Org{x, y}, Agreement: "ab"}
	case 7:
		p := agreement.Presumption{What: agreement.Presumed(rapid.IntRange(1, 6).Draw(t, "what"))}
		if p.What == agreement.CoOwnersLicenseAlone {
			p.Countries = someStates.Draw(t, "states")
		}
		return p
	case 8:
		return anyEvent(t)
	case 9:
		return agreement.Milestone{Patents: ids(), What: rapid.SampledFrom([]agreement.Attr{agreement.PatentInvented, agreement.PatentDisclosed}).Draw(t, "what")}
	case 10:
		return agreement.Licensable{By: anyOrg.Draw(t, "by"), Patents: ids()}
	}
	r := agreement.Relevance{Product: rapid.SampledFrom([]string{"phone", "handset"}).Draw(t, "product")}
	switch rapid.IntRange(0, 2).Draw(t, "by") {
	case 0:
		r.Standards = true
	case 1:
		r.Charted = true
	default:
		r.Fields = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"telecommunications", "wipo-4", "software"}), 1, 3, rapid.ID).Draw(t, "fields")
	}
	return r
}

// anyEvent draws an event of any verb, with the fields that its one line says.
func anyEvent(t *rapid.T) agreement.Event {
	x := anyOrg.Draw(t, "one")
	other := func() agreement.Org {
		return anyOrg.Filter(func(o agreement.Org) bool { return o != x }).Draw(t, "other")
	}
	maybe := func() agreement.Org {
		if rapid.Bool().Draw(t, "to somebody") {
			return other()
		}
		return ""
	}
	power := rapid.SampledFrom([]agreement.Name{"ab/stop", "ab/Kill switch", "cd/stop"})
	switch v := agreement.Verb(rapid.IntRange(int(agreement.Sues), int(agreement.Discontinues)).Draw(t, "verb")); v {
	case agreement.Sues:
		return agreement.Event{Verb: v, By: x, To: other()}
	case agreement.Challenges:
		return agreement.Event{Verb: v, By: x, To: maybe(), Patents: rapid.SliceOfNDistinct(anyPatent, 1, 3, rapid.ID).Draw(t, "patents")}
	case agreement.BecomesInsolvent:
		return agreement.Event{Verb: v, By: x}
	case agreement.Rejects:
		return agreement.Event{Verb: v, By: x, Of: rapid.SampledFrom([]agreement.Name{"ab", "elsewhere"}).Draw(t, "agreement")}
	case agreement.Ends:
		return agreement.Event{Verb: v, Of: "elsewhere"}
	case agreement.GivesNotice, agreement.GivesWarning:
		return agreement.Event{Verb: v, By: x, To: maybe(), Of: power.Draw(t, "power")}
	case agreement.Cures:
		return agreement.Event{Verb: v, By: x, Of: power.Draw(t, "power")}
	case agreement.Sublicenses:
		return agreement.Event{Verb: v, By: x, To: other(), Of: "ab/give"}
	case agreement.Elects, agreement.Declines:
		return agreement.Event{Verb: v, By: x, Of: "ab/tail"}
	case agreement.SoldUnder:
		return agreement.Event{Verb: v, By: x, Of: "ab/give"}
	case agreement.AssignsAgreement:
		return agreement.Event{Verb: v, By: x, To: other(), Of: "ab"}
	case agreement.TransfersBusiness:
		return agreement.Event{Verb: v, By: x, To: other(), Name: rapid.SampledFrom([]string{"phones", "Radio Business"}).Draw(t, "business")}
	case agreement.Offers:
		return agreement.Event{Verb: v, By: x, Of: "net"}
	case agreement.Accepts:
		e := agreement.Event{Verb: v, By: x, To: other(), Of: "net"}
		if rapid.Bool().Draw(t, "some") {
			e.Patents = rapid.SliceOfNDistinct(anyPatent, 1, 3, rapid.ID).Draw(t, "patents")
		}
		return e
	case agreement.Discontinues:
		return agreement.Event{Verb: v, By: x, Of: "net", Effective: anyDay.Draw(t, "effective")}
	case agreement.Undertakes:
		return agreement.Event{Verb: v, By: x, Of: rapid.SampledFrom([]agreement.Name{"ab/take-over", "ab/when a member of The Others is acquired by b, not staying a separate entity"}).Draw(t, "rule")}
	default:
		return agreement.Event{Verb: v, Name: anyTerm.Draw(t, "name"), Of: "ab"}
	}
}

// TestFactTextIsRead holds the one spelling of a fact against the language: what FactText writes is read as the same
// fact.
func TestFactTextIsRead(t *testing.T) {
	frame := "```grant\nagreement ab\n  between    a, b\n  ends       if elsewhere ends\n\nlicence give\n  from       a\n  to         b\n  under      p1\n  for        anything\n" +
		"  acts       sell\n  in         world\n  during     from 1990-01-01\n  price      paid-up\n\n"
	for _, name := range []string{"stop", `"Kill switch"`} {
		frame += "power " + name + "\n  of         a\n  to end     give\n  notice     at once\n\n"
	}
	for _, event := range []string{"a party is acquired\n  name       take-over", "a member of \"The Others\" is acquired by b, not staying a separate entity"} {
		frame += "when " + event + "\n  provided   the buyer undertakes in writing\n  then       rights extend to the buyer\n\n"
	}
	frame += "group \"The Others\"\n  is         c\n\nsurvival tail\n  keeps      give\n```\n"
	cd := "```grant\nagreement cd\n  between    a, b\n\npower stop\n  of         a\n  to end     ab/give\n  notice     at once\n```\n"
	rapid.Check(t, func(rt *rapid.T) {
		body := anyBody(rt)
		day := ""
		switch body.(type) {
		case agreement.Presumption, agreement.Relevance:
		default:
			day = anyDay.Draw(rt, "on").String() + " "
		}
		text := day + agreement.FactText(body)
		w := load(t, []txtar.File{{Name: "ab.md", Data: []byte(frame)}, {Name: "cd.md", Data: []byte(cd)}, {Name: "net.md", Data: []byte("```grant\nnetwork net\n  joined by  offer\n  left by    discontinuation\n```\n")}, {Name: "x.facts", Data: []byte(declared + text + "\n")}})
		if e := w.errors(); len(e) > 0 {
			rt.Fatalf("%s\n%s", text, w.text(e))
		}
		last := w.world.Facts[len(w.world.Facts)-1]
		if d := cmp.Diff(body, last.Body); d != "" {
			rt.Fatalf("%s is read as another fact:\n%s", text, d)
		}
		if again := agreement.FactText(last.Body); last.Text != again {
			rt.Fatalf("the text %q is not %q", last.Text, again)
		}
	})
}

// anyMember draws a person of a list.
func anyMember(t *rapid.T) agreement.Member {
	m := agreement.Member{Org: anyOrg.Draw(t, "org")}
	if rapid.Bool().Draw(t, "a group") {
		m = agreement.Member{Group: "ab/The Others"}
	}
	switch rapid.IntRange(0, 3).Draw(t, "reach") {
	case 1:
		m.Reach, m.Share = true, agreement.Share{Millionths: anyShare.Draw(t, "over") - 1, Over: true}
	case 2:
		m.Reach, m.Direction, m.Share = true, agreement.Affiliates, agreement.Share{Millionths: anyShare.Draw(t, "at least")}
	case 3:
		return agreement.Member{Everyone: true}
	}
	return m
}

// anyHeld draws a time of holding.
func anyHeld(t *rapid.T) agreement.Held {
	first := anyDay.Draw(t, "first")
	switch rapid.IntRange(0, 3).Draw(t, "held") {
	case 0:
		return agreement.Held{Kind: agreement.HeldOn, Day: first}
	case 1:
		return agreement.Held{Kind: agreement.HeldBefore, Day: first}
	case 2:
		return agreement.Held{Kind: agreement.HeldDuring, Span: when.Closed(first, first+when.Date(rapid.IntRange(0, 900).Draw(t, "length")))}
	}
	return agreement.Held{Kind: agreement.HeldAtTimeOfUse}
}

// anyTest draws an alternative of a condition about patents.
func anyTest(t *rapid.T) agreement.Test {
	out := agreement.Test{Not: rapid.Bool().Draw(t, "not")}
	day := anyDay.Draw(t, "day")
	switch rapid.IntRange(0, 6).Draw(t, "attr") {
	case 0:
		out.Attr = rapid.SampledFrom([]agreement.Attr{agreement.PatentPriority, agreement.PatentFiled, agreement.PatentPublished, agreement.PatentGranted, agreement.PatentInvented, agreement.PatentDisclosed}).Draw(t, "which")
		out.Span = rapid.SampledFrom([]when.Interval{{From: when.Min, To: day}, {From: day, To: when.Max}, when.Closed(day, day+100)}).Draw(t, "span")
	case 1:
		out.Attr, out.Values = agreement.PatentKind, []string{"invention", "design"}
	case 2:
		out.Attr, out.Values = agreement.PatentField, rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"software", "wipo-4"}), 1, 2, rapid.ID).Draw(t, "fields")
	case 3:
		out.Attr, out.Values = agreement.PatentClass, []string{"H04W72/04", "G06F"}
	case 4:
		out.Attr, out.Values = agreement.PatentStandard, []string{"5G NR"}
	case 5:
		out.Attr = agreement.FindingTest
		out.Finding = agreement.FindingRef{Term: rapid.SampledFrom([]string{"licensable without payment to others", "licensable without consent of others"}).Draw(t, "presumed"), Presumed: true, Subject: agreement.SubjectPatent}
		if rapid.Bool().Draw(t, "fixed") {
			out.Finding.Subject, out.Finding.Of = agreement.SubjectFixed, "p1"
		}
	default:
		out.Attr = agreement.FindingTest
		out.Finding = agreement.FindingRef{Term: anyTerm.Draw(t, "term"), Subject: rapid.SampledFrom([]agreement.Subject{agreement.SubjectFixed, agreement.SubjectPatent}).Draw(t, "subject")}
		if out.Finding.Subject == agreement.SubjectFixed && rapid.Bool().Draw(t, "fixed") {
			out.Finding.Of = "p1"
		}
	}
	return out
}

// TestCanonicalTextsAreRead holds the canonical texts of the model against the language: a block written with them is
// read as the same values.
func TestCanonicalTextsAreRead(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		by := []agreement.Member{anyMember(rt), anyMember(rt)}
		held := anyHeld(rt)
		then := rapid.Custom(anyHeld).Filter(func(h agreement.Held) bool { return h.Kind == agreement.HeldOn || h.Kind == agreement.HeldBefore }).Draw(rt, "then")
		where := agreement.Condition{anyTest(rt), anyTest(rt)}
		in := rapid.SampledFrom([]agreement.Territory{{World: true}, {World: true, Except: []string{"US", "IN"}}, {In: []string{"DE"}}, {LeastDeveloped: true}, {NotStated: true}}).Draw(rt, "in")
		first := anyDay.Draw(rt, "from")
		during := rapid.SampledFrom([]agreement.Term{
			{Span: when.Closed(first, first+400)}, {Span: when.Interval{From: first, To: when.Max}}, {Span: when.Interval{From: when.Min, To: first}},
			{Span: when.Interval{From: first, To: when.Max}, EndOf: "end of patent"}, {NotStated: true},
		}).Draw(rt, "during")
		acts := rapid.SliceOfNDistinct(rapid.SampledFrom(agreement.AllActs()), 1, -1, rapid.ID).Draw(rt, "acts")
		price := rapid.SampledFrom([]agreement.Price{{Kind: agreement.PricePaidUp}, {Kind: agreement.PriceRoyalty}, {Kind: agreement.PriceRoyalty, Name: "Exhibit A"}, {Kind: agreement.PriceFRAND}, {Kind: agreement.PriceNotStated}}).Draw(rt, "price")
		var words []string
		for _, a := range acts {
			words = append(words, a.String())
		}
		var b strings.Builder
		for _, l := range []string{
			"```grant", "agreement ab", "  between    a, b", "", `group "The Others"`, "  is         c", "",
			`patents "P"`, "  owned by   " + agreement.MemberList(by) + " " + held.String(), "  licensable by " + agreement.MemberList(by) + " " + held.String(),
			"  from applications owned by " + agreement.MemberList(by) + " " + then.String(), "  from disclosures owned by " + agreement.MemberList(by) + " " + then.String(), "  where      " + where.String(), "",
			"licence l", "  from       a", "  to         " + agreement.MemberList(by), `  under      "P"`, "  for        anything",
			"  acts       " + strings.Join(words, ", "), "  in         " + in.String(), "  during     " + during.String(), "  price      " + price.String(), "```",
		} {
			b.WriteString(l + "\n")
		}
		w := load(t, []txtar.File{{Name: "ab.md", Data: []byte(b.String())}, {Name: "x.facts", Data: []byte(declared)}})
		if e := w.errors(); len(e) > 0 {
			rt.Fatalf("%s\n%s", b.String(), w.text(e))
		}
		a := w.world.Agreements[0]
		p, g := a.Patents[0], a.Grants[0]
		for i := range p.Where[0] {
			p.Where[0][i].At = diag.Range{}
		}
		for _, d := range []string{
			cmp.Diff([]agreement.Selector{{OwnedBy: by, Held: held}, {LicensableBy: by, Held: held},
				{OwnedBy: by, Held: then, Basis: agreement.OfApplications}, {OwnedBy: by, Held: then, Basis: agreement.OfDisclosures}}, p.Add), cmp.Diff([]agreement.Condition{where}, p.Where),
			cmp.Diff(by, g.To), cmp.Diff(acts, g.Acts), cmp.Diff(in, g.In), cmp.Diff(during, g.During), cmp.Diff(price, g.Price),
		} {
			if d != "" {
				rt.Fatalf("%s\nis read as something else:\n%s", b.String(), d)
			}
		}
		if p.Sentence() == "" || g.Sentence() == "" {
			rt.Fatal("a definition has no sentence")
		}
	})
}
