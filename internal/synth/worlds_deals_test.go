package synth

import (
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// wellAbout checks the shape of a rule about an entity.
func wellAbout(t *testing.T, seed uint64, r *agreement.Rule) {
	t.Helper()
	bad := func(what string) {
		t.Helper()
		t.Errorf("seed %d: %s %s", seed, r.Clause.QName(), what)
	}
	if len(r.Ends) > 0 || len(r.Runs) > 0 || r.ThatOne || r.On.By.Licensee || r.On.To.Licensee {
		bad("is about an entity, and ends or runs, or is for a licensee")
	}
	if r.On.Form != agreement.NoDeal && (r.On.Verb != agreement.IsAcquired || r.On.Form == agreement.UnknownForm) {
		bad("names a form that no deal of its trigger has")
	}
	if (r.On.Group != "") != (r.On.Verb == agreement.LeavesGroup || r.On.Verb == agreement.JoinsGroup) {
		bad("is about a group, and nobody leaves or joins, or the other way round")
	}
	buyer := hasBuyer(&r.On)
	for _, e := range r.Then {
		joins := e.Kind == agreement.EntityJoins
		if joins != (e.Group != "") || joins == (len(e.Grants) > 0) || joins && r.On.Verb != agreement.AcquiresEntity {
			bad("lets somebody join, and names grants or no group")
		}
		if !buyer && (e.Who == agreement.TheBuyer || e.Who == agreement.BuyersAffiliates || e.Limit.Of == agreement.TheBuyer ||
			e.Kind == agreement.RightsExtend || e.Kind == agreement.RightsPass || e.Kind == agreement.RightsNotFor) {
			bad("is about a buyer, and there is none")
		}
		if limited := e.Kind == agreement.RightsLimited; limited != (e.Limit != agreement.Limit{}) || limited && (e.Limit.Set == "") == (e.Limit.Of == 0) {
			bad("limits to two things or to none")
		}
		if e.Limit.Business && r.On.Verb != agreement.TransfersBusiness {
			bad("limits to a business that nobody transferred")
		}
		if (e.Kind == agreement.PriceBecomes) != (e.Price.Kind != 0) {
			bad("says a price, or none")
		}
	}
	if u := r.Undertaken; u != nil && (u.By == agreement.TheBuyer && !buyer || u.By != agreement.TheBuyer && u.By != agreement.TheEntity) {
		bad("hangs on an undertaking of nobody")
	}
	for _, line := range r.Provided {
		if s := line[0].Finding.Subject; s != agreement.SubjectFixed && s != agreement.SubjectEntity && (s != agreement.SubjectBuyer || !buyer) {
			bad("hangs on a finding about what it does not know")
		}
	}
}

// whatIsDealt is what some hundred worlds must hold of deals and of what follows from them.
var whatIsDealt = []string{
	"deal of unknown form", "deal by shares", "deal by merger", "deal between two days", "deal of half", "sale from one to another",
	"on is acquired", "on acquires an entity", "on leaves", "on joins", "on transfers a business", "staying separate only", "not staying separate only",
	"of one business only", "entity rights end", "all rights end", "rights continue", "rights extend", "rights pass", "not to the entity", "not to the buyer",
	"not to affiliates", "limited to a set", "limited to what the entity sold", "limited to what the buyer sold", "limited to a business", "limited, evolving",
	"entity limited", "buyer limited", "not for what the buyer sold", "joins a group", "patents run", "patents free", "entity pays", "buyer pays", "all pay",
	"several effects", "rules of several forms", "provided of the entity", "provided of the buyer", "provided of nothing",
	"undertaken by the buyer", "undertaken by the entity", "undertaken in time", "undertaken at any time",
	"meanwhile acts", "meanwhile not", "meanwhile not stated", "failing acts", "failing not", "failing not stated",
	"undertaken before", "undertaken on the last day", "undertaken a day late", "undertaking between two days", "never undertaken",
	"joined under", "from applications", "from disclosures", "from before a day", "power to change a price",
	"open rule about an entity", "survival against a rule about an entity", "precedence of a rule about an entity", "extension taken from an entity",
}

func noteDeals(note func(string, bool), w *agreement.World) {
	deals := map[agreement.Org]when.Date{}
	given := map[agreement.Name][]*agreement.Fact{}
	for i := range w.Facts {
		f := &w.Facts[i]
		switch b := f.Body.(type) {
		case agreement.Control:
			note("deal of unknown form", b.Deal == agreement.UnknownForm)
			note("deal by shares", b.Deal == agreement.StaysSeparate)
			note("deal by merger", b.Deal == agreement.NotSeparate)
			if b.Deal != agreement.NoDeal {
				note("deal between two days", !f.Begin.Known())
				note("deal of half", b.Millionths == 500_000)
				note("sale from one to another", f.Order == 1)
				deals[b.Held], deals[b.Holder] = f.Begin.Latest, f.Begin.Latest
			}
		case agreement.Event:
			switch b.Verb {
			case agreement.Undertakes:
				given[b.Of] = append(given[b.Of], f)
				note("undertaking between two days", !f.Begin.Known())
			case agreement.TransfersBusiness:
				deals[b.By], deals[b.To] = f.Begin.Latest, f.Begin.Latest
			}
		}
	}
	for _, a := range w.Agreements {
		opens := map[agreement.Name]bool{}
		for _, o := range a.Opens {
			for _, n := range o.Affects {
				opens[n] = true
			}
		}
		forms := map[agreement.Deal]bool{}
		for _, r := range a.Rules {
			if r.On.Instances() {
				forms[r.On.Form] = true
				noteAbout(note, a, r)
				noteUndertaking(note, r, deals, given[r.Clause.QName()])
				note("open rule about an entity", opens[r.Clause.QName()])
			}
		}
		note("rules of several forms", len(forms) > 1)
		for _, x := range a.Patents {
			for _, s := range x.Add {
				note("joined under", len(s.Joined) > 0)
				note("from applications", s.Basis == agreement.OfApplications)
				note("from disclosures", s.Basis == agreement.OfDisclosures)
				note("from before a day", s.Basis != agreement.OfPatents && s.Held.Kind == agreement.HeldBefore)
			}
		}
		for _, x := range a.Powers {
			note("power to change a price", len(x.Changes) > 0)
		}
		for _, x := range a.Survivals {
			for _, r := range a.Rules {
				note("survival against a rule about an entity", r.On.Instances() && has(x.Against, r.Clause.QName()))
			}
		}
	}
}

func noteAbout(note func(string, bool), a *agreement.Agreement, r *agreement.Rule) {
	note("on is acquired", r.On.Verb == agreement.IsAcquired)
	note("on acquires an entity", r.On.Verb == agreement.AcquiresEntity)
	note("on leaves", r.On.Verb == agreement.LeavesGroup)
	note("on joins", r.On.Verb == agreement.JoinsGroup)
	note("on transfers a business", r.On.Verb == agreement.TransfersBusiness)
	note("staying separate only", r.On.Form == agreement.StaysSeparate)
	note("not staying separate only", r.On.Form == agreement.NotSeparate)
	note("of one business only", r.On.Business != "")
	note("several effects", len(r.Then) > 1)
	note("precedence of a rule about an entity", len(r.Precedence.Over)+len(r.Precedence.Under) > 0)
	for _, line := range r.Provided {
		note("provided of the entity", line[0].Finding.Subject == agreement.SubjectEntity)
		note("provided of the buyer", line[0].Finding.Subject == agreement.SubjectBuyer)
		note("provided of nothing", line[0].Finding.Subject == agreement.SubjectFixed)
	}
	for _, e := range r.Then {
		note("entity rights end", e.Kind == agreement.RightsEnd && e.Who == agreement.TheEntity)
		note("all rights end", e.Kind == agreement.RightsEnd && e.Who == agreement.Everybody)
		note("rights continue", e.Kind == agreement.RightsContinue)
		note("rights extend", e.Kind == agreement.RightsExtend)
		note("rights pass", e.Kind == agreement.RightsPass)
		note("not to the entity", e.Kind == agreement.RightsNotTo && e.Who == agreement.TheEntity)
		note("not to the buyer", e.Kind == agreement.RightsNotTo && e.Who == agreement.TheBuyer)
		note("not to affiliates", e.Kind == agreement.RightsNotTo && e.Who == agreement.BuyersAffiliates)
		note("limited to a set", e.Limit.Set != "")
		note("limited to what the entity sold", e.Limit.Of == agreement.TheEntity)
		note("limited to what the buyer sold", e.Limit.Of == agreement.TheBuyer)
		note("limited to a business", e.Limit.Business)
		note("limited, evolving", e.Limit.Evolution)
		note("entity limited", e.Kind == agreement.RightsLimited && e.Who == agreement.TheEntity)
		note("buyer limited", e.Kind == agreement.RightsLimited && e.Who == agreement.TheBuyer)
		note("not for what the buyer sold", e.Kind == agreement.RightsNotFor)
		note("joins a group", e.Kind == agreement.EntityJoins)
		note("patents run", e.Kind == agreement.PatentsRun)
		note("patents free", e.Kind == agreement.PatentsFree)
		note("entity pays", e.Kind == agreement.PriceBecomes && e.Who == agreement.TheEntity)
		note("buyer pays", e.Kind == agreement.PriceBecomes && e.Who == agreement.TheBuyer)
		note("all pay", e.Kind == agreement.PriceBecomes && e.Who == agreement.Everybody)
		for _, x := range a.Extensions {
			note("extension taken from an entity", has(e.Grants, x.Clause.QName()))
		}
	}
}

// noteUndertaking notes what a rule says of an undertaking, and when one is given, counted from the deals of who gives it.
func noteUndertaking(note func(string, bool), r *agreement.Rule, deals map[agreement.Org]when.Date, given []*agreement.Fact) {
	u := r.Undertaken
	if u == nil {
		return
	}
	note("undertaken by the buyer", u.By == agreement.TheBuyer)
	note("undertaken by the entity", u.By == agreement.TheEntity)
	note("undertaken in time", u.Within != nil)
	note("undertaken at any time", u.Within == nil)
	note("meanwhile acts", u.Meanwhile == agreement.Acts)
	note("meanwhile not", u.Meanwhile == agreement.ActsNot)
	note("meanwhile not stated", u.Meanwhile == agreement.StateNotStated)
	note("failing acts", u.Failing == agreement.Acts)
	note("failing not", u.Failing == agreement.ActsNot)
	note("failing not stated", u.Failing == agreement.StateNotStated)
	note("never undertaken", len(given) == 0)
	for _, f := range given {
		on, ok := deals[f.Body.(agreement.Event).By]
		if !ok || u.Within == nil {
			continue
		}
		note("undertaken before", f.Begin.Latest < on)
		note("undertaken on the last day", f.Begin == when.Exact(u.Within.From(on)))
		note("undertaken a day late", f.Begin == when.Exact(u.Within.From(on)+1))
	}
}
