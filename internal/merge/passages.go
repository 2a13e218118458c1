package merge

import (
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/internal/owners"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

// chain traces the recorded conveyances. What it gives is there only where some conveyance led to an organisation. The
// record's owners are then those with whom the chain begins to be known, and passages lead on from there.
func (r *right) chain() []owned {
	var transfers []source.Transfer
	var first []source.Party
	var from *claimant
	for _, c := range r.claimants {
		for _, t := range c.doc.Transfers {
			if !slices.ContainsFunc(transfers, func(had source.Transfer) bool { return sameTransfer(had, t) }) {
				transfers = append(transfers, t)
			}
			if from == nil {
				from = c
			}
		}
		if len(first) == 0 {
			first = partiesOf(c.doc.Parties, source.Inventor, source.Applicant)
		}
	}
	if from == nil {
		return nil
	}
	chain := r.m.opt.Resolver.Trace(first, transfers)
	for _, g := range chain.Gaps {
		r.out.Assumed = append(r.out.Assumed, "the chain of title has a gap: "+strings.TrimSuffix(g.Says, "."))
	}
	for _, e := range chain.Open() {
		r.evidence("title: a security interest of %s since %s, of which no release is on record", e.By, e.Since)
	}
	begin := slices.IndexFunc(chain.Holdings, func(h owners.Holding) bool { return len(organisations(h)) > 0 })
	if begin < 0 || chain.Holdings[len(chain.Holdings)-1].Link < 0 {
		return nil // nothing was conveyed, or to people alone
	}
	last := chain.Holdings[len(chain.Holdings)-1]
	if len(organisations(last)) == 0 {
		return nil
	}
	r.begun = organisations(chain.Holdings[begin])
	before := r.begun
	for _, h := range chain.Holdings[begin+1:] {
		now := organisations(h)
		r.passage(before, now, h.From, from.label+" "+chain.Links[h.Link].ReelFrame)
		before = now
	}
	for _, l := range chain.Links {
		if l.Late {
			r.evidence("title: %s was recorded more than three months after it was executed", l.ReelFrame)
		}
	}
	return []owned{{c: from, as: byChain, ids: organisations(last), names: r.m.namesOf(last)}}
}

// namesOf are the owners of a holding with what their names stand for.
func (m *Merger) namesOf(h owners.Holding) []owners.Named {
	var out []owners.Named
	for _, o := range h.Owners {
		if o.ID == "" {
			out = append(out, owners.Named{Name: source.Individual, How: owners.Masked, Left: "an individual"})
			continue
		}
		out = append(out, owners.Named{Name: o.Name, ID: o.ID, How: m.opt.Resolver.Resolve(o.Name).How})
	}
	return out
}

// organisations are the ids of the owners of a holding.
func organisations(h owners.Holding) []string {
	var out []string
	for _, o := range h.Owners {
		if o.ID != "" && !slices.Contains(out, o.ID) {
			out = append(out, o.ID)
		}
	}
	return out
}

// passage enters how some owners followed others: each of those who left passed the right to those who came. Those who
// only joined got a share from the first of those who stayed.
func (r *right) passage(before, now []string, at when.Bounds, source string) {
	var left, came []string
	for _, o := range before {
		if !slices.Contains(now, o) {
			left = append(left, o)
		}
	}
	for _, o := range now {
		if !slices.Contains(before, o) {
			came = append(came, o)
		}
	}
	switch {
	case len(left) == 0 && len(came) == 0, len(now) == 0, len(before) == 0:
		return
	case len(left) == 0:
		left, came = before[:1], append(before[:1:1], came...)
	case len(came) == 0:
		came = now
	}
	for _, from := range left {
		r.out.Passages = append(r.out.Passages, patent.Passage{From: from, To: came, At: at, Source: strings.TrimSpace(source)})
	}
}

func partiesOf(all []source.Party, roles ...source.Role) []source.Party {
	var out []source.Party
	for _, p := range all {
		if slices.Contains(roles, p.Role) {
			out = append(out, p)
		}
	}
	return out
}

// sameTransfer reports whether two sources give one record of the office.
func sameTransfer(a, b source.Transfer) bool {
	if a.ReelFrame != "" || b.ReelFrame != "" {
		return a.ReelFrame == b.ReelFrame
	}
	return a.Recorded == b.Recorded && a.Executed == b.Executed && a.Conveyance == b.Conveyance && slices.Equal(a.From, b.From) && slices.Equal(a.To, b.To)
}
