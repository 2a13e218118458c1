package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/crossgrant/crossgrant"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/present"
	"github.com/crossgrant/crossgrant/when"
)

type importCmd struct {
	Files      []string `arg:"" optional:"" help:"Files, archives or folders of patent data. What each is, is found out; see --formats."`
	Recorded   string   `placeholder:"DATE" help:"The day this data became known. Default: always for the first import, today for a later one."`
	SourceDate string   `name:"source-date" placeholder:"DATE" help:"The day the data describes: no date in it can be later. Default: today."`
	Name       string   `placeholder:"NAME" help:"Name of the layer; default: after the file."`
	Format     string   `placeholder:"NAME" help:"Read everything as this format instead of finding it out."`
	Mapping    string   `placeholder:"FILE" help:"Read a list (CSV, TSV, XLSX) whose columns this file names, one \"meaning: header\" a line."`
	Restart    bool     `help:"Throw away what an interrupted import of the same file left."`
	Report     string   `placeholder:"FILE" help:"Write the quality report to a file: JSON where its name ends in .json, else text."`
	Strict     bool     `help:"Exit 6 when a record was skipped."`
	Formats    bool     `help:"List the formats that can be imported, and those that are refused by name."`
}

// Run imports each file as a layer of its own and reports what was read, kept and skipped.
func (c *importCmd) Run(s *session) error {
	if c.Formats {
		return s.print(func() any { return formatsJSON() }, formatsText)
	}
	if len(c.Files) == 0 {
		return usage{message: "Which file? `crossgrant import FILE` takes a file, an archive or a folder."}
	}
	recorded, err := date("recorded", c.Recorded)
	if err != nil {
		return err
	}
	source, err := date("source-date", c.SourceDate)
	if err != nil {
		return err
	}
	if c.Name != "" && len(c.Files) > 1 {
		return usage{message: "--name names one layer; import one file at a time with it."}
	}
	w, err := s.open()
	if err != nil {
		return err
	}
	var done []crossgrant.Imported
	skipped := 0
	for _, f := range c.Files {
		r, err := w.Import(f, crossgrant.ImportOptions{Recorded: recorded, Source: source, Name: c.Name, Format: c.Format, Mapping: c.Mapping, Restart: c.Restart})
		if err != nil {
			return err
		}
		skipped += r.Malformed + r.Conflicting + r.Broken
		done = append(done, r)
	}
	err = s.print(func() any { return importJSON(done) },
		func(out io.Writer, st present.Style) error { return importText(out, done, st) })
	if err == nil && c.Report != "" {
		err = s.writeQuality(w, c.Report)
	}
	if err != nil {
		return err
	}
	if c.Strict && skipped > 0 {
		return end(ExitProblems)
	}
	return nil
}

func importText(out io.Writer, done []crossgrant.Imported, st present.Style) error {
	for _, r := range done {
		// A file may have thousands of bad rows; the first ones tell what is wrong with it, and the counts tell the rest.
		const shown = 20
		problems := r.Problems
		if len(problems) > shown {
			problems = problems[:shown]
		}
		if err := printProblems(out, problems, func(string) []byte { return nil }, st); err != nil {
			return err
		}
		if more := len(r.Problems) - len(problems) + r.Omitted; more > 0 {
			fmt.Fprintf(out, "... and %d more problems.\n", more)
		}
		known := "always known"
		if r.Recorded.Real() {
			known = "known from " + r.Recorded.String()
		}
		if len(problems) > 0 {
			fmt.Fprintln(out)
		}
		if len(r.Formats) > 0 {
			importedDocuments(out, &r, known)
			continue
		}
		fmt.Fprintf(out, "%s: %d rows read, %d patents kept, %d repeated, %d conflicting, %d malformed (%s; source of %s).\n",
			r.File, r.Read, r.Kept, r.Repeated, r.Conflicting, r.Malformed, known, r.Source)
		if r.Unresolved == 0 {
			continue
		}
		some := r.Unknown[:min(len(r.Unknown), 5)]
		fmt.Fprintf(out, "Owners that no journal declares are named %d times: %s", r.Unresolved, strings.Join(some, "; "))
		if more := len(r.Unknown) - len(some); more > 0 {
			fmt.Fprintf(out, " and %d more", more)
		}
		fmt.Fprintln(out, ". Name each under `also` of an organisation; until then it is an organisation of its own.")
	}
	if q := done[len(done)-1].Quality; q != nil {
		fmt.Fprintln(out)
		return present.Quality(out, q, st)
	}
	return nil
}

// importedDocuments says what was read from which files.
func importedDocuments(out io.Writer, r *crossgrant.Imported, known string) {
	fmt.Fprintf(out, "%s: %d records read, %d documents kept, %d left out (%s; %s; source of %s).\n",
		r.File, r.Read, r.Kept, r.Malformed, strings.Join(r.Formats, ", "), known, r.Source)
	if r.Resumed > 0 {
		fmt.Fprintf(out, "%d records were there from an interrupted import.\n", r.Resumed)
	}
	refused := 0
	for _, m := range r.Members {
		if m.Refused != "" {
			refused++
		}
	}
	if refused+r.Broken > 0 {
		fmt.Fprintf(out, "%d files were read, %d hold no patent data, %d are broken.\n", len(r.Members)-refused, refused, r.Broken)
	}
}

func importJSON(done []crossgrant.Imported) any {
	type layer struct {
		Name        string    `json:"name"`
		File        string    `json:"file"`
		Recorded    string    `json:"recorded,omitempty"`
		Source      string    `json:"source_date,omitempty"`
		Read        int       `json:"read"`
		Kept        int       `json:"kept"`
		Repeated    int       `json:"repeated"`
		Malformed   int       `json:"malformed"`
		Conflicting int       `json:"conflicting"`
		Unresolved  int       `json:"owners_unresolved"`
		Owners      []string  `json:"owners_unknown"`
		Problems    diag.List `json:"problems"`
		Omitted     int       `json:"problems_omitted"`
		Formats     []string  `json:"formats,omitempty"`
		Members     any       `json:"members,omitempty"`
		Resumed     int       `json:"resumed,omitempty"`
	}
	out := make([]layer, len(done))
	for i, r := range done {
		problems := r.Problems
		if problems == nil {
			problems = diag.List{}
		}
		out[i] = layer{r.Name, r.File, real(r.Recorded), real(r.Source), r.Read, r.Kept, r.Repeated, r.Malformed, r.Conflicting, r.Unresolved, append([]string{}, r.Unknown...), problems, r.Omitted, r.Formats, nil, r.Resumed}
		if len(r.Members) > 0 {
			out[i].Members = r.Members
		}
	}
	return struct {
		Format  string  `json:"format"`
		Layers  []layer `json:"layers"`
		Quality any     `json:"quality,omitempty"`
	}{"crossgrant.import/1", out, qualityOf(done)}
}

// qualityOf is the quality report after the last import; nil when there are no documents.
func qualityOf(done []crossgrant.Imported) any {
	if q := done[len(done)-1].Quality; q != nil {
		return q
	}
	return nil
}

func real(d when.Date) string {
	if !d.Real() {
		return ""
	}
	return d.String()
}
