package oracle

import (
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/patent"
)

// status is whether a patent is in force in the country of the use on its day.
func (w *known) status(p *patent.Record) patent.Status {
	var events []patent.Event
	for _, s := range w.statuses {
		if has(s.body.Patents, p.ID) {
			events = append(events, patent.Event{Kind: s.body.Event, Countries: s.body.Countries, At: s.fact.Begin})
		}
	}
	presume := patent.Presume{
		GrantedInForce:      w.presumes(agreement.GrantedInForce),
		ApplicationsPending: w.presumes(agreement.ApplicationsPending),
	}
	return patent.StatusOf(p, w.country, w.day, events, presume).Status
}
