package synth

import (
	"slices"
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// tally counts what is.
func tally(n *int, is bool) {
	if is {
		*n++
	}
}

// wellNetworked checks that nothing outside of a network speaks of a pair, and that grants of one speak of both sides.
func wellNetworked(t *testing.T, seed uint64, w agreement.World, a *agreement.Agreement) {
	t.Helper()
	sided := func(list []agreement.Member, side agreement.Each) bool {
		return slices.ContainsFunc(list, func(m agreement.Member) bool { return m.Each == side })
	}
	for _, x := range a.Grants {
		from, to := sided(x.From, agreement.EachLicensor), sided(x.To, agreement.EachLicensee)
		if from != (a.Network != nil) || to != from {
			t.Errorf("seed %d: %s speaks of one side of a pair, or of none in a network", seed, x.Clause.QName())
		}
		if (x.AsAccepted || x.During.Accepted) && a.Network == nil || x.AsAccepted && len(x.Under) == 0 {
			t.Errorf("seed %d: %s is as accepted, where nobody accepts", seed, x.Clause.QName())
		}
	}
	for _, x := range a.Patents {
		if paired(x) && a.Network == nil {
			t.Errorf("seed %d: %s speaks of a pair", seed, x.Clause.QName())
		}
	}
	for _, b := range w.Agreements {
		for _, x := range b.Grants {
			for _, i := range x.Under {
				in, _ := i.Set.Split()
				if in == networkID && b.Network == nil {
					t.Errorf("seed %d: %s is under patents of a pair", seed, x.Clause.QName())
				}
			}
		}
	}
}

// whatIsJoined is what some hundred worlds must hold of networks.
var whatIsJoined = []string{
	"network with a notice", "network without a notice", "left by conduct", "left by a finding", "not left by a finding",
	"two accept from one", "accepts all", "accepts some", "accepts twice", "accepts the other way round", "accepts before an offer", "acceptance between two days",
	"discontinued in time", "discontinued on the first day", "discontinued a day early", "discontinued between two days", "announced twice", "offers again",
	"priority to the last discontinuation", "patents of each licensor", "patents of each licensor and below", "licensable by each licensor",
	"as accepted", "not as accepted", "from acceptance on", "not from acceptance on", "from acceptance to a day", "under no set", "exhaustion in a network",
	"rule in a network", "power in a network", "power in a network to change a price", "members of a network elsewhere",
}

func noteNetwork(note func(string, bool), w *agreement.World) {
	at := slices.IndexFunc(w.Agreements, func(a *agreement.Agreement) bool { return a.Network != nil })
	if at < 0 {
		return
	}
	a := w.Agreements[at]
	note("network with a notice", a.Network.Notice.N > 0)
	note("network without a notice", a.Network.Notice.N == 0)
	note("left by conduct", len(a.Network.LeftIf) > 0)
	noteJoining(note, a, w.Facts)
	for _, s := range a.Patents[0].Add {
		note("patents of each licensor", len(s.OwnedBy) == 1)
		note("patents of each licensor and below", len(s.OwnedBy) == 2)
		note("licensable by each licensor", len(s.LicensableBy) > 0)
	}
	for _, line := range a.Patents[0].Where {
		note("priority to the last discontinuation", line[0].ToLeft)
	}
	x := a.Grants[0]
	note("as accepted", x.AsAccepted)
	note("not as accepted", len(x.Under) > 0 && !x.AsAccepted)
	note("under no set", len(x.Under) == 0)
	note("from acceptance on", x.During.Accepted)
	note("not from acceptance on", !x.During.Accepted)
	note("from acceptance to a day", x.During.Accepted && x.During.Span.To.Real())
	note("exhaustion in a network", len(a.Extensions) > 0)
	note("rule in a network", len(a.Rules) > 0)
	for _, p := range a.Powers {
		note("power in a network", len(p.Ends) > 0)
		note("power in a network to change a price", len(p.Changes) > 0)
	}
	for _, b := range w.Agreements {
		for _, y := range b.Grants {
			note("members of a network elsewhere", b != a && slices.ContainsFunc(y.To, func(m agreement.Member) bool { return m.Network != "" }))
		}
	}
}

// noteJoining notes who joins, accepts and leaves, and in which order.
func noteJoining(note func(string, bool), a *agreement.Agreement, facts []agreement.Fact) {
	offered := map[agreement.Org]when.Date{}
	announced, from := map[agreement.Org]bool{}, map[[2]agreement.Org]bool{}
	givers := map[agreement.Org]agreement.Org{}
	for i := range facts {
		f := &facts[i]
		if b, ok := f.Body.(agreement.Finding); ok && len(a.Network.LeftIf) > 0 && b.Term == a.Network.LeftIf[0][0].Finding.Term {
			note("left by a finding", b.Yes && offered[agreement.Org(b.Of)] != 0)
			note("not left by a finding", !b.Yes && offered[agreement.Org(b.Of)] != 0)
		}
		e, ok := f.Body.(agreement.Event)
		if !ok {
			continue
		}
		switch e.Verb {
		case agreement.Offers:
			note("offers again", offered[e.By] != 0)
			offered[e.By] = f.Begin.Latest
		case agreement.Accepts:
			note("accepts all", len(e.Patents) == 0)
			note("accepts some", len(e.Patents) > 0)
			note("acceptance between two days", !f.Begin.Known())
			note("accepts twice", from[[2]agreement.Org{e.By, e.To}])
			note("accepts the other way round", from[[2]agreement.Org{e.To, e.By}])
			note("accepts before an offer", f.Begin.Latest < max(offered[e.By], offered[e.To]))
			if other := givers[e.To]; other != "" {
				note("two accept from one", other != e.By)
			}
			from[[2]agreement.Org{e.By, e.To}], givers[e.To] = true, e.By
		case agreement.Discontinues:
			first := a.Network.Notice.From(f.Begin.Latest)
			note("discontinued in time", e.Effective > first)
			note("discontinued on the first day", e.Effective == first && f.Begin.Known())
			note("discontinued a day early", e.Effective == first-1 && f.Begin.Known())
			note("discontinued between two days", !f.Begin.Known())
			note("announced twice", announced[e.By])
			announced[e.By] = true
		}
	}
}
