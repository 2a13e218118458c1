package present

import (
	"strings"

	"github.com/crossgrant/crossgrant/rights"
)

// Style is how text is printed.
type Style struct {
	Width    int  // columns of the page; 0 means 80
	Colour   bool // ANSI colours
	ASCII    bool // glyphs and dashes in ASCII only
	Discreet bool // no patent numbers, titles or open questions that name them
	Why      bool // the full tree of reasons, with where each stands
}

// columns is the usable width: between 40, under which tables are pointless, and 200, over which lines are unreadable.
func (s Style) columns() int {
	if s.Width <= 0 {
		return 80
	}
	return min(max(s.Width, 40), 200)
}

// look is how a verdict appears: glyph, glyph in ASCII, ANSI colour, word. Blue and orange rather than green and red,
// so that colour helps those who do not see that difference; the word is always there.
type look struct{ glyph, ascii, colour, word string }

var looks = map[rights.Verdict]look{
	rights.Licensed:       {"●", "[Y]", "34", "licensed"},
	rights.NotLicensed:    {"○", "[N]", "33", "not licensed"},
	rights.Partly:         {"◐", "[P]", "36", "partly licensed"},
	rights.Depends:        {"?", "[?]", "35", "depends"},
	rights.NothingInForce: {"·", "[-]", "90", "nothing in force"},
	rights.NotInForce:     {"·", "[-]", "90", "not in force"},
	rights.Pending:        {"·", "[-]", "90", "pending"},
	rights.NotRelevant:    {"·", "[-]", "90", "not relevant"},
}

// Word is the verdict as text writes it: "not licensed".
func Word(v rights.Verdict) string {
	if l, ok := looks[v]; ok {
		return l.word
	}
	return strings.ReplaceAll(string(v), "_", " ")
}

// glyph is the verdict's sign, in colour when the style has any.
func (s Style) glyph(v rights.Verdict) string {
	l, ok := looks[v]
	if !ok {
		l = look{"?", "[?]", "35", ""}
	}
	g := l.glyph
	if s.ASCII {
		g = l.ascii
	}
	return s.paint(l.colour, g)
}

// headline is glyph and word of the verdict, the word in capitals.
func (s Style) headline(v rights.Verdict) string {
	colour := "35"
	if l, ok := looks[v]; ok {
		colour = l.colour
	}
	return s.glyph(v) + " " + s.paint("1;"+colour, strings.ToUpper(Word(v)))
}

func (s Style) paint(code, text string) string {
	if !s.Colour || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

// bold and faint set words apart; without colour they change nothing.
func (s Style) bold(text string) string  { return s.paint("1", text) }
func (s Style) faint(text string) string { return s.paint("2", text) }

// plain replaces the few characters beyond ASCII that this package itself writes. Names and the words of clauses are
// never changed: they are not ours.
func (s Style) plain(text string) string {
	if !s.ASCII {
		return text
	}
	return asciiOwn.Replace(text)
}

var asciiOwn = strings.NewReplacer(" · ", ", ", "–", "-", "→", "->", "×", "x", "…", "...", "§", "")
