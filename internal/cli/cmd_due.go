package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/crossgrant/crossgrant"
	"github.com/crossgrant/crossgrant/internal/present"
	"github.com/crossgrant/crossgrant/when"
)

type portfolioDueCmd struct {
	Within string `default:"180d" placeholder:"TIME" help:"How far to look ahead: 180d, 26w, 6m or 2y. Default: 180d."`
	From   string `placeholder:"DATE" help:"The first day. Default: --as-of, else today."`
	Owner  string `placeholder:"ORG" help:"Only patents of this organisation, and all agreements."`
	CSV    bool   `name:"csv" help:"Print CSV."`
	ICal   bool   `name:"ical" help:"Print an iCalendar of all-day events."`
}

// Run lists the days to watch: expiries, fees, ends of grants, notices.
func (c *portfolioDueCmd) Run(s *session) error {
	n := 0
	for _, b := range []bool{c.CSV, c.ICal, s.JSON} {
		if b {
			n++
		}
	}
	if n > 1 {
		return usage{message: "Choose one of --csv, --ical and --json."}
	}
	from, err := date("from", c.From)
	if err != nil {
		return err
	}
	if from == when.None {
		if from, err = s.asOf(); err != nil {
			return err
		}
	}
	to, err := ahead(from, c.Within)
	if err != nil {
		return err
	}
	known, err := s.knownAt()
	if err != nil {
		return err
	}
	w, err := s.open()
	if err != nil {
		return err
	}
	a, err := w.Due(crossgrant.DueQuestion{From: from, To: to, KnownAt: known, Owner: c.Owner})
	if err != nil {
		return err
	}
	v := dueView(a)
	switch {
	case c.CSV:
		return present.DueCSV(s.stdout, v)
	case c.ICal:
		return present.DueCalendar(s.stdout, v, known)
	}
	return s.print(func() any { return v }, func(out io.Writer, st present.Style) error { return present.Due(out, v, st) })
}

// mostAhead is how many units one may look ahead: a century of days.
const mostAhead = 36525

// ahead is the last day of a time that begins on a day: 180d, 26w, 6m, 2y.
func ahead(from when.Date, within string) (when.Date, error) {
	unit := strings.TrimLeft(within, "0123456789")
	n, err := strconv.Atoi(strings.TrimSuffix(within, unit))
	if err != nil || n < 1 || n > mostAhead {
		unit = ""
	}
	var to when.Date
	switch unit {
	case "d":
		to = from.AddDays(n)
	case "w":
		to = from.AddDays(7 * n)
	case "m":
		to = from.AddMonths(n)
	case "y":
		to = from.AddYears(n)
	default:
		return when.None, usage{message: fmt.Sprintf("--within %s is no time: write 180d, 26w, 6m or 2y.", within)}
	}
	if limit := when.Civil(9999, 12, 31); to > limit {
		to = limit
	}
	return to, nil
}

func dueView(a crossgrant.DueAnswer) present.DueView {
	v := present.DueView{Format: "crossgrant.due/1", From: a.From.String(), To: a.To.String(), KnownAt: a.KnownAt.String(),
		Patents: a.Patents, Items: []present.DueLine{}, Notes: some(a.Notes)}
	seen := map[string]int{}
	for _, i := range a.Items {
		uid := dueUID(i)
		if seen[uid]++; seen[uid] > 1 { // a clause that names several days
			uid = strconv.Itoa(seen[uid]) + "-" + uid
		}
		v.Items = append(v.Items, present.DueLine{UID: uid, Day: i.Day.String(), Kind: string(i.Kind), Subject: i.Subject,
			Country: i.Country, Who: i.Who, What: i.What, Says: i.Says, Certain: i.Certain, Source: i.Source})
	}
	return v
}

// dueUID names a thing that comes up by what it is, not by its day: a calendar that is read again moves the event when
// the day has changed.
func dueUID(i crossgrant.DueItem) string {
	h := sha256.Sum256([]byte(strings.Join([]string{string(i.Kind), i.Subject, i.Country, i.What}, "\x00")))
	return hex.EncodeToString(h[:12]) + "@crossgrant"
}
