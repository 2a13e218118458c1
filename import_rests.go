package crossgrant

import (
	"fmt"

	"github.com/crossgrant/crossgrant/internal/portfolio"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/rights"
)

// mostRested is of how many patents an answer says what their records rest on. Beyond, it says that it does not.
const mostRested = 200_000

// restOnRecords adds to an answer what the records of its patents rest on: assumptions, and values on which sources
// differ.
func restOnRecords(p *program, a *rights.ClearAnswer) error {
	rows := p.snap.Noted()
	if len(rows) == 0 {
		return nil
	}
	records, counted, err := notedRecords(p, a, rows)
	if err != nil {
		return err
	}
	if !counted {
		a.RestsOn = append(a.RestsOn, rights.RestsOn{Kind: noteAssumed, Where: portfolioDir, Why: fmt.Sprintf(
			"records of %d patents of the portfolio rest on assumptions, or sources differ on them; of so many patents it was not worked out which are counted here", len(rows))})
		return nil
	}
	for _, n := range notesOf(records) {
		r := rights.RestsOn{Kind: n.kind, Why: n.says, Where: portfolioDir, Patents: len(n.patents)}
		if a.Single {
			r.Patents, r.Names = 0, true
		}
		a.RestsOn = append(a.RestsOn, r)
	}
	return nil
}

// notedRecords are the records among the rows that the answer counts; counted is false when there are too many patents
// to tell.
func notedRecords(p *program, a *rights.ClearAnswer, rows []portfolio.Row) (records []patent.Record, counted bool, err error) {
	if a.Single {
		if row, ok := p.snap.Find(a.Patent); ok {
			return []patent.Record{p.snap.Record(row)}, true, nil
		}
		return nil, true, nil
	}
	if p.snap.Len() > mostRested {
		return nil, false, nil
	}
	verdicts, err := p.List(a.Question)
	if err != nil {
		return nil, false, err
	}
	listed := make(map[string]bool, len(verdicts))
	for _, v := range verdicts {
		if v.Verdict != rights.NotRelevant {
			listed[v.Patent] = true
		}
	}
	for _, row := range rows {
		if listed[p.snap.ID(row)] {
			records = append(records, p.snap.Record(row))
		}
	}
	return records, true, nil
}
