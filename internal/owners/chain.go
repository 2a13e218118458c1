package owners

import (
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/when"
)

// Owner is somebody who owns a right, as a chain of title names him.
type Owner struct {
	ID         string `json:"id,omitempty"`   // empty: an individual
	Name       string `json:"name,omitempty"` // as the record writes it; empty: an individual
	Individual bool   `json:"individual,omitempty"`
}

// Chain is who owned a right over time, as recorded conveyances say it. A record says what somebody filed with an office,
// which does not check it: a chain without gaps is evidence of title and not the title.
type Chain struct {
	Holdings []Holding     `json:"holdings"` // in the order of time
	Links    []Link        `json:"links"`    // every conveyance that was given, as it was read
	Gaps     []Gap         `json:"gaps"`
	Secured  []Encumbrance `json:"secured"` // security interests, released or not
}

// Holding is a time in which the same owned the right.
type Holding struct {
	Owners []Owner     `json:"owners"` // several are co-owners; the shares are not on record
	From   when.Bounds `json:"from"`   // when.Unknown: from the beginning
	Until  when.Bounds `json:"until"`  // day on which the next holding begins; when.Unknown: still
	Link   int         `json:"link"`   // that began it, by place in Links; -1: the beginning
	Proven bool        `json:"proven"` // no gap lies before it
}

// Link is a conveyance and what it was read as.
type Link struct {
	source.Transfer
	Kind   Conveyance `json:"kind"`
	Why    string     `json:"why"`             // what a conveyance of this kind does
	Effect string     `json:"effect"`          // what it did to this chain, a sentence
	Late   bool       `json:"late,omitempty"`  // recorded more than three months after it was executed
	Other  string     `json:"other,omitempty"` // reel and frame of the record that it corrects or releases
}

// Gap is a place where the chain does not hold.
type Gap struct {
	Link int    `json:"link"` // by place in Links
	Says string `json:"says"` // a sentence: what does not fit, and what would mend it
}

// Encumbrance is a security interest in the right.
type Encumbrance struct {
	By       string      `json:"by"` // the secured party
	ID       string      `json:"id"`
	Since    when.Bounds `json:"since"`
	Released when.Bounds `json:"released"` // when.Unknown: no release is on record
	Link     int         `json:"link"`
}

// On returns the ids of the organisations that own the right on a day, and whether that is certain: no gap lies before,
// the day lies in one holding whatever open days turn out to be, and no individual owns it with them.
func (c Chain) On(day when.Date) (ids []string, certain bool) {
	certain = true
	for i := len(c.Holdings) - 1; i >= 0; i-- {
		h := c.Holdings[i]
		if h.From != when.Unknown && h.From.Earliest > day {
			continue
		}
		for _, o := range h.Owners {
			if o.ID != "" {
				ids = append(ids, o.ID)
			}
			certain = certain && !o.Individual
		}
		begun := i == 0 || h.From.Latest <= day
		return ids, certain && h.Proven && begun && len(h.Owners) > 0
	}
	return nil, false
}

// Open lists the security interests of which no release is on record.
func (c Chain) Open() []Encumbrance {
	var out []Encumbrance
	for _, e := range c.Secured {
		if e.Released == when.Unknown {
			out = append(out, e)
		}
	}
	return out
}
