package cli

import (
	"fmt"
	"io"
	"runtime/debug"

	"github.com/crossgrant/crossgrant"
	"github.com/crossgrant/crossgrant/internal/present"
)

type versionCmd struct{}

// Run prints the version, and the revision it was built from where the build knows it.
func (versionCmd) Run(s *session) error {
	revision, goVersion := "", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		goVersion = info.GoVersion
		for _, x := range info.Settings {
			if x.Key == "vcs.revision" {
				revision = x.Value
			}
		}
	}
	return s.print(func() any {
		return struct {
			Format   string `json:"format"`
			Version  string `json:"version"`
			Revision string `json:"revision,omitempty"`
			Go       string `json:"go"`
		}{"crossgrant.version/1", crossgrant.Version, revision, goVersion}
	}, func(w io.Writer, _ present.Style) error {
		line := "crossgrant " + crossgrant.Version
		if revision != "" {
			line += " (" + revision[:min(12, len(revision))] + ")"
		}
		_, err := fmt.Fprintln(w, line)
		return err
	})
}
