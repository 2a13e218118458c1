package search

import (
	"context"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/ingest/table"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

const patentsViewName = "patentsview-tsv"

// patentsView reads the tables of granted US patents that say something about the right: g_patent, g_application,
// g_assignee_disambiguated and g_assignee_not_disambiguated, g_us_term_of_grant, g_foreign_priority and g_cpc_current;
// also older extracts with the columns number, owner_id and owner_name. A row is a document: what several tables, or
// several rows of one, say of a patent comes together in merging.
type patentsView struct{}

func (patentsView) Format() string { return patentsViewName }

// patentsViewSays are the columns of which a table must have one beside patent_id.
var patentsViewSays = []string{
	"patent_date", "filing_date", "disambig_assignee_organization", "raw_assignee_organization", "term_extension", "cpc_group",
}

func matchPatentsView(_ string, head []byte) int {
	h := table.HeaderOf(head)
	switch {
	case table.HasColumns(h, "patent_id") && slices.ContainsFunc(patentsViewSays, func(c string) bool { return slices.Contains(h, c) }),
		table.HasColumns(h, "number", "owner_id", "owner_name"):
		return 92
	}
	return 0
}

// matchPatentsViewOther recognises the tables that say nothing a portfolio can hold.
func matchPatentsViewOther(_ string, head []byte) int {
	if h := table.HeaderOf(head); table.HasColumns(h, "patent_id") {
		return 60
	}
	return 0
}

func (patentsView) Decode(ctx context.Context, r io.Reader, file string, limits source.Limits, sink source.Sink) error {
	rows := table.NewRows(r, "the table", limits.Record)
	if _, err := rows.Header(); err != nil {
		return err
	}
	return rows.Decode(ctx, patentsViewName, file, sink, func(d *source.Draft) { patentsViewRow(d, rows.Cell) })
}

func patentsViewRow(d *source.Draft, cell func(string) string) {
	d.Office = "US"
	number := source.Number{Office: "US", Text: cell("patent_id") + cell("number"), Kind: cell("wipo_kind")}
	if country := cell("country"); number.Text == "" || country != "" && country != "US" {
		d.Skip(diag.RecordNumber, "The row names no US patent (patent_id). It is left out.")
		return
	}
	d.Grant = d.Day("patent_date", cell("patent_date")+cell("grant_date"))
	d.Published, d.Granted = d.Grant, patent.Yes
	d.Publications = []source.Publication{{Number: number, Date: d.Grant}}
	d.Title = cell("patent_title") + cell("title")
	if word := cell("patent_type"); word != "" {
		patentsViewType(d, word)
	} else {
		patentsViewType(d, cell("type"))
	}
	if cell("withdrawn") == "1" {
		d.Status, d.Granted = "withdrawn", patent.No
	}
	if id := cell("application_id"); id != "" {
		d.Application = source.Number{Office: "US", Text: id}
	}
	patentsViewDates(d, cell)
	for _, kind := range []string{"disambig", "raw"} {
		organisation := cell(kind + "_assignee_organization")
		person := strings.TrimSpace(cell(kind+"_assignee_individual_name_first") + " " + cell(kind+"_assignee_individual_name_last"))
		d.Party(source.Party{Name: organisation, Role: source.Assignee})
		if organisation == "" {
			d.Party(source.Party{Name: person, Role: source.Assignee, Individual: true})
		}
	}
	d.Party(source.Party{Name: cell("owner_name"), Role: source.Assignee})
	patentsViewTerm(d, cell)
	if group := cell("cpc_group"); group != "" {
		d.CPC = []string{strings.ReplaceAll(group, " ", "")}
	}
	for _, again := range []string{ // parts of the symbol, places in the list
		"cpc_section", "cpc_class", "cpc_subclass", "cpc_sequence", "assignee_sequence", "priority_claim_sequence", "filename",
	} {
		cell(again)
	}
}

// patentsViewDates reads filing_date, which is of the priority application in the table of foreign priorities.
func patentsViewDates(d *source.Draft, cell func(string) string) {
	filed := d.Day("filing_date", cell("filing_date"))
	foreign := source.Number{Office: cell("foreign_country_filed"), Text: cell("foreign_application_id")}
	if kind := cell("priority_claim_kind"); foreign.Text != "" {
		d.Priorities = []source.Priority{{Number: foreign, Date: filed, Kind: kind}}
		return
	}
	d.Filed = filed
}

func patentsViewType(d *source.Draft, word string) {
	switch strings.ToLower(word) {
	case "utility", "reissue":
		d.Kind = patent.Invention
	case "design":
		d.Kind = patent.Design
	case "plant":
		d.Kind = patent.Plant
	case "":
	default: // defensive publication, statutory invention registration: no right was granted
		d.Granted = patent.No
		d.Status = word
	}
}

func patentsViewTerm(d *source.Draft, cell func(string) string) {
	days := func(field string) *int {
		text := cell(field)
		if text == "" {
			return nil
		}
		n, err := strconv.Atoi(strings.TrimSuffix(text, ".0"))
		if err != nil || n < 0 || n > 20_000 {
			d.Value(diag.RecordValue, field+": "+source.Quoted(text)+" is not a number of days. The record is kept without it.")
			return nil
		}
		return &n
	}
	d.Term.Adjustment = days("term_extension")
	if text := cell("term_grant"); text != "" {
		years, err := strconv.Atoi(strings.TrimSuffix(text, ".0"))
		if err != nil || years < 1 || years > 50 {
			d.Unmap("term_grant")
		} else {
			d.Term.GrantTermYear = years
		}
	}
	d.Term.DisclaimerTo = d.Day("disclaimer_date", cell("disclaimer_date"))
	if d.Term.DisclaimerTo != when.Unknown || cell("term_disclaimer") != "" {
		d.Term.Disclaimer = patent.Yes
	}
	if cell("term_disclaimer") != "" {
		d.Unmap("term_disclaimer")
	}
}
