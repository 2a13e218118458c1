package cli

import (
	"github.com/crossgrant/crossgrant"
	"github.com/crossgrant/crossgrant/when"
)

// supposeFlags put a question to the workspace as it would be.
type supposeFlags struct {
	Event []string `sep:"none" placeholder:"FACT" help:"Answer as if this had happened: a line as a journal writes it, or @FILE of such lines; may be repeated."`
	Draft string   `placeholder:"FILE" help:"Answer with this draft in place of the workspace's own document of that agreement."`
}

// supposes reports whether anything is.
func (f *supposeFlags) supposes() bool { return len(f.Event) > 0 || f.Draft != "" }

// apply is the workspace with what is supposed.
func (f *supposeFlags) apply(w *crossgrant.Workspace, known when.Date) (*crossgrant.Workspace, error) {
	if f.Draft != "" {
		d, err := w.ReadDraft(f.Draft)
		if err != nil {
			return nil, err
		}
		if w, err = w.WithDraft(d); err != nil {
			return nil, err
		}
	}
	return suppose(w, known, f.Event)
}

// suppose is the workspace with events tried out; with none, the workspace itself.
func suppose(w *crossgrant.Workspace, known when.Date, texts []string) (*crossgrant.Workspace, error) {
	if len(texts) == 0 {
		return w, nil
	}
	var events []crossgrant.Event
	for _, t := range texts {
		e, err := w.ReadEvent(t)
		if err != nil {
			return nil, err
		}
		events = append(events, e)
	}
	return w.Suppose(known, events...)
}
