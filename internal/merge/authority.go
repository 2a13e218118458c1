package merge

import (
	"strings"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

// Authority is how much a source counts where sources differ.
type Authority uint8

// The authorities, the weakest first.
const (
	Declared   Authority = iota + 1 // a declaration to a standards body
	Aggregator                      // a service or a table that collects what offices published
	Published                       // what the office itself published
	Registered                      // the office's register or file of the application
)

var authorityWords = [...]string{"", "a declaration", "a collection of data", "a publication of the office", "a register"}

// String is the source in words: "a register".
func (a Authority) String() string { return authorityWords[a] }

// authorities says by the name of a format what it is. The first line whose prefix fits counts. A document of a format
// that no line names is of a collection.
var authorities = []struct {
	prefix string
	is     Authority
	why    string
}{
	{"epo-register", Registered, "the European Patent Register is kept by the office and corrected by it"},
	{"dpma", Registered, "the register of the German office"},
	{"uspto-odp", Registered, "the file of the application as the office keeps it"},
	{"uspto-peds", Registered, "the file of the application as the office kept it"},
	{"uspto-maintenance", Registered, "the office's own account of fees"},
	{"uspto-assignment", Registered, "recorded by the office; the office records and does not examine"},
	{"uspto", Published, "printed by the office on the day it speaks of, and not corrected afterwards"},
	{"epo-fulltext", Published, "printed by the office"},
	{"epo", Aggregator, "the EPO collects what other offices send; of its own documents it is the publisher"},
	{"isld", Declared, "the declarant's own words, which ETSI does not check"},
	{"etsi", Declared, "the declarant's own words, which ETSI does not check"},
}

// authorityOf is the authority of a document.
func authorityOf(d *source.Document) Authority {
	for _, a := range authorities {
		if strings.HasPrefix(d.Format, a.prefix) {
			if a.prefix == "epo" && d.Office == "EP" {
				return Published
			}
			return a.is
		}
	}
	return Aggregator
}

// standsBecause says why a value of one source stands against that of another.
func standsBecause(stands, against *claimant) string {
	switch {
	case stands.authority > against.authority:
		return stands.authority.String() + " goes before " + against.authority.String()
	case stands.recorded > against.recorded:
		return "both are " + plural(stands.authority) + ", and it became known later"
	}
	return "both are " + plural(stands.authority) + ", and it was read first"
}

func plural(a Authority) string {
	return [...]string{"", "declarations", "collections of data", "publications of the office", "registers"}[a]
}
