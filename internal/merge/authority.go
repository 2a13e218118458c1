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

// kinds of format say by the name of a format what its documents are. The first line whose prefix fits counts; a format
// that no line names is a collection that describes rights.
var formatKinds = []formatKind{
	{prefix: "epo-register", is: Registered, why: "the European Patent Register is kept by the office and corrected by it"},
	{prefix: "dpma", is: Registered, why: "the register of the German office"},
	{prefix: "uspto-odp", is: Registered, complete: true, why: "the file of the application as the office keeps it"},
	{prefix: "uspto-peds", is: Registered, complete: true, why: "the file of the application as the office kept it"},
	{prefix: "uspto-maintenance", is: Registered, attaches: true, why: "the office's own account of fees; it lists every patent there is"},
	{prefix: "uspto-assignment", is: Registered, attaches: true, why: "recorded by the office, which does not examine; it names rights and does not describe them"},
	{prefix: "uspto", is: Published, why: "printed by the office on the day it speaks of, and not corrected afterwards"},
	{prefix: "epo-fulltext", is: Published, why: "printed by the office"},
	{prefix: "epo", is: Aggregator, own: "EP", why: "the EPO collects what other offices send; of its own documents it is the publisher"},
	{prefix: "patentsview", is: Aggregator, rows: true, why: "tables with a row for each owner of a patent"},
	{prefix: "etsi", is: Declared, attaches: true, why: "the declarant's own words, which ETSI does not check"},
}

// formatKind is what the documents of some formats are.
type formatKind struct {
	prefix   string
	is       Authority
	own      string // of this office it is the publisher
	attaches bool   // its documents say something of rights and describe none
	complete bool   // what it does not say of the application does not exist, as of the day of the record
	rows     bool   // one document names one owner of several
	why      string
}

func kindOfFormat(format string) formatKind {
	for _, k := range formatKinds {
		if strings.HasPrefix(format, k.prefix) {
			return k
		}
	}
	return formatKind{is: Aggregator}
}

// authorityOf is the authority of a document.
func authorityOf(d *source.Document) Authority {
	k := kindOfFormat(d.Format)
	if k.own != "" && k.own == d.Office {
		return Published
	}
	return k.is
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
