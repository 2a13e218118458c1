package patent

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// TestParseNumber needs no vectors: one line for each rule, with numbers of our own.
func TestParseNumber(t *testing.T) {
	for _, c := range []struct {
		text, hint string
		form       Form
		want       []string // canonical ids
		changed    string   // a part of what was changed; empty: nothing may have been
	}{
		{"US.11910207.B2", "", FormDOCDB, []string{"US11910207B2"}, ""},
		{"US.11910207.B2.20240220", "", FormDOCDB, []string{"US11910207B2"}, ""},
		{"US-11910207-B2", "", FormDashed, []string{"US11910207B2"}, ""},
		{"US 11,910,207 B2", "", FormPrinted, []string{"US11910207B2"}, ""},
		{"US11910207B2", "", FormCompact, []string{"US11910207B2"}, ""},
		{"us11910207b2", "", FormCompact, []string{"US11910207B2"}, "capitals"},
		{"ＵＳ１１９１０２０７Ｂ２", "", FormCompact, []string{"US11910207B2"}, ""},
		{"US–11910207–B2", "", FormDashed, []string{"US11910207B2"}, ""},
		{"11,910,207", "US", FormBare, []string{"US11910207"}, ""},
		{"11910207", "US", FormBare, []string{"US11910207", "US11910207A"}, ""},
		{"11910207", "US publication", FormBare, []string{"US11910207"}, ""},
		{"11910207", "US application", FormBare, []string{"US11910207A"}, ""},
		{"17/123,456", "US", FormBare, []string{"US17123456A"}, ""},
		{"17/123,456", "US 2020", FormBare, []string{"US202017123456A"}, ""},
		{"12/123,456", "US 2008", FormBare, []string{"US12345608A"}, ""},
		{"61/123,456", "US 2010", FormBare, []string{"US12345610P"}, ""},
		{"US 2021/0123456 A1", "", FormPrinted, []string{"US2021123456A1"}, "zero after the year"},
		{"US20210123456A1", "", FormCompact, []string{"US2021123456A1"}, "zero after the year"},
		{"US2021123456A1", "", FormCompact, []string{"US2021123456A1"}, ""},
		{"US20090123456", "", FormCompact, []string{"US2009123456", "US12345609A"}, "EPODOC"},
		{"US20090823456", "", FormCompact, []string{"US82345609A"}, "EPODOC"},
		{"US D0813,591 S1", "", FormPrinted, []string{"USD813591S1"}, "form D813591"},
		{"US RE49,387 E1", "", FormPrinted, []string{"USRE49387E1"}, ""},
		{"EP 2 400 812 B1", "", FormPrinted, []string{"EP2400812B1"}, ""},
		{"EP 83612", "", FormPrinted, []string{"EP0083612"}, "padded"},
		{"EP10167109.7", "", FormPrinted, []string{"EP10167109A"}, "European check digit"},
		{"EP20100167109", "", FormCompact, []string{"EP10167109A"}, "EPODOC"},
		{"WO 2010/050748 A2", "", FormPrinted, []string{"WO2010050748A2"}, ""},
		{"WO 98/16331", "", FormPrinted, []string{"WO1998016331"}, "year 98 read as 1998"},
		{"WO00101000A1", "", FormCompact, []string{"WO2000101000A1", "WO2001001000A1"}, "year 00"},
		{"PCT/US2019/056674", "", FormPrinted, []string{"PCT/US2019/056674"}, ""},
		{"WO2019US56674", "", FormCompact, []string{"PCT/US2019/056674"}, "EPODOC"},
		{"ZL201110269715.3", "", FormPrinted, []string{"CN201110269715A"}, "ZL"},
		{"CN 201110269715.3", "", FormPrinted, []string{"CN201110269715A"}, "Chinese check digit"},
		{"CN2011102697153", "", FormCompact, []string{"CN201110269715A"}, "Chinese check digit"},
		{"CN200810212052.X", "", FormPrinted, []string{"CN200810212052A"}, "Chinese check digit"},
		{"CN 101911042 A", "", FormPrinted, []string{"CN101911042A"}, ""},
		{"CN201120157040.5", "", FormPrinted, nil, ""}, // a wrong check digit
		{"JP2006-147056", "", FormPrinted, []string{"JP2006147056"}, ""},
		{"JP2006-1470", "", FormPrinted, []string{"JP2006001470"}, "padded"},
		{"JPH05-142789A", "", FormPrinted, []string{"JPH05142789A"}, ""},
		{"JP05-142789", "", FormPrinted, []string{"JPH05142789"}, "1993"},
		{"特開平5-142789", "", FormPrinted, []string{"JPH05142789A"}, ""},
		{"特開2006-147056号公報", "", FormPrinted, []string{"JP2006147056A"}, ""},
		{"特許第4961043号", "", FormPrinted, []string{"JP4961043B"}, ""},
		{"特願2006-147056", "", FormPrinted, []string{"JP2006147056A"}, ""},
		{"KR 10-2008-0107376", "", FormPrinted, []string{"KR20080107376"}, "prefix 10"},
		{"KR 10-2008-0107376 A", "", FormPrinted, []string{"KR20080107376A"}, "prefix 10"},
		{"DE 10 2014 001 234.4", "", FormPrinted, []string{"DE102014001234A"}, "German check digit"},
		{"DE 101 47 913 C1", "", FormPrinted, []string{"DE10147913C1"}, ""},
		{"GB2306615.2", "", FormPrinted, []string{"GB2306615A"}, "British check digit"},
		{"AT E 527442 T1", "", FormPrinted, []string{"AT527442T1"}, "mark of a translation"},
		{"TW I318518 B", "", FormPrinted, []string{"TWI318518B"}, ""},
		{"BR PI0502229 A", "", FormPrinted, []string{"BRPI0502229A"}, ""},
		{"AR060116A1", "", FormCompact, []string{"AR060116A1"}, ""},
		{"", "", "", nil, ""},
		{"   ", "", "", nil, ""},
		{"11910207", "", "", nil, ""},
		{"XX123456", "", "", nil, ""},
		{"EP2884620A23", "", FormCompact, nil, ""},
		{"EP100A000B1", "", FormCompact, nil, ""},
		{"EP10167109.8", "", FormPrinted, nil, ""}, // a wrong check digit
		{"CN2013832490", "", FormCompact, nil, ""},
		{"Pending", "", "", nil, "capitals"},
		{"USPATENTAPPLICATIONPENDING", "", FormCompact, nil, ""},
		{"US0", "", FormCompact, nil, ""},
		{"US 99999999", "", FormPrinted, nil, ""},
		{"123456", "Mars", "", nil, ""},
		{strings.Repeat("1", 200), "US", "", nil, ""},
	} {
		p := ParseNumber(c.text, c.hint)
		var got []string
		for _, n := range p.Readings {
			got = append(got, n.ID())
		}
		if !slices.Equal(got, c.want) || c.form != "" && p.Form != c.form {
			t.Errorf("%q (%s): %v as %s (%s), want %v as %s", c.text, c.hint, got, p.Form, p.Reason, c.want, c.form)
		}
		changed := strings.Join(p.Changed, "; ")
		if !strings.Contains(changed, c.changed) || c.changed == "" && len(c.want) > 0 && changed != "" {
			t.Errorf("%q: changed %q, want %q", c.text, changed, c.changed)
		}
		if (len(c.want) == 1) != (p.Reason == "") {
			t.Errorf("%q: reason %q with %d readings", c.text, p.Reason, len(p.Readings))
		}
	}
}

