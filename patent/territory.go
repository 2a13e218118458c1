package patent

import (
	"slices"
	"strings"
	"sync"

	"github.com/crossgrant/crossgrant/when"
)

// class says what a code of WIPO ST.3 stands for.
type class uint8

const (
	noCode class = iota
	country
	historic
	regional
	international
	organisation
)

var classWords = map[string]class{
	"country": country, "historic": historic, "regional": regional,
	"international": international, "organisation": organisation,
}

// membership is the time during which a state belonged to a regional office.
type membership struct {
	state string
	span  when.Interval
}

// atlas is what the tables of countries and territories say, by code.
type atlas struct {
	class   [codeCount]class
	name    [codeCount]string
	members map[string][]membership    // by regional office, sorted by state
	poor    map[string][]when.Interval // least developed countries
	err     error
}

var world = sync.OnceValue(func() *atlas {
	a := &atlas{members: map[string][]membership{}, poor: map[string][]when.Interval{}}
	a.err = a.load()
	return a
})

func (a *atlas) load() error {
	rows, err := table("countries.csv")
	if err != nil {
		return err
	}
	for _, r := range rows {
		if i := codeIndex(r[0]); i >= 0 {
			a.name[i], a.class[i] = r[1], classWords[r[2]]
		}
	}
	if rows, err = table("territories.csv"); err != nil {
		return err
	}
	for _, r := range rows {
		s, err := span(r[2], r[3])
		if err != nil {
			return err
		}
		a.members[r[0]] = append(a.members[r[0]], membership{r[1], s})
	}
	for _, m := range a.members {
		slices.SortFunc(m, func(x, y membership) int { return strings.Compare(x.state, y.state) })
	}
	if rows, err = table("least-developed.csv"); err != nil {
		return err
	}
	for _, r := range rows {
		s, err := span(r[1], r[2])
		if err != nil {
			return err
		}
		a.poor[r[0]] = append(a.poor[r[0]], s)
	}
	return nil
}

func (a *atlas) classOf(code string) class {
	if i := codeIndex(code); i >= 0 {
		return a.class[i]
	}
	return noCode
}

// IsCountry reports whether code is the ST.3 code of a country or territory of today: "DE", "TW", "HK". Offices of
// several states (EP, WO) and codes of former states (SU, DD) are none.
func IsCountry(code string) bool { return world().classOf(code) == country }

// IsRegional reports whether code is an office that grants rights for several states: EP, EA, AP, OA, GC, EM, BX.
func IsRegional(code string) bool { return world().classOf(code) == regional }

// IsOffice reports whether code may stand in front of a patent number: a country of today or of the past, a regional
// office, or WO.
func IsOffice(code string) bool {
	switch world().classOf(code) {
	case country, historic, regional, international:
		return true
	}
	return false
}

// CountryName is the English name of a code as it stands inside a sentence: "Germany", "the United States", "the
// European Patent Office". A code that ST.3 does not know is returned as it is.
func CountryName(code string) string {
	if i := codeIndex(code); i >= 0 && world().name[i] != "" {
		return world().name[i]
	}
	return code
}

// Countries lists the codes of all countries of today with their names without article, sorted by code.
func Countries() (codes, names []string) {
	a := world()
	for i, c := range a.class {
		if c == country {
			codes = append(codes, string([]byte{byte('A' + i/26), byte('A' + i%26)}))
			names = append(names, withoutArticle(a.name[i]))
		}
	}
	return codes, names
}

// StatesOf lists the states that belonged to an office on a day, sorted: for EP its contracting states, for a
// national office itself, for WO none.
func StatesOf(office string, on when.Date) []string {
	a := world()
	switch a.classOf(office) {
	case country:
		return []string{office}
	case regional:
		var out []string
		for _, m := range a.members[office] {
			if m.span.Contains(on) {
				out = append(out, m.state)
			}
		}
		return out
	}
	return nil
}

// UnitaryPatent is the code that stands for the states of the unitary patent together. It is none of ST.3.
const UnitaryPatent = "UP"

// UnitaryStates lists the states for which a European patent has unitary effect that was registered on a day, sorted.
// They are those in which the agreement on a Unified Patent Court was in force on that day: the territory of a patent
// never grows when states join later. Before 2023-06-01 there are none.
func UnitaryStates(registered when.Date) []string {
	var out []string
	for _, m := range world().members[UnitaryPatent] {
		if m.span.Contains(registered) {
			out = append(out, m.state)
		}
	}
	return out
}

// Unitary reports whether an event brings a European patent into effect in the states of the unitary patent, as they
// were on some day.
func (e *Event) Unitary() bool {
	if e.Kind != Validated || len(e.Countries) == 0 {
		return false
	}
	return slices.ContainsFunc(world().members[UnitaryPatent], func(m membership) bool {
		return slices.Equal(e.Countries, UnitaryStates(m.span.From))
	})
}

// grantsBundle reports whether a grant of the office becomes one right per state, each of which must be brought into
// effect there. Grants of the other regional offices (OA, GC, EM, BX) are one right over all their states.
func grantsBundle(office string) bool { return office == "EP" || office == "EA" || office == "AP" }

// EffectIn says whether a right can have effect in a country, whatever its status: Unknown when the filing date is
// not known well enough to tell whether the state had joined the regional office.
func EffectIn(r *Record, country string) Tri {
	if r.Office == "WO" || r.Office == "IB" {
		return No
	}
	if len(r.States) > 0 {
		if slices.Contains(r.States, country) {
			return Yes
		}
		return No
	}
	a := world()
	if a.classOf(r.Office) != regional {
		if r.Office == country && country != "" {
			return Yes
		}
		return No
	}
	found := No
	for _, m := range a.members[r.Office] {
		if m.state != country {
			continue
		}
		span := m.span
		if r.Office == "EM" {
			span.From = when.Min // Community designs extend to states that join later
		}
		switch certain, possible := r.Filed.In(span); {
		case certain:
			return Yes
		case possible:
			found = Unknown
		}
	}
	return found
}

// Effect reports whether a right has, or may have, effect in a country: a national right in its own; a regional one
// in the states that belonged to the office on the day of filing; a record that states its States in these alone; an
// international application nowhere. An uncertain effect counts, and StatusOf then says what is uncertain.
func Effect(r *Record, country string) bool { return EffectIn(r, country) != No }

// LeastDevelopedFrom and LeastDevelopedTo are the first and the last day for which the embedded list of least
// developed countries answers; the day after, countries are scheduled to leave it.
var (
	LeastDevelopedFrom = when.Civil(2004, 1, 1)
	LeastDevelopedTo   = when.Civil(2026, 11, 23)
)

// LeastDeveloped says whether the United Nations listed a country as least developed on a day. Outside the dates of
// the embedded list the answer is Unknown.
func LeastDeveloped(country string, on when.Date) Tri {
	if on < LeastDevelopedFrom || on > LeastDevelopedTo {
		return Unknown
	}
	for _, s := range world().poor[country] {
		if s.Contains(on) {
			return Yes
		}
	}
	return No
}
