package uspto

import (
	"strings"
	"sync"

	"github.com/crossgrant/crossgrant/patent"
)

// officeNames are the offices as the portal writes them, where that is not the name of a country.
var officeNames = map[string]string{
	"EUROPEAN PATENT OFFICE (EPO)": "EP", "EUROPEAN PATENT OFFICE": "EP",
	"WORLD INTELLECTUAL PROPERTY ORGANIZATION (WIPO)": "WO", "INTERNATIONAL BUREAU (WIPO)": "WO",
	"KOREA, REPUBLIC OF": "KR", "REPUBLIC OF KOREA": "KR", "TAIWAN": "TW", "RUSSIAN FEDERATION": "RU",
	"NETHERLANDS": "NL", "CZECH REPUBLIC": "CZ", "HONG KONG": "HK",
	"OFFICE FOR HARMONIZATION IN THE INTERNAL MARKET (TRADEMARKS AND DESIGNS) (OHIM)": "EM",
	"EUROPEAN UNION INTELLECTUAL PROPERTY OFFICE (EUIPO)":                             "EM",
}

var countryNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string(a) + string(b)
			if name := patent.CountryName(code); name != "" && name != code {
				names[strings.ToUpper(strings.TrimPrefix(name, "the "))] = code
			}
		}
	}
	return names
})

// officeNamed is the code of an office that is written by its name, empty where the name is not known.
func officeNamed(name string) string {
	name = strings.ToUpper(name)
	if code := officeNames[name]; code != "" {
		return code
	}
	return countryNames()[name]
}