func TestNumberForms(t *testing.T) {
	for _, c := range []struct {
		text, hint                                      string
		docdb, dashed, printed, published, page, epodoc string
	}{
		{"US11910207B2", "", "US.11910207.B2", "US-11910207-B2", "US 11,910,207 B2", "US11910207B2", "US11910207B2", "US11910207"},
		{"US2012057518A1", "", "US.2012057518.A1", "US-2012057518-A1", "US 2012/0057518 A1", "US20120057518A1", "US20120057518A1", "US2012057518"},
		{"USRE49387E", "", "US.RE49387.E", "US-RE49387-E", "US RE49,387 E", "USRE49387E1", "USRE49387E1", "USRE49387"},
		{"EP2400812B1", "", "EP.2400812.B1", "EP-2400812-B1", "EP 2 400 812 B1", "EP2400812B1", "EP2400812B1", "EP2400812"},
		{"WO1998016331A3", "", "WO.1998016331.A3", "WO-1998016331-A3", "WO 98/16331 A3", "WO9816331A3", "WO1998016331A3", "WO1998016331"},
		{"WO2010050748A2", "", "WO.2010050748.A2", "WO-2010050748-A2", "WO 2010/050748 A2", "WO2010050748A2", "WO2010050748A2", "WO2010050748"},
		{"CN102622450B", "", "CN.102622450.B", "CN-102622450-B", "CN 102622450 B", "CN102622450B", "CN102622450B", "CN102622450B"},
		{"US9648662", "", "US.9648662", "US-9648662", "US 9,648,662", "US9648662", "US9648662", "US9648662"},
		{"PCT/US2019/056674", "", "US.2019056674.W", "US-2019056674-W", "PCT/US2019/056674", "PCT/US2019/056674", "PCT/US2019/056674", "WO2019US56674"},
		{"PCT/FR98/02552", "", "FR.1998002552.W", "FR-1998002552-W", "PCT/FR98/02552", "PCT/FR1998/002552", "PCT/FR1998/002552", "WO1998FR02552"},
		{"13/167,395", "US 2011", "US.201113167395.A", "US-201113167395-A", "US 13/167,395 A", "US201113167395A", "US201113167395A", "US201113167395"},
		{"12/942,680", "US 2010", "US.94268010.A", "US-94268010-A", "US 12/942,680 A", "US94268010A", "US94268010A", "US20100942680"},
		{"EP10167109.7", "", "EP.10167109.A", "EP-10167109-A", "EP 10167109.7 A", "EP10167109A", "EP10167109A", "EP20100167109"},
		{"CN201110269715.3", "", "CN.201110269715.A", "CN-201110269715-A", "CN 201110269715.3 A", "CN201110269715A", "CN201110269715A", ""},
	} {
		n, ok := ParseNumber(c.text, c.hint).One()
		if !ok {
			t.Errorf("%q has no single reading", c.text)
			continue
		}
		epodoc, _ := n.EPODOC()
		got := []string{n.DOCDB(), n.Dashed(), n.Printed(), n.Published(), n.PageID(), epodoc}
		want := []string{c.docdb, c.dashed, c.printed, c.published, c.page, c.epodoc}
		if !slices.Equal(got, want) {
			t.Errorf("%q:\n%q, want\n%q", c.text, got, want)
		}
	}
}

