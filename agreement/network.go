package agreement

// Network is what makes an agreement one text that members join, with one licence for each ordered pair of them
// (docs/meaning.md §21).
type Network struct {
	Notice Delay       // how long before its day a discontinuation has to be announced; N = 0: not at all
	LeftIf []Condition // findings about the member by which he has left; SubjectMember
}

// Each is one side of a pair of members.
type Each uint8

// The sides.
const (
	EachLicensor Each = iota + 1
	EachLicensee
)
