package diag

// The names of problems, registered here and nowhere else. A name is stable: people silence warnings by it, search
// for it, and read its page with `crossgrant explain NAME`.
//
// To add a problem: add its constant to the block of the package that reports it, in alphabetical order, and write
// docs/problems/NAME.txtar. Its comment section is the explanation in Markdown; its files are the smallest example
// (agreements/x.md, x.facts, portfolio/x.csv); its file `want` is the problem exactly as [Printer] prints it without
// colour. Run the tests of the reporting package with UPDATE=1 to have `want` written, then read it as its reader
// will. The tests fail when a name has no page, when a page has no name, when a page's example does not give exactly
// its problem, and when a Problem is made with a name that does not stand here.

// Problems of internal/syntax: what can be said without knowing any name.
const (
	AmbiguousDate        = "ambiguous-date"
	AmbiguousNumber      = "ambiguous-number"
	AndInCondition       = "and-in-condition"
	BidiControl          = "bidi-control"
	Brackets             = "brackets"
	ClauseNumberInLine   = "clause-number-in-line"
	ControlCharacter     = "control-character"
	DateSpelling         = "date-spelling"
	EqualsSign           = "equals-sign"
	FenceWord            = "fence-word"
	FenceInQuote         = "fence-in-quote"
	FileTooLarge         = "file-too-large"
	FullWidth            = "full-width"
	HeadAfterStatement   = "head-after-statement"
	InvalidUTF8          = "invalid-utf8"
	LineTooLong          = "line-too-long"
	MissingName          = "missing-name"
	OrInList             = "or-in-list"
	MissingValue         = "missing-value"
	NameInWords          = "name-in-words"
	NotYetSupported      = "not-yet-supported"
	OwnershipWithoutTime = "ownership-without-time"
	NotIndented          = "not-indented"
	PropertyFirst        = "property-first"
	RepeatedKey          = "repeated-key"
	ReservedName         = "reserved-name"
	Semicolon            = "semicolon"
	SingleQuotes         = "single-quotes"
	Tab                  = "tab"
	TooManyProblems      = "too-many-problems"
	UnclosedFence        = "unclosed-fence"
	UnclosedParenthesis  = "unclosed-parenthesis"
	UnclosedQuote        = "unclosed-quote"
	UnexpectedCharacter  = "unexpected-character"
	UnexpectedWords      = "unexpected-words"
	UnknownAct           = "unknown-act"
	UnknownKey           = "unknown-key"
	UnknownKind          = "unknown-kind"
	UnknownStatement     = "unknown-statement"
	UnknownVerdict       = "unknown-verdict"
	UnreadableValue      = "unreadable-value"
)
