package portfolio

import "github.com/crossgrant/crossgrant/when"

// The hot date columns hold days since 1970-01-01 as int16, from 1880-04-15 to 2059-09-17. What lies outside is
// held by the two ends. In a column of earliest days MinDay therefore means "that early, earlier or unknown", in a
// column of latest days MaxDay means "that late, later or unknown".
const (
	MinDay int16 = -1 << 15
	MaxDay int16 = 1<<15 - 1
)

// Day returns d as the columns hold it.
func Day(d when.Date) int16 {
	return int16(min(max(d, when.Date(MinDay)), when.Date(MaxDay)))
}

// dayOf is the inverse of Day where there is one: an end stands for no bound at all.
func dayOf(v int16) when.Date {
	switch v {
	case MinDay:
		return when.Min
	case MaxDay:
		return when.Max
	}
	return when.Date(v)
}

// exact reports whether a column holds d without loss.
func exact(d when.Date) bool { return dayOf(Day(d)) == d }
