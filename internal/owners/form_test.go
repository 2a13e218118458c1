package owners

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFormOf(t *testing.T) {
	for name, want := range map[string]string{
		"Huawei Technologies Co., Ltd.":               "huawei technologies, co ltd",
		"HUAWEI TECHNOLOGIES CO LTD":                  "huawei technologies, co ltd",
		"HUAWEI TECHNOLOGIES CO.,LTD":                 "huawei technologies, co ltd",
		"Huawei Technologies Co.Ltd":                  "huawei technologies, co ltd",
		"Huawei Technologies Company Limited":         "huawei technologies, co ltd",
		"HUAWEI TECHNOLOGIES CO. , LTD.":              "huawei technologies, co ltd",
		"华为技术有限公司":                                    "huawei technologies, co ltd",
		"Xiaomi Communications CoLtd":                 "xiaomi communications, co ltd",
		"HUAWEI TECHNOLOGIES":                         "huawei technologies",
		"HUAWEI TECH CO LTD [CN]":                     "huawei tech, co ltd",
		"Huawei Device （Dongguan） Co., Ltd.":          "huawei device dongguan, co ltd",
		"Xiaomi H.K. Limited":                         "xiaomi hk, ltd",
		"Xiaomi H. K. Limited":                        "xiaomi hk, ltd",
		"Telefonaktiebolaget L M Ericsson (Publ)":     "telefonaktiebolaget lm ericsson",
		"Telefonaktiebolaget L.M. Ericsson":           "telefonaktiebolaget lm ericsson",
		"AT&T Inc.":                                   "at and t, inc",
		"AT&amp;T Inc.":                               "at and t, inc",
		"Merck & Co., Inc.":                           "merck, and co inc",
		"Merck KGaA":                                  "merck, kgaa",
		"Robert Bosch GmbH & Co. KG":                  "robert bosch, gmbh and co kg",
		"Robert Bosch GmbH + Co. KG":                  "robert bosch, gmbh and co kg",
		"OSRAM Gesellschaft mit beschränkter Haftung": "osram, gmbh",
		"Nokia Technologies Oy":                       "nokia technologies, oy",
		"The Boeing Company":                          "boeing, co",
		"Boeing Company, The":                         "boeing, co",
		"BOEING CO":                                   "boeing, co",
		"Kabushiki Kaisha Toshiba":                    "toshiba, kk",
		"TOSHIBA K.K.":                                "toshiba, kk",
		"株式会社 東芝":                                     "東芝, 株式会社 in front",
		"東芝株式会社":                                      "東芝, 株式会社",
		"㈱東芝":                                         "東芝, 株式会社 in front",
		"삼성전자 주식회사":                                   "삼성전자, 주식회사",
		"삼성전자(주)":                                     "삼성전자, 주식회사",
		"インテル  コーポレイション":                              "インテルコーポレイション",
		"Яндекс ООО":                                  "яндекс, ооо",
		"C{dot over (a)}dence Design Systems, Inc.":   "cadence design systems, inc",
		"ZÃ¼rich AG":                                  "zurich, ag",
		"Østfold Łódź GmbH":                           "ostfold lodz, gmbh",
		"Metal Research Centre":                       "metal research center",
		"YUYAMA MFG. CO., LTD.":                       "yuyama manufacturing, co ltd",
		"“Corvid Labs, Inc.”":                         "corvid labs, inc",
		"Corvid\u200b Labs,\u00a0Inc.":                "corvid labs, inc",
		"S.p.A. Corvid S.p.A.":                        "spa corvid, spa",
		"Codman Neuro Sciences S.à r.l.":              "codman neuro sciences, sarl",
		"Corvid s.r.o.":                               "corvid, sro",
		"PT Corvid Tbk":                               "corvid, pt tbk",
		"Corvid Corp., Ltd.":                          "corvid, corp ltd",
		"有限公司":                                        "有限公司",
		"Co., Ltd.":                                   "co, ltd",
		"Inc.":                                        "inc",
		"3M":                                          "3m",
		"":                                            "",
		" . , ":                                       "",
		"\xff\xfe":                                    "",
	} {
		if got := FormOf(name).Key(); got != want {
			t.Errorf("FormOf(%q) = %q, want %q", name, got, want)
		}
	}
}

