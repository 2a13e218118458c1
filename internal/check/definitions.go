package check

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
	"github.com/crossgrant/crossgrant/patent"
)

func (x *ctx) group() *agreement.Group {
	g := &agreement.Group{Clause: x.def.clause}
	for _, l := range []struct {
		key string
		to  *[]agreement.Member
	}{{"is", &g.Is}, {"perhaps", &g.Perhaps}, {"without", &g.Without}} {
		*l.to = x.memberLines(l.key)
	}
	reaches := func(m agreement.Member) bool { return m.Reach }
	p := x.block.Get("members")
	switch {
	case p != nil:
		if v, ok := p.Value.(*syntax.Membership); ok {
			switch v.Kind {
			case syntax.WhileControlled, syntax.WhileMember: // one belongs on each day on which the lines hold
				g.Membership = agreement.WhileControlled
			case syntax.AsOf:
				g.Membership = agreement.AsOf
				g.AsOf, _ = x.moment(v.Day)
			case syntax.OnceIn:
				g.Membership = agreement.OnceIn
			case syntax.NowOrLater:
				g.Membership = agreement.NowOrLater
				x.open(p.At, "whether those that have left the group stay in")
			}
		}
	case slices.ContainsFunc(slices.Concat(g.Is, g.Perhaps), reaches):
		x.missing("members", "The group reaches over control, so it must say when one belongs: while controlled, as of DATE, once in, always in, or now or later.")
	}
	if p := x.block.Get("perhaps"); p != nil {
		x.open(p.At, "who else belongs to the group")
	}
	g.Assumed, g.Uses = x.def.assumed, x.def.uses
	return g
}

func (x *ctx) patents() *agreement.PatentSet {
	s := &agreement.PatentSet{Clause: x.def.clause}
	for _, p := range x.block.Props {
		switch v := p.Value.(type) {
		case *syntax.Owned:
			held, ok := x.held(v.Held)
			switch by := x.members(v.By); {
			case !ok || len(by) == 0:
			case p.Key == "licensable by":
				s.Add = append(s.Add, agreement.Selector{LicensableBy: by, Held: held})
			default:
				s.Add = append(s.Add, agreement.Selector{OwnedBy: by, Held: held})
			}
		case *syntax.OwnedThen:
			held, ok := x.held(v.Owned.Held)
			if by := x.members(v.Owned.By); ok && len(by) > 0 {
				s.Add = append(s.Add, agreement.Selector{OwnedBy: by, Held: held, Basis: bases[p.Key]})
			}
		case *syntax.Family:
			for _, n := range v.Items {
				if r, ok := relations[n.Text]; ok && !slices.Contains(s.Family, r) {
					s.Family = append(s.Family, r)
				}
			}
		default:
			switch p.Key {
			case "listed in":
				for _, n := range words(p.Value) {
					s.Add = append(s.Add, agreement.Selector{Listed: x.listFile(n), ListOf: n.Text})
				}
			case "joined under":
				sel := agreement.Selector{}
				for _, n := range words(p.Value) {
					sel.Joined = appendNames(sel.Joined, x.joiningRules(n))
				}
				if len(sel.Joined) > 0 {
					s.Add = append(s.Add, sel)
				}
			case "listed":
				sel := agreement.Selector{}
				for _, n := range words(p.Value) {
					if id, ok := x.patentID(n); ok {
						sel.Listed = append(sel.Listed, id)
					}
				}
				s.Add = append(s.Add, sel)
			}
		}
	}
	s.Where = x.conditions("where", ofPatents)
	s.OnlyIf = x.conditions("only if", ofPatents)
	s.Except = x.patentItems("except")
	if !slices.ContainsFunc(x.block.Props, func(p *syntax.Property) bool { return p.Key != "assumed" && p.Key != "clause" && p.Key != "reviewed" }) {
		x.missing("owned by", "The definition selects nothing. Say whose patents are meant and when they own them, or list them: owned by, listed, listed in, joined under, where.")
	}
	s.Assumed, s.Uses = x.def.assumed, x.def.uses
	return s
}

var bases = map[string]agreement.Basis{"from applications": agreement.OfApplications, "from disclosures": agreement.OfDisclosures}

var relations = map[string]patent.Relation{
	"continuation": patent.Continuation, "divisional": patent.Divisional, "continuation-in-part": patent.ContinuationInPart,
	"reissue": patent.Reissue, "foreign counterpart": patent.ForeignCounterpart,
}

// patentItems reads the sets and single patents of a key. A quoted name is a set; a bare one that no set bears is the
// id of a patent.
func (x *ctx) patentItems(key string) []agreement.PatentItem {
	var out []agreement.PatentItem
	for _, n := range x.items(key) {
		if n.Quoted || x.find(n.Text) != nil {
			if d := x.lookup(n, diag.UnknownPatents, "patents"); d != nil {
				out = append(out, agreement.PatentItem{Set: d.qname()})
			}
			continue
		}
		if id, ok := x.patentID(n); ok {
			out = append(out, agreement.PatentItem{ID: id})
		}
	}
	return out
}

