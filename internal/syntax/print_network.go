package syntax

// oneSide prints a licensor or a licensee of a network.
func oneSide(m Member) string {
	if m.The {
		return "the licensor"
	}
	s := "each licensor"
	if m.Kind == MemberLicensee {
		s = "each licensee"
	}
	if m.In != nil {
		s += " in " + m.In.String()
	}
	if m.Accepted {
		s += " that accepted"
	}
	return s
}
