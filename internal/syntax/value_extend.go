package syntax

import (
	"fmt"
	"slices"

	"github.com/crossgrant/crossgrant/diag"
)

// callings are the places in the chain of supply of a licensee: who makes for it, and who acquires from it.
var callings = struct{ makes, acquires []string }{
	makes:    []string{"contractors", "manufacturers", "suppliers"},
	acquires: []string{"customers", "distributors", "resellers", "end users"},
}

var ofLicensee = []string{"of a licensee", "of the licensee", "of any licensee"}

// sublicensees is the value of to in a sublicence.
func (r *reader) sublicensees() Value { return r.receivers() }

// served is the value of to in an extension. Whatever those who acquire from a licensee are called, there is one way to
// say it.
func (r *reader) served() Value {
	v := r.receivers()
	if c, ok := v.(*Chain); ok && c.Acquired {
		c.Words = nil
	}
	return v
}

// receivers reads to whom rights are extended.
func (r *reader) receivers() Value {
	switch {
	case r.match("whoever", 0) > 0:
		return r.acquirers()
	case r.match("parties to", 0) > 0:
		return r.parties()
	case r.ofLicensee():
		return r.chain()
	}
	return r.members()
}

// transferees is the value of to in a transfer.
func (r *reader) transferees() Value {
	start := r.i
	if r.ofLicensee() || r.match("parties to", 0)+r.match("whoever", 0) > 0 {
		r.fail(diag.UnreadableValue, r.peek().at, "an agreement is not transferred to these",
			"A transfer is to organisations and groups, or to the buyer of the business: `to the buyer of the business`.", nil)
		return nil
	}
	if r.accept("the buyer of") {
		r.accept("substantially all assets of")
		if !r.accept("the business") && !r.accept("a business") {
			r.want("`the business`")
			return nil
		}
		return &Buyer{At: r.from(start)}
	}
	return r.members()
}

// ofLicensee reports whether the value is said of a licensee: contractors of a licensee.
func (r *reader) ofLicensee() bool {
	for k := 1; r.at(k).kind != tokenEnd; k++ {
		if slices.ContainsFunc(ofLicensee, func(p string) bool { return r.match(p, k) > 0 }) {
			return true
		}
	}
	return false
}

func (r *reader) acquirers() Value {
	start := r.i
	if !r.accept("whoever acquired the product from") || !r.accept("a licensee") && !r.accept("the licensee") {
		r.fail(diag.UnreadableValue, r.toks[start].at, "those who acquire from a licensee are said in one way", "Write `to whoever acquired the product from a licensee`.", nil)
		return nil
	}
	return &Chain{Acquired: true, At: r.from(start)}
}

// chain reads contractors, suppliers of a licensee.
func (r *reader) chain() Value {
	start := r.i
	c := &Chain{}
	c.Words = list(r, func() Name {
		at := r.i
		w, ok := r.oneOf(slices.Concat(callings.makes, callings.acquires))
		if !ok {
			r.want(oneOf(slices.Concat(callings.makes, callings.acquires)))
			return Name{}
		}
		n, acquired := Name{w, false, r.from(at)}, slices.Contains(callings.acquires, w)
		if at == start {
			c.Acquired = acquired
		}
		if acquired != c.Acquired {
			r.fail(diag.UnreadableValue, n.At, fmt.Sprintf("“%s” stand at the other end of the supply", w),
				"Some make for a licensee ("+oneOf(callings.makes)+"), others acquire from one ("+oneOf(callings.acquires)+"). Write a block for each of the two.", nil)
		}
		return n
	})
	if !r.failed {
		if _, ok := r.oneOf(ofLicensee); !ok {
			r.want("`of a licensee`")
		}
	}
	if r.failed {
		return nil
	}
	c.At = r.from(start)
	return c
}

// parties reads parties to an agreement with ORG signed SPAN.
func (r *reader) parties() Value {
	start := r.i
	r.example = "to parties to an agreement with ntl signed before 1996-12-31"
	r.i += 2
	p := &Parties{}
	switch {
	case r.accept("an agreement with"):
	case r.accept("a cross-licence of"), r.accept("a cross-licence with"), r.accept("a cross-license of"), r.accept("a cross-license with"):
	default:
		r.want("`an agreement with` and an organisation")
		return nil
	}
	if p.With = r.id("an organisation"); !r.failed && !r.accept("signed") {
		r.want("`signed` and a time")
	}
	if r.failed {
		return nil
	}
	if p.Signed = r.days(); p.Signed == nil {
		return nil
	}
	p.At = r.from(start)
	return p
}

// giving is the value of given in a sublicence.
func (r *reader) giving() Value {
	start := r.i
	g := &Giving{}
	switch {
	case r.accept("by act"):
		g.ByAct = true
	case r.accept("by itself"):
	default:
		r.want("`by act` or `by itself`")
	}
	g.At = r.from(start)
	return g
}

// extensionCondition is a condition that may ask for findings of the agreement by which somebody is a party.
func (r *reader) extensionCondition() Value {
	r.about = []string{"the agreement"}
	return r.condition()
}
