package synth

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// dealShare is how many of a hundred worlds without other events have entities that are bought, come or go, and clauses
// that act on it.
const dealShare = 34

// entityRules is how many rules about an entity an agreement has at most, besides its other clauses that act on events.
const entityRules = 4

// newcomers are the organisations that deals bring into a world. Nothing else is known of them, so that what they hold
// and own is mostly certain.
var newcomers = []agreement.Org{"ida", "jon", "kit", "lou", "mae", "ned", "oda", "pia"}

// cast is who takes part in a deal about the grant of a scene, and with which products.
type cast struct {
	scene
	entity agreement.Org // who is bought, leaves or joins, or transfers a business: the licensee or what it controls
	below  agreement.Org // what the entity controls; empty: nothing
	buyer  agreement.Org
	beside agreement.Org // an affiliate of the buyer
	old    string        // a product of the entity of before the deal
	other  string        // one of another business, mostly
	next   string        // one of after it, which may have evolved from the old one
	rival  string        // a product of the buyer of before the deal

	sure    []string // a patent of the licensor about which nothing is in doubt
	patents []string // patents that the entity owns, where it is they on which rights hang
}

// dealings adds one to three plots about deals to a world, and puts questions about them in place of the first ones, where
// there are many.
func (g *gen) dealings(asks []Ask) []Ask {
	sc, ok := g.scene()
	if !ok || len(g.agreements) == 0 {
		return asks
	}
	had, spots := len(g.facts), len(g.spots)
	c := g.cast(sc)
	for range 1 + g.IntN(3) {
		g.plot(c)
	}
	g.settle(had)
	g.lateEvents(had)
	g.Shuffle(len(g.spots)-spots, func(i, j int) { g.spots[spots+i], g.spots[spots+j] = g.spots[spots+j], g.spots[spots+i] })
	more := g.askAt(g.spots[spots:], 8)
	return append(asks[max(0, len(asks)+len(more)-10):], more...)
}

// dealValues is how many combined values the days and orders of facts may have in a world of deals: who is in a group is
// asked of every day on which somebody may have come or gone.
const dealValues = 48

// settle makes days known, of facts from a place on, the last first, until the world has few enough values.
func (g *gen) settle(from int) {
	for i := len(g.facts) - 1; i >= from && Values(g.facts) > dealValues; i-- {
		g.facts[i].Begin = when.Exact(g.facts[i].Begin.Latest)
	}
}

// cast draws who takes part.
func (g *gen) cast(sc scene) cast {
	if sc.licensor == "" {
		sc.licensor = g.oneIn(sc.grant.From)
	}
	c := cast{scene: sc, entity: sc.licensee, buyer: g.outsider(sc)}
	c.on = max(c.on, g.pool[6])
	if g.chance(60) {
		c.entity = g.newcomer()
		g.stake(sc.licensee, c.entity, 0)
	}
	if g.chance(60) {
		c.below = g.newcomer()
		g.stake(c.entity, c.below, 0)
	}
	if g.chance(75) {
		c.buyer = g.newcomer()
	}
	if c.beside = g.outsider(sc); g.chance(70) {
		c.beside = g.newcomer()
		if g.chance(30) {
			g.stake(c.beside, c.buyer, 0)
		} else {
			g.stake(c.buyer, c.beside, 0)
		}
	}
	c.sure = g.ownPatent(c.licensor, c.on)
	g.wares(&c)
	return c
}

// newcomer declares an organisation that is new to the world; where all are there, it is one of them.
func (g *gen) newcomer() agreement.Org {
	for _, o := range newcomers {
		if !has(g.orgs, o) {
			g.orgs = append(slices.Clone(g.orgs), o)
			b := agreement.Organisation{ID: o, Name: string(o)}
			g.declare(agreement.FactText(b), b)
			return o
		}
	}
	return pick(g, newcomers...)
}

// stake gives an organisation the most of another since ever, as a rule; now and then just not the most, or only from a
// day on. A share of zero is drawn. Nothing is stated where that would close a ring, or cost too many cases.
func (g *gen) stake(holder, held agreement.Org, share int64) {
	if share == 0 {
		share = pick(g, int64(whole), whole, 600_000, 600_000, 510_000, 500_000)
	}
	if holder == held || g.reaches(held, holder) {
		return
	}
	n, b := len(g.facts), agreement.Control{Holder: holder, Held: held, Millionths: share}
	if g.chance(85) {
		g.declare(agreement.FactText(b), b)
	} else {
		g.fact(when.Exact(g.day(2, 8)), when.Max, true, agreement.FactText(b), b)
	}
	g.affordable(n)
}

// affordable takes facts from a place on out again where control would have too many values with them, and reports
// whether they could stay.
func (g *gen) affordable(from int) bool {
	if control, _ := g.values(); control > controlValues {
		g.facts = g.facts[:from]
		return false
	}
	return true
}

// reaches reports whether one organisation is ever said to hold something of another, itself or through others.
func (g *gen) reaches(holder, held agreement.Org) bool {
	seen := map[agreement.Org]bool{holder: true}
	for grown := true; grown; {
		grown = false
		for i := range g.facts {
			if c, ok := g.facts[i].Body.(agreement.Control); ok && seen[c.Holder] && !seen[c.Held] {
				seen[c.Held], grown = true, true
			}
		}
	}
	return seen[held]
}