func TestNumberRight(t *testing.T) {
	for text, want := range map[string]struct {
		kind    Kind
		granted Tri
	}{
		"US11910207B2":     {Invention, Yes},
		"US9648662":        {Invention, Yes},
		"US2012057518":     {Invention, No},
		"USD813591":        {Design, Yes},
		"USPP12009":        {Plant, Yes},
		"USRE39998":        {Invention, Yes},
		"CN102622450":      {KindUnknown, Unknown},
		"EP2400812A1":      {Invention, No},
		"WO2010050748A2":   {Invention, No},
		"ZL201110269715.3": {Invention, Unknown},
	} {
		n, ok := ParseNumber(text, "").One()
		if !ok {
			t.Errorf("%q has no single reading", text)
			continue
		}
		if k, g := n.Right(); k != want.kind || g != want.granted {
			t.Errorf("%q: %v, %v; want %v, %v", text, k, g, want.kind, want.granted)
		}
	}
}

func TestCheckDigit(t *testing.T) {
	for _, c := range []struct{ office, number, want string }{
		{"CN", "201110269715", "3"}, {"CN", "200810212052", "X"}, {"EP", "10167109", "7"}, {"GB", "2306615", "2"}, {"DE", "10001499", "2"},
		{"CN", "20111026971", ""}, {"EP", "1016710", ""}, {"GB", "23066150", ""}, {"US", "11910207", ""}, {"CN", "20111026971A", ""}, {"CN", "", ""}, {"DE", "1", ""},
	} {
		if got, ok := CheckDigit(c.office, c.number); got != c.want || ok != (c.want != "") {
			t.Errorf("CheckDigit(%s, %s) = %q, %v; want %q", c.office, c.number, got, ok, c.want)
		}
	}
}

