package diag

// The names of problems, registered here and nowhere else. A name is stable: people silence warnings by it, search
// for it, and read its page with `crossgrant explain NAME`.
//
// To add a problem: add its constant to the block of the package that reports it, in alphabetical order, and write
// docs/problems/NAME.txtar. Its comment section is the explanation in Markdown; its files are the smallest example
// (agreements/x.md, x.facts, portfolio/x.csv), in which ⟨…⟩ stands for what cannot be shown (see package problemtest);
// its file `want` is the problem exactly as [Printer] prints it without
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
	FenceInQuote         = "fence-in-quote"
	FenceWord            = "fence-word"
	FileTooLarge         = "file-too-large"
	FullWidth            = "full-width"
	HeadAfterStatement   = "head-after-statement"
	InvalidUTF8          = "invalid-utf8"
	LineTooLong          = "line-too-long"
	MissingName          = "missing-name"
	MissingValue         = "missing-value"
	NameInWords          = "name-in-words"
	NotIndented          = "not-indented"
	NotYetSupported      = "not-yet-supported"
	OrInList             = "or-in-list"
	OwnershipWithoutTime = "ownership-without-time"
	PropertyFirst        = "property-first"
	RepeatedKey          = "repeated-key"
	ReservedName         = "reserved-name"
	Semicolon            = "semicolon"
	SingleQuotes         = "single-quotes"
	Tab                  = "tab"
	TooDeep              = "too-deep"
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

// Problems of internal/check: what can be said once names are resolved.
const (
	AcquiresMore           = "acquires-more"
	AgreementNotInHand     = "agreement-not-in-hand"
	AnswerDoesNotFit       = "answer-does-not-fit"
	AssignsWithoutTitle    = "assigns-without-title"
	Assumption             = "assumption"
	CircularPrecedence     = "circular-precedence"
	ConflictingClauses     = "conflicting-clauses"
	ContradictoryDates     = "contradictory-dates"
	ControlCycle           = "control-cycle"
	ControlExceeds100      = "control-exceeds-100"
	DateNotAllowed         = "date-not-allowed"
	DefaultCounting        = "default-counting"
	DefaultGiving          = "default-giving"
	DefaultThreshold       = "default-threshold"
	DefinitionCycle        = "definition-cycle"
	DescentCycle           = "descent-cycle"
	DuplicateDefinition    = "duplicate-definition"
	EndlessPeriod          = "endless-period"
	EventNotRecorded       = "event-not-recorded"
	FindingConflict        = "finding-conflict"
	ImpossibleClass        = "impossible-class"
	ImpossibleDate         = "impossible-date"
	ImpossibleMember       = "impossible-member"
	ImpossibleOrder        = "impossible-order"
	ImpossiblePercentage   = "impossible-percentage"
	ImpossiblePeriod       = "impossible-period"
	ImpossibleRecord       = "impossible-record"
	IncompleteUse          = "incomplete-use"
	MissingAgreement       = "missing-agreement"
	MissingCountry         = "missing-country"
	MissingDay             = "missing-day"
	MissingLicensee        = "missing-licensee"
	MissingPercentage      = "missing-percentage"
	MissingProperty        = "missing-property"
	NameClaimedTwice       = "name-claimed-twice"
	NameWithSlash          = "name-with-slash"
	NeedsRecorded          = "needs-recorded"
	NoEffectThere          = "no-effect-there"
	NonReciprocalGrants    = "non-reciprocal-grants"
	NotAParty              = "not-a-party"
	NothingOpposed         = "nothing-opposed"
	OneOption              = "one-option"
	OpenEndedDate          = "open-ended-date"
	OpenQuestion           = "open-question"
	OptionDoesNotFit       = "option-does-not-fit"
	OptionsAlike           = "options-alike"
	PowerWithoutHolder     = "power-without-holder"
	PrevailsOverItself     = "prevails-over-itself"
	ProductCycle           = "product-cycle"
	ProductOrCategory      = "product-or-category"
	RegionalOffice         = "regional-office"
	SecondAgreement        = "second-agreement"
	SelectorMatchesNothing = "selector-matches-nothing"
	SellsWithoutHolding    = "sells-without-holding"
	SharesOverlap          = "shares-overlap"
	SignatureDiffers       = "signature-differs"
	SilentWithBlock        = "silent-with-block"
	StaleReading           = "stale-reading"
	SublicenceNotAllowed   = "sublicence-not-allowed"
	TextNotFormalised      = "text-not-formalised"
	TransferNotAllowed     = "transfer-not-allowed"
	TwoAgreementsSameName  = "two-agreements-same-name"
	TwoNamesDifferByCase   = "two-names-differ-by-case"
	TwoQuestions           = "two-questions"
	TwoReadings            = "two-readings"
	UnknownAgreement       = "unknown-agreement"
	UnknownClause          = "unknown-clause"
	UnknownCountry         = "unknown-country"
	UnknownDefinition      = "unknown-definition"
	UnknownField           = "unknown-field"
	UnknownGrant           = "unknown-grant"
	UnknownGroup           = "unknown-group"
	UnknownOrganisation    = "unknown-organisation"
	UnknownPatent          = "unknown-patent"
	UnknownPatentKind      = "unknown-patent-kind"
	UnknownPatents         = "unknown-patents"
	UnknownProduct         = "unknown-product"
	UnknownSubject         = "unknown-subject"
	UnnumberedText         = "unnumbered-text"
	UnorderedFacts         = "unordered-facts"
	UnreadableList         = "unreadable-list"
	UnusedCategory         = "unused-category"
	UnusedDefinition       = "unused-definition"
	UnusedFinding          = "unused-finding"
	WhichLicensee          = "which-licensee"
	WhichLine              = "which-line"
	WithoutEffect          = "without-effect"
	WrongAttribute         = "wrong-attribute"
	WrongKind              = "wrong-kind"
)

// Problems of the whole workspace.
const (
	BrokenInvariant = "broken-invariant"
)

// Problems of a certificate, which proves nothing then.
const (
	CertificateAltered    = "certificate-altered"
	CertificateUnreadable = "certificate-unreadable"
	CertificateVersion    = "certificate-version"
)

// Problems of what a plan is asked to compare.
const (
	DraftAndFolder        = "draft-and-folder"
	DraftsOfTwoAgreements = "drafts-of-two-agreements"
	EventAlreadyRecorded  = "event-already-recorded"
	EventWithoutDay       = "event-without-day"
	PortfoliosDiffer      = "portfolios-differ"
)

// Problems of internal/ingest/table: what makes a row of a table unusable.
const (
	RowColumns         = "row-columns"
	RowConflict        = "row-conflict"
	RowDate            = "row-date"
	RowDatesContradict = "row-dates-contradict"
	RowEncoding        = "row-encoding"
	RowNumber          = "row-number"
	RowQuote           = "row-quote"
	RowTooLong         = "row-too-long"
	RowValue           = "row-value"
)

// Problems of internal/ingest: what is wrong with a record of patent data, or with a value of it.
const (
	FileBroken        = "file-broken"
	FileRefused       = "file-refused"
	RecordDamaged     = "record-damaged"
	RecordDate        = "record-date"
	RecordEncoding    = "record-encoding"
	RecordEntity      = "record-entity"
	RecordNumber      = "record-number"
	RecordTooDeep     = "record-too-deep"
	RecordTooLarge    = "record-too-large"
	RecordValue       = "record-value"
	SpreadsheetDamage = "spreadsheet-damage"
)
