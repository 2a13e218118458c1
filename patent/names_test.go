package patent

import (
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestNormaliseStandard(t *testing.T) {
	for _, same := range [][2]string{{"5G NR", "5g nr"}, {"5G NR", " 5G  NR "}, {"Wi‑Fi 6", "wi‑fi 6"}, {"ＬＴＥ", "lte"}} {
		if !SameStandard(same[0], same[1]) {
			t.Errorf("%q and %q are one standard", same[0], same[1])
		}
	}
	for _, other := range [][2]string{{"5G NR", "5GNR"}, {"LTE", "LTE-A"}, {"Wi-Fi 6", "Wi-Fi 6E"}} {
		if SameStandard(other[0], other[1]) {
			t.Errorf("%q and %q are two standards", other[0], other[1])
		}
	}
}

func TestNormaliseName(t *testing.T) {
	for name, want := range map[string]string{
		"Huawei Technologies Co., Ltd.":           "huawei technologies",
		"HUAWEI TECHNOLOGIES CO LTD":              "huawei technologies",
		"HUAWEI TECHNOLOGIES CO.,LTD":             "huawei technologies",
		"Huawei Technologies Co. Ltd.":            "huawei technologies",
		"Huawei Technologies Co.Ltd":              "huawei technologies",
		"HUAWEI TECHNOLOGIES":                     "huawei technologies",
		"HUAWEI TECHNOLOGIES CO. , LTD.":          "huawei technologies",
		"Huawei Device (Shenzhen) Co., Ltd.":      "huawei device shenzhen",
		"Huawei Device （Dongguan） Co., Ltd.":      "huawei device dongguan",
		"Xiaomi Communications CoLtd":             "xiaomi communications",
		"Xiaomi H.K. Limited":                     "xiaomi hk",
		"Xiaomi HK Limited":                       "xiaomi hk",
		"Beijing Xiaomi Mobile Software Co., Ltd": "beijing xiaomi mobile software",
		"SAMSUNG ELECTRONICS SO., LTD":            "samsung electronics so",
		"Telefonaktiebolaget LM Ericsson (publ)":  "telefonaktiebolaget lm ericsson",
		"TELEFONAKTIEBOLAGET L.M. ERICSSON":       "telefonaktiebolaget lm ericsson",
		"NTT DOCOMO, INC.":                        "ntt docomo",
		"NIT DOCOMO, INC.":                        "nit docomo",
		"Robert Bosch GmbH & Co. KG":              "robert bosch",
		"Johnson & Johnson":                       "johnson and johnson",
		"AT&T Inc.":                               "at and t",
		"华为技术有限公司":                                "华为技术",
		"株式会社NTTドコモ":                              "nttドコモ",
		"삼성전자 주식회사":                               "삼성전자",
		"小米科技有限责任公司":                              "小米科技",
		"有限公司":                                    "有限公司",
		"Co., Ltd.":                               "co ltd",
		"":                                        "",
		"...":                                     "",
	} {
		if got := NormaliseName(name); got != want {
			t.Errorf("NormaliseName(%q) = %q, want %q", name, got, want)
		}
	}
}

// TestNamesApart holds the traps: names that share a part and are not one organisation.
func TestNamesApart(t *testing.T) {
	for _, p := range [][2]string{
		{"Xiaomi Inc.", "XIAOMING LI"},
		{"Xiaomi", "Li, Xiaomi"},
		{"Motorola Solutions, Inc.", "Motorola Mobility LLC"},
		{"Samsung SDS Co., Ltd.", "Samsung Electronics Co., Ltd."},
		{"Huawei Device Co., Ltd.", "Huawei Device (Shenzhen) Co., Ltd."},
		{"Huawei Technologies Co., Ltd.", "Huawei Technology Co., Ltd."},
		{"SAMSUNG ELECTRONICS SO., LTD", "SAMSUNG ELECTRONICS CO., LTD"},
		{"华为技术有限公司", "Huawei Technologies Co., Ltd."},
		{"Sony Corporation", "Sony Group Corporation"},
		{"", ""},
		{"?", "!"},
	} {
		if SameName(p[0], p[1]) {
			t.Errorf("%q and %q count as one name", p[0], p[1])
		}
	}
	if !SameName("Honor Device Co Ltd", "HONOR DEVICE CO., LTD.") {
		t.Error("two spellings of Honor Device count as two names")
	}
}

func TestNormaliseNameStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"Co.", ", Ltd", "GmbH", "&", "Huawei", "有限公司", "株式会社", ".", " "}))
		var name string
		for range rapid.IntRange(0, 6).Draw(t, "parts") {
			name += part.Draw(t, "part")
		}
		once := NormaliseName(name)
		if !utf8.ValidString(once) {
			t.Fatalf("NormaliseName(%q) = %q is not UTF-8", name, once)
		}
		if s := NormaliseStandard(name); NormaliseStandard(s) != s {
			t.Fatalf("NormaliseStandard(%q) is not stable: %q", name, s)
		}
	})
}
