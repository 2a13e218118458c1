package cli

import (
	"fmt"
	"io"

	"github.com/crossgrant/crossgrant"
	"github.com/crossgrant/crossgrant/internal/present"
)

type initCmd struct {
	Dir string `arg:"" optional:"" name:"folder" help:"Where; default: the folder of -C."`
}

// Run writes the skeleton and names its files.
func (c *initCmd) Run(s *session) error {
	dir := c.Dir
	if dir == "" {
		dir = s.globals.Dir
	}
	written, err := crossgrant.Init(dir)
	if err != nil {
		return err
	}
	return s.print(func() any {
		return struct {
			Format  string   `json:"format"`
			Written []string `json:"written"`
		}{"crossgrant.init/1", written}
	}, func(w io.Writer, _ present.Style) error {
		for _, f := range written {
			fmt.Fprintln(w, f)
		}
		_, err := fmt.Fprintf(w, "\nNow: crossgrant -C %s check\n", dir)
		return err
	})
}
