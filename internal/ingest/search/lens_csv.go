package search

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/ingest/table"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

const lensCSVName = "lens-csv"

// lensOwner is the conveyance of what The Lens lists as owners: it takes them from recorded assignments, but also lists
// banks that hold a security interest.
const lensOwner = "owner as The Lens lists it"

// lensCSV reads the export of The Lens, with the header of today ("Display Key", "Document Type", "Legal Status",
// "Owners") or of 2021 ("Publication Number", "Type", "Owners (US)"). Lists are separated by ";;".
type lensCSV struct{}

func (lensCSV) Format() string { return lensCSVName }

func matchLensCSV(_ string, head []byte) int {
	h := table.HeaderOf(head)
	switch {
	case table.HasColumns(h, "Display Key", "Jurisdiction"), table.HasColumns(h, "Lens ID", "Jurisdiction", "Publication Number"):
		return 95
	}
	return 0
}

func (lensCSV) Decode(ctx context.Context, r io.Reader, file string, limits source.Limits, sink source.Sink) error {
	rows := table.NewRows(r, "the table", limits.Record)
	if _, err := rows.Header(); err != nil {
		return err
	}
	return rows.Decode(ctx, lensCSVName, file, sink, func(d *source.Draft) { lensRow(d, rows.Cell) })
}

func lensRow(d *source.Draft, cell func(string) string) {
	cell("#") // the number of the row
	key, older := cell("Display Key"), cell("Publication Number")
	if key == "" {
		key = older
	}
	office, kind := cell("Jurisdiction"), cell("Kind")
	number := spaced(key)
	if number.Text == "" {
		d.Skip(diag.RecordNumber, "The row has no publication number (Display Key). It is left out.")
		return
	}
	if number.Office == "" {
		number.Office = office
	}
	if number.Kind == "" {
		number.Kind = kind
	}
	if office != "" && office != number.Office || kind != "" && kind != number.Kind {
		d.Skip(diag.RecordNumber, "The row says "+source.Quoted(strings.TrimSpace(office+" "+kind))+" of the publication "+source.Quoted(key)+": one of the two is wrong. It is left out.")
		return
	}
	d.Office = number.Office
	d.Application = spaced(cell("Application Number"))
	d.Filed = d.Day("Application Date", cell("Application Date"))
	d.Published = d.Day("Publication Date", cell("Publication Date"))
	if year := cell("Publication Year"); d.Published == when.Unknown {
		d.Published = d.Day("Publication Year", year)
	}
	d.Publications = []source.Publication{{Number: number, Date: d.Published}}
	d.Priority = d.Day("Earliest Priority Date", cell("Earliest Priority Date"))
	for _, claim := range list(cell("Priority Numbers"), ";;") {
		d.Priorities = append(d.Priorities, lensPriority(d, claim))
	}
	d.Title = cell("Title")
	lensParties(d, list(cell("Applicants"), ";;"), list(cell("Inventors"), ";;"))
	for _, column := range []string{"Owners", "Owners (US)"} {
		for _, owner := range list(cell(column), ";;") {
			d.Transfers = append(d.Transfers, lensTransfer(d, column, owner))
		}
	}
	d.CPC, d.IPC = list(cell("CPC Classifications"), ";;"), list(cell("IPCR Classifications"), ";;")
	for _, member := range list(cell("Simple Family Members"), ";;") {
		if n := spaced(member); n != number {
			d.Members = append(d.Members, n)
		}
	}
	lensType(d, cell("Document Type")+cell("Type"))
	d.Status = cell("Legal Status")
}

// lensPriority reads "US 83547206 P 20060804".
func lensPriority(d *source.Draft, claim string) source.Priority {
	p := source.Priority{Date: when.Unknown}
	if i := strings.LastIndexByte(claim, ' '); i > 0 && len(claim)-i-1 == 8 && strings.Trim(claim[i+1:], "0123456789") == "" {
		p.Date = d.Day("Priority Numbers", claim[i+1:])
		claim = claim[:i]
	}
	p.Number = spaced(claim)
	return p
}

// lensParties adds the applicants. An applicant that is an inventor, too, is a natural person.
func lensParties(d *source.Draft, applicants, inventors []string) {
	for _, name := range applicants {
		p := source.Party{Name: name, Role: source.Applicant}
		switch {
		case strings.EqualFold(name, source.Individual), strings.EqualFold(name, "individual"):
			p.Name, p.Individual = source.Individual, true
		case slices.Contains(inventors, name):
			p.Individual = true
		}
		d.Party(p)
	}
	d.Inventors(len(inventors) > 0)
}

// lensTransfer reads "ISUZU MOTORS LIMITED (2007-09-26)": the owner and the day of the record.
func lensTransfer(d *source.Draft, column, owner string) source.Transfer {
	t := source.Transfer{Recorded: when.Unknown, Executed: when.Unknown, Conveyance: lensOwner}
	if open := strings.LastIndex(owner, " ("); open > 0 && strings.HasSuffix(owner, ")") {
		if day := owner[open+2 : len(owner)-1]; len(day) == 10 && day[4] == '-' {
			t.Recorded = d.Day(column, day)
			owner = owner[:open]
		}
	}
	t.To = []string{strings.TrimSpace(owner)}
	return t
}

// lensType reads the type of document: what The Lens calls granted was granted; a “limited patent” is a utility model or
// a short-term patent, of which some are granted without examination, so that it says nothing more than the kind code.
func lensType(d *source.Draft, text string) {
	switch strings.ToLower(strings.ReplaceAll(text, "_", " ")) {
	case "granted patent":
		d.Granted = patent.Yes
	case "design right":
		d.Kind = patent.Design
	case "plant patent":
		d.Kind = patent.Plant
	}
}
