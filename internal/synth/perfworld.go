package synth

import (
	"fmt"
	"iter"
	"math/bits"
	"strconv"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// How the performance world reads in the product's terms:
//
//	owner i          organisation syn-0000 ...; the parent controls it 100%, since ever
//	country i        the i-th of perfOffices, so that offices sort as countries are numbered
//	field i          WIPO field i+1
//	category i       the category word syn-category-00 ...
//	act 0 1 2 3      make, use, sell, import
//	standard i       "Synthetic standard 1" ...
//	family i         SYN-F-00000000 ...
//	row              SYN-CC-FFFFFFFF of country and family: rows of one owner, country, field and day sort as they
//	                 do here, so that a snapshot in the corporate order [Perf.OwnerOrder] has the same row numbers
//	filing           all dates of the record: granted on the day it was filed
//	end              the last day of the term is the day before it, exactly; an early lapse is a shorter term
//	licensor, licensee    a group: the organisation and what it controls, while controlled
//	fields, std, cutoff   `where` of a patent set owned by the licensor's group at time of use
//	excluded families     an excepted set of these families
//	territory        a list of countries, or world
//
// In force means in force under the presumption that granted patents live to their computed term, which the world
// declares.

// perfOffices are the codes of sixty states, sorted.
var perfOffices = [PerfCountries]string{
	"AE", "AR", "AT", "AU", "BE", "BG", "BR", "CA", "CH", "CL", "CN", "CO", "CR", "CZ", "DE", "DK", "EC", "EE", "EG", "ES",
	"FI", "FR", "GB", "GR", "HR", "HU", "ID", "IE", "IL", "IN", "IS", "IT", "JP", "KE", "KR", "LT", "LU", "LV", "MA", "MX",
	"MY", "NG", "NL", "NO", "NZ", "PE", "PH", "PL", "PT", "RO", "RS", "SA", "SE", "SG", "SI", "SK", "TH", "TR", "US", "ZA",
}

var perfActs = [PerfActs]agreement.Act{agreement.Make, agreement.Use, agreement.Sell, agreement.Import}

// perfFile is where positions of the synthetic world point.
const perfFile = "synthetic"

// Org is the id of an owner.
func (w *Perf) Org(owner int32) agreement.Org { return agreement.Org(fmt.Sprintf("syn-%04d", owner)) }

// OwnerOrder is the corporate order: all organisations, depth first.
func (w *Perf) OwnerOrder() []string {
	out := make([]string, PerfOwners)
	for i := range out {
		out[i] = string(w.Org(int32(i)))
	}
	return out
}

// Country is the code of a country.
func (w *Perf) Country(country uint8) string { return perfOffices[country] }

// CategoryWord is the word for a product category.
func (w *Perf) CategoryWord(category uint8) string { return fmt.Sprintf("syn-category-%02d", category) }

// Act is the act of the language.
func (w *Perf) Act(act uint8) agreement.Act { return perfActs[act] }

// PatentID is the id of a row.
func (w *Perf) PatentID(row int32) string {
	p := &w.Patents[row]
	return "SYN-" + perfOffices[p.Country] + "-" + eightDigits(p.Family)
}

// FamilyID is the id of a family.
func (w *Perf) FamilyID(family int32) string { return "SYN-F-" + eightDigits(family) }

// eightDigits writes n with leading zeros; families stay below a hundred million for worlds of up to 250 million
// patents, and beyond that only the order of ids is lost.
func eightDigits(n int32) string {
	s := strconv.Itoa(int(n))
	if len(s) >= 8 {
		return s
	}
	return "00000000"[len(s):] + s
}

// UseQ1 is the use that a Q1 asks about.
func (w *Perf) UseQ1(q PerfQ1) agreement.UseOf {
	return agreement.UseOf{Actor: w.Org(q.A), Act: w.Act(q.Act), Product: w.CategoryWord(q.Category),
		Country: w.Country(q.Country), On: when.Date(q.Day)}
}

// UseQ2 is the use that a Q2 asks about, under patents of the organisation of B.
func (w *Perf) UseQ2(q PerfQ2) agreement.UseOf {
	return agreement.UseOf{Actor: w.Org(q.A), Act: w.Act(perfSell), Product: w.CategoryWord(q.Category),
		Country: w.Country(q.Country), On: when.Date(q.Day)}
}

// Records returns the patents in the order of the rows.
func (w *Perf) Records() iter.Seq[patent.Record] {
	return func(yield func(patent.Record) bool) {
		family := make([]string, w.Families)
		orgs := w.OwnerOrder()
		standards := map[uint8][]string{}
		for row := range int32(len(w.Patents)) {
			p := &w.Patents[row]
			if family[p.Family] == "" {
				family[p.Family] = w.FamilyID(p.Family)
			}
			std, ok := standards[p.Std]
			if !ok {
				std = perfStandardNames(p.Std)
				standards[p.Std] = std
			}
			filed := when.Exact(when.Date(p.Filing))
			r := patent.Record{
				ID: w.PatentID(row), Office: perfOffices[p.Country], Kind: patent.Invention, IsGrant: patent.Yes,
				Owners: orgs[p.Owner : p.Owner+1 : p.Owner+1], Family: family[p.Family],
				Priority: filed, Filed: filed, Published: filed, Grant: filed,
				Expires: when.Exact(when.Date(p.End() - 1)), TermKind: patent.TermExact,
				Fields: patent.FieldSet(0).With(patent.Field(p.Field + 1)), Standards: std,
				Title: "Synthetic patent", Source: "synthetic world",
			}
			if !yield(r) {
				return
			}
		}
	}
}

func perfStandardNames(mask uint8) []string {
	var out []string
	for i := range PerfStandards {
		if mask>>i&1 == 1 {
			out = append(out, "Synthetic standard "+strconv.Itoa(i+1))
		}
	}
	return out
}

// World returns the organisations with their control and all agreements. Patents are in [Perf.Records].
func (w *Perf) World() *agreement.World {
	world := new(agreement.World)
	fact := func(text string, body agreement.FactBody) {
		world.Facts = append(world.Facts, agreement.Fact{
			At:   diag.Range{File: perfFile + ".facts", Start: diag.Pos{Line: len(world.Facts) + 1, Column: 1}},
			Text: text, Begin: when.Exact(when.Min), End: when.Max,
			Recorded: when.None, Retracted: when.None, Source: "synthetic world", Body: body,
		})
	}
	for o := range int32(PerfOwners) {
		org := agreement.Organisation{ID: w.Org(o), Name: "Synthetic organisation " + strconv.Itoa(int(o))}
		fact(fmt.Sprintf("%s is an organisation %q", org.ID, org.Name), org)
	}
	for o, p := range w.Parent {
		if p >= 0 {
			c := agreement.Control{Holder: w.Org(p), Held: w.Org(int32(o)), Millionths: 1_000_000}
			fact(fmt.Sprintf("%s controls %s 100%%", c.Holder, c.Held), c)
		}
	}
	fact("presume "+patent.PresumeGranted, agreement.Presumption{What: agreement.GrantedInForce})
	for i, a := range w.Agreements {
		world.Agreements = append(world.Agreements, w.agreement(fmt.Sprintf("syn-a%03d", i), a.X, a.Y, w.Grants[a.Lo:a.Hi]))
	}
	return world
}

// Relevance returns the facts that make the patents of a category's fields the relevant ones, as Q2 asks. They are
// not in [Perf.World], because Q1 does not look at the fields of the category.
func (w *Perf) Relevance() []agreement.Fact {
	var out []agreement.Fact
	for c := range w.Category {
		word := w.CategoryWord(uint8(c))
		out = append(out, agreement.Fact{
			At:   diag.Range{File: perfFile + ".facts"},
			Text: "relevance of " + word, Begin: when.Exact(when.Min), End: when.Max,
			Recorded: when.None, Retracted: when.None, Source: "synthetic world",
			Body: agreement.Relevance{Product: word, Fields: perfFieldWords(w.Category[c])},
		})
	}
	return out
}

// Drafts returns the two drafts of a Q4 as agreements of one id.
func (w *Perf) Drafts(q PerfQ4) (before, after *agreement.Agreement) {
	a := w.Agreements[q.Agreement]
	id := fmt.Sprintf("syn-a%03d", q.Agreement)
	return w.agreement(id, a.X, a.Y, q.Before), w.agreement(id, a.X, a.Y, q.After)
}

func (w *Perf) agreement(id string, x, y int32, grants []PerfGrant) *agreement.Agreement {
	a := &agreement.Agreement{
		Clause:  agreement.Clause{Agreement: id, Kind: "agreement", Name: id, At: diag.Range{File: perfFile + ".md"}},
		Title:   "Synthetic agreement " + id,
		Parties: []agreement.Org{w.Org(x), w.Org(y)},
		Signed:  when.None, Effective: when.None,
	}
	for k := range grants {
		w.addGrant(a, k+1, &grants[k])
	}
	return a
}

// addGrant adds the k-th grant with the definitions it uses.
func (w *Perf) addGrant(a *agreement.Agreement, k int, g *PerfGrant) {
	id := a.Clause.Agreement
	clause := func(section, kind, name string) agreement.Clause {
		return agreement.Clause{Agreement: id, Number: fmt.Sprintf("%s.%d", section, k), Kind: kind, Name: name,
			At: diag.Range{File: perfFile + ".md"}}
	}
	name := func(s string) agreement.Name { return agreement.Name(id + "/" + s) }
	group := func(word string, org agreement.Org) agreement.Name {
		s := fmt.Sprintf("%s %d", word, k)
		a.Groups = append(a.Groups, &agreement.Group{
			Clause: clause("1", "group", s),
			Is:     []agreement.Member{{Org: org}, {Org: org, Reach: true, Direction: agreement.Controlled, Share: agreement.Over50}},
		})
		return name(s)
	}
	from, to := group("Licensor", w.Org(g.Licensor)), group("Licensee", w.Org(g.Licensee))

	set := &agreement.PatentSet{
		Clause: clause("2", "patents", fmt.Sprintf("Licensed Patents %d", k)),
		Add:    []agreement.Selector{{OwnedBy: []agreement.Member{{Group: from}}, Held: agreement.Held{Kind: agreement.HeldAtTimeOfUse}}},
		Where: []agreement.Condition{{{
			Attr: agreement.PatentFiled, Span: when.Closed(when.Min, when.Date(g.Cutoff)),
		}}},
	}
	if g.Fields != 1<<PerfFields-1 {
		set.Where = append(set.Where, agreement.Condition{{Attr: agreement.PatentField, Values: perfFieldWords(g.Fields)}})
	}
	if g.Std != 0 {
		set.Where = append(set.Where, agreement.Condition{{Attr: agreement.PatentStandard, Values: perfStandardNames(g.Std)}})
	}
	if len(g.Excluded) > 0 {
		families := make([]string, len(g.Excluded))
		for i, f := range g.Excluded {
			families[i] = w.FamilyID(f)
		}
		excluded := &agreement.PatentSet{
			Clause: clause("3", "patents", fmt.Sprintf("Excluded Patents %d", k)),
			Where:  []agreement.Condition{{{Attr: agreement.PatentFamily, Values: families}}},
		}
		a.Patents = append(a.Patents, excluded)
		set.Except = []agreement.PatentItem{{Set: name(excluded.Clause.Name)}}
	}
	a.Patents = append(a.Patents, set)

	gr := &agreement.Grant{
		Clause: clause("4", "licence", fmt.Sprintf("grant-%d", k)),
		Kind:   agreement.Licence,
		From:   []agreement.Member{{Group: from}}, To: []agreement.Member{{Group: to}},
		Under:  []agreement.PatentItem{{Set: name(set.Clause.Name)}},
		During: agreement.Term{Span: when.Interval{From: when.Date(g.From), To: when.Date(g.To)}},
		Price:  agreement.Price{Kind: agreement.PricePaidUp}, Sublicence: "none",
	}
	for c := range PerfCategories {
		if g.Products>>c&1 == 1 {
			gr.For = append(gr.For, agreement.ProductItem{Word: w.CategoryWord(uint8(c))})
		}
	}
	for act := range PerfActs {
		if g.Acts>>act&1 == 1 {
			gr.Acts = append(gr.Acts, perfActs[act])
		}
	}
	if g.Territory == 1<<PerfCountries-1 {
		gr.In.World = true
	} else {
		for c := range PerfCountries {
			if g.Territory>>c&1 == 1 {
				gr.In.In = append(gr.In.In, perfOffices[c])
			}
		}
	}
	a.Grants = append(a.Grants, gr)
}

// perfFieldWords are the words for a mask of fields.
func perfFieldWords(mask uint64) []string {
	out := make([]string, 0, bits.OnesCount64(mask))
	for f := range PerfFields {
		if mask>>f&1 == 1 {
			out = append(out, "wipo-"+strconv.Itoa(f+1))
		}
	}
	return out
}
