package present

import (
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// ends prints the powers that could end the right and have not been used, a line each: who may, since when, by which
// clause, with what notice.
func (p *page) ends(ts []rights.Terminable, single bool) {
	put := p.section("could end")
	for _, t := range ts {
		s := t.By + ", " + standing(t) + ", under " + Cite(t.Clause) + ", " + noticeWords(t.Notice)
		if !single {
			s += ", for " + count(t.Patents, "patent")
		}
		put(Clean(s), 0)
		if !p.st.Why {
			continue
		}
		if who := strings.Join(words(t.Orgs), ", "); who != "" && who != t.By {
			put("on that day: "+Clean(who), 1)
		}
		says := t.Says
		if p.st.Discreet {
			says = unnumbered(says)
		}
		put("read as: "+Clean(says), 1)
		if at := place(t.Clause); at != "" {
			put("at "+at, 1)
		}
	}
}

// standing says how sure it is that a power could be used, and since when it could.
func standing(t rights.Terminable) string {
	switch {
	case !t.Sure:
		return "perhaps (open questions)"
	case t.Since.Real():
		return "since " + t.Since.String()
	}
	return "at any time"
}

// noticeWords say when a notice takes effect: "with 30 days' notice".
func noticeWords(notice string) string {
	switch {
	case notice == "":
		return "by notice at once"
	case strings.HasSuffix(notice, "s"):
		return "with " + notice + "' notice"
	}
	return "with " + notice + "'s notice"
}

// jsonTerminable is a power that could end the right. Without a day since when, it could have been used since ever where
// it is certain; where it is not, that is not worked out.
type jsonTerminable struct {
	Agreement string   `json:"agreement"`
	Clause    string   `json:"clause,omitempty"`
	Name      string   `json:"name"`
	By        string   `json:"by"`
	Orgs      []string `json:"orgs"`
	Since     string   `json:"since,omitempty"`
	Certain   bool     `json:"certain"`
	Notice    string   `json:"notice"` // "at once", "30 days"
	Patents   int      `json:"patents"`
	Says      string   `json:"says"`
}

const atOnce = "at once"

func terminable(ts []rights.Terminable) []jsonTerminable {
	out := make([]jsonTerminable, len(ts))
	for i, t := range ts {
		out[i] = jsonTerminable{t.Clause.Agreement, t.Clause.Number, t.Clause.Name, t.By, words(t.Orgs), day(t.Since), t.Sure, t.Notice, t.Patents, t.Says}
		if t.Notice == "" {
			out[i].Notice = atOnce
		}
	}
	return out
}

func (j jsonTerminable) read() rights.Terminable {
	t := rights.Terminable{Clause: agreement.Clause{Agreement: j.Agreement, Number: j.Clause, Kind: "power", Name: j.Name},
		By: j.By, Sure: j.Certain, Since: when.Min, Notice: j.Notice, Says: j.Says, Patents: j.Patents}
	for _, o := range j.Orgs {
		t.Orgs = append(t.Orgs, agreement.Org(o))
	}
	if d, err := when.Parse(j.Since); err == nil {
		t.Since = d
	}
	if !t.Sure {
		t.Since = when.None
	}
	if t.Notice == atOnce {
		t.Notice = ""
	}
	return t
}

// line is the power in a few words, for comparison.
func (j jsonTerminable) line() string {
	t := j.read()
	parts := []string{j.By, standing(t), "under " + Cite(t.Clause), noticeWords(t.Notice), count(j.Patents, "patent")}
	if who := strings.Join(j.Orgs, ", "); who != j.By {
		parts = slices.Insert(parts, 1, "on that day "+who)
	}
	return strings.Join(parts, ", ")
}

func (j jsonTerminable) sentence() string {
	return Cite(j.read().Clause) + ": " + j.Says
}
