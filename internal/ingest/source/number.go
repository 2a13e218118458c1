package source

import (
	"strconv"
	"strings"

	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// Publication reads the number as that of a publication. The parts that the source gives apart are taken as certain;
// where they make no number, the text is read as it stands, with the office as a hint.
func (n Number) Publication() patent.Parsed { return n.read("publication") }

// Filing reads the number as that of an application. The day of filing, where it is known, settles what the number
// leaves open.
func (n Number) Filing(filed when.Bounds) patent.Parsed {
	hint := "application"
	if filed.Earliest.Real() && filed.Latest.Real() {
		from, _, _ := filed.Earliest.YMD()
		if to, _, _ := filed.Latest.YMD(); from == to {
			hint += " " + strconv.Itoa(from)
		}
	}
	return n.read(hint)
}

func (n Number) read(hint string) patent.Parsed {
	if n.Office != "" && n.Kind != "" && !strings.HasPrefix(n.Text, n.Office) {
		if p := patent.ParseNumber(n.Office+"."+n.Text+"."+n.Kind, hint); len(p.Readings) > 0 {
			return p
		}
	}
	return patent.ParseNumber(strings.TrimSpace(n.Text+" "+n.Kind), strings.TrimSpace(n.Office+" "+hint))
}

// IsKind reports whether a text has the shape of a kind code: a letter and at most one digit.
func IsKind(s string) bool {
	return len(s) > 0 && len(s) <= 2 && s[0] >= 'A' && s[0] <= 'Z' && (len(s) == 1 || s[1] >= '0' && s[1] <= '9')
}
