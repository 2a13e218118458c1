package synth

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
)

// Drop returns the case without the items that keep refuses. An item is named by its kind and its place among the
// items of that kind, counted over the whole case. Kinds are those that [Shrink] goes through: "ask", "agreement",
// "fact", "record", the definitions of an agreement, and "line" for every single line or list item of these. The case
// given is not changed. A definition that refers to one dropped refers to nothing; evaluators must bear that.
func Drop(c Case, keep func(kind string, i int) bool) Case {
	d := dropper{keep: keep, seen: map[string]int{}}
	out := c
	out.Asks = only(&d, "ask", c.Asks)
	out.Records = only(&d, "record", c.Records)
	out.World.Facts = only(&d, "fact", c.World.Facts)
	out.World.Agreements = nil
	for _, a := range only(&d, "agreement", c.World.Agreements) {
		b := *a
		b.Network = changed(a.Network, func(x *agreement.Network) { x.LeftIf = only(&d, "line", x.LeftIf) })
		b.Groups = each(only(&d, "group", a.Groups), d.group)
		b.Patents = each(only(&d, "patents", a.Patents), d.patents)
		b.Products = each(only(&d, "products", a.Products), d.products)
		b.Grants = each(only(&d, "grant", a.Grants), d.grant)
		b.Exclusions = each(only(&d, "exclusion", a.Exclusions), d.exclusion)
		b.Rules = each(only(&d, "rule", a.Rules), d.rule)
		b.Powers = each(only(&d, "power", a.Powers), d.power)
		b.Survivals = each(only(&d, "survival", a.Survivals), d.survival)
		b.Extensions = each(only(&d, "extension", a.Extensions), d.extension)
		b.Opens = each(only(&d, "open", a.Opens), func(x *agreement.Open) {
			x.Affects = only(&d, "line", x.Affects)
		})
		b.Readings = slices.DeleteFunc(each(only(&d, "reading", a.Readings), d.reading), func(x *agreement.Reading) bool {
			return len(x.Options) < 2 // what can be read in one way is no reading
		})
		out.World.Agreements = append(out.World.Agreements, &b)
	}
	return out
}

type dropper struct {
	keep func(kind string, i int) bool
	seen map[string]int
}

func (d *dropper) group(x *agreement.Group) {
	x.Is, x.Perhaps, x.Without = only(d, "line", x.Is), only(d, "line", x.Perhaps), only(d, "line", x.Without)
}

func (d *dropper) patents(x *agreement.PatentSet) {
	x.Add, x.Where, x.Family = only(d, "line", x.Add), only(d, "line", x.Where), only(d, "line", x.Family)
	x.Except, x.OnlyIf = only(d, "line", x.Except), only(d, "line", x.OnlyIf)
}

func (d *dropper) products(x *agreement.ProductSet) {
	x.Are, x.OnSale = only(d, "line", x.Are), only(d, "line", x.OnSale)
	x.Where, x.Except = only(d, "line", x.Where), only(d, "line", x.Except)
}

func (d *dropper) grant(x *agreement.Grant) {
	x.From, x.To, x.Acts = only(d, "line", x.From), only(d, "line", x.To), only(d, "line", x.Acts)
	x.Under, x.For, x.Provided = only(d, "line", x.Under), only(d, "line", x.For), only(d, "line", x.Provided)
	x.HaveMadeIf = only(d, "line", x.HaveMadeIf)
	d.precedence(&x.Precedence)
}

func (d *dropper) exclusion(x *agreement.Exclusion) {
	x.Cuts, x.For, x.Except = only(d, "line", x.Cuts), only(d, "line", x.For), only(d, "line", x.Except)
	x.Under, x.Acts, x.Provided = only(d, "line", x.Under), only(d, "line", x.Acts), only(d, "line", x.Provided)
	d.precedence(&x.Precedence)
}

func (d *dropper) rule(x *agreement.Rule) {
	d.trigger(&x.On)
	x.Provided, x.Ends, x.Runs = only(d, "line", x.Provided), only(d, "line", x.Ends), only(d, "line", x.Runs)
	x.Then, x.Undertaken = only(d, "line", x.Then), line(d, x.Undertaken)
	for i := range x.Then {
		e := &x.Then[i]
		e.Grants = only(d, "line", e.Grants)
		e.Limit.Evolution = e.Limit.Evolution && only(d, "line", []bool{true}) != nil
	}
	d.precedence(&x.Precedence)
}

func (d *dropper) power(x *agreement.Power) {
	x.Of, x.Ends, x.Provided = only(d, "line", x.Of), only(d, "line", x.Ends), only(d, "line", x.Provided)
	x.Changes = only(d, "line", x.Changes)
	x.If, x.Idle, x.Warning = changed(line(d, x.If), d.trigger), line(d, x.Idle), line(d, x.Warning)
	d.precedence(&x.Precedence)
}

func (d *dropper) survival(x *agreement.Survival) {
	x.Keeps, x.Against, x.During = only(d, "line", x.Keeps), only(d, "line", x.Against), line(d, x.During)
	x.To, x.Election, x.Provided = only(d, "line", x.To), only(d, "line", x.Election), only(d, "line", x.Provided)
	d.precedence(&x.Precedence)
}

