package patent

import (
	"embed"
	"encoding/csv"
	"fmt"
	"strings"

	"github.com/crossgrant/crossgrant/when"
)

//go:embed data/*.csv data/*.json
var data embed.FS

// table reads an embedded CSV file without its header. Every row has as many fields as the header; a file that does
// not is a mistake of the program, which TestTables finds.
func table(name string) ([][]string, error) {
	f, err := data.Open("data/" + name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("data/%s: %w", name, err)
	}
	if len(rows) < 2 {
		return nil, fmt.Errorf("data/%s holds no rows", name)
	}
	return rows[1:], nil
}

// span reads the two dates of a row: the first day, empty for since ever, and the first day after, empty for open.
func span(from, to string) (when.Interval, error) {
	i := when.Always
	var err error
	if from != "" {
		if i.From, err = when.Parse(from); err != nil {
			return i, err
		}
	}
	if to != "" {
		if i.To, err = when.Parse(to); err != nil {
			return i, err
		}
	}
	return i, nil
}

// codeCount is the number of two-letter codes AA..ZZ.
const codeCount = 26 * 26

// codeIndex is the place of a two-letter code among AA..ZZ, or -1.
func codeIndex(code string) int {
	if len(code) != 2 {
		return -1
	}
	a, b := code[0]-'A', code[1]-'A'
	if a > 25 || b > 25 {
		return -1
	}
	return int(a)*26 + int(b)
}

// withoutArticle returns a name without its article, for the start of a list or a table.
func withoutArticle(name string) string { return strings.TrimPrefix(name, "the ") }
