package cli

import (
	"io"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/present"
)

// printProblems prints problems with the lines they stand in.
func printProblems(w io.Writer, l diag.List, source func(file string) []byte, st present.Style) error {
	return diag.Printer{Source: source, Colour: st.Colour, Fix: "crossgrant fmt --fix"}.List(w, l)
}
