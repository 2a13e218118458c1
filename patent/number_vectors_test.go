package patent

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// numberVector is one entry of the conformance vectors on numbers.
type numberVector struct {
	ID       string          `json:"id"`
	Group    string          `json:"group"`
	Office   string          `json:"office"`
	Rule     string          `json:"rule"`
	Status   string          `json:"status"`
	Input    json.RawMessage `json:"input"`
	Expected json.RawMessage `json:"expected"`
	NoKind   string          `json:"no_kind"`
	Note     string          `json:"note"`
}

// numberDisputes are rules by which an expected answer is not ours, each with its source. A vector under one of them
// must still have the expected reading among its candidates.
var numberDisputes = []struct {
	rule    string
	applies func(v numberVector, text, want string) bool
}{
	{
		rule: "a serial that the publications of its year did not reach is not the only reading of eight digits with a zero in front, " +
			"which may pad two digits of a year and five of a serial (WIPO, PCT yearly reviews: fewer than 190,000 international publications in any year to 2010)",
		applies: func(v numberVector, text, want string) bool {
			n, ok := ParseNumber(want, "").One()
			if v.Status != "assert" || v.Group != "patzilla-normalize" || !ok || n.Country != "WO" || len(n.Serial) != 10 || !strings.HasPrefix(text, "WO0") {
				return false
			}
			year, _ := strconv.Atoi(n.Serial[:4])
			serial, _ := strconv.Atoi(n.Serial[4:])
			return year <= 2010 && serial > 190_000
		},
	},
}

func TestVectorsNumbers(t *testing.T) {
	var tally vectorTally
	vectors(t, &tally, "group", func(t *testing.T, v numberVector) {
		var text string
		if json.Unmarshal(v.Input, &text) != nil {
			text = string(v.Input)
		}
		if v.Status != "assert" && v.Status != "ambiguous" {
			tally.recorded++
			return
		}
		var want string
		if json.Unmarshal(v.Expected, &want) == nil {
			for _, d := range numberDisputes {
				if d.applies(v, text, want) {
					tally.disputed++
					t.Logf("disputed: %s", d.rule)
					if !slices.ContainsFunc(ParseNumber(text, "").Readings, func(n Number) bool { return n.ID() == want }) {
						t.Errorf("%s is not among the readings of %s", want, text)
					}
					return
				}
			}
		}
		if v.Status == "ambiguous" {
			tally.ambiguous++
		} else {
			tally.asserted++
		}
		if err := v.check(text); err != nil {
			t.Errorf("%s %s (%s): %v", v.Group, text, v.Rule, err)
		}
	})
}

// check compares one vector with what the package gives.
func (v numberVector) check(text string) error {
	var want string
	isText := json.Unmarshal(v.Expected, &want) == nil && string(v.Expected) != "null"
	null := string(v.Expected) == "null"
	if strings.HasSuffix(v.Group, "check-digit") {
		if got, ok := CheckDigit(v.Office, text); !ok || got != want {
			return fmt.Errorf("check digit %q, want %q", got, want)
		}
		return nil
	}
	switch v.Group {
	case "google-id":
		return v.one(text, "", null, Number.PageID, want)
	case "epo-ops-normalize":
		return v.one(text, "", null, Number.DOCDB, want)
	case "epo-ops-validate":
		return v.valid(text)
	case "patzilla-normalize":
		if v.Status == "ambiguous" {
			if p := ParseNumber(text, ""); !p.Ambiguous() || p.Reason == "" {
				return fmt.Errorf("readings %v, want several and a reason", p.Readings)
			}
			return nil
		}
		return v.one(text, "", null, Number.ID, want)
	case "patzilla-split":
		return v.split(text, null)
	case "uspto-docid":
		id := Number.ID
		if v.Office == "PCT" {
			id = Number.Printed
		}
		if err := v.one(text, "", null, id, want); err != nil {
			return err
		}
		if v.NoKind != "" {
			return v.one(text, "", false, func(n Number) string { return n.Country + n.Serial }, v.NoKind)
		}
		return nil
	case "uspto-xml-docid":
		var in struct {
			Country string `json:"country"`
			Number  string `json:"doc-number"`
		}
		if err := json.Unmarshal(v.Input, &in); err != nil {
			return err
		}
		return v.one(in.Number, in.Country, null, Number.ID, want)
	case "odp-us", "odp-pct":
		return v.odp(text, null)
	case "wo-print-form":
		return v.one(text, "", null, Number.Published, want)
	case "ops-number-service":
		return v.service(text, want)
	case "ops-parallel-ids":
		return v.parallel()
	case "lens-display":
		return v.lens()
	case "etsi-isld":
		return v.isld()
	}
	if isText {
		return fmt.Errorf("there is no check for the group %s", v.Group)
	}
	return fmt.Errorf("there is no check for the group %s (%s)", v.Group, v.Expected)
}

