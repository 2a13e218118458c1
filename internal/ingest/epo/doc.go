// Package epo reads patent data of the European Patent Office and of the German office: exchange documents (DOCDB and
// the answers of Open Patent Services: bibliographic data, families, legal events), the full text of European patents,
// the European Patent Register, and DPMAregister.
//
// The words:
//
//   - An exchange document is one publication of any office, in the form of DOCDB. A family member is one publication
//     as a family lists it; it may carry its exchange document and its legal events.
//   - A legal event of a European patent in one state is recorded by the EPO with the state beside it; the state's own
//     code, where there is one, is carried as such.
//   - The register says what is so today: the document that it makes is of the application, with all publications.
//   - The numbered elements of the full text (B110, B730) are the codes of WIPO ST.9.
package epo

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/internal/ingest/markup"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

const (
	exchangeName = "epo-exchange-xml"
	fulltextName = "epo-fulltext-xml"
	registerName = "epo-register-xml"
	dpmaName     = "dpma-register-xml"
)

// Formats returns the formats this package reads, and the files of the EPO and of others that it refuses.
func Formats() []source.Format {
	return []source.Format{
		{Name: registerName, Says: "European Patent Register (XML)", Match: element(90, "register-document", "register-documents", "register-search"), Decoder: register{}},
		{Name: exchangeName, Says: "EPO exchange documents: DOCDB and Open Patent Services, bibliographic data, families, legal events (XML)",
			Match: element(88, "exchange-documents", "exchange-document", "patent-family"), Decoder: exchange{}},
		{Name: fulltextName, Says: "EPO, full text of European applications and patents (XML v1.0 to v1.5)", Match: element(92, "ep-patent-document"), Decoder: fulltext{}},
		{Name: dpmaName, Says: "DPMAregister (XML)", Match: element(92, "dpma-patent-document"), Decoder: dpma{}},
		{Name: "epo-products", Says: "EPO, list of bulk data products (JSON)", Match: matchProducts,
			Refuse: "It is the list of the EPO's bulk data products, and names no patent. Import the files of a product (DOCDB, full text) instead."},
		{Name: "cpc-scheme", Says: "CPC, classification scheme (XML)", Match: element(90, "class-scheme"),
			Refuse: "It is the scheme of the Cooperative Patent Classification: symbols and their titles, no patents. Import patents with their symbols (DOCDB, USPTO grants) instead."},
		{Name: "cpc-master", Says: "CPC, master classification file (XML)", Match: element(90, "CPCMasterClassificationFile", "CPCMasterClassificationRecord"),
			Refuse: "It is a master file of the Cooperative Patent Classification, which gives symbols by number and says nothing of owners or days. Import the grants or applications of the USPTO, which carry their symbols, instead."},
		{Name: "ops-fault", Says: "Open Patent Services, an error message (XML)", Match: matchFault,
			Refuse: "It is an error message of the EPO's Open Patent Services, saved in place of an answer. Ask the service again and import its answer."},
	}
}

// element recognises XML in which one of the elements begins, with or without a prefix.
func element(sure int, names ...string) func(string, []byte) int {
	return func(_ string, head []byte) int {
		for rest := narrow(head); ; {
			open := bytes.IndexByte(rest, '<')
			if open < 0 {
				return 0
			}
			rest = rest[open+1:]
			end := bytes.IndexAny(rest, " \t\r\n/>")
			if end <= 0 || rest[0] == '!' || rest[0] == '?' {
				continue
			}
			name := string(rest[:min(end, 60)])
			if slices.Contains(names, name[strings.IndexByte(name, ':')+1:]) {
				return sure
			}
		}
	}
}

// narrow makes the head of a file in UTF-16 readable for recognition.
func narrow(head []byte) []byte {
	if len(head) > 1 && (head[0] == 0xff && head[1] == 0xfe || head[0] == 0xfe && head[1] == 0xff) {
		return bytes.ReplaceAll(head[2:], []byte{0}, nil)
	}
	return head
}

func matchProducts(_ string, head []byte) int {
	if t := bytes.TrimLeft(head, "\ufeff \t\r\n"); len(t) == 0 || t[0] != '{' && t[0] != '[' {
		return 0
	}
	if bytes.Contains(head, []byte(`"list_products"`)) || bytes.Contains(head, []byte("bulk data")) && bytes.Contains(head, []byte(`"Description"`)) {
		return 90
	}
	return 0
}

func matchFault(_ string, head []byte) int {
	if bytes.Contains(head, []byte("<fault")) && bytes.Contains(head, []byte("ops.epo.org")) {
		return 90
	}
	return 0
}

// finish reports what was wrong with the text of a record, leaves it out where it could not be read on, and hands it on.
func finish(d *source.Draft, s *markup.Scanner) error {
	for _, f := range s.Flaws() {
		d.Value(f.Name, fmt.Sprintf("Line %d: %s.", f.Line, f.Says))
	}
	e, ok := errors.AsType[*markup.Error](s.Err())
	switch {
	case ok:
		d.Skip(e.Name, fmt.Sprintf("Line %d: %s.", e.Line, e.Says))
	case s.Err() != nil:
		return s.Err()
	}
	return d.Done()
}

// documentID is a document-id element, or what stands in its place.
type documentID struct {
	country, number, kind, date string
}

func readID(s *markup.Scanner) documentID {
	var id documentID
	for name := range s.Children() {
		switch string(name) {
		case "country":
			id.country = s.Text()
		case "doc-number":
			id.number = s.Text()
		case "kind":
			id.kind = s.Text()
		case "date":
			id.date = s.Text()
		}
	}
	return id
}

func (id documentID) sourceNumber() source.Number {
	return source.Number{Office: id.country, Text: id.number, Kind: id.kind}
}

// symbol reads one symbol of the classification from any of its spellings: "H04W  84/    20            A I",
// "C07C 249/08        20060101AFI19970721BHEP", "H02K0016000000", "H04W84/20". It is "" when there is none.
func symbol(text string) string {
	t := strings.TrimLeft(strings.TrimSpace(text), "/ ")
	if len(t) < 4 {
		return ""
	}
	subclass, rest := t[:4], strings.TrimLeft(t[4:], " ")
	if subclass[0] < 'A' || subclass[0] > 'Z' || subclass[3] < 'A' || subclass[3] > 'Z' || !isDigits(subclass[1:3]) {
		return ""
	}
	group := leadingDigits(rest)
	rest = strings.TrimLeft(rest[len(group):], " ")
	if sub, ok := strings.CutPrefix(rest, "/"); ok && group != "" {
		if sub = leadingDigits(strings.TrimLeft(sub, " ")); sub != "" {
			return subclass + group + "/" + sub
		}
	}
	if len(group) == 10 { // ST.8: four digits of the main group, six of the subgroup
		main, sub := strings.TrimLeft(group[:4], "0"), strings.TrimRight(group[4:], "0")
		for len(sub) < 2 {
			sub += "0"
		}
		return subclass + main + "/" + sub
	}
	return subclass
}

func leadingDigits(s string) string {
	return s[:len(s)-len(strings.TrimLeft(s, "0123456789"))]
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// addSymbols adds symbols that are not there yet.
func addSymbols(to []string, symbols ...string) []string {
	for _, s := range symbols {
		if s != "" && !slices.Contains(to, s) {
			to = append(to, s)
		}
	}
	return to
}
