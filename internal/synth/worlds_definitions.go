package synth

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
)

// definition is one definition of an agreement; one of its fields is set. The first five can be affected by a reading.
type definition struct {
	group     *agreement.Group
	patents   *agreement.PatentSet
	products  *agreement.ProductSet
	grant     *agreement.Grant
	exclusion *agreement.Exclusion
	rule      *agreement.Rule
	power     *agreement.Power
	survival  *agreement.Survival
	extension *agreement.Extension
}

// definitions lists what an agreement defines.
func definitions(a *agreement.Agreement) []definition {
	var out []definition
	for _, x := range a.Groups {
		out = append(out, definition{group: x})
	}
	for _, x := range a.Patents {
		out = append(out, definition{patents: x})
	}
	for _, x := range a.Products {
		out = append(out, definition{products: x})
	}
	for _, x := range a.Grants {
		out = append(out, definition{grant: x})
	}
	for _, x := range a.Exclusions {
		out = append(out, definition{exclusion: x})
	}
	for _, x := range a.Rules {
		out = append(out, definition{rule: x})
	}
	for _, x := range a.Powers {
		out = append(out, definition{power: x})
	}
	for _, x := range a.Survivals {
		out = append(out, definition{survival: x})
	}
	for _, x := range a.Extensions {
		out = append(out, definition{extension: x})
	}
	return out
}

// at is where the definition stands.
func (d definition) at() *agreement.Clause {
	switch {
	case d.group != nil:
		return &d.group.Clause
	case d.patents != nil:
		return &d.patents.Clause
	case d.products != nil:
		return &d.products.Clause
	case d.grant != nil:
		return &d.grant.Clause
	case d.exclusion != nil:
		return &d.exclusion.Clause
	case d.rule != nil:
		return &d.rule.Clause
	case d.power != nil:
		return &d.power.Clause
	case d.survival != nil:
		return &d.survival.Clause
	}
	return &d.extension.Clause
}

func (d definition) clause() agreement.Clause { return *d.at() }

// readable reports whether a reading can affect the definition.
func (d definition) readable() bool {
	return d.rule == nil && d.power == nil && d.survival == nil && d.extension == nil
}

// precedence is what the definition prevails over and yields to; nil: it never meets another.
func (d definition) precedence() *agreement.Precedence {
	switch {
	case d.grant != nil:
		return &d.grant.Precedence
	case d.exclusion != nil:
		return &d.exclusion.Precedence
	case d.rule != nil:
		return &d.rule.Precedence
	case d.power != nil:
		return &d.power.Precedence
	case d.survival != nil:
		return &d.survival.Precedence
	case d.extension != nil:
		return &d.extension.Precedence
	}
	return nil
}

// meets names what the definition takes away from, or stands against: where both say something of their precedence,
// it counts.
func (d definition) meets() []agreement.Name {
	switch {
	case d.exclusion != nil:
		return d.exclusion.Cuts
	case d.rule != nil && d.rule.On.Instances():
		return d.takesFrom()
	case d.rule != nil:
		return d.rule.Ends
	case d.power != nil:
		return d.power.Ends
	case d.survival != nil:
		return d.survival.Against
	}
	return nil
}

