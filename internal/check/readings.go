package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
	"github.com/crossgrant/crossgrant/when"
)

// option is one option of a reading block, as written.
type option struct {
	*syntax.Option
	prop *syntax.Property
	line string // in its one spelling
}

// reading lowers a reading block (docs/meaning.md §15). It comes after the definitions of its document, so that what is
// wrong with these has been said once. It is nil when what it affects or one of its options cannot be made out.
func (x *ctx) reading() *agreement.Reading {
	b := x.block
	r := &agreement.Reading{Clause: x.def.clause, Assumed: x.def.assumed}
	var opts []option
	whole := true
	for _, p := range b.Props {
		if p.Key != "either" && p.Key != "or" {
			whole = whole && p.Key != "" // a line that could not be read may be an option
			continue
		}
		v, ok := p.Value.(*syntax.Option)
		if whole = whole && ok; ok {
			opts = append(opts, option{v, p, syntax.PrintLine(&v.Line)})
		}
	}
	d := x.affected()
	if !whole || !x.alternatives(opts) || d == nil {
		return nil
	}
	r.Affects = d.qname()
	r.Says = "how is " + d.kind + " " + quote(d.name) + " to be read?"
	if b.Title != nil && strings.TrimSpace(b.Title.Text) != "" {
		r.Says = b.Title.Text
	}
	x.note(diag.OpenQuestion, b.Head, "a passage can be read in "+number(len(opts))+" ways", sentence(r.Says)+" Answers that differ with it depend on it, and list it as an open question.")
	places, ok := x.places(d, opts)
	if !ok {
		return nil
	}
	for _, o := range opts {
		lowered, ok := x.lowerOption(d, o, substitute(d, o, places[o.Line.Key]))
		whole = whole && ok
		r.Options = append(r.Options, lowered)
	}
	if !whole || !x.differ(r, opts) {
		return nil
	}
	return r
}

// number is a count in words, as far as people write them so.
func number(n int) string {
	if n < 10 {
		return [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}[n]
	}
	return fmt.Sprint(n)
}

// affected finds the definition that the reading is about. It must be one of this agreement and have no other reading.
func (x *ctx) affected() *definition {
	p := x.block.Get("affects")
	names := x.items("affects")
	if p == nil || len(names) == 0 {
		return nil
	}
	n := names[0]
	was := false
	found := x.find(n.Text)
	if found != nil {
		was = found.used
	}
	d := x.mention(n, diag.UnknownDefinition, capable)
	if d == nil {
		return nil
	}
	d.used = was // to say that a definition can be read in two ways is not to use it
	if d.scope != x.scope {
		q := x.error(diag.UnknownDefinition, n.At, quote(n.Text)+" is a definition of another agreement", "A reading stands in the agreement whose text it reads. Move it there.")
		alsoAt(q, "defined here", d.at())
		return nil
	}
	if !slices.Contains(readable, d.kind) {
		q := x.error(diag.NotYetSupported, n.At, "readings of "+a(d.kind)+" cannot be computed yet", "A reading affects a group, a definition of patents or products, a grant or an exclusion. Write an `open` block with the question, and `affects "+n.String()+"`: answers then depend on it and say so.")
		alsoAt(q, "defined here", d.at())
		return nil
	}
	if d.reading != nil {
		q := x.error(diag.TwoReadings, n.At, quote(d.name)+" has two readings", "Which of their options go together is not said, so a definition has one reading. Write one reading with an option for each way in which the definition can be read; where two passages are in doubt, give each a definition of its own.")
		alsoAt(q, "the first", d.reading.Head)
		return nil
	}
	d.reading = x.block
	return d
}

// kindOf is the kind of what a reading affects; "patents" when that is not known, whose lines name no categories.
func (x *ctx) kindOf(reading *syntax.Block) string {
	if p := reading.Get("affects"); p != nil {
		for _, n := range words(p.Value) {
			if d := x.find(n.Text); d != nil {
				return d.kind
			}
		}
	}
	return "patents"
}

// alternatives holds the options as written against each other.
func (x *ctx) alternatives(opts []option) bool {
	switch {
	case len(opts) == 0:
		if x.block.Get("either") == nil { // else its value could not be read
			x.missing("either", "Say how the passage can be read: either \"LABEL\": LINE, and or \"LABEL\": LINE.")
		}
		return false
	case x.block.Get("either") == nil:
		x.missing("either", "The first option begins with either, the others with or.")
		return false
	case len(opts) == 1:
		x.error(diag.OneOption, opts[0].prop.At, "the reading has one option", "Where there is no other way to read the passage there is no question. Add it: or \"LABEL\": LINE. If the reading is settled, write its line in the definition and delete this block.")
		return false
	}
	ok := true
	for i, o := range opts {
		for _, earlier := range opts[:i] {
			switch {
			case strings.EqualFold(strings.TrimSpace(o.Label.Text), strings.TrimSpace(earlier.Label.Text)):
				p := x.error(diag.OptionsAlike, o.Label.At, "two options are called "+quote(o.Label.Text), "People choose an option by its label. Give each its own.")
				alsoAt(p, "the other one", earlier.Label.At)
			case o.line == earlier.line:
				p := x.error(diag.OptionsAlike, o.Line.At, "two options say the same", "Whichever holds, the definition is the same. Delete one, or correct its line.")
				alsoAt(p, "the other one", earlier.Line.At)
			default:
				continue
			}
			ok = false
			break
		}
	}
	return ok
}