// listFile reads the ids of a list: the first column of a CSV file, or the column headed patent, number or id.
func (x *ctx) listFile(n syntax.Name) []string {
	fail := func(why string) []string {
		x.error(diag.UnreadableList, n.At, "the list "+n.Text+" cannot be read", why)
		return nil
	}
	if x.opt.ReadFile == nil {
		return fail("There is no folder to read it from. Name the patents with a listed line.")
	}
	b, err := x.opt.ReadFile(n.Text)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fail("There is no such file in the workspace. Put it there, or correct the path; it is relative to the workspace folder.")
	case err != nil:
		return fail(upper(err.Error()) + ". Correct the path; it is relative to the workspace folder.")
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(b), "\ufeff")))
	r.FieldsPerRecord = -1
	r.TrimLeadingSpace = true
	var out []string
	column := 0
	for first := true; ; first = false {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fail("It is not a table of commas: " + err.Error() + ".")
		}
		if first {
			if k := slices.IndexFunc(row, func(s string) bool {
				return slices.Contains([]string{"patent", "number", "id", "publication"}, strings.ToLower(strings.TrimSpace(s)))
			}); k >= 0 {
				column = k
				continue
			}
		}
		if column >= len(row) || strings.TrimSpace(row[column]) == "" {
			continue
		}
		id := strings.TrimSpace(row[column])
		if named, ok := x.patentNamed(id); ok {
			id = named
		} else {
			line, _ := r.FieldPos(column)
			p := x.warn(diag.UnknownPatent, n.At, "the list "+n.Text+" names a patent that nobody knows: "+quote(id), "It is in no journal and not in the portfolio, so nothing is selected by it. Correct the number or import the portfolio that holds it.")
			alsoAt(p, "in the list", lineRange(n.Text, b, line))
		}
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	if len(out) == 0 {
		return fail("It names no patent. Put one number on each line, or a column headed patent.")
	}
	return out
}

// lineRange is one line of a file.
func lineRange(file string, src []byte, line int) diag.Range {
	start := 0
	for n := 1; n < line; n++ {
		k := bytes.IndexByte(src[start:], '\n')
		if k < 0 {
			break
		}
		start += k + 1
	}
	end := len(src)
	if k := bytes.IndexByte(src[start:], '\n'); k >= 0 {
		end = start + k
	}
	return diag.Range{
		File:  file,
		Start: diag.Pos{Line: line, Column: 1, Byte: start},
		End:   diag.Pos{Line: line, Column: 1 + utf8.RuneCount(src[start:end]), Byte: end},
	}
}

func (x *ctx) products() *agreement.ProductSet {
	s := &agreement.ProductSet{Clause: x.def.clause}
	for _, n := range x.items("are") {
		if d := x.find(n.Text); n.Quoted && d != nil {
			p := x.error(diag.WrongKind, n.At, quote(n.Text)+" is "+a(d.kind)+", and are takes categories and products", "Name the categories or product ids themselves.")
			alsoAt(p, "defined here", d.at())
			continue
		}
		x.productWord(n)
		s.Are = append(s.Are, n.Text)
	}
	for p := range x.block.All("on sale by") {
		v, ok := p.Value.(*syntax.Owned)
		if !ok {
			continue
		}
		held, ok := x.held(v.Held)
		if ok && held.Kind == agreement.HeldAtTimeOfUse {
			x.error(diag.WrongKind, v.Held.At, "being on sale cannot be tested at the time of the use", "Say on which day or in which time: on DATE, immediately before DATE, at any time in PERIOD.")
			ok = false
		}
		if by := x.members(v.By); ok && len(by) > 0 {
			s.OnSale = append(s.OnSale, agreement.OnSale{By: by, Held: held})
		}
	}
	s.Where = x.conditions("where", ofProducts)
	s.Except = x.productItems("except")
	if x.block.Get("with") != nil {
		s.Evolution = true
		x.asked["natural evolution"] = true
	}
	if !slices.ContainsFunc(x.block.Props, func(p *syntax.Property) bool { return p.Key != "assumed" && p.Key != "clause" && p.Key != "reviewed" }) {
		x.missing("are", "The definition selects nothing. Say what is meant: are, on sale by, where.")
	}
	s.Assumed, s.Uses = x.def.assumed, x.def.uses
	return s
}

// productItems reads the sets, categories and products of a key. A quoted name is a set; a bare one that no set bears
// is a product or a category.
func (x *ctx) productItems(key string) []agreement.ProductItem {
	var out []agreement.ProductItem
	for _, n := range x.items(key) {
		if n.Quoted || x.find(n.Text) != nil {
			if d := x.lookup(n, diag.UnknownProduct, "products"); d != nil {
				out = append(out, agreement.ProductItem{Set: d.qname()})
			}
			continue
		}
		x.productWord(n)
		out = append(out, agreement.ProductItem{Word: n.Text})
	}
	return out
}

// productWord notes a word that is a product's id or else a category.
func (x *ctx) productWord(n syntax.Name) {
	if !x.known.hasProduct(n.Text) {
		x.sawCategory(n)
	}
}

// sawCategory notes a category word of a definition.
func (x *ctx) sawCategory(n syntax.Name) {
	if x.only == nil || within(n.At, *x.only) {
		x.known.sawCategory(n.Text, false, n.At, x.path)
	}
}
