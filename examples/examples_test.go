package examples

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"io/fs"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := fs.ReadFile(HuaweiXiaomi(), name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func portfolio(t *testing.T) (header map[string]int, rows [][]string) {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(read(t, "portfolio/telecom-patents.csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	header = map[string]int{}
	for i, name := range all[0] {
		header[name] = i
	}
	return header, all[1:]
}

func TestTheNoteBesideThePortfolioCountsRight(t *testing.T) {
	header, rows := portfolio(t)
	count := map[string]int{"rows": len(rows)}
	for _, r := range rows {
		for name, i := range header {
			if r[i] != "" {
				count[name]++
			}
		}
		if r[header["kind"]] == "" {
			count["no kind"]++
		}
	}
	for name, want := range map[string]int{
		"rows": 8219, "no kind": 4553, "title": 3559, "co_owners": 93, "cpc": 319, "ipc": 2476,
		"priority_date": 1266, "filing_date": 3666, "publication_date": 4676, "grant_date": 2410,
	} {
		if count[name] != want {
			t.Errorf("the note says %d for %s; the table has %d", want, name, count[name])
		}
	}
}

func TestEveryOwnerOfThePortfolioIsDeclared(t *testing.T) {
	journals := ""
	for _, name := range []string{"organisations.facts", "honor.facts"} {
		journals += read(t, name)
	}
	declared := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^(\S+) is an organisation `).FindAllStringSubmatch(journals, -1) {
		if declared[m[1]] {
			t.Errorf("%s is declared twice", m[1])
		}
		declared[m[1]] = true
	}
	for _, m := range regexp.MustCompile(`(?m)^(?:before \S+ |\S+ )?(\S+) controls (\S+) `).FindAllStringSubmatch(journals, -1) {
		for _, id := range m[1:] {
			if !declared[id] {
				t.Errorf("%q names %s, which no line declares", m[0], id)
			}
		}
	}
	header, rows := portfolio(t)
	for _, r := range rows {
		owners := r[header["owner"]]
		if co := r[header["co_owners"]]; co != "" {
			owners += ";" + co
		}
		for id := range strings.SplitSeq(owners, ";") {
			if !declared[id] {
				t.Errorf("%s%s%s belongs to %s, which no line declares", r[0], r[1], r[2], id)
			}
		}
	}
}

// The sidecar must name the table as it is: a table whose line ends were converted cannot be loaded.
func TestTheLayerNamesItsTable(t *testing.T) {
	said := map[string]string{}
	for line := range strings.Lines(read(t, "portfolio/telecom-patents.layer")) {
		if key, value, ok := strings.Cut(strings.TrimSpace(line), " "); ok && key != "#" {
			said[key] = value
		}
	}
	sum := sha256.Sum256([]byte(read(t, "portfolio/"+said["file"])))
	if got := hex.EncodeToString(sum[:]); got != said["sha256"] {
		t.Errorf("%s has the checksum %s; the sidecar says %s", said["file"], got, said["sha256"])
	}
	header, rows := portfolio(t)
	if got := strconv.Itoa(len(rows)); got != said["rows"] {
		t.Errorf("the table has %s rows; the sidecar says %s", got, said["rows"])
	}
	for _, r := range rows {
		for _, name := range []string{"priority_date", "filing_date", "publication_date", "grant_date"} {
			if day := r[header[name]]; day > said["source"] {
				t.Errorf("%s%s%s: %s %s lies after %s, the day of the source", r[0], r[1], r[2], name, day, said["source"])
			}
		}
	}
}

// What is believed without a source must say so: a line of control is cited or assumed.
func TestEveryLineOfControlSaysWhyItIsBelieved(t *testing.T) {
	for _, name := range []string{"organisations.facts", "honor.facts", "events.facts"} {
		for block := range strings.SplitSeq(read(t, name), "\n\n") {
			if strings.Contains(block, " controls ") && !strings.Contains(block, "\n  source ") && !strings.Contains(block, "\n  assumed ") {
				t.Errorf("%s: no source and no assumption under\n%s", name, block)
			}
		}
	}
}
