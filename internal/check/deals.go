package check

import (
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
	"github.com/crossgrant/crossgrant/when"
)

// deal is an acquisition or a sale among the facts of a journal or of a case.
type deal struct {
	fact int           // index of its first fact
	two  bool          // the fact after it is of the same statement: the seller's, then the buyer's
	at   diag.Range    // of the statement
	sold bool          // the first fact ends what a seller held
	held agreement.Org // the entity
}

// deal notes what a statement says if it is one; first is the index that its first fact gets.
func (x *ctx) deal(to []deal, st *syntax.Statement, first int, fs []agreement.Fact) []deal {
	if len(fs) == 0 {
		return to
	}
	_, bought := st.Body.(*syntax.Acquires)
	_, sold := st.Body.(*syntax.Sells)
	if !bought && !sold {
		return to
	}
	return append(to, deal{first, len(fs) > 1, st.Head, sold, fs[0].Body.(agreement.Control).Held})
}

// controls lowers a holding that is stated as such.
func (x *ctx) controls(b *syntax.Controls) (agreement.FactBody, bool) {
	if !b.Ceases && b.Percent == nil {
		_, _, _ = x.parties(b.Holder, b.Held, b.At)
		x.error(diag.MissingPercentage, b.At, b.Holder.Text+" controls "+b.Held.Text+", but by how much?", "Groups ask for a share of the votes. Add it: 100%, 60%; where only control as such is known, write the share you take and add an assumed line.")
		return nil, false
	}
	return x.holds(b.Holder, b.Held, b.Percent, b.Ceases, b.At)
}

// acquires lowers an acquisition: from that day on the holder holds the share, or the whole where none is written.
func (x *ctx) acquires(st *syntax.Statement, b *syntax.Acquires) (agreement.FactBody, bool) {
	body, ok := x.holds(b.Holder, b.Held, b.Percent, false, b.At)
	return x.dealt(body, st, b.Form), ok
}

// dealt says of a holding that it came by a deal, and of which form.
func (x *ctx) dealt(body agreement.FactBody, st *syntax.Statement, form string) agreement.FactBody {
	c, ok := body.(agreement.Control)
	if !ok {
		return body
	}
	p := st.Get("staying a separate entity")
	switch {
	case p != nil && form == "shares":
		x.warn(diag.WithoutEffect, p.At, "who is acquired by its shares stays a separate entity", "The line says it once more. Remove it, or correct the form.")
		c.Deal = agreement.StaysSeparate
	case p != nil, form == "shares":
		c.Deal = agreement.StaysSeparate
	case form == "merger":
		c.Deal = agreement.NotSeparate
	default:
		c.Deal = agreement.UnknownForm
	}
	return c
}

// sale lowers a sale to what it ends and, where the buyer is named, what it begins. The two facts have one number, so
// that they stand in this order by themselves (see orderSales).
func (x *ctx) sale(st *syntax.Statement, b *syntax.Sells, f agreement.Fact) []agreement.Fact {
	ends, ok := x.holds(b.Seller, b.Held, nil, true, b.At)
	bodies := []agreement.FactBody{ends}
	if b.Buyer != nil {
		begins, good := x.buyer(b)
		bodies, ok = append(bodies, x.dealt(begins, st, b.Form)), ok && good
	}
	if !x.dates(st, ends, &f) || !ok {
		return nil
	}
	x.recordedInTime(st, &f)
	out := make([]agreement.Fact, len(bodies))
	for i, body := range bodies {
		out[i] = f
		out[i].Body = body
		out[i].Text = saleText(b, ends.(agreement.Control), bodies[len(bodies)-1].(agreement.Control))
	}
	// What belongs to the statement alone belongs to each of its facts, and neither may change the other's.
	for i := range out {
		out[i].Assumed = slices.Clone(f.Assumed)
	}
	return out
}

// buyer lowers the buyer's side of a sale. The entity has been looked up with the seller's.
func (x *ctx) buyer(b *syntax.Sells) (agreement.FactBody, bool) {
	buyer, ok := x.org(*b.Buyer)
	held, known := x.known.organisation(b.Held.Text)
	if seller, _ := x.known.organisation(b.Seller.Text); ok && buyer == seller {
		x.error(diag.ControlCycle, b.At, b.Seller.Text+" cannot sell "+b.Held.Text+" to itself", "Name the one who bought it; what one holder keeps is written SELLER controls ENTITY 49%.")
		return nil, false
	}
	if ok && known && buyer == held {
		x.error(diag.ControlCycle, b.At, b.Buyer.Text+" cannot control itself", "The shares that a company holds in itself carry no votes. Name its holder.")
		return nil, false
	}
	share, good := x.holding(*b.Buyer, b.Held, b.Percent, false)
	return agreement.Control{Holder: buyer, Held: held, Millionths: share}, ok && known && good
}

