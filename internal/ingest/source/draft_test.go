package source_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/when"
)

// collected is a sink that keeps everything.
type collected struct {
	documents []source.Document
	reported  []source.Reported
}

func (c *collected) sink() source.Sink {
	return source.Sink{
		Document: func(d source.Document) error { c.documents = append(c.documents, d); return nil },
		Report:   func(r source.Reported) error { c.reported = append(c.reported, r); return nil },
	}
}

func TestDraft(t *testing.T) {
	var c collected
	at := source.Place{File: "x.xml", Line: 7, Record: 2}
	d := source.NewDraft("test", at, c.sink())
	d.Filed = d.Day("filing date", "20110231")
	d.Grant = d.Day("grant date", "20120301")
	d.Unmap("abstract")
	d.Unmap("abstract")
	d.Inventors(false)
	d.Inventors(true)
	d.Inventors(true)
	d.Party(source.Party{Name: "  "})
	d.Party(source.Party{Name: " Vexil \n Radio  Oy ", Role: source.Applicant})
	d.Party(source.Party{Name: "Vexil Radio Oy", Role: source.Applicant})
	if err := d.Done(); err != nil {
		t.Fatal(err)
	}
	want := source.New("test")
	want.Place, want.Grant, want.Unmapped = at, when.Exact(when.MustParse("2012-03-01")), []string{"abstract"}
	want.Parties = []source.Party{{Name: source.Individual, Role: source.Inventor, Individual: true}, {Name: "Vexil Radio Oy", Role: source.Applicant}}
	if diff := cmp.Diff([]source.Document{want}, c.documents); diff != "" {
		t.Error(diff)
	}
	said := []source.Reported{{Name: diag.RecordDate, Place: at, Says: `filing date: "20110231": there is no such day. The record is kept without it.`}}
	if diff := cmp.Diff(said, c.reported); diff != "" {
		t.Error(diff)
	}
}

func TestDraftSkipped(t *testing.T) {
	var c collected
	d := source.NewDraft("test", source.Place{}, c.sink())
	d.Skip(diag.RecordNumber, "It names no right.")
	if err := d.Done(); err != nil || len(c.documents) != 0 || len(c.reported) != 1 || !c.reported[0].Skipped {
		t.Errorf("%v, %d documents, %+v", err, len(c.documents), c.reported)
	}
}

// The sink ends the reading, also by refusing a report.
func TestDraftEnds(t *testing.T) {
	stop := errors.New("stop")
	sink := source.Sink{
		Document: func(source.Document) error { t.Error("handed on after the sink refused"); return nil },
		Report:   func(source.Reported) error { return stop },
	}
	d := source.NewDraft("test", source.Place{}, sink)
	d.Value(diag.RecordValue, "One.")
	d.Value(diag.RecordValue, "Two.")
	if err := d.Done(); !errors.Is(err, stop) {
		t.Error(err)
	}
}

func TestTitled(t *testing.T) {
	d := source.NewDraft("test", source.Place{}, source.Sink{})
	for _, title := range [][2]string{{"DE", "Pfeife"}, {"", "Sifflet"}, {"en", ""}, {"en", "Whistle"}, {"EN", "Other"}, {"fr", "Sifflet"}} {
		d.Titled(title[0], title[1])
	}
	if diff := cmp.Diff(map[string]string{"de": "Pfeife", "en": "Whistle", "fr": "Sifflet"}, d.Titles); diff != "" || d.Title != "Whistle" {
		t.Error(d.Title, diff)
	}
}