// TestCheckDigitFindsSlips changes one digit of an application number: the check digit no longer fits.
func TestCheckDigitFindsSlips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		office, length := "EP", 8
		if rapid.Bool().Draw(t, "CN") {
			office, length = "CN", 12
		}
		digits := []byte(rapid.StringOfN(rapid.RuneFrom([]rune("0123456789")), length, length, length).Draw(t, "digits"))
		before, ok := CheckDigit(office, string(digits))
		i := rapid.IntRange(0, length-1).Draw(t, "place")
		digits[i] = '0' + (digits[i]-'0'+byte(rapid.IntRange(1, 9).Draw(t, "slip")))%10
		after, ok2 := CheckDigit(office, string(digits))
		if !ok || !ok2 || before == after {
			t.Fatalf("%s %s: the check digit stays %s", office, digits, before)
		}
	})
}

// stable fails when a canonical publication id, or its triple, is not read back as itself.
func stable(t interface {
	Helper()
	Errorf(string, ...any)
}, n Number) {
	t.Helper()
	if n.Type != Publication || n.Kind == "" {
		return
	}
	for _, text := range []string{n.DOCDB(), n.Dashed()} {
		p := ParseNumber(text, "publication")
		if len(p.Readings) == 0 || p.Readings[0].ID() != n.ID() {
			t.Errorf("%s is read back as %v (%s)", text, p.Readings, p.Reason)
		}
	}
}

func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{
		"US11910207B2", "US 2012/0057518 A1", "EP.2400812.B1.20191127", "JP.(2006-147056).A.20060526", "CN201110269715.3",
		"ZL 201110269715.3", "WOPCT/FR98/02552", "WO00101000A1", "特開平5-142789", "KR 10-2008-0107376", "US.(08/921,321).A.19970829",
		"DEM 89 08 812", "EP .2884620 .A2", "PCT/", "WO2019US56674", "13/167,395", ".(", "JP-WO2023033871-A5", "US0PP12009P2", "IN12345/LLL/1997",
	} {
		for _, hint := range []string{"", "US", "application 2010", "CN publication"} {
			f.Add(s, hint)
		}
	}
	f.Fuzz(func(t *testing.T, text, hint string) {
		p := ParseNumber(text, hint)
		if len(p.Readings) != 1 && p.Reason == "" {
			t.Errorf("%q (%q): %d readings and no reason", text, hint, len(p.Readings))
		}
		for _, n := range p.Readings {
			if !IsOffice(n.Country) || n.Serial == "" || n.Type == 0 || n.Kind != "" && !looksLikeKind(n.Kind) {
				t.Errorf("%q (%q): %+v is no number", text, hint, n)
			}
			if !utf8.ValidString(n.ID()) || strings.ContainsAny(n.ID(), " .,-") {
				t.Errorf("%q (%q): the id %q holds separators", text, hint, n.ID())
			}
			n.EPODOC()
			n.Printed()
			n.Right()
			stable(t, n)
		}
	})
}

// TestChineseApplications reads the digit that names the kind of right.
func TestChineseApplications(t *testing.T) {
	for serial, want := range map[string]Kind{
		"201110269715": Invention, "201120269715": UtilityModel, "201130269715": Design, "201180269715": Invention, "201190269715": UtilityModel,
		"01112345": Invention, "01212345": UtilityModel, "201150269715": KindUnknown, "1234567": KindUnknown,
	} {
		if got, granted := (Number{Country: "CN", Type: Application, Serial: serial}).Right(); got != want || granted != Unknown {
			t.Errorf("%s: %v, %v, want %v", serial, got, granted, want)
		}
	}
}
