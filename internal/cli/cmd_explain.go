package cli

import (
	"io"
	"strings"

	"github.com/crossgrant/crossgrant/docs"
	"github.com/crossgrant/crossgrant/internal/present"
)

type explainCmd struct {
	Problem string `arg:"" optional:"" help:"The name of a problem, such as unknown-country; none: list them."`
}

// Run prints the page of a problem: what it means, an example, and what the program says about it.
func (c *explainCmd) Run(s *session) error {
	if c.Problem == "" {
		names := docs.Problems()
		return s.print(func() any {
			return struct {
				Format   string   `json:"format"`
				Problems []string `json:"problems"`
			}{"crossgrant.problems/1", names}
		}, func(w io.Writer, _ present.Style) error {
			_, err := io.WriteString(w, strings.Join(names, "\n")+"\n")
			return err
		})
	}
	p, ok := docs.Problem(c.Problem)
	if !ok {
		return unknownWord("There is no problem "+quote(c.Problem)+".", c.Problem, docs.Problems(), "`crossgrant explain` lists all names.")
	}
	return s.print(func() any {
		type file struct {
			Name string `json:"name"`
			Text string `json:"text"`
		}
		example := []file{}
		for _, f := range p.Example {
			example = append(example, file{f.Name, string(f.Data)})
		}
		return struct {
			Format      string `json:"format"`
			Name        string `json:"name"`
			Explanation string `json:"explanation"`
			Example     []file `json:"example"`
			Message     string `json:"message"`
		}{"crossgrant.problem/1", p.Name, p.Explanation, example, p.Want}
	}, func(w io.Writer, _ present.Style) error {
		_, err := io.WriteString(w, p.Markdown())
		return err
	})
}
