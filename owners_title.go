package crossgrant

import (
	"slices"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/owners"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// TitlePage is the chain of title of one right, as recorded conveyances say it.
type TitlePage struct {
	Patent  string
	Owners  []string // on record at the start of the title, as answers take them
	Chain   owners.Chain
	KnownAt when.Date
}

// ChainOfTitle reads the conveyances of a right that the portfolio holds documents of. Answers take up those
// that pass title, each from its day, as the merging of documents found them.
func (w *Workspace) ChainOfTitle(text string, known when.Date) (TitlePage, error) {
	id, ok := w.patentID(text)
	w.mu.Lock()
	defer w.mu.Unlock()
	p := TitlePage{Patent: id, KnownAt: known}
	snap, err := w.patents.at(known)
	if err != nil {
		return p, err
	}
	row, found := snap.Find(id)
	if !ok || !found {
		return p, &rights.UnknownError{Kind: "patent", Word: text}
	}
	p.Owners = snap.OwnersOf(row)
	var first []source.Party
	var transfers []source.Transfer
	for _, l := range w.patents.layers {
		if l.Recorded > known || !l.Documents() {
			continue
		}
		err := readDocuments(w.files, l, func(d *source.Document) {
			if right, _ := placeIn(snap, d); right != id {
				return
			}
			for _, party := range d.Parties {
				if !slices.Contains(first, party) {
					first = append(first, party)
				}
			}
			for _, t := range d.Transfers {
				if !slices.ContainsFunc(transfers, func(o source.Transfer) bool { return sameRecord(o, t) }) {
					transfers = append(transfers, t)
				}
			}
		})
		if err != nil {
			return p, err
		}
	}
	p.Chain = w.patents.names.at(known).Trace(first, transfers)
	return p, nil
}

// sameRecord reports whether two documents give the same record of the office.
func sameRecord(a, b source.Transfer) bool {
	if a.ReelFrame != "" || b.ReelFrame != "" {
		return a.ReelFrame == b.ReelFrame
	}
	return a.Recorded == b.Recorded && a.Executed == b.Executed && a.Conveyance == b.Conveyance && slices.Equal(a.From, b.From) && slices.Equal(a.To, b.To)
}
