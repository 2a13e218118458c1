package isld

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

// export reads all 40 columns. ETSI separates with semicolons, leaves cells empty and writes Yes and No; exports that
// others wrote again have commas, -1 and 1 and 0.
type export struct{}

func (export) Format() string { return exportName }

// mostRows is how many rows of one group come together; a longer group becomes several.
const mostRows = 500

func (export) Decode(ctx context.Context, r io.Reader, file string, limits source.Limits, sink source.Sink) error {
	rows := table.NewRows(r, "the table", limits.Record)
	if _, err := rows.Header(); err != nil {
		return err
	}
	g := &group{sink: sink}
	err := rows.Decode(ctx, exportName, file, source.Sink{Report: sink.Report, Document: g.add}, func(d *source.Draft) {
		exportRow(d, cells(rows.Cell))
	})
	if err != nil {
		return err
	}
	return g.end()
}

// cells reads a cell; what stands for nothing is nothing.
func cells(cell func(string) string) func(string) string {
	return func(column string) string {
		switch s := cell(column); s {
		case "-1", "NULL", "Error", "n/a", "N/A":
			return ""
		default:
			return s
		}
	}
}

func exportRow(d *source.Draft, cell func(string) string) {
	declared := declaration(d, cell)
	d.Office, _, _ = strings.Cut(cell("Country_Of_Registration"), " ")
	if len(d.Office) != 2 {
		d.Office = ""
	}
	d.Application = number(d, "PATT_APPLICATION_NUMBER", d.Office, cell("PATT_APPLICATION_NUMBER"))
	for _, text := range pipes(cell("PUBL_NUMBER")) {
		if n := number(d, "PUBL_NUMBER", d.Office, text); n.Text != "" {
			d.Publications = append(d.Publications, source.Publication{Number: n, Date: when.Unknown})
		}
	}
	if original := cell("Original_Application_Number"); d.Application.Text == "" {
		d.Application = number(d, "Original_Application_Number", d.Office, original)
	}
	if original := cell("Original_Publication_Number"); len(d.Publications) == 0 {
		if n := number(d, "Original_Publication_Number", d.Office, original); n.Text != "" {
			d.Publications = []source.Publication{{Number: n, Date: when.Unknown}}
		}
	}
	if d.Application.Text == "" && len(d.Publications) == 0 {
		d.Skip(diag.RecordNumber, "The row gives no number of an application or a publication. It is left out.")
		return
	}
	switch cell("Normalized_Patent") {
	case "0", "No":
		d.Unmap("Normalized_Patent: no") // ETSI could not check the number
	}
	d.Filed = day(d, "PBPA_APP_DATE", cell("PBPA_APP_DATE"))
	d.Title = cell("PBPA_TITLEEN")
	for _, p := range pipes(cell("PBPA_PRIORITY_NUMBERS")) {
		d.Priorities = append(d.Priorities, source.Priority{Number: source.Number{Office: officeOf(p), Text: p}, Date: when.Unknown})
	}
	if family := cell("DIPG_PATF_ID"); family != "" {
		d.Family = "etsi:" + family
	}
	d.Party(source.Party{Name: declared.By, Role: source.Declarant})
	d.Declared = []source.Declaration{declared}
}

// declaration is what the row says was declared: the specification by its 3GPP number, or else by ETSI's, or else the
// project alone.
func declaration(d *source.Draft, cell func(string) string) source.Declaration {
	c := source.Declaration{
		Body: "ETSI", ID: cell("IPRD_REFERENCE"), By: cell("COMP_LEGAL_NAME"), Group: cell("DIPG_ID"), Section: cell("Illustrative_Part"),
		Declared: day(d, "IPRD_SIGNATURE_DATE", cell("IPRD_SIGNATURE_DATE")), Explicit: truth(cell("Explicitely_Disclosed")),
		Standard: generations(cell),
	}
	if id := cell("IPRD_ID"); c.ID == "" {
		c.ID = id
	}
	third, thirdKind, thirdVersion := cell("TGPP_NUMBER"), cell("3GPP_Type"), cell("TGPV_VERSION")
	etsi, etsiKind, etsiVersion := cell("WOIT_ETSI_DELIVERABLE_NUMBER"), cell("WI_Type"), cell("WOIT_VERSION")
	project, text := cell("ETPR_ACRONYM"), cell("Standard")
	switch {
	case third != "":
		c.Spec, c.Version = strings.TrimSpace(thirdKind+" "+third), thirdVersion
	case etsi != "":
		c.Spec, c.Version = strings.TrimSpace(etsiKind+" "+etsi), etsiVersion
	case text != "":
		c.Spec = text
	default:
		c.Spec = project
	}
	return c
}

// generations are the generations of mobile networks whose flag is set: "4G, 5G".
func generations(cell func(string) string) string {
	var out []string
	for _, g := range []string{"2G", "3G", "4G", "5G"} {
		if truth(cell(g)) == patent.Yes {
			out = append(out, g)
		}
	}
	return strings.Join(out, ", ")
}

func truth(text string) patent.Tri {
	switch strings.ToLower(text) {
	case "1", "yes", "y", "true":
		return patent.Yes
	case "0", "no", "n", "false":
		return patent.No
	}
	return patent.Unknown
}

// day reads a day; 1900-01-01 stands for none.
func day(d *source.Draft, field, text string) when.Bounds {
	if strings.HasPrefix(text, "1900-01-01") {
		return when.Unknown
	}
	return d.Day(field, text)
}

// number reads "EP1848154 A1" and "EP20060711571". A cell without digits is a word, "Pending", and no number: it is
// reported.
func number(d *source.Draft, column, office, text string) source.Number {
	if text == "" {
		return source.Number{}
	}
	if !strings.ContainsAny(text, "0123456789") {
		d.Value(diag.RecordNumber, column+": "+source.Quoted(text)+" is no number. The row is kept without it where another number stands in it.")
		return source.Number{}
	}
	n := source.Number{Office: office, Text: text}
	if own := officeOf(text); own != "" {
		n.Office = own
	}
	if front, kind, found := strings.Cut(text, " "); found && source.IsKind(kind) {
		n.Text, n.Kind = front, kind
	}
	return n
}

func officeOf(text string) string {
	if len(text) > 2 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z' && patent.IsOffice(text[:2]) {
		return text[:2]
	}
	return ""
}

// pipes splits "A | B" and "|A|B|" and drops what is empty or said before.
func pipes(cell string) []string {
	var out []string
	for part := range strings.SplitSeq(cell, "|") {
		if part = strings.Join(strings.Fields(part), " "); part != "" && part != "-1" && !slices.Contains(out, part) {
			out = append(out, part)
		}
	}
	return out
}
