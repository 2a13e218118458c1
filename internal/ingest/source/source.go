// Package source holds what every format of patent data says, in one shape, so that merging, families, status and
// owners need not know formats.
//
// The words:
//
//   - A [Document] is what one record of one file says about one right: a publication, an application, a register
//     entry, an assignment that names the right, a declaration to a standards body. It says only what the file says;
//     what it leaves out is empty, never guessed.
//   - A [Decoder] turns a stream of one format into documents. It keeps memory constant and stops at the limits it is
//     given.
//   - Dates are [when.Bounds]: a year alone is the span of that year; [when.Unknown] where nothing is said.
package source

import (
	"context"
	"io"

	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// Place is where a document stands in what was imported.
type Place struct {
	File   string `json:"file,omitempty"`   // as given, or the member of an archive: "ipg221025.zip:ipg221025.xml"
	Line   int    `json:"line,omitempty"`   // from 1; 0 where the format has no lines
	Record int    `json:"record,omitempty"` // from 1, in the order of the file
}

// Number is a number as the source writes it, taken apart only as far as the source does so itself.
type Number struct {
	Office string `json:"office,omitempty"` // ST.3, empty where the source does not say
	Text   string `json:"text"`             // as written: "2400812", "12/721,698", "PCT/US2019/012345"
	Kind   string `json:"kind,omitempty"`   // kind code, empty where the source does not say
}

// Publication is one publication of the right.
type Publication struct {
	Number Number      `json:"number"`
	Date   when.Bounds `json:"date"`
}

// Role is the part a name plays.
type Role string

// The roles. An applicant is not an owner; who owns is decided by merging, with its reason.
const (
	Applicant  Role = "applicant"
	Assignee   Role = "assignee"   // as printed on the publication
	Proprietor Role = "proprietor" // of the register
	Inventor   Role = "inventor"   // kept only where a source names nobody else, and then masked as an individual
	Declarant  Role = "declarant"
)

// Party is a name with its part.
type Party struct {
	Name       string `json:"name"`
	Role       Role   `json:"role"`
	Country    string `json:"country,omitempty"`
	Individual bool   `json:"individual,omitempty"` // a natural person by the source's own mark
	Language   string `json:"language,omitempty"`   // of the name, where a source gives one name in several scripts
}

// Priority is a priority claim.
type Priority struct {
	Number Number      `json:"number"`
	Date   when.Bounds `json:"date"`
	Kind   string      `json:"kind,omitempty"` // national, regional, international, or the source's code
	Active patent.Tri  `json:"active"`         // whether the office counts it: EPO's linkage codes
}

// Relation is a descent from, or a tie to, another application.
type Relation struct {
	How    string      `json:"how"` // the field's word: continuation, continuation-in-part, division, provisional, reissue, national-stage, substitution, reexamination, bypass-continuation
	Number Number      `json:"number"`
	Date   when.Bounds `json:"date"`             // filing date of the other
	Child  bool        `json:"child,omitempty"`  // the other descends from this one
	Status string      `json:"status,omitempty"` // of the other as the source says: abandoned, patented
	// Of is the application that descends where the source names another than the document's own: a link further up or
	// down the chain.
	Of Number `json:"of,omitzero"`
	// Published is a publication of the other: the patent that was granted on it, the publication of an international
	// application.
	Published Number `json:"published,omitzero"`
}

// LegalEvent is an event of an office, with its code as it stands. What it does is decided by the table of codes.
type LegalEvent struct {
	Office    string      `json:"office"` // that recorded it
	Code      string      `json:"code"`
	National  string      `json:"national,omitempty"` // code of the national office that it refers to: EP's REG
	Country   string      `json:"country,omitempty"`  // in which it has effect, where that differs (EP states)
	Date      when.Bounds `json:"date"`               // of the event or of its publication: see Effective
	Effective when.Bounds `json:"effective"`          // where the source gives the day of effect apart
	Text      string      `json:"text,omitempty"`     // short description of the source
	Influence string      `json:"influence,omitempty"`
	Party     string      `json:"party,omitempty"` // new owner, payer ... where the event names one
}

// Transfer is a recorded conveyance.
type Transfer struct {
	ReelFrame  string      `json:"reel_frame,omitempty"`
	Recorded   when.Bounds `json:"recorded"`
	Executed   when.Bounds `json:"executed"` // earliest execution
	Conveyance string      `json:"conveyance,omitempty"`
	From       []string    `json:"from,omitempty"`
	To         []string    `json:"to,omitempty"`
}

// Declaration is a claim, made to a standards body, that the right may be essential.
type Declaration struct {
	Body     string      `json:"body"` // ETSI
	Standard string      `json:"standard,omitempty"`
	Spec     string      `json:"spec,omitempty"`
	Section  string      `json:"section,omitempty"`
	Declared when.Bounds `json:"declared"`
	ID       string      `json:"id,omitempty"` // ISLD-201709…
	By       string      `json:"by,omitempty"`
	Version  string      `json:"version,omitempty"` // of the specification
	Group    string      `json:"group,omitempty"`   // what the body counts as one declared patent: ETSI's DIPG_ID
	Explicit patent.Tri  `json:"explicit"`          // the declaration itself names the right: no for one the body added from its family
}

// Term is what a source says about how long the right lives.
type Term struct {
	Adjustment    *int        `json:"adjustment,omitempty"` // days (35 U.S.C. 154(b))
	Extension     *int        `json:"extension,omitempty"`  // days (35 U.S.C. 156, supplementary certificates)
	Disclaimer    patent.Tri  `json:"disclaimer"`           // a terminal disclaimer was filed
	DisclaimerTo  when.Bounds `json:"disclaimer_to"`
	GrantTermYear int         `json:"grant_term_years,omitempty"` // as a design patent prints it
	Stated        when.Bounds `json:"stated"`                     // an expiry the source states
}

// Document is what one record says about one right.
type Document struct {
	Format string `json:"format"` // stable name of the decoder: "uspto-grant-xml"
	Place  Place  `json:"place"`

	Office       string        `json:"office"`
	Application  Number        `json:"application"`
	Publications []Publication `json:"publications,omitempty"`
	Kind         patent.Kind   `json:"kind"`
	Granted      patent.Tri    `json:"granted"` // whether the record says that a patent was granted

	Priority   when.Bounds `json:"priority"` // where a source states the earliest date itself
	Filed      when.Bounds `json:"filed"`
	Published  when.Bounds `json:"published"`
	Grant      when.Bounds `json:"grant"`
	Term       Term        `json:"term"`
	Status     string      `json:"status,omitempty"` // as the source says: Active, EXPIRED, Patented Case
	StatusDate when.Bounds `json:"status_date"`

	Title      string            `json:"title,omitempty"`
	Titles     map[string]string `json:"titles,omitempty"` // by language, where there are several
	Parties    []Party           `json:"parties,omitempty"`
	Priorities []Priority        `json:"priorities,omitempty"`
	Relations  []Relation        `json:"relations,omitempty"`
	States     []string          `json:"states,omitempty"`          // designated, or in effect
	Family     string            `json:"family,omitempty"`          // simple family of the source, with its scheme: "docdb:43088294", "etsi:20438"
	Extended   string            `json:"extended_family,omitempty"` // "inpadoc:…"
	Members    []Number          `json:"members,omitempty"`         // other members of the simple family that the source lists
	CPC        []string          `json:"cpc,omitempty"`             // symbols without blanks: H04W72/04
	IPC        []string          `json:"ipc,omitempty"`
	Events     []LegalEvent      `json:"events,omitempty"`
	Transfers  []Transfer        `json:"transfers,omitempty"`
	Declared   []Declaration     `json:"declared,omitempty"`
	Unmapped   []string          `json:"unmapped,omitempty"` // fields of the record that hold something and are not carried over, by name
}

// New returns a document of a format in which every day is unknown.
func New(format string) Document {
	u := when.Unknown
	return Document{Format: format, Priority: u, Filed: u, Published: u, Grant: u, StatusDate: u,
		Term: Term{DisclaimerTo: u, Stated: u}}
}

// Limits bound what one file may take. The zero value is the usual limits.
type Limits struct {
	Record int // bytes of one record; 0: 32 MiB
	Depth  int // nesting of elements or objects; 0: 200
}

// Reported says what is wrong with one record, which is left out, or with a value of a record that is kept without it.
type Reported struct {
	Name    string // of the problem
	Place   Place
	Says    string // a sentence: what, why, what to do
	Skipped bool   // the record was left out
}

// Sink takes what a decoder reads. Both return an error to end the reading.
type Sink struct {
	Document func(Document) error
	Report   func(Reported) error
}

// Decoder reads one format.
type Decoder interface {
	// Format is the stable name, in lower case with hyphens.
	Format() string
	// Decode reads documents until the end. The error is of the reader, of the sink, or says why the stream is not of
	// this format; what was handed on before stays good. It does not name the file, which who decodes knows. Nothing else
	// than the stream is read.
	Decode(ctx context.Context, r io.Reader, file string, limits Limits, sink Sink) error
}

// Format is a kind of file that is recognised by how it begins.
type Format struct {
	Name string
	Says string // what it is, for a person: "USPTO grants, XML v4.x"
	// Match reports how sure it is, from 0 (no) to 100, that a file which begins with head and is called name is of
	// this format. Head holds up to 64 KiB after decompression.
	Match func(name string, head []byte) int
	// Decoder is nil for files that hold no patent data (a classification scheme, a DTD, a product list): Refuse says
	// what the file is and what to import instead.
	Decoder Decoder
	Refuse  string
}