// holds lowers one holding; without a percentage it is the whole, or nothing where it ends.
func (x *ctx) holds(holder, held syntax.Name, p *syntax.Percent, ends bool, at diag.Range) (agreement.FactBody, bool) {
	h, e, ok := x.parties(holder, held, at)
	share, good := x.holding(holder, held, p, ends)
	if !ok || !good {
		return nil, false
	}
	return agreement.Control{Holder: h, Held: e, Millionths: share}, true
}

// parties finds who holds and what is held.
func (x *ctx) parties(holder, held syntax.Name, at diag.Range) (h, e agreement.Org, ok bool) {
	h, ok1 := x.org(holder)
	e, ok2 := x.org(held)
	if ok1 && ok2 && h == e {
		x.error(diag.ControlCycle, at, holder.Text+" cannot control itself", "The shares that a company holds in itself carry no votes. Name its holder.")
		return h, e, false
	}
	return h, e, ok1 && ok2
}

// holding is the share that a statement gives.
func (x *ctx) holding(holder, held syntax.Name, p *syntax.Percent, ends bool) (int64, bool) {
	switch {
	case ends:
		return 0, true
	case p == nil:
		return whole, true
	}
	share, ok := x.percent(p)
	if ok && share == 0 {
		x.error(diag.ImpossiblePercentage, p.At, "a holding of 0% is no control", "Write: "+holder.Text+" ceases to control "+held.Text+".")
		return 0, false
	}
	return share, ok
}

// needsDay reports an acquisition, a sale or another event without a day: what it changes has to be told from what was
// before.
func (x *ctx) needsDay(st *syntax.Statement, body agreement.FactBody) bool {
	if _, ok := body.(agreement.Event); ok {
		x.error(diag.MissingDay, st.Head, "an event has a day", "What follows from it begins on that day. Write the day in front, or between DATE and DATE.")
		return false
	}
	switch st.Body.(type) {
	case *syntax.Milestone:
		x.error(diag.MissingDay, st.Head, "an invention is made, and disclosed, on some day", "Nothing but this day is stated here. Write the day in front, or between DATE and DATE.")
		return false
	case *syntax.Acquires, *syntax.Sells:
		x.error(diag.MissingDay, st.Head, "an acquisition or a sale has a day", "Without it nobody can tell which holdings came before. Write the day in front, or between DATE and DATE; a holding that has always been is written HOLDER controls ENTITY 100%.")
		return false
	}
	return true
}

// acquisitionText and saleText keep the verb of the statement, with the ids that its names lead to.
func acquisitionText(b *syntax.Acquires, c agreement.Control) string {
	s := &syntax.Statement{Body: &syntax.Acquires{Holder: idOf(c.Holder), Held: idOf(c.Held), Percent: percentOf(b.Percent, c), Form: b.Form}}
	return s.Text()
}

func saleText(b *syntax.Sells, seller, buyer agreement.Control) string {
	t := &syntax.Sells{Seller: idOf(seller.Holder), Held: idOf(seller.Held), Form: b.Form}
	if b.Buyer != nil {
		n := idOf(buyer.Holder)
		t.Buyer, t.Percent = &n, percentOf(b.Percent, buyer)
	}
	return (&syntax.Statement{Body: t}).Text()
}

func idOf(o agreement.Org) syntax.Name { return syntax.Name{Text: string(o)} }

func percentOf(written *syntax.Percent, c agreement.Control) *syntax.Percent {
	if written == nil {
		return nil
	}
	return &syntax.Percent{Text: strings.TrimSuffix(agreement.Percent(c.Millionths), "%")}
}

