package ingest

import (
	"slices"

	"github.com/crossgrant/crossgrant/internal/ingest/isld"
	"github.com/crossgrant/crossgrant/internal/ingest/search"
	"github.com/crossgrant/crossgrant/internal/ingest/sheet"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/ingest/uspto"
)

// Formats are all formats there are, those that are refused by name among them.
func Formats() []source.Format {
	return slices.Concat([]source.Format{Kept()}, uspto.Formats(), search.Formats(), isld.Formats(), sheet.Formats())
}
