package agreement

import (
	"strings"

	"github.com/crossgrant/crossgrant/when"
)

// patentWords words a line about patents: "where the priority date is on or before D or the field is software".
func (c Condition) patentWords() string { return "where " + c.plainWords() }

// productWords words a line about products.
func (c Condition) productWords() string { return "where " + c.plainWords() }

func (c Condition) plainWords() string {
	out := make([]string, len(c))
	for i, t := range c {
		out[i] = t.words()
	}
	return strings.Join(out, " or ")
}

func (t Test) words() string {
	is := " is "
	if t.Not {
		is = " is not "
	}
	switch {
	case t.Attr == FindingTest && t.Finding.Presumed:
		if t.Not {
			return t.Finding.about() + " is found not to be " + t.Finding.Term
		}
		return t.Finding.about() + " is " + t.Finding.Term + " (taken as so until found otherwise)"
	case t.Attr == FindingTest:
		s := quote(t.Finding.Term)
		if of := t.Finding.about(); of != "" {
			s += " of " + of
		}
		if t.Not {
			return s + " is found to be false"
		}
		return s + " is found to be true"
	case t.ToLeft:
		return "the " + dateNames[t.Attr] + map[bool]string{false: " is not after", true: " is after"}[t.Not] + " the day on which the licensor last left"
	case t.Attr.IsDate():
		return "the " + dateNames[t.Attr] + is + dateSpan(t.Span)
	case t.Attr == PatentClass:
		if t.Not {
			return "no class begins with " + orList(t.Values)
		}
		return "a class begins with " + orList(t.Values)
	case t.Attr == PatentField:
		if t.Not {
			return "the patent is not in the field of " + orList(t.Values)
		}
		return "the patent is in the field of " + orList(t.Values)
	case t.Attr == PatentStandard:
		if t.Not {
			return "the patent was not declared for " + orList(t.Values)
		}
		return "the patent was declared for " + orList(t.Values)
	case t.Attr == ProductStandard:
		if t.Not {
			return "the product does not implement " + orList(t.Values)
		}
		return "the product implements " + orList(t.Values)
	}
	return "the " + t.Attr.String() + is + orList(t.Values)
}

var dateNames = map[Attr]string{
	PatentPriority:  "priority date",
	PatentFiled:     "filing date",
	PatentPublished: "publication date",
	PatentGranted:   "grant date",
	PatentInvented:  "invention date",
	PatentDisclosed: "disclosure date",
}

// dateSpan words a span that a day lies in.
func dateSpan(i when.Interval) string {
	switch {
	case i.Empty():
		return "on no day"
	case i == when.Always:
		return "on any day"
	case i.From <= when.Min:
		return "on or before " + i.Last().String()
	case i.To >= when.Max:
		return "on or after " + i.From.String()
	case i.To == i.From+1:
		return i.From.String()
	}
	return "from " + i.From.String() + " to " + i.Last().String()
}