// orderSales gives the two facts of a sale one number where the statement has none, so that the sale raises no question
// of order by itself. Where another fact about the entity may be of that day and has a number, or is of a sale of its
// own, the numbers would say more than anybody stated: there the two stay without one, and the order is asked.
// Others are the facts of the world, where own are those of a case.
func orderSales(own []agreement.Fact, deals []deal, others []agreement.Fact) {
	sale := map[int]bool{}
	about := map[agreement.Org][]*agreement.Fact{} // entity sold -> facts that would be told from the sale by a number
	for _, d := range deals {
		if d.two {
			sale[d.fact], sale[d.fact+1] = true, true
			about[d.held] = nil
		}
	}
	if len(sale) == 0 {
		return
	}
	gather := func(facts []agreement.Fact, sale map[int]bool) {
		for i := range facts {
			b, ok := facts[i].Body.(agreement.Control)
			if _, sold := about[b.Held]; ok && sold && (facts[i].Order != 0 || sale[i]) {
				about[b.Held] = append(about[b.Held], &facts[i])
			}
		}
	}
	gather(others, nil)
	gather(own, sale)
	var numbered []int
	for _, d := range deals {
		first := &own[d.fact]
		if !d.two || first.Order != 0 {
			continue
		}
		if second := &own[d.fact+1]; !slices.ContainsFunc(about[d.held], func(g *agreement.Fact) bool { return g != first && g != second && mayMeet(first, g) }) {
			numbered = append(numbered, d.fact, d.fact+1)
		}
	}
	for _, i := range numbered {
		own[i].Order = 1
	}
}

// mayMeet reports whether two facts may be of one day and believed at one time.
func mayMeet(a, b *agreement.Fact) bool {
	fa, ta := believed(a)
	fb, tb := believed(b)
	return a.Begin.Earliest <= b.Begin.Latest && b.Begin.Earliest <= a.Begin.Latest && fa < tb && fb < ta
}

// believed are the first day on which a fact is known and the first on which it is no longer believed.
func believed(f *agreement.Fact) (from, to when.Date) {
	from, to = when.Min, when.Max
	switch {
	case f.Given:
	case f.Recorded != when.None:
		from = f.Recorded
	case f.Dated && f.Begin.Earliest > when.Min:
		from = f.Begin.Earliest
	}
	if f.Retracted != when.None && !f.Given {
		to = f.Retracted
	}
	return from, to
}

// dealings warns about sellers that held nothing, and about acquisitions that may be meant to come on top of what the
// buyer held. Entities some of whose facts are of a day that is not known are left to the questions of the answers.
func (c *checker) dealings(facts []agreement.Fact) {
	of := map[agreement.Org][]int{} // entity -> its facts, in the order of taking effect
	for _, i := range controlFacts(facts) {
		e := facts[i].Body.(agreement.Control).Held
		of[e] = append(of[e], i)
	}
	vague := map[agreement.Org]bool{}
	for i := range facts {
		if b, ok := facts[i].Body.(agreement.Control); ok && !facts[i].Begin.Known() && facts[i].Retracted == when.None {
			vague[b.Held] = true
		}
	}
	x := &ctx{checker: c}
	for _, d := range c.deals {
		f := &facts[d.fact]
		if f.Retracted != when.None || vague[d.held] {
			continue
		}
		b := f.Body.(agreement.Control)
		earlier := of[d.held][:slices.Index(of[d.held], d.fact)]
		day := f.Begin.Earliest
		before := holdersOn(facts, earlier, day)
		had := before[b.Holder].share
		if eve := holdersOn(facts, earlier, day-1); d.sold && had == 0 && eve[b.Holder].share > 0 {
			continue // another statement says that the seller held it until the day before
		}
		switch {
		case d.sold && had == 0:
			detail := "Nobody is known to hold it then. "
			if who := holders(before); who != "" {
				detail = "It is held by " + who + " then. "
			}
			x.warn(diag.SellsWithoutHolding, d.at, string(b.Holder)+" holds nothing in "+string(d.held)+" at that moment",
				detail+"The sale ends nothing; what a buyer holds begins all the same. Name the holder that sells, correct the day, or state the holding that is missing.")
		case !d.sold && had > 0 && b.Millionths < whole && had+b.Millionths <= whole:
			x.warn(diag.AcquiresMore, d.at, string(b.Holder)+" held "+agreement.Percent(had)+" of "+string(d.held)+" before, and holds "+agreement.Percent(b.Millionths)+" from then on",
				"The share is what is held from that day on, not what is added. If "+agreement.Percent(b.Millionths)+" came on top, write "+agreement.Percent(had+b.Millionths)+"; otherwise state the holding with controls: "+string(b.Holder)+" controls "+string(d.held)+" "+agreement.Percent(b.Millionths)+".")
		}
	}
}

// holders lists who holds something, with the shares.
func holders(h map[agreement.Org]holding) string {
	var out []string
	for o, x := range h {
		if x.share > 0 {
			out = append(out, string(o)+" ("+agreement.Percent(x.share)+")")
		}
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}
