package syntax

import "github.com/crossgrant/crossgrant/diag"

// String prints the name as it is written: quoted terms in straight quotes, a quote inside doubled.
func (n Name) String() string {
	if n.Quoted {
		return quote(n.Text)
	}
	return n.Text
}

// String prints the text in straight quotes, a quote inside doubled.
func (t Text) String() string { return quote(t.Text) }

func quote(s string) string {
	b := make([]byte, 0, len(s)+2)
	b = append(b, '"')
	for i := range len(s) {
		if s[i] == '"' {
			b = append(b, '"')
		}
		b = append(b, s[i])
	}
	return string(append(b, '"'))
}

func (*Names) value()         {}
func (*Anything) value()      {}
func (*Members) value()       {}
func (*Membership) value()    {}
func (*Moment) value()        {}
func (*Period) value()        {}
func (*Periods) value()       {}
func (*Territory) value()     {}
func (*Owned) value()         {}
func (*Condition) value()     {}
func (*Family) value()        {}
func (*Acts) value()          {}
func (*Price) value()         {}
func (*Extent) value()        {}
func (*Word) value()          {}
func (*NotStated) value()     {}
func (*Text) value()          {}
func (*Flag) value()          {}
func (*Languages) value()     {}
func (*Counting) value()      {}
func (*Silent) value()        {}
func (*Because) value()       {}
func (*Review) value()        {}
func (*Use) value()           {}
func (*Under) value()         {}
func (*Captured) value()      {}
func (*HoldersOf) value()     {}
func (*MemberOf) value()      {}
func (*Answer) value()        {}
func (*Part) value()          {}
func (*Given) value()         {}
func (*RightsBy) value()      {}
func (*Option) value()        {}
func (*Day) value()           {}
func (*Retracted) value()     {}
func (*Contains) value()      {}
func (*Event) value()         {}
func (*Idle) value()          {}
func (*Effect) value()        {}
func (*Ended) value()         {}
func (*Delay) value()         {}
func (*Precedence) value()    {}
func (*OnlyIf) value()        {}
func (*EndsIf) value()        {}
func (*Chain) value()         {}
func (*Parties) value()       {}
func (*Buyer) value()         {}
func (*Giving) value()        {}
func (*PowerOn) value()       {}
func (*MaySublicense) value() {}
func (*DateOf) value()        {}
func (*RightToSue) value()    {}
func (*SueShare) value()      {}
func (*Unnamed) value()       {}
func (*Since) value()         {}
func (*Capacity) value()      {}
func (*Undertaking) value()   {}
func (*Applying) value()      {}
func (*Repriced) value()      {}
func (*OwnedThen) value()     {}
func (*Leaving) value()       {}
func (*OwnerOf) value()       {}

func (*IsOrganisation) body() {}
func (*Controls) body()       {}
func (*Acquires) body()       {}
func (*Sells) body()          {}
func (*Assigns) body()        {}
func (*IsPatent) body()       {}
func (*Milestone) body()      {}
func (*MayLicense) body()     {}
func (*IsDescendant) body()   {}
func (*HasStatus) body()      {}
func (*IsProduct) body()      {}
func (*FindingStated) body()  {}
func (*Signs) body()          {}
func (*Occurred) body()       {}
func (*Presumes) body()       {}
func (*IsRelevant) body()     {}

// Span returns its place in the file.
func (x *Names) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Anything) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Members) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Membership) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Moment) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Period) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Periods) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Territory) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Owned) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Condition) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Family) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Acts) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Price) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Extent) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Word) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *NotStated) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Text) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Flag) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Languages) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Counting) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Silent) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Because) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Review) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Use) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Under) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Captured) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *HoldersOf) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *MemberOf) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Answer) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Part) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Given) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *RightsBy) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Option) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Day) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Retracted) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Contains) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *IsOrganisation) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Controls) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Acquires) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Sells) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Assigns) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *IsPatent) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *IsDescendant) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *HasStatus) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *IsProduct) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *FindingStated) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Signs) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Presumes) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *IsRelevant) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Event) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Idle) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Effect) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Ended) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Delay) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Precedence) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *OnlyIf) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *EndsIf) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Chain) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Parties) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Buyer) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Giving) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *PowerOn) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *MaySublicense) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *DateOf) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Capacity) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Occurred) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *RightToSue) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *SueShare) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Unnamed) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Since) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Milestone) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *MayLicense) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Undertaking) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Applying) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Repriced) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *OwnedThen) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *OwnerOf) Span() diag.Range { return x.At }

// Span returns its place in the file.
func (x *Leaving) Span() diag.Range { return x.At }
