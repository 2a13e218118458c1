package agreement

import "strings"

// words says how one joins the network, and how one leaves it.
func (n *Network) words() string {
	s := "; whoever offers it joins it; a member leaves it by discontinuation"
	if n.Notice.N > 0 {
		s += " announced at least " + n.Notice.words() + " before its day"
	}
	if len(n.LeftIf) > 0 {
		ifs := make([]string, len(n.LeftIf))
		for i, c := range n.LeftIf {
			ifs[i] = c.plainWords()
		}
		s += ", or when " + strings.Join(ifs, " and ")
	}
	return s
}
