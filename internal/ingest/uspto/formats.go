package uspto

import (
	"bytes"
	"strings"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

// Formats are the formats of this package, for the list by which a file is recognised.
func Formats() []source.Format {
	return []source.Format{
		{Name: grantXML, Says: "USPTO grants, XML v4.x (Red Book)", Match: root("us-patent-grant"), Decoder: redbook{grantXML}},
		{Name: applicationXML, Says: "USPTO applications, XML v4.x (Red Book)", Match: root("us-patent-application"), Decoder: redbook{applicationXML}},
		{Name: grantST32, Says: "USPTO grants of 2001 to 2004, SGML by ST.32", Match: root("PATDOC"), Decoder: st32{}},
		{Name: grantText, Says: "USPTO grants of 1976 to 2001, text (Greenbook)", Match: isGreenbook, Decoder: greenbook{}},
		{Name: assignmentPADX, Says: "USPTO assignments, bulk XML (PADX)", Match: either(root("patent-assignment"), root("us-patent-assignments")), Decoder: padx{}},
		{Name: assignmentSolr, Says: "USPTO assignment search, XML", Match: isSolr, Decoder: solr{}},
		{Name: assignmentSolrJSON, Says: "USPTO assignment search, JSON", Match: keys("response", "docs", "reelNo"), Decoder: solrJSON{}},
		{Name: assignmentCenter, Says: "USPTO Assignment Center, JSON", Match: keys("successResponse", "reelNumber"), Decoder: center{}},
		{Name: portal2024, Says: "USPTO Open Data Portal, JSON of 2024", Match: keys("patentBag"), Decoder: portal{portal2024, "patentBag"}},
		{Name: portal2025, Says: "USPTO Open Data Portal, JSON since 2025", Match: either(keys("patentFileWrapperDataBag"), keys("applicationMetaData")), Decoder: portal{portal2025, "patentFileWrapperDataBag"}},
		{Name: pedsJSON, Says: "USPTO Patent Examination Data (PEDS), JSON", Match: keys("queryResults", "searchResponse"), Decoder: peds{}},
		{Name: feeEvents, Says: "USPTO maintenance-fee events, text in columns", Match: isFees, Decoder: fees{}},

		{Name: "uspto-dtd", Says: "USPTO document type definition", Match: isDTD,
			Refuse: "This is a document type definition: it says how patent documents are written and holds none. Import the documents themselves (ipg….xml, ipa….xml, or the weekly zip)."},
		{Name: "uspto-ptab", Says: "USPTO trial documents (PTAB)", Match: either(keys("patentTrialDocumentDataBag"), keys("patentTrialProceedingDataBag")),
			Refuse: "These are papers of trials before the Patent Trial and Appeal Board: they say nothing of numbers, days and owners that a portfolio holds. Import the file wrapper of the patent (patentFileWrapperDataBag)."},
		{Name: "uspto-weekly-list", Says: "USPTO list of the numbers of a week", Match: isWeeklyList,
			Refuse: "This is the list of the numbers of a weekly file, without anything about them. Import the weekly file itself (ipg….xml)."},
		{Name: "uspto-weekly-report", Says: "USPTO report on a weekly file", Match: isWeeklyReport,
			Refuse: "This is the office's report on a weekly file; it holds counts and no patents. Import the weekly file itself (ipg….xml)."},
	}
}

// sure is how sure a format is of a file that holds what no other format has.
const sure = 95

func either(a, b func(string, []byte) int) func(string, []byte) int {
	return func(name string, head []byte) int { return max(a(name, head), b(name, head)) }
}

// root recognises markup by the element in which its documents stand, which comes before any other.
func root(name string) func(string, []byte) int {
	return func(_ string, head []byte) int {
		if firstElement(head) == name {
			return sure
		}
		return 0
	}
}

// firstElement is the name of the first element of markup, behind declarations and comments; empty where there is none.
func firstElement(head []byte) string {
	head = plain(head)
	if !bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte("<")) {
		return ""
	}
	for {
		i := bytes.IndexByte(head, '<')
		if i < 0 || i+1 == len(head) {
			return ""
		}
		head = head[i:]
		switch {
		case bytes.HasPrefix(head, []byte("<!--")):
			_, rest, ok := bytes.Cut(head, []byte("-->"))
			if !ok {
				return ""
			}
			head = rest
		case head[1] == '!' || head[1] == '?':
			head = head[1:]
		default:
			end := bytes.IndexAny(head, " \t\r\n/>")
			if end < 0 {
				return ""
			}
			return string(head[1:end])
		}
	}
}

// plain is the beginning of a file without a byte order mark, and without the zeros of UTF-16.
func plain(head []byte) []byte {
	if len(head) >= 2 && (head[0] == 0xff && head[1] == 0xfe || head[0] == 0xfe && head[1] == 0xff || head[0] == 0 || head[1] == 0) {
		head = bytes.ReplaceAll(head, []byte{0}, nil)
	}
	return bytes.TrimLeft(head, "\xef\xbb\xbf\xff\xfe")
}

// keys recognises JSON by keys that all stand in its beginning.
func keys(names ...string) func(string, []byte) int {
	return func(_ string, head []byte) int {
		text := bytes.TrimLeft(plain(head), " \t\r\n")
		if len(text) == 0 || text[0] != '{' && text[0] != '[' {
			return 0
		}
		for _, name := range names {
			if !bytes.Contains(text, []byte(`"`+name+`"`)) {
				return 0
			}
		}
		return sure - 10 + len(names)
	}
}

// isSolr recognises an answer of the assignment search by its fields; other services answer in the same way.
func isSolr(_ string, head []byte) int {
	if firstElement(head) == "response" && bytes.Contains(head, []byte(`"reelNo"`)) {
		return sure
	}
	return 0
}

// isGreenbook recognises the section PATN, alone on a line, and the number behind it.
func isGreenbook(_ string, head []byte) int {
	for line := range bytes.Lines(head) {
		if string(bytes.TrimRight(line, " \r\n")) == "PATN" && bytes.Contains(head, []byte("\nWKU  ")) {
			return sure
		}
	}
	return 0
}

// isFees recognises the columns of the first lines.
func isFees(_ string, head []byte) int {
	n := 0
	for line := range bytes.Lines(head) {
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 {
			continue
		}
		if _, ok := feeColumns(line); !ok {
			return 0
		}
		if n++; n == 5 {
			break
		}
	}
	if n == 0 {
		return 0
	}
	return sure
}

// isDTD recognises declarations of elements without a document.
func isDTD(_ string, head []byte) int {
	if firstElement(head) == "" && (bytes.Contains(head, []byte("<!ELEMENT ")) || bytes.Contains(head, []byte("<!ENTITY "))) {
		return sure
	}
	return 0
}

// isWeeklyList recognises lines of which each is one number: D0967598, RE049257, 11477944.
func isWeeklyList(name string, head []byte) int {
	if !strings.HasSuffix(strings.ToLower(name), "lst.txt") {
		return 0
	}
	for line := range bytes.Lines(head) {
		if line = bytes.TrimSpace(line); len(line) > 12 || bytes.IndexByte(line, ' ') >= 0 {
			return 0
		}
	}
	return sure
}

func isWeeklyReport(_ string, head []byte) int {
	if bytes.Contains(head, []byte("<html")) && bytes.Contains(head, []byte("UNITED STATES PATENT AND TRADEMARK OFFICE")) && bytes.Contains(head, []byte("Red Book")) {
		return sure
	}
	return 0
}