// one wants exactly one reading in the given form, or none when null.
func (v numberVector) one(text, hint string, null bool, form func(Number) string, want string) error {
	p := ParseNumber(text, hint)
	n, ok := p.One()
	switch {
	case null && len(p.Readings) > 0:
		return fmt.Errorf("read as %v, want no reading", p.Readings)
	case null && p.Reason == "":
		return fmt.Errorf("no reading and no reason")
	case null:
		return nil
	case !ok:
		return fmt.Errorf("readings %v (%s), want %s", p.Readings, p.Reason, want)
	}
	if got := form(n); got != want {
		return fmt.Errorf("%s, want %s", got, want)
	}
	return nil
}

func (v numberVector) valid(text string) error {
	var want struct{ Valid bool }
	if err := json.Unmarshal(v.Expected, &want); err != nil {
		return err
	}
	p := ParseNumber(text, "")
	form := FormCompact
	if strings.HasPrefix(v.Rule, "docdb") {
		form = FormDOCDB
	}
	if got := len(p.Readings) == 1 && p.Form == form; got != want.Valid {
		return fmt.Errorf("form %s with readings %v (%s); valid as %s: want %v", p.Form, p.Readings, p.Reason, form, want.Valid)
	}
	return nil
}

func (v numberVector) split(text string, null bool) error {
	if null {
		return v.one(text, "", true, Number.ID, "")
	}
	var want struct{ Country, Number, Kind string }
	if err := json.Unmarshal(v.Expected, &want); err != nil {
		return err
	}
	n, ok := ParseNumber(text, "").One()
	if !ok || n.Country != want.Country || n.Kind != want.Kind || unzero(n.Serial) != unzero(want.Number) {
		return fmt.Errorf("%+v, want %+v", n, want)
	}
	return nil
}

// unzero drops zeros in front of and behind the letters of a serial: the peer splits without normalising.
func unzero(s string) string {
	m := regexp.MustCompile(`^0*([A-Z]*)0*(\d+)$`).FindStringSubmatch(s)
	if m == nil {
		return s
	}
	return m[1] + m[2]
}

func (v numberVector) odp(text string, null bool) error {
	if null {
		return v.one(text, "US", true, Number.ID, "")
	}
	p := ParseNumber(text, "US")
	if v.Status == "ambiguous" {
		types := map[NumberType]bool{}
		for _, n := range p.Readings {
			types[n.Type] = true
		}
		if !types[Publication] || !types[Application] || p.Reason == "" {
			return fmt.Errorf("readings %v, want a grant and an application", p.Readings)
		}
		return nil
	}
	var want struct{ Type, Number, Display string }
	if err := json.Unmarshal(v.Expected, &want); err != nil {
		return err
	}
	n, ok := p.One()
	if !ok {
		return fmt.Errorf("readings %v (%s), want %v", p.Readings, p.Reason, want)
	}
	_, granted := n.Right()
	var got, number string
	switch {
	case n.Type == International:
		got, number = "pct", strings.ReplaceAll(n.ID(), "/", "")
		if n.Printed() != want.Display {
			return fmt.Errorf("printed %s, want %s", n.Printed(), want.Display)
		}
	case n.Type == Application:
		got, number = "application", n.Serial
	case granted == Yes:
		got, number = "grant", n.Serial
	default:
		got, number = "publication", strings.TrimPrefix(n.Published()[:len(n.Published())-len(n.Kind)], "US")
	}
	if got != want.Type || number != want.Number {
		return fmt.Errorf("%s %s, want %s %s", got, number, want.Type, want.Number)
	}
	return nil
}

