package synth

import (
	"slices"
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// verbs are the words for what happens, by [agreement.Verb].
var verbs = []string{
	"", "sues", "challenges", "becomes insolvent", "rejects", "ends", "gives notice", "gives warning", "cures", "sublicenses", "elects",
	"declines", "sells under", "assigns the agreement", "happens", "transfers a business", "undertakes", "offers", "accepts", "discontinues",
}

// meeting checks that what an agreement says of events names what is there, and is of a shape that check would let
// through.
func meeting(t *testing.T, seed uint64, w agreement.World, a *agreement.Agreement) {
	t.Helper()
	kinds := map[agreement.Name]definition{}
	for _, b := range w.Agreements {
		for _, d := range definitions(b) {
			kinds[d.clause().QName()] = d
		}
	}
	granted := func(names []agreement.Name, by agreement.Clause) {
		for _, n := range names {
			if d := kinds[n]; d.grant == nil && d.extension == nil {
				t.Errorf("seed %d: %s is about %s, which is neither grant nor extension", seed, by.QName(), n)
			}
		}
	}
	for _, d := range definitions(a) {
		if p := d.precedence(); p != nil {
			for _, n := range slices.Concat(p.Over, p.Under) {
				if m := kinds[n]; m == (definition{}) || m.precedence() == nil || n == d.clause().QName() {
					t.Errorf("seed %d: %s prevails over or yields to %s", seed, d.clause().QName(), n)
				}
			}
		}
		switch {
		case d.exclusion != nil:
			granted(d.exclusion.Cuts, d.clause())
		case d.rule != nil:
			wellRuled(t, seed, d.rule)
			granted(slices.Concat(d.rule.Ends, d.rule.Runs), d.clause())
			for _, e := range d.rule.Then {
				granted(e.Grants, d.clause())
				if e.Kind == agreement.EntityJoins && kinds[e.Group].group == nil {
					t.Errorf("seed %d: by %s somebody joins %s", seed, d.clause().QName(), e.Group)
				}
				if n := e.Limit.Set; n != "" && kinds[n].products == nil {
					t.Errorf("seed %d: %s limits to %s", seed, d.clause().QName(), n)
				}
			}
		case d.power != nil:
			granted(d.power.Ends, d.clause())
			granted(d.power.Changes, d.clause())
			if len(d.power.Of) == 0 || (len(d.power.Ends) == 0) == (len(d.power.Changes) == 0) {
				t.Errorf("seed %d: %s is a power of nobody, or to end and to change, or neither", seed, d.clause().QName())
			}
			if d.power.Idle != nil && kinds[d.power.Idle.Under].grant == nil {
				t.Errorf("seed %d: %s waits for sales under %s", seed, d.clause().QName(), d.power.Idle.Under)
			}
		case d.survival != nil:
			granted(d.survival.Keeps, d.clause())
			for _, n := range d.survival.Against {
				if m := kinds[n]; m.rule == nil && m.power == nil {
					t.Errorf("seed %d: %s is against %s, which is neither rule nor power", seed, d.clause().QName(), n)
				}
			}
			if len(d.survival.Keeps) == 0 {
				t.Errorf("seed %d: %s keeps nothing", seed, d.clause().QName())
			}
		case d.extension != nil:
			wellExtended(t, seed, d.extension)
			for _, n := range d.extension.Of {
				if kinds[n].grant == nil {
					t.Errorf("seed %d: %s extends %s, which is no grant", seed, d.clause().QName(), n)
				}
			}
		}
	}
}

func wellRuled(t *testing.T, seed uint64, r *agreement.Rule) {
	t.Helper()
	if r.On.Instances() {
		wellAbout(t, seed, r)
		return
	}
	if len(r.Then) > 0 || r.Undertaken != nil {
		t.Errorf("seed %d: %s is about no entity, and does something to one", seed, r.Clause.QName())
	}
	if (len(r.Ends) > 0) == (len(r.Runs) > 0) {
		t.Errorf("seed %d: %s ends and runs, or neither", seed, r.Clause.QName())
	}
	if r.ThatOne && !r.On.By.Licensee && !r.On.To.Licensee {
		t.Errorf("seed %d: %s is for that licensee, but no licensee plays a part", seed, r.Clause.QName())
	}
	for _, line := range r.Provided {
		if line[0].Finding.Subject != agreement.SubjectFixed {
			t.Errorf("seed %d: %s hangs on a finding about a part of the use", seed, r.Clause.QName())
		}
	}
}

func wellExtended(t *testing.T, seed uint64, x *agreement.Extension) {
	t.Helper()
	n := 0
	for _, says := range []bool{len(x.To) > 0, x.Parties != nil, x.Chain != agreement.NoChain, x.Business} {
		if says {
			n++
		}
	}
	if n != 1 || x.Business && x.Kind != agreement.Transfer {
		t.Errorf("seed %d: %s says %d times to whom it extends", seed, x.Clause.QName(), n)
	}
	if x.Kind != agreement.Sublicence && (x.ByAct || len(x.By) > 0) || x.ByAct && x.Chain != agreement.NoChain {
		t.Errorf("seed %d: %s is given by act, but is no sublicence to somebody", seed, x.Clause.QName())
	}
	if x.Kind == agreement.Transfer && (len(x.Acts) > 0 || x.Parties != nil || x.Chain != agreement.NoChain) {
		t.Errorf("seed %d: %s is a transfer of a part", seed, x.Clause.QName())
	}
	for _, line := range x.Provided {
		if s := line[0].Finding.Subject; s == agreement.SubjectPatent || s == agreement.SubjectAgreement && x.Parties == nil ||
			s == agreement.SubjectProduct && x.Kind == agreement.Transfer {
			t.Errorf("seed %d: %s hangs on a finding about what it does not know", seed, x.Clause.QName())
		}
	}
}

// Two worlds in five have events, and these hold every kind of clause, of event and of state that meaning knows of them.
func TestWorldsHoldWhatHappens(t *testing.T) {
	seen, plain, eventful, dealt, networked := map[string]int{}, 0, 0, 0, 0
	note := func(what string, is bool) {
		if is {
			seen[what]++
		}
	}
	const worlds = 1500
	for seed := range uint64(worlds) {
		c := World(seed, 10)
		any, deals, network := false, false, false
		for i := range c.World.Facts {
			noteEvent(note, &c.World.Facts[i])
		}
		opens := map[agreement.Name]bool{}
		for _, a := range c.World.Agreements {
			any = any || (scene{in: a}).room() < blocksEach && a.Network == nil
			deals = deals || entityRoom(a) < entityRules
			network = network || a.Network != nil
			for _, x := range a.Opens {
				for _, n := range x.Affects {
					opens[n] = true
				}
			}
		}
		tally(&plain, !any && !deals && !network)
		tally(&eventful, any)
		tally(&dealt, deals)
		tally(&networked, network)
		noteStanding(note, &c.World)
		noteDeals(note, &c.World)
		noteNetwork(note, &c.World)
		for _, a := range c.World.Agreements {
			noteClauses(note, a, opens)
		}
		for _, q := range c.Asks {
			note("acquired from, on a spot", any && q.Use.From != "")
			note("made for, on a spot", any && q.Use.For != "")
		}
	}
	for _, share := range []struct {
		what   string
		is     int
		lo, hi int // per cent
	}{
		{"nothing happens", plain, 35, 50}, {"clauses act on events", eventful, 30, 45}, {"rules are about entities", dealt, 15, 30}, {"there is a network", networked, 10, 20},
	} {
		if share.is < worlds*share.lo/100 || share.is > worlds*share.hi/100 {
			t.Errorf("%s in %d of %d worlds", share.what, share.is, worlds)
		}
	}
	for _, what := range slices.Concat(verbs[1:], whatHappens, whatStands, whatIsDealt, whatIsJoined) {
		if seen[what] < 5 {
			t.Errorf("%s: %d times in %d worlds", what, seen[what], worlds)
		}
	}
}

// whatHappens is what some hundred worlds must hold.
var whatHappens = []string{
	"event between two days", "event recorded late", "event taken back", "in response", "as agent", "as exclusive licensee", "with the business",
	"without the business", "of one day in order", "notice to somebody", "notice to nobody", "signature", "signature between two days",
	"on sues", "on challenges", "on becomes insolvent", "on rejects", "on ends", "on happens", "on ceasing to control", "on assigning a patent",
	"agents count", "exclusive licensees count", "controlled entities count", "not in response", "licensee acts", "licensee is sued", "anybody acts",
	"rule for one", "rule for all", "rule on findings", "rights run", "rule ends an extension", "rule ends two",
	"power for one", "power for all", "power on an event", "power when idle", "power on findings", "power without a ground", "warning", "no warning",
	"notice at once", "notice in days", "notice in business days", "notice in months", "notice in quarters", "clear days", "rolled",
	"power ends an extension",
	"survival for good", "survival for a time", "survival for a time not stated", "survival to some", "survival when elected", "survival against one",
	"survival against all", "survival on findings", "survival keeps an extension",
	"sublicence to members", "sublicence by act", "sublicence by some", "exhaustion to members", "parties", "parties on findings", "parties by act",
	"makes for", "acquired from", "transfer to members", "transfer with the business", "extension of two", "extension for some acts",
	"extension on findings of the product", "extension on findings of nothing", "exclusion cuts an extension",
	"have made only if", "over", "under", "over and under", "acquired from, on a spot", "made for, on a spot",
	"sublicence none", "sublicence listed", "sublicence not stated",
	"open rule", "open power", "open survival", "open extension",
}

func noteEvent(note func(string, bool), f *agreement.Fact) {
	if _, ok := f.Body.(agreement.Signature); ok {
		note("signature", true)
		note("signature between two days", !f.Begin.Known())
	}
	e, ok := f.Body.(agreement.Event)
	if !ok {
		return
	}
	note(verbs[e.Verb], true)
	note("event between two days", !f.Begin.Known())
	note("event recorded late", f.Recorded.Real() && f.Recorded > f.Begin.Latest)
	note("event taken back", f.Retracted.Real())
	note("in response", e.InResponse)
	note("as agent", e.As == agreement.AsAgent)
	note("as exclusive licensee", e.As == agreement.AsExclusiveLicensee)
	if e.Verb == agreement.AssignsAgreement {
		note("with the business", e.WithBusiness)
		note("without the business", !e.WithBusiness)
		note("of one day in order", f.Order > 0)
	}
	if e.Verb == agreement.GivesNotice {
		note("notice to somebody", e.To != "")
		note("notice to nobody", e.To == "")
	}
}

// noteClauses notes what the clauses of an agreement that act on events say; opens are the names that open passages
// affect.
func noteClauses(note func(string, bool), a *agreement.Agreement, opens map[agreement.Name]bool) {
	extension := func(names []agreement.Name) bool {
		return slices.ContainsFunc(names, func(n agreement.Name) bool {
			return slices.ContainsFunc(a.Extensions, func(x *agreement.Extension) bool { return x.Clause.QName() == n })
		})
	}
	for _, x := range a.Grants {
		note("have made only if", len(x.HaveMadeIf) > 0)
		note("sublicence "+x.Sublicence, slices.ContainsFunc(a.Extensions, func(e *agreement.Extension) bool { return e.Of[0] == x.Clause.QName() }))
	}
	for _, x := range a.Exclusions {
		note("exclusion cuts an extension", extension(x.Cuts))
	}
	for _, x := range a.Rules {
		noteTrigger(note, x.On)
		note("rule for one", x.ThatOne)
		note("rule for all", !x.ThatOne && len(x.Ends) > 0)
		note("rule on findings", len(x.Provided) > 0)
		note("rights run", len(x.Runs) > 0)
		note("rule ends an extension", extension(x.Ends))
		note("rule ends two", len(x.Ends) > 1)
		note("open rule", opens[x.Clause.QName()])
	}
	for _, x := range a.Powers {
		if x.If != nil {
			noteTrigger(note, *x.If)
		}
		note("power for one", x.ThatOne)
		note("power for all", !x.ThatOne)
		note("power on an event", x.If != nil)
		note("power when idle", x.Idle != nil)
		note("power on findings", len(x.Provided) > 0)
		note("power without a ground", x.If == nil && x.Idle == nil && len(x.Provided) == 0)
		note("warning", x.Warning != nil)
		note("no warning", x.Warning == nil)
		note("notice at once", x.Notice.N == 0)
		note("notice in "+x.Notice.Unit.String()+"s", x.Notice.N > 0)
		note("clear days", x.Notice.Calendar.ClearDays && x.Notice.Unit == when.Day && x.Notice.N > 0)
		note("rolled", x.Notice.Calendar.Roll && x.Notice.N > 0)
		note("power ends an extension", extension(x.Ends))
		note("open power", opens[x.Clause.QName()])
	}
	for _, x := range a.Survivals {
		note("survival for good", x.During == nil)
		note("survival for a time", x.During != nil && !x.During.NotStated)
		note("survival for a time not stated", x.During != nil && x.During.NotStated)
		note("survival to some", len(x.To) > 0)
		note("survival when elected", len(x.Election) > 0)
		note("survival against one", len(x.Against) > 0)
		note("survival against all", len(x.Against) == 0)
		note("survival on findings", len(x.Provided) > 0)
		note("survival keeps an extension", extension(x.Keeps))
		note("open survival", opens[x.Clause.QName()])
	}
	for _, x := range a.Extensions {
		noteExtension(note, x)
		note("open extension", opens[x.Clause.QName()])
	}
	for _, d := range definitions(a) {
		if p := d.precedence(); p != nil {
			note("over", len(p.Over) > 0)
			note("under", len(p.Under) > 0)
			note("over and under", len(p.Over) > 0 && slices.Equal(p.Over, p.Under))
		}
	}
}

func noteTrigger(note func(string, bool), x agreement.Trigger) {
	switch x.Verb {
	case agreement.CeasesToControl:
		note("on ceasing to control", true)
		return
	case agreement.AssignsPatent:
		note("on assigning a patent", true)
		return
	}
	if x.Instances() {
		return
	}
	note("on "+verbs[x.Verb], true)
	note("agents count", x.Agents)
	note("exclusive licensees count", x.Exclusive)
	note("controlled entities count", x.Controlled)
	note("not in response", x.Offensive)
	note("licensee acts", x.By.Licensee)
	note("licensee is sued", x.To.Licensee)
	note("anybody acts", x.Verb == agreement.Sues && x.By.Anybody())
}

func noteExtension(note func(string, bool), x *agreement.Extension) {
	switch x.Kind {
	case agreement.Sublicence:
		note("sublicence to members", len(x.To) > 0 && !x.ByAct)
		note("sublicence by act", len(x.To) > 0 && x.ByAct)
		note("sublicence by some", len(x.By) > 0)
	case agreement.Exhaustion:
		note("exhaustion to members", len(x.To) > 0)
	case agreement.Transfer:
		note("transfer to members", len(x.To) > 0)
		note("transfer with the business", x.Business)
	}
	note("parties", x.Parties != nil)
	note("parties on findings", x.Parties != nil && len(x.Provided) > 0)
	note("parties by act", x.Parties != nil && x.ByAct)
	note("makes for", x.Chain == agreement.MakesFor)
	note("acquired from", x.Chain == agreement.AcquiredFrom)
	note("extension of two", len(x.Of) > 1)
	note("extension for some acts", len(x.Acts) > 0)
	for _, line := range x.Provided {
		note("extension on findings of the product", line[0].Finding.Subject == agreement.SubjectProduct)
		note("extension on findings of nothing", line[0].Finding.Subject == agreement.SubjectFixed)
	}
}
