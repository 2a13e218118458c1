package present

import (
	"io"
	"strings"
)

// PatentView explains one patent on a day.
type PatentView struct {
	Format    string       `json:"format"`
	ID        string       `json:"id"`
	Title     string       `json:"title,omitempty"`
	On        string       `json:"on"`
	KnownAt   string       `json:"known_at"`
	Office    string       `json:"office"`
	Right     string       `json:"right"`
	KindCode  string       `json:"kind_code,omitempty"`
	Status    []StatusLine `json:"status"`
	Expires   string       `json:"expires"`
	Certainty string       `json:"certainty"` // of the term: exact, upper-bound, nominal, unknown
	Term      []string     `json:"term"`
	Fees      []FeeLine    `json:"fees"`
	Owners    []string     `json:"owners"`
	Chain     []string     `json:"chain_of_title"`
	Priority  string       `json:"priority"`
	Filed     string       `json:"filed"`
	Published string       `json:"published"`
	Granted   string       `json:"granted"`
	Family    string       `json:"family,omitempty"`
	Members   []MemberLine `json:"family_members"`
	Fields    string       `json:"fields,omitempty"`
	Classes   []string     `json:"classes"`
	Standards []string     `json:"standards"`
	Also      []string     `json:"also"`
	Events    []string     `json:"events"`
	Evidence  []string     `json:"evidence"`
	Differ    []string     `json:"discrepancies"`
	Assumed   []string     `json:"assumed"`
	Journal   []string     `json:"journal"`
	Source    string       `json:"source,omitempty"`
}

// StatusLine is the status in one country.
type StatusLine struct {
	Country  string   `json:"country"`
	Name     string   `json:"name"`
	Status   string   `json:"status"`
	Certain  string   `json:"without_presumptions"`
	Rule     string   `json:"rule"`
	Why      string   `json:"why"`
	Presumed []string `json:"presumed,omitempty"`
}

// FeeLine is the next fee in one country.
type FeeLine struct {
	Country string `json:"country"`
	Fee     string `json:"fee,omitempty"`
	Opens   string `json:"opens,omitempty"`
	Due     string `json:"due,omitempty"`
	Grace   string `json:"grace,omitempty"`
	Ends    string `json:"ends,omitempty"`
	Source  string `json:"source,omitempty"`
	Says    string `json:"says,omitempty"`
}

// MemberLine is another patent of the family.
type MemberLine struct {
	ID     string `json:"id"`
	Owner  string `json:"first_owner,omitempty"` // at the start of its chain of title
	Status string `json:"status"`
}

const mostMembers = 20

// Patent prints the explanation of one patent.
func Patent(w io.Writer, v PatentView, st Style) error {
	p := &page{st: st}
	p.line(st.bold(Clean(v.ID)) + headStatus(v))
	if v.Title != "" {
		p.text(Clean(v.Title))
	}
	p.gap()
	p.statuses(v)
	put := p.section("term")
	put(v.Expires+", "+v.Certainty, 0)
	for _, t := range v.Term {
		put(Clean(t), 1)
	}
	p.fees(v.Fees)
	p.item("owners", Clean(orUnknown(strings.Join(v.Owners, ", "))), 0)
	put = p.section("title")
	for _, c := range v.Chain {
		put(Clean(c), 0)
	}
	p.gap()
	for _, f := range [][2]string{
		{"office", v.Office}, {"right", strings.TrimSpace(v.Right + " " + v.KindCode)}, {"priority", v.Priority}, {"filed", v.Filed}, {"published", v.Published}, {"granted", v.Granted},
		{"also", strings.Join(v.Also, ", ")}, {"fields", v.Fields}, {"classes", strings.Join(v.Classes, ", ")}, {"standards", strings.Join(v.Standards, ", ")}, {"source", v.Source},
	} {
		if f[1] != "" {
			p.item(f[0], Clean(f[1]), 0)
		}
	}
	p.family(v)
	for _, s := range []struct {
		label string
		lines []string
	}{{"events", v.Events}, {"evidence", v.Evidence}, {"differ", v.Differ}, {"assumed", v.Assumed}, {"journal", v.Journal}} {
		put := p.section(s.label)
		for _, l := range s.lines {
			put(Clean(l), 0)
		}
	}
	p.gap()
	p.text(st.faint("known at " + v.KnownAt))
	return p.flush(w)
}

func orUnknown(s string) string {
	if s == "" {
		return "not known"
	}
	return s
}

// headStatus is the status in the headline: of the one country, or how many countries there are of each.
func headStatus(v PatentView) string {
	if len(v.Status) == 1 {
		return "  " + v.Status[0].Status + " in " + v.Status[0].Country + " on " + v.On
	}
	var words []string
	n := map[string]int{}
	for _, s := range v.Status {
		if n[s.Status] == 0 {
			words = append(words, s.Status)
		}
		n[s.Status]++
	}
	for i, word := range words {
		words[i] = word + " in " + countryCount(n[word])
	}
	if len(words) == 0 {
		return "  without effect in any country"
	}
	return "  " + list(words) + " on " + v.On
}

func countryCount(n int) string { return count(n, "country") }

// statuses prints the countries, those with the same status for the same reason together.
func (p *page) statuses(v PatentView) {
	type group struct {
		StatusLine
		codes []string
	}
	var groups []*group
	by := map[string]*group{}
	for _, s := range v.Status {
		key := s.Status + "|" + s.Rule + "|" + strings.ReplaceAll(s.Why, s.Name, "")
		g := by[key]
		if g == nil {
			g = &group{StatusLine: s}
			by[key] = g
			groups = append(groups, g)
		}
		g.codes = append(g.codes, s.Country)
	}
	put := p.section("status")
	for _, g := range groups {
		why := g.Why
		if len(g.codes) > 1 {
			why = strings.ReplaceAll(strings.ReplaceAll(why, " in "+g.Name, ""), g.Name, "each")
		}
		put(strings.Join(g.codes, " ")+": "+g.Status+"; "+Clean(why), 0)
		for _, x := range g.Presumed {
			put("presumed: "+x+"; otherwise "+g.Certain, 1)
		}
	}
}

// fees prints the next fees.
func (p *page) fees(fees []FeeLine) {
	put := p.section("fees")
	for _, f := range fees {
		if f.Fee == "" {
			put(f.Country+": "+f.Says, 0)
			continue
		}
		s := f.Country + ": " + f.Fee + " by " + f.Due
		if f.Opens != "" {
			s += " (from " + f.Opens + ")"
		}
		put(s+", with surcharge by "+f.Grace+"; unpaid, the patent ends with "+f.Ends+" ("+f.Source+")", 0)
	}
}

// family prints the other members, not all of a large one.
func (p *page) family(v PatentView) {
	if v.Family == "" {
		return
	}
	put := p.section("family")
	put(Clean(v.Family), 0)
	for i, m := range v.Members {
		if i == mostMembers {
			put("and "+thousands(len(v.Members)-mostMembers)+" more", 1)
			break
		}
		s := m.ID + ": " + m.Status
		if m.Owner != "" {
			s += ", first owner " + m.Owner
		}
		put(Clean(s), 1)
	}
}
