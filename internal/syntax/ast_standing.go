package syntax

import "github.com/crossgrant/crossgrant/diag"

// SueShare is who may sue for infringements of a time: the value of before, after, from, until and in of an allocation.
// The key is the first word of the time and stands in During too.
type SueShare struct {
	During  *Period // after `in`: PeriodNamed or PeriodRange
	Who     []Name
	Consent []Name // whose consent it takes; nil: nobody's
	Where   *Text  // when it takes the consent, in words; nil: not said
	At      diag.Range
}

// Unnamed is a class of holders whom the text does not name: a value of held by in an encumbrance.
type Unnamed struct {
	Who Text
	At  diag.Range
}

// Since is when something came about: the value of since in an encumbrance. A moment alone is PeriodOn.
type Since struct {
	When *Period
	At   diag.Range
}

// RightToSue asks who may sue for infringements of a patent on a day.
type RightToSue struct {
	Patent Name
	Day    Date
	At     diag.Range
}