// TestApart holds names apart that differ in what tells organisations apart.
func TestApart(t *testing.T) {
	for _, p := range [][2]string{
		{"Motorola Solutions, Inc.", "Motorola Mobility LLC"}, {"Motorola, Inc.", "Motorola Solutions, Inc."},
		{"Samsung SDS Co., Ltd.", "Samsung SDI Co., Ltd."}, {"Samsung Electronics Co., Ltd.", "Samsung Electro-Mechanics Co., Ltd."},
		{"Nokia Solutions and Networks Oy", "Nokia Solutions and Networks GmbH & Co. KG"},
		{"Sony Interactive Entertainment Inc.", "Sony Interactive Entertainment LLC"},
		{"Honor Device Co., Ltd.", "Huawei Device Co., Ltd."},
		{"Huawei Technologies Co., Ltd.", "Huawei Technologies Canada Co., Ltd."},
		{"Huawei Technologies Co., Ltd.", "Huawei Technology Co., Ltd."}, {"Huawei Technologies Co., Ltd.", "HUAWEI TECH CO LTD"},
		{"Merck & Co., Inc.", "Merck KGaA"}, {"Google K.K.", "Google Inc."}, {"3M Company", "3D Company"},
		{"北京航空航天大学", "南京航空航天大学"}, {"株式会社東芝", "東芝株式会社"}, {"Core Logic, Inc.", "CoreLogic, Inc."},
		{"Corvid Holdings II LLC", "Corvid Holdings III LLC"}, {"A+ Corp", "A Corp"}, {"C# Labs", "C Labs"},
		{"Xiaomi", "Xiaoming"}, {"é, ltd", "Ltd"}, {"", ""}, {"...", "---"},
	} {
		if rules, same := Same(p[0], p[1]); same {
			t.Errorf("%q and %q are made one by %v", p[0], p[1], rules)
		}
	}
}

// TestSame wants the fewest rules that do.
func TestSame(t *testing.T) {
	for _, c := range []struct{ a, b, rules string }{
		{"Huawei Technologies Co., Ltd.", "HUAWEI TECHNOLOGIES CO LTD", "case punctuation"},
		{"Huawei Technologies Co., Ltd.", "HUAWEI TECHNOLOGIES COMPANY LIMITED", "case punctuation legal-form"},
		{"Huawei Technologies Co., Ltd.", "华为技术有限公司", "case punctuation legal-form native-name"},
		{"Huawei Technologies Co., Ltd.", "Huawei Technologies Co., Ltd.", ""},
		{"Corvid Ｌabs", "Corvid Labs", "width"}, {"Corvid Labs [SE]", "Corvid Labs", "country-mark"},
		{"Zürich Re", "Zurich Re", "diacritics"}, {"L. M. Corvid", "LM Corvid", "punctuation initials"},
		{"Corvid & Stork", "Corvid and Stork", "ampersand"}, {"The Corvid Fund", "Corvid Fund", "article"},
		{"Corvid Centre", "Corvid Center", "case spelling"}, {"Corvid Intl", "Corvid International", "case abbreviation"},
		{"Corvid &amp; Stork", "Corvid & Stork", "damage"},
	} {
		rules, same := Same(c.a, c.b)
		var names []string
		for _, r := range rules {
			names = append(names, r.String())
		}
		if got := strings.Join(names, " "); !same || got != c.rules {
			t.Errorf("%q and %q: %v by %q, want by %q", c.a, c.b, same, got, c.rules)
		}
	}
}

