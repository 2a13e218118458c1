package syntax

import (
	"iter"

	"github.com/crossgrant/crossgrant/diag"
)

// Node is anything with a place in a file.
type Node interface{ Span() diag.Range }

// Document is one agreement document, parsed.
type Document struct {
	Path     string // as given by the caller; stands in every range
	Src      []byte // the bytes as read
	Clauses  []*Clause
	Fences   []*Fence
	Blocks   []*Block // of all fences, in order
	American bool     // the first of licence/license, practise/practice used is the American one
	Problems diag.List
}

// Clause is a numbered paragraph, list item or heading, or a stretch of text without a number, with what stands
// under it until the next clause. The text before the first heading or number is a clause with no number.
type Clause struct {
	Number  string // "2.1", "2.2(a)(i)"; empty when the text has none
	Heading string // words of the nearest heading above, without its number: "Grants"
	Prose   string // all of its paragraphs as plain text, white space folded; empty for a heading with only numbered text under it
	Blocks  []*Block
	At      diag.Range // from its number, or its first words, to the end of its prose
}

// Fence is one fenced block of Markdown whose first info word is grant.
type Fence struct {
	Blocks []*Block
	Tail   []Comment  // comments after the last block
	At     diag.Range // the lines between the fence marks; empty range for an empty fence
	Indent string     // what every line of the fence is indented by (list items)

	from, to int // bytes of the lines between the marks
	unclosed bool
}

// Block is a header line and its properties.
type Block struct {
	Kind    string // canonical kind: "licence"; empty when the header could not be read
	KindAt  diag.Range
	Name    *Name  // nil when the header has none; of a when block what its line `name` says
	Title   *Text  // the quoted words after the name; for expect and always also without a name
	Event   *Event // of a when block: what its header waits for; nil when it could not be read
	Props   []*Property
	Clause  *Clause    // where it stands; never nil
	Head    diag.Range // the header line
	At      diag.Range // header and properties
	Leading []Comment  // comment lines above the header
	Remark  *Comment   // comment at the end of the header line
	// Later is true for a kind of a later issue: a problem has been reported, and its properties were not read.
	Later bool

	raw []string // the header line as it stands, when a problem was reported for it
	gap bool     // a blank line stood above the header
}

// Property is one key and its value.
type Property struct {
	Key     string // canonical key: "owned by"; empty when the key could not be read
	KeyAt   diag.Range
	Value   Value      // nil when the value could not be read; a problem says why
	At      diag.Range // from the key to the end of the value
	Inline  bool       // written after a comma on the line of its statement
	Leading []Comment  // comment lines above
	Remark  *Comment   // comment at the end of the line

	raw    []string // the lines as they stand, when a problem was reported for them
	margin bool     // the line stood at the margin
	tab    bool     // the line began with a tab
}

// Comment is "#" and the words after it, up to the end of the line.
type Comment struct {
	Text string // without "#" and surrounding white space
	At   diag.Range

	gap bool // a blank line stood above
}

// Span returns the place of the block.
func (b *Block) Span() diag.Range { return b.At }

// Span returns the place of the property.
func (p *Property) Span() diag.Range { return p.At }

// Frame reports whether the block is the frame of a document: an agreement, or a network.
func (b *Block) Frame() bool { return b.Kind == "agreement" || b.Kind == "network" }

// Get returns the first property with the key, or nil.
func (b *Block) Get(key string) *Property {
	for _, p := range b.Props {
		if p.Key == key {
			return p
		}
	}
	return nil
}

// All yields every property with the key, in order.
func (b *Block) All(key string) iter.Seq[*Property] { return all(b.Props, key) }

// Label is how messages name the block: `licence h2x`, `group "Xiaomi Group"`.
func (b *Block) Label() string {
	switch {
	case b.Name != nil:
		return b.Kind + " " + b.Name.String()
	case b.Title != nil:
		return b.Kind + " " + b.Title.String()
	case b.Event != nil:
		return b.Kind + " " + PrintValue(b.Event)
	}
	return b.Kind
}

// Path is the clause path of the block for [diag.Problem.Clause]: "clause 2.1 Grants · licence h2x".
func (b *Block) Path() string {
	s := ""
	if c := b.Clause; c != nil {
		if c.Number != "" {
			s = "clause " + c.Number
		}
		if c.Heading != "" {
			if s != "" {
				s += " "
			}
			s += c.Heading
		}
	}
	if b.Kind == "" {
		return s
	}
	if s != "" {
		s += " · "
	}
	return s + b.Label()
}

func all(props []*Property, key string) iter.Seq[*Property] {
	return func(yield func(*Property) bool) {
		for _, p := range props {
			if p.Key == key && !yield(p) {
				return
			}
		}
	}
}