// extension leaves the lines that say to whom it extends: without them it would be none.
func (d *dropper) extension(x *agreement.Extension) {
	x.Of, x.By = only(d, "line", x.Of), only(d, "line", x.By)
	x.Acts, x.Provided = only(d, "line", x.Acts), only(d, "line", x.Provided)
	if len(x.To) > 1 {
		x.To = append(x.To[:1:1], only(d, "line", x.To[1:])...)
	}
	d.precedence(&x.Precedence)
}

// trigger drops no role whole, which would let anybody play it.
func (d *dropper) trigger(x *agreement.Trigger) {
	for _, r := range []*agreement.Role{&x.By, &x.To} {
		if len(r.Members) > 1 {
			r.Members = append(r.Members[:1:1], only(d, "line", r.Members[1:])...)
		}
	}
	for _, says := range []*bool{&x.Agents, &x.Exclusive, &x.Controlled, &x.Offensive} {
		*says = *says && only(d, "line", []*bool{says}) != nil
	}
}

func (d *dropper) precedence(x *agreement.Precedence) {
	x.Over, x.Under = only(d, "line", x.Over), only(d, "line", x.Under)
}

func (d *dropper) reading(x *agreement.Reading) {
	x.Options = only(d, "option", x.Options)
	for i := range x.Options {
		o := &x.Options[i]
		o.Group, o.Patents, o.Products = changed(o.Group, d.group), changed(o.Patents, d.patents), changed(o.Products, d.products)
		o.Grant, o.Exclusion = changed(o.Grant, d.grant), changed(o.Exclusion, d.exclusion)
	}
}

// only keeps the items that the dropper keeps, in a new slice; none left is nil, as if nothing had been written.
func only[T any](d *dropper, kind string, items []T) []T {
	var out []T
	for _, x := range items {
		i := d.seen[kind]
		d.seen[kind]++
		if d.keep(kind, i) {
			out = append(out, x)
		}
	}
	return out
}

// line keeps what stands in a line of its own, or nothing.
func line[T any](d *dropper, p *T) *T {
	if p == nil || only(d, "line", []*T{p}) == nil {
		return nil
	}
	return p
}

// changed is a copy with a change; nil stays nil.
func changed[T any](p *T, change func(*T)) *T {
	x := copied(p)
	if x != nil {
		change(x)
	}
	return x
}

// each copies what the pointers point to and changes the copies.
func each[T any](items []*T, change func(*T)) []*T {
	var out []*T
	for _, p := range items {
		out = append(out, changed(p, change))
	}
	return out
}

// Shrink removes items as long as the case still fails, the big ones first, and returns a case from which no single
// item can be removed. It calls fails often: some hundred times for an ordinary world.
func Shrink(c Case, fails func(Case) bool) Case {
	kinds := []string{
		"ask", "agreement", "reading", "option", "rule", "power", "survival", "extension", "exclusion", "open", "grant", "record", "fact", "group",
		"patents", "products", "line",
	}
	for again := true; again; {
		again = false
		for _, kind := range kinds {
			for size := max(1, count(c, kind)/2); size > 0; size /= 2 {
				for from := 0; from < count(c, kind); {
					smaller := Drop(c, func(k string, i int) bool { return k != kind || i < from || i >= from+size })
					if fails(smaller) {
						c, again = smaller, true
						continue
					}
					from += size
				}
			}
		}
	}
	return c
}

// count says how many items of a kind the case has.
func count(c Case, kind string) int {
	n := 0
	Drop(c, func(k string, _ int) bool {
		if k == kind {
			n++
		}
		return true
	})
	return n
}

// String lists the case for a person who looks for the reason of a failure. It is not the agreement language: it
// shows every field of the model that matters to the answers.
func (c Case) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "seed %d\n", c.Seed)
	for i := range c.World.Facts {
		f := &c.World.Facts[i]
		fmt.Fprintf(&b, "fact %d: %s; begins %s", i, f.Text, f.Begin)
		if f.End.Real() {
			fmt.Fprintf(&b, ", ends before %s", f.End)
		}
		if f.Order > 0 {
			fmt.Fprintf(&b, ", order %d", f.Order)
		}
		if f.Recorded.Real() {
			fmt.Fprintf(&b, ", recorded %s", f.Recorded)
		}
		if f.Retracted.Real() {
			fmt.Fprintf(&b, ", retracted %s", f.Retracted)
		}
		fmt.Fprintf(&b, "\n    %+v\n", f.Body)
	}
	for _, r := range c.Records {
		fmt.Fprintf(&b, "record %+v\n", r)
	}
	for _, a := range c.World.Agreements {
		fmt.Fprintf(&b, "agreement %s signed %s effective %s\n", a.Clause.Name, a.Signed, a.Effective)
		if a.Network != nil {
			fmt.Fprintf(&b, "  network %+v\n", *a.Network)
		}
		for _, x := range definitions(a) {
			fmt.Fprintf(&b, "  %s\n", x)
		}
		for _, x := range a.Opens {
			fmt.Fprintf(&b, "  %s %s affects %v\n", x.Clause.Kind, x.Clause.Name, x.Affects)
		}
		for _, r := range a.Readings {
			fmt.Fprintf(&b, "  reading %s of %s\n", r.Clause.Name, r.Affects)
			for _, o := range r.Options {
				fmt.Fprintf(&b, "    %s: %s\n", o.Label, asRead(o))
			}
		}
	}
	for _, q := range c.Asks {
		fmt.Fprintf(&b, "ask %s under %+v known at %s without presumptions %v\n", q.Use, q.Under, q.KnownAt, q.WithoutPresumptions)
	}
	return b.String()
}
