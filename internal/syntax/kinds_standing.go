package syntax

// Who may sue for infringements of patents, by their day.
var allocationKeys = []key{
	{key: "on", read: (*reader).nameList, example: `"Transferred Patents"`, once: true},
	{key: "before", read: sueShare(PeriodBefore), example: `event "closing": sony, with consent of gsi "where the claim may affect it"`},
	{key: "after", read: sueShare(PeriodAfter), example: `event "closing": gsi`},
	{key: "from", read: sueShare(PeriodFrom), example: "2009-08-28: gsi"},
	{key: "until", read: sueShare(PeriodUntil), example: "2009-08-28: sony"},
	{key: "in", read: (*reader).sueShareIn, example: "2009-01-01 .. 2009-08-28: sony, gsi"},
}

// Rights in patents that others hold and that a buyer takes on.
var encumbranceKeys = []key{
	{key: "on", read: (*reader).nameList, example: `"Transferred Patents"`, once: true},
	{key: "held by", read: (*reader).holders, example: `unnamed "parties to earlier cross-licences"`, once: true},
	{key: "since", read: (*reader).sinceValue, example: `before event "closing"`, once: true},
	{key: "scope", read: (*reader).scope, example: "unknown", once: true},
}