// wares declares the products of a cast, where the world does not have them yet: one that the entity sold before the deal,
// one of its other business, one it sells later, and one of the buyer, which may contain the first.
func (g *gen) wares(c *cast) {
	c.old, c.other, c.next, c.rival = "lamp", "loom", "lens", "lathe"
	if has(g.products, c.old) {
		return
	}
	g.products = append(slices.Clone(g.products), c.old, c.other, c.next, c.rival)
	maker := c.entity
	if c.below != "" && g.chance(25) {
		maker = c.below
	}
	g.ware(c.old, maker, businesses[0], g.soldAbout(c.on))
	g.ware(c.other, c.entity, businesses[1], g.soldAbout(c.on))
	if g.ware(c.next, c.entity, businesses[0], when.Interval{From: c.on + when.Date(g.IntN(200)), To: when.Max}); g.chance(70) {
		f := agreement.Finding{Term: "natural evolution", Of: c.next, Yes: g.chance(70)}
		if g.chance(60) {
			f.From = c.old
		}
		g.fact(when.Exact(c.on), when.Max, true, agreement.FactText(f), f)
	}
	maker = c.buyer
	if g.chance(20) {
		maker = c.beside
	}
	var parts []agreement.Part
	if g.chance(30) {
		parts = append(parts, agreement.Part{ID: c.old})
	}
	g.ware(c.rival, maker, pick(g, businesses...), g.soldAbout(c.on), parts...)
}

// soldAbout draws a time of being on sale that begins before a day, mostly, and may end just before it.
func (g *gen) soldAbout(d when.Date) when.Interval {
	switch g.IntN(10) {
	case 0:
		return when.Interval{From: d - 700, To: d} // last sold the day before
	case 1:
		return when.Interval{From: d - 700, To: d - 1}
	case 2:
		return when.Interval{From: d, To: when.Max}
	case 3:
		return when.Interval{From: d - 1, To: when.Max}
	}
	return when.Interval{From: d - 700, To: when.Max}
}

// ware declares a product. Of some it is not known when they were on sale, or of which business they are.
func (g *gen) ware(id string, maker agreement.Org, business string, sold when.Interval, parts ...agreement.Part) {
	p := agreement.Product{
		ID: id, Name: id, Maker: maker, Category: some(g, 1, 2, categories...), Business: business,
		Contains: parts, OnSale: when.NewSpans(sold), Brand: string(maker), Implements: standards[:1],
	}
	switch g.IntN(12) {
	case 0:
		p.OnSale = nil
	case 1:
		p.Business = ""
	}
	g.declare(agreement.FactText(p), p)
}

// buys states that an organisation comes to hold another: a deal of some form, or one of which no form is known, a sale by
// who held it, a plain holding, or a share that gives no control. It says on which days something changes.
func (g *gen) buys(sc scene, buyer, entity agreement.Org, form agreement.Deal) []when.Date {
	if g.slips(sc, 15) { // it has control already
		g.stake(buyer, entity, 510_000)
	}
	b := agreement.Control{Holder: buyer, Held: entity, Millionths: pick(g, int64(whole), whole, whole, 600_000, 510_000), Deal: form}
	switch {
	case g.chance(25):
		b.Deal = agreement.UnknownForm
	case g.slips(sc, 30):
		b.Deal = pick(g, agreement.NoDeal, agreement.StaysSeparate, agreement.NotSeparate)
	}
	if g.slips(sc, 15) {
		b.Millionths = 500_000
	}
	n, at := len(g.facts), when.Exact(sc.on)
	if g.chance(18) {
		at = when.Bounds{Earliest: sc.on - when.Date(g.IntN(2)), Latest: sc.on + 1}
	}
	order := 0
	if seller := g.holderOf(entity, sc.on); seller != "" && seller != buyer && g.chance(30) {
		order, at, b.Deal = 1, when.Exact(sc.on), agreement.UnknownForm
		s := agreement.Control{Holder: seller, Held: entity}
		g.fact(at, when.Max, true, agreement.FactText(s), s).Order = order
	}
	g.fact(at, when.Max, true, agreement.FactText(b), b).Order = order
	if !g.affordable(n) {
		at = when.Exact(sc.on)
		if g.fact(at, when.Max, true, agreement.FactText(b), b); !g.affordable(n) {
			return []when.Date{sc.on}
		}
	}
	out := []when.Date{at.Earliest, at.Latest}
	switch g.IntN(12) {
	case 0: // and lets it go again
		d := at.Latest + when.Date(1+g.IntN(400))
		s := agreement.Control{Holder: buyer, Held: entity}
		if n = len(g.facts); g.chance(50) {
			s.Millionths = 490_000
		}
		if g.fact(when.Exact(d), when.Max, true, agreement.FactText(s), s); g.affordable(n) {
			out = append(out, d)
		}
	case 1: // somebody else buys it from there
		d := at.Latest + when.Date(1+g.IntN(400))
		s := agreement.Control{Holder: g.otherThan(entity), Held: entity, Millionths: whole, Deal: agreement.StaysSeparate}
		if n = len(g.facts); !g.reaches(entity, s.Holder) {
			if g.fact(when.Exact(d), when.Max, true, agreement.FactText(s), s); g.affordable(n) {
				out = append(out, d)
			}
		}
	}
	return out
}

// holderOf is somebody who holds most of an organisation before a day, by a fact of a known day; empty: nobody is known to.
func (g *gen) holderOf(held agreement.Org, before when.Date) agreement.Org {
	for i := range g.facts {
		f := &g.facts[i]
		if c, ok := f.Body.(agreement.Control); ok && c.Held == held && c.Millionths > 500_000 && f.Begin.Latest < before && f.End == when.Max {
			return c.Holder
		}
	}
	return ""
}

// entityRoom is how many more rules about an entity an agreement may have.
func entityRoom(a *agreement.Agreement) int {
	n := entityRules
	for _, r := range a.Rules {
		if r.On.Instances() {
			n--
		}
	}
	return n
}