// service reads "application docdb MD.20050130.A.20050130 -> epodoc".
func (v numberVector) service(text, want string) error {
	what, to, _ := strings.Cut(text, " -> ")
	f := strings.SplitN(what, " ", 3)
	n, ok := ParseNumber(f[2], f[0]).One()
	if !ok {
		return fmt.Errorf("%s has no reading", f[2])
	}
	if to == "docdb" {
		if got := n.DOCDB(); got != want[:strings.LastIndexByte(want, '.')] {
			return fmt.Errorf("%s, want %s without the date", got, want)
		}
		return nil
	}
	got, ok := n.EPODOC()
	if first := strings.Fields(want)[0]; !ok || got != first {
		return fmt.Errorf("%s, want %s", got, first)
	}
	return nil
}

func (v numberVector) parallel() error {
	var in struct {
		Element string
		DOCDB   *struct {
			Country, Kind string
			Number        string `json:"doc-number"`
		}
		Original *struct {
			Number string `json:"doc-number"`
		}
	}
	var want struct {
		EPODOC struct {
			Date   string
			Number string `json:"doc-number"`
		}
	}
	if err := json.Unmarshal(v.Input, &in); err != nil {
		return err
	}
	if err := json.Unmarshal(v.Expected, &want); err != nil {
		return err
	}
	hint := "application " + want.EPODOC.Date[:4]
	if in.Element == "publication-reference" {
		hint = "publication"
	}
	if in.DOCDB != nil {
		text := in.DOCDB.Country + "." + in.DOCDB.Number + "." + in.DOCDB.Kind
		n, ok := ParseNumber(text, hint).One()
		if !ok {
			return fmt.Errorf("%s: no reading: %s", text, ParseNumber(text, hint).Reason)
		}
		if got, ok := n.EPODOC(); !ok || got != want.EPODOC.Number {
			return fmt.Errorf("docdb %s: epodoc %q, want %s", text, got, want.EPODOC.Number)
		}
	}
	if in.Original != nil {
		text := in.Original.Number
		n, ok := ParseNumber(text, v.hintFor(want.EPODOC.Number)+" "+hint).One()
		if !ok {
			return fmt.Errorf("original %s: no reading: %s", text, ParseNumber(text, hint).Reason)
		}
		got, ok := n.EPODOC()
		if strings.HasSuffix(want.EPODOC.Number, "T") { // the original does not say that it became a translation
			return nil
		}
		if !ok || got != want.EPODOC.Number {
			return fmt.Errorf("original %s: epodoc %q, want %s", text, got, want.EPODOC.Number)
		}
	}
	return nil
}

// hintFor is the office whose numbers the original is written in.
func (v numberVector) hintFor(epodoc string) string {
	if strings.HasPrefix(epodoc, "DK") {
		return "EP" // the translation keeps the European application number
	}
	return epodoc[:2]
}

func (v numberVector) lens() error {
	var in struct {
		Publication, Application string
	}
	var want struct{ Country, Kind string }
	if err := json.Unmarshal(v.Input, &in); err != nil {
		return err
	}
	if err := json.Unmarshal(v.Expected, &want); err != nil {
		return err
	}
	p := ParseNumber(in.Publication, "publication")
	n, ok := p.One()
	if !ok || n.Country != want.Country || n.Kind != want.Kind || n.Type != Publication {
		return fmt.Errorf("%q read as %v (%s), want a publication of %s with kind %s", in.Publication, p.Readings, p.Reason, want.Country, want.Kind)
	}
	return nil
}

func (v numberVector) isld() error {
	var in struct {
		Application string `json:"PATT_APPLICATION_NUMBER"`
		Publication string `json:"PUBL_NUMBER"`
	}
	var want struct {
		Publications []string
		Office       string
	}
	if err := json.Unmarshal(v.Input, &in); err != nil {
		return err
	}
	if err := json.Unmarshal(v.Expected, &want); err != nil {
		return err
	}
	parts := strings.Split(in.Publication, " | ")
	if len(parts) != len(want.Publications) {
		return fmt.Errorf("%d publications, want %d", len(parts), len(want.Publications))
	}
	for i, text := range parts {
		n, ok := ParseNumber(text, "").One()
		if !ok || n.Country != want.Office || n.ID() != strings.ReplaceAll(want.Publications[i], " ", "") {
			return fmt.Errorf("%q read as %v, want %s", text, n, want.Publications[i])
		}
	}
	return nil
}