// takesFrom names the grants and extensions from which a rule about an entity takes something out, each once.
func (d definition) takesFrom() []agreement.Name {
	var out []agreement.Name
	for _, e := range d.rule.Then {
		switch e.Kind {
		case agreement.RightsEnd, agreement.RightsPass, agreement.RightsNotTo, agreement.RightsLimited, agreement.RightsNotFor:
			out = append(out, e.Grants...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// forget takes names out of the definition, and reports whether it still says anything.
func (d definition) forget(named func(agreement.Name) bool) bool {
	less := func(names *[]agreement.Name) bool {
		had := len(*names)
		*names = slices.DeleteFunc(slices.Clone(*names), named)
		return len(*names) > 0 || had == 0
	}
	if p := d.precedence(); p != nil {
		less(&p.Over)
		less(&p.Under)
	}
	switch {
	case d.exclusion != nil:
		less(&d.exclusion.Cuts)
	case d.rule != nil:
		ends, runs := less(&d.rule.Ends), less(&d.rule.Runs)
		return ends && runs && forgetEffects(d.rule, less)
	case d.power != nil:
		if i := d.power.Idle; i != nil && named(i.Under) {
			d.power.Idle = nil
		}
		ends, changes := less(&d.power.Ends), less(&d.power.Changes)
		return ends && changes
	case d.survival != nil:
		keeps, against := less(&d.survival.Keeps), less(&d.survival.Against)
		return keeps && against
	case d.extension != nil:
		return less(&d.extension.Of)
	}
	return true
}

// forgetEffects takes names out of what a rule does, and with them the effects that are left without a grant. It reports
// whether the rule still does something, or never did.
func forgetEffects(r *agreement.Rule, less func(*[]agreement.Name) bool) bool {
	var left []agreement.Effect
	for _, e := range r.Then {
		if less(&e.Grants) {
			left = append(left, e)
		}
	}
	had := len(r.Then)
	r.Then = left
	return had == 0 || len(left) > 0
}

// terms lists the findings that a definition asks for.
func (d definition) terms() []findingTerm {
	var lines [][]agreement.Condition
	switch {
	case d.patents != nil:
		lines = append(lines, d.patents.Where, d.patents.OnlyIf)
	case d.products != nil:
		lines = append(lines, d.products.Where)
	case d.grant != nil:
		lines = append(lines, d.grant.Provided, d.grant.HaveMadeIf)
	case d.exclusion != nil:
		lines = append(lines, d.exclusion.Provided)
	case d.rule != nil:
		lines = append(lines, d.rule.Provided)
	case d.power != nil:
		lines = append(lines, d.power.Provided)
	case d.survival != nil:
		lines = append(lines, d.survival.Provided)
	case d.extension != nil:
		lines = append(lines, d.extension.Provided)
	}
	var out []findingTerm
	for _, line := range slices.Concat(lines...) {
		for _, t := range line {
			if t.Attr == agreement.FindingTest {
				out = append(out, findingTerm{t.Finding.Term, t.Finding.Subject, t.Finding.Of})
			}
		}
	}
	return out
}

// copy is the definition in values of its own; lists are shared.
func (d definition) copy() definition {
	return definition{
		group: copied(d.group), patents: copied(d.patents), products: copied(d.products), grant: copied(d.grant), exclusion: copied(d.exclusion),
		rule: copied(d.rule), power: copied(d.power), survival: copied(d.survival), extension: copied(d.extension),
	}
}

// copied is a copy; nil stays nil.
func copied[T any](p *T) *T {
	if p == nil {
		return nil
	}
	x := *p
	return &x
}

// option is a copy of the definition as one way of reading it.
func (d definition) option(label string) agreement.ReadingOption {
	return agreement.ReadingOption{
		Label: label, Line: label,
		Group: copied(d.group), Patents: copied(d.patents), Products: copied(d.products),
		Grant: copied(d.grant), Exclusion: copied(d.exclusion),
	}
}

// asRead is the definition that an option makes.
func asRead(o agreement.ReadingOption) definition {
	return definition{group: o.Group, patents: o.Patents, products: o.Products, grant: o.Grant, exclusion: o.Exclusion}
}

// String lists what a definition says.
func (d definition) String() string {
	var b strings.Builder
	switch {
	case d.group != nil:
		x := d.group
		fmt.Fprintf(&b, "group %s is [%s] perhaps [%s] without [%s] %s %s", x.Clause.Name, agreement.MemberList(x.Is),
			agreement.MemberList(x.Perhaps), agreement.MemberList(x.Without), x.Membership, x.AsOf)
	case d.patents != nil:
		x := d.patents
		fmt.Fprintf(&b, "patents %s", x.Clause.Name)
		for _, s := range x.Add {
			fmt.Fprintf(&b, "; owned by [%s] basis %d licensable by [%s] %s joined under %v listed %v", agreement.MemberList(s.OwnedBy), s.Basis,
				agreement.MemberList(s.LicensableBy), s.Held, s.Joined, s.Listed)
		}
		fmt.Fprintf(&b, "; where %v family %v except %v only if %v", x.Where, x.Family, x.Except, x.OnlyIf)
	case d.products != nil:
		x := d.products
		fmt.Fprintf(&b, "products %s are %v", x.Clause.Name, x.Are)
		for _, s := range x.OnSale {
			fmt.Fprintf(&b, "; on sale by [%s] %s", agreement.MemberList(s.By), s.Held)
		}
		fmt.Fprintf(&b, "; where %v except %v evolution %v", x.Where, x.Except, x.Evolution)
	case d.grant != nil:
		x := d.grant
		fmt.Fprintf(&b, "%s %s from [%s] to [%s] under %v as accepted %v for %v anything %v acts %v in %s during %s accepted %v price %s sublicence %s transfer %s provided %v have made only if %v", x.Kind, x.Clause.Name,
			agreement.MemberList(x.From), agreement.MemberList(x.To), x.Under, x.AsAccepted, x.For, x.Anything, x.Acts, x.In, x.During, x.During.Accepted, x.Price, x.Sublicence, x.Transfer,
			x.Provided, x.HaveMadeIf)
	case d.exclusion != nil:
		x := d.exclusion
		fmt.Fprintf(&b, "exclusion %s cuts %v for %v anything %v except %v extent %s under %v acts %v provided %v", x.Clause.Name, x.Cuts, x.For,
			x.Anything, x.Except, x.Extent, x.Under, x.Acts, x.Provided)
		if x.In != nil {
			fmt.Fprintf(&b, " in %s", *x.In)
		}
		if x.During != nil {
			fmt.Fprintf(&b, " during %s", *x.During)
		}
	case d.rule != nil:
		x := d.rule
		fmt.Fprintf(&b, "when %s: %+v; provided %v ends %v for that licensee %v runs %v", x.Clause.Name, x.On, x.Provided, x.Ends, x.ThatOne, x.Runs)
		for _, e := range x.Then {
			fmt.Fprintf(&b, "; then %+v", e)
		}
		if x.Undertaken != nil {
			fmt.Fprintf(&b, "; undertaken %+v", *x.Undertaken)
			if x.Undertaken.Within != nil {
				fmt.Fprintf(&b, " within %+v", *x.Undertaken.Within)
			}
		}
	case d.power != nil:
		x := d.power
		fmt.Fprintf(&b, "power %s of [%s] to end %v change %v to %s for that licensee %v provided %v notice %+v", x.Clause.Name, agreement.MemberList(x.Of), x.Ends,
			x.Changes, x.Price, x.ThatOne, x.Provided, x.Notice)
		if x.If != nil {
			fmt.Fprintf(&b, " if %+v", *x.If)
		}
		if x.Idle != nil {
			fmt.Fprintf(&b, " idle %+v", *x.Idle)
		}
		if x.Warning != nil {
			fmt.Fprintf(&b, " warning %+v", *x.Warning)
		}
	case d.survival != nil:
		x := d.survival
		fmt.Fprintf(&b, "survival %s keeps %v against %v to [%s] elected by [%s] provided %v", x.Clause.Name, x.Keeps, x.Against,
			agreement.MemberList(x.To), agreement.MemberList(x.Election), x.Provided)
		if x.During != nil {
			fmt.Fprintf(&b, " during %s", *x.During)
		}
	case d.extension != nil:
		x := d.extension
		fmt.Fprintf(&b, "%s %s of %v by [%s] to [%s] chain %d business %v by act %v acts %v provided %v", x.Clause.Kind, x.Clause.Name, x.Of,
			agreement.MemberList(x.By), agreement.MemberList(x.To), x.Chain, x.Business, x.ByAct, x.Acts, x.Provided)
		if x.Parties != nil {
			fmt.Fprintf(&b, " parties to an agreement with %s signed %s", x.Parties.With, x.Parties.Signed)
		}
	}
	if p := d.precedence(); p != nil && len(p.Over)+len(p.Under) > 0 {
		fmt.Fprintf(&b, " over %v under %v", p.Over, p.Under)
	}
	return b.String()
}