// TestTables holds the tables to what the program reads out of them.
func TestTables(t *testing.T) {
	if n := len(tsv(rulesData, 4)); n != int(rules)-1 {
		t.Fatalf("rules.tsv has %d rules, the program %d", n, rules-1)
	}
	seen := map[string]bool{}
	for _, r := range AllRules() {
		if seen[r.String()] || r.Does() == "" || r.Why() == "" || strings.HasSuffix(r.Does(), ".") || !strings.HasSuffix(r.Why(), ".") {
			t.Errorf("rule %d, %q, is named twice or does not say what it does and why", r, r)
		}
		seen[r.String()] = true
		if r.Safe() != (r <= NativeName) {
			t.Errorf("%s: safe rules stand before the others", r)
		}
	}
	for rule, name := range map[Rule]string{LegalForm: "legal-form", NativeName: "native-name", TypingError: "typing-error", StatedTogether: "stated-together"} {
		if rule.String() != name {
			t.Errorf("rule %d is called %s, want %s", rule, rule, name)
		}
	}
	spelled := map[string]string{}
	for _, l := range tsv(legalData, 5) {
		if l[4] == "" || !slices.Contains([]string{"behind", "front", "both"}, l[1]) {
			t.Errorf("legal form %q: %q", l[0], l)
		}
		for _, s := range alternatives(l[3]) {
			if other, twice := spelled[s]; twice {
				t.Errorf("%q spells both %s and %s", s, other, l[0])
			}
			spelled[s] = l[0]
			if words := split(plainLetters(fold(s)), 0); !strings.HasPrefix(s, "(") && strings.Join(joinInitials(words), " ") != s {
				t.Errorf("%q of %s is not written as names are compared: %q", s, l[0], words)
			}
		}
	}
	for _, l := range tsv(wordsData, 4) {
		if l[0] != "spelling" && l[0] != "abbreviation" && l[0] != "short-word" || l[3] == "" {
			t.Errorf("words: %q", l)
		}
		if _, changed := wordTables().safe[l[1]]; changed && l[0] != "short-word" {
			t.Errorf("%q is itself spelt otherwise", l[1])
		}
	}
	for _, l := range tsv(nativeData, 3) {
		if ascii(l[0]) || l[2] == "" {
			t.Errorf("native names: %q", l)
		}
	}
	for _, l := range tsv(conveyanceData, 3) {
		for _, p := range alternatives(l[1]) {
			if got := strings.Join(split(fold(p), 0), " "); got != strings.ReplaceAll(p, "(", "") && got != p {
				t.Errorf("the phrase %q of %s is never found: words are compared as %q", p, l[0], got)
			}
		}
	}
}

func FuzzForm(f *testing.F) {
	for _, s := range []string{
		"Huawei Technologies Co., Ltd.", "株式会社 東芝", "AT&amp;T", "{umlaut over (a)}", "ZÃ¼rich", "Boeing Company, The", "the", "[CN]", "the [CN]",
		"a.b.c.", "& & &", "\xff\xff", "(株)", "有限公司有限公司", "gmbh and co kg and co kg", strings.Repeat("a ", 5000), strings.Repeat("有限公司", 1000),
		"C/O D/B/A formerly", "x, 株式会社", "++", "Κ Κ", "\u0301\u0301", "I\u0307stanbul",
	} {
		f.Add(s, "Huawei")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		x := FormOf(a)
		if !utf8.ValidString(x.Key()) || len(x.Key()) > 40*maxName {
			t.Fatalf("FormOf(%q) = %q", a, x.Key())
		}
		if x != FormOf(a) {
			t.Fatal("the form changes from one call to the next")
		}
		rules, same := Same(a, b)
		if same != (x == FormOf(b) && x.Key() != "") {
			t.Fatalf("Same(%q, %q) = %v", a, b, same)
		}
		for _, r := range rules {
			if !r.Safe() {
				t.Fatalf("%q and %q are merged by %s, which is not safe", a, b, r)
			}
		}
		if same && len(between(a, b)) > 0 {
			t.Fatalf("%q and %q are the same and candidates for each other", a, b)
		}
		if fwd, back := between(a, b), between(b, a); (len(fwd) == 0) != (len(back) == 0) {
			t.Fatalf("%q is like %q by %v, and the other way round by %v", a, b, fwd, back)
		}
		PersonForm(a)
		conveyanceOf(a)
		namedRecord(a)
		r := NewResolver([]Declared{{ID: "x", Name: b}}, []Decision{{Name: a, Org: "x"}})
		if id, _ := r.ID(a); id == "x" && a != "x" {
			t.Fatalf("%q is x though it was decided that it is not", a)
		}
		r.Resolve(a)
		r.Review([]Seen{{a, 1}, {b, 2}})
		r.List([]Seen{{a, 1}, {b, 2}})
	})
}