// lowerOption makes the definition that an option makes of the affected one, which then has the lines props.
func (x *ctx) lowerOption(d *definition, o option, props []*syntax.Property) (agreement.ReadingOption, bool) {
	out := agreement.ReadingOption{Label: o.Label.Text, Line: o.line}
	blk := *d.block
	blk.Props = props
	def := &definition{scope: d.scope, name: d.name, kind: d.kind, block: &blk, clause: d.clause, day: when.None}
	y := &ctx{checker: x.checker, scope: x.scope, known: x.known, path: x.path, def: def, block: &blk, only: &o.Line.At}
	before := len(x.list)
	y.ownAssumptions()
	switch d.kind {
	case "group":
		out.Group = y.group()
	case "patents":
		out.Patents = y.patents()
	case "products":
		out.Products = y.products()
	case "exclusion":
		out.Exclusion = y.exclusion()
	default:
		out.Grant = y.grant()
	}
	for _, ref := range def.refs {
		if within(ref.at, o.Line.At) {
			d.refs = append(d.refs, ref)
		}
	}
	return out, !slices.ContainsFunc(x.list[before:], func(p diag.Problem) bool { return p.Severity == diag.Error })
}

// substitute puts the line of an option in its place among the lines of the definition.
func substitute(d *definition, o option, place int) []*syntax.Property {
	props, line := slices.Clone(d.block.Props), o.Line
	if place == added {
		return append(props, &line)
	}
	props[place] = &line
	return props
}

// added is the place of a line that the definition does not have.
const added = -1

// places finds, for each key of the options, which line of the definition an option with that key replaces: its index
// among the lines, or added. It is false when one has no place.
func (x *ctx) places(d *definition, opts []option) (map[string]int, bool) {
	out := map[string]int{}
	ok := true
	for _, o := range opts {
		key := o.Line.Key
		if has, _ := syntax.HasKey(d.kind, key); !has {
			p := x.error(diag.OptionDoesNotFit, o.Line.KeyAt, a(d.kind)+" has no line "+quote(key),
				"In this reading the line stands in the block that the reading affects, so it is a line such a block can have: "+strings.Join(ownKeys(d.kind), ", ")+".")
			alsoAt(p, "the block", d.block.Head)
			ok = false
			continue
		}
		if _, done := out[key]; done {
			continue
		}
		var own []int // the definition's lines of the key
		for k, p := range d.block.Props {
			if p.Key == key {
				own = append(own, k)
			}
		}
		switch len(own) {
		case 0:
			out[key] = added
		case 1:
			out[key] = own[0]
		default:
			place, found := x.repeated(d, opts, key, own)
			out[key], ok = place, ok && found
		}
	}
	return out, ok
}

// repeated finds which of several lines of a key the options repeat.
func (x *ctx) repeated(d *definition, opts []option, key string, own []int) (int, bool) {
	line := func(k int) string {
		if p := d.block.Props[k]; p.Value != nil {
			return syntax.PrintLine(p)
		}
		return ""
	}
	place := -1
	for _, o := range opts {
		k := slices.IndexFunc(own, func(k int) bool { return o.Line.Key == key && line(k) == o.line })
		switch {
		case k < 0:
		case place < 0:
			place = own[k]
		case line(own[k]) != line(place):
			p := x.error(diag.WhichLine, o.Line.At, "the options repeat two different lines of "+quote(d.name), "An option takes the place of one line, and these leave open of which. Repeat one of the lines in one option, and let the others say what may stand in its place.")
			alsoAt(p, "one line", d.block.Props[place].At)
			alsoAt(p, "the other", d.block.Props[own[k]].At)
			return 0, false
		}
	}
	if place >= 0 {
		return place, true
	}
	first := opts[slices.IndexFunc(opts, func(o option) bool { return o.Line.Key == key })]
	p := x.error(diag.WhichLine, first.Line.At, quote(d.name)+" has several lines "+quote(key)+", and no option repeats one of them", "An option takes the place of one line, and nothing says of which. Let one of the options repeat that line word for word.")
	for _, k := range own {
		alsoAt(p, "a line it may be", d.block.Props[k].At)
	}
	return 0, false
}

// ownKeys are the keys of a kind of block beside those of every block.
func ownKeys(kind string) []string {
	return slices.DeleteFunc(syntax.Keys(kind), func(k string) bool { has, _ := syntax.HasKey(kind, k); return !has })
}

// differ reports options that are written differently and make the same definition.
func (x *ctx) differ(r *agreement.Reading, opts []option) bool {
	ok := true
	first := map[string]int{}
	for i := range r.Options {
		m := meaning(&r.Options[i])
		j, seen := first[m]
		if !seen {
			first[m] = i
			continue
		}
		p := x.error(diag.OptionsAlike, opts[i].Line.At, "two options mean the same", "They are written differently and make the same definition, so there is nothing to choose between. Correct one of the lines, or delete the option.")
		alsoAt(p, "the other one", opts[j].Line.At)
		ok = false
	}
	return ok
}

// within reports whether a place lies in another of the same file.
func within(at, in diag.Range) bool {
	return at.File == in.File && at.Start.Byte >= in.Start.Byte && at.End.Byte <= in.End.Byte
}
