package check

import (
	"slices"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
	"github.com/crossgrant/crossgrant/when"
)

// lower makes the model of one document.
func (s *scope) lower() *agreement.Agreement {
	m := &agreement.Agreement{Clause: agreement.Clause{Agreement: s.id, Kind: "agreement", Name: s.id}, Signed: when.None, Effective: when.None}
	s.model = m
	if s.frame != nil {
		s.lowerFrame(m)
	}
	var readings []*ctx
	for _, b := range s.doc.Blocks {
		if b.Later || b.Kind == "" || b.Frame() {
			continue
		}
		x := s.ctx(b)
		x.required()
		x.review()
		if x.def = s.blocks[b]; x.def == nil {
			x.def = &definition{scope: s, kind: b.Kind, block: b, clause: s.clauseOf(b), day: when.None}
		}
		switch b.Kind {
		case "date", "period", "territory":
			if x.def.resolve(); !x.def.failed {
				m.Named = append(m.Named, &agreement.Named{Clause: x.def.clause, Day: x.def.day, Span: x.def.span, In: x.def.in, Assumed: x.def.assumed})
			}
			continue
		}
		x.ownAssumptions()
		switch b.Kind {
		case "group":
			m.Groups = append(m.Groups, x.group())
		case "patents":
			m.Patents = append(m.Patents, x.patents())
		case "products":
			m.Products = append(m.Products, x.products())
		case "licence", "covenant", "release", "pledge":
			m.Grants = append(m.Grants, x.grant())
		case "exclusion":
			m.Exclusions = append(m.Exclusions, x.exclusion())
		case "when":
			if r := x.rule(); r != nil {
				m.Rules = append(m.Rules, r)
			}
		case "power":
			m.Powers = append(m.Powers, x.power())
		case "survival":
			m.Survivals = append(m.Survivals, x.survival())
		case "sublicence", "extension", "transfer":
			m.Extensions = append(m.Extensions, x.extension())
		case "allocation":
			m.Allocations = append(m.Allocations, x.allocation())
		case "encumbrance":
			m.Encumbrances = append(m.Encumbrances, x.encumbrance())
		case "open", "redacted":
			m.Opens = append(m.Opens, x.openBlock())
		case "reading":
			readings = append(readings, x)
		case "expect":
			m.Expects = append(m.Expects, x.expect())
		case "always":
			m.Always = append(m.Always, x.always())
		}
	}
	for _, x := range readings {
		if r := x.reading(); r != nil {
			m.Readings = append(m.Readings, r)
		}
	}
	s.prose()
	return m
}

// lowerFrame reads the agreement block.
func (s *scope) lowerFrame(m *agreement.Agreement) {
	b := s.frame
	x := s.ctx(b)
	x.required()
	x.review()
	m.Clause = s.clauseOf(b)
	m.Clause.Name = s.id
	x.def = &definition{scope: s, name: s.id, kind: b.Kind, block: b, clause: m.Clause}
	x.ownAssumptions()
	if b.Title != nil {
		m.Title = b.Title.Text
	}
	if p := b.Get("between"); p != nil {
		m.Parties = x.orgList(words(p.Value))
	}
	if s.isNetwork() {
		m.Network = x.network()
	}
	for key, to := range map[string]*when.Date{"signed": &m.Signed, "effective": &m.Effective} {
		if p := b.Get(key); p != nil {
			if v, ok := p.Value.(*syntax.Moment); ok {
				if d, ok := x.moment(v); ok {
					*to = d
				}
			}
		}
	}
	if p := b.Get("law"); p != nil {
		m.Law = text(p.Value)
	}
	if p := b.Get("language"); p != nil {
		if v, ok := p.Value.(*syntax.Languages); ok {
			for _, c := range v.Codes {
				m.Languages = append(m.Languages, c.Text)
			}
			if v.Prevails != nil && !slices.Contains(m.Languages, v.Prevails.Text) {
				x.error(diag.WrongKind, v.Prevails.At, quote(v.Prevails.Text)+" prevails but is not a language of the agreement", "Add it to the languages, or name one of them.")
			}
		}
	}
	if p := b.Get("counting"); p != nil {
		if v, ok := p.Value.(*syntax.NotStated); ok {
			x.open(v.At, "how days are counted")
		}
	}
	m.Assumed, s.uses = x.def.assumed, x.def.uses
	if s.ends != nil {
		if r := x.endsWith(s.ends); r != nil {
			m.Rules = append(m.Rules, r)
		}
	}
}

// ownAssumptions reads the assumed lines of the block. Each is a note of the run.
func (x *ctx) ownAssumptions() {
	var own []agreement.Assumption
	for p := range x.block.All("assumed") {
		why := text(p.Value)
		own = append(own, agreement.Assumption{Clause: x.def.clause, Why: why})
		x.note(diag.Assumption, p.At, "the author assumes something here", "The text does not say it: "+sentence(why)+" Every answer that rests on this block lists it.")
	}
	x.def.assumed = append(own, x.def.assumed...)
}

// open notes what the text leaves open.
func (x *ctx) open(at diag.Range, what string) {
	x.note(diag.OpenQuestion, at, "the text does not state "+what, "Answers that need it depend on what it says, and list it as an open question.")
}

// items are the names of a key that takes names.
func (x *ctx) items(key string) []syntax.Name {
	var out []syntax.Name
	for p := range x.block.All(key) {
		out = append(out, words(p.Value)...)
	}
	return out
}

// memberLines joins the persons of every line of a key.
func (x *ctx) memberLines(key string) []agreement.Member {
	var out []agreement.Member
	for p := range x.block.All(key) {
		if v, ok := p.Value.(*syntax.Members); ok {
			out = append(out, x.members(v.Items)...)
		}
	}
	return out
}
