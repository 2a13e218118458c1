package check

import (
	"strconv"
	"strings"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/syntax"
)

// org reads the name of an organisation: its id, one of its other names, or a foreign id listed under `also`.
func (x *ctx) org(n syntax.Name) (agreement.Org, bool) {
	if o, ok := x.known.organisation(n.Text); ok {
		return o, true
	}
	if d := x.find(n.Text); d != nil {
		p := x.error(diag.UnknownOrganisation, n.At, quote(n.Text)+" is "+a(d.kind)+", not an organisation", "This line takes one organisation. Name it by the id that a journal declares.")
		alsoAt(p, "defined here", d.at())
		return "", false
	}
	if x.known.hasProduct(n.Text) {
		x.error(diag.UnknownOrganisation, n.At, quote(n.Text)+" is a product, not an organisation", "This line takes one organisation. Name it by the id that a journal declares; what is done with a product is a use, and uses are asked about.")
		return "", false
	}
	x.unknown(diag.UnknownOrganisation, n, "organisation", x.known.orgCandidates, "Declare it in a journal: "+orgID(n.Text)+` is an organisation "NAME" CC.`)
	return "", false
}

// orgID makes an id of a name that is shown in an example.
func orgID(s string) string {
	if isWord(s) {
		return s
	}
	return "ID"
}

func (x *ctx) orgList(ns []syntax.Name) []agreement.Org {
	var out []agreement.Org
	for _, n := range ns {
		if o, ok := x.org(n); ok {
			out = append(out, o)
		}
	}
	return out
}

// members reads a list of persons. A bare word is an organisation first, a quoted one a group first.
func (x *ctx) members(ms []syntax.Member) []agreement.Member {
	var out []agreement.Member
	var last agreement.Member // what "it" stands for
	for i := range ms {
		m := &ms[i]
		item := agreement.Member{}
		ok := true
		switch {
		case m.Kind == syntax.MemberEveryone:
			out = append(out, agreement.Member{Everyone: true})
			continue
		case m.Kind == syntax.MemberNetwork:
			if id, ok := x.networkID(m.Ref); ok {
				last = agreement.Member{Network: id}
				out = append(out, last)
			}
			continue
		case m.Kind == syntax.MemberLicensor, m.Kind == syntax.MemberLicensee:
			item, ok = x.oneSide(m)
			last = item
		case m.It:
			if last == (agreement.Member{}) {
				x.error(diag.ImpossibleMember, m.At, `"it" stands for nobody here`, "It means the organisation or group named before it in the same line. Name that one first, or write the name in place of it.")
				ok = false
			}
			if last.Network != "" {
				x.error(diag.ImpossibleMember, m.At, "what the members of "+last.Network+" control is not said of all of them at once", "In a network the rights of each pair stand by themselves: each licensor, entities it controls. For a list of all, define a group of the members, and name what the group controls.")
				ok = false
			}
			item = last
		default:
			item, ok = x.person(m.Ref)
			last = item
		}
		if !ok {
			continue
		}
		if m.Kind == syntax.MemberControlled || m.Kind == syntax.MemberAffiliates {
			item.Reach = true
			if m.Kind == syntax.MemberAffiliates {
				item.Direction = agreement.Affiliates
			}
			item.Share = x.share(m.Share)
			if m.Share == nil {
				x.defaultThreshold(m.At)
			}
		}
		out = append(out, item)
	}
	return out
}

func (x *ctx) defaultThreshold(at diag.Range) {
	x.note(diag.DefaultThreshold, at, "no threshold of control is stated", "Control over 50% is taken. Write the threshold if the text has one: (over 50%), (at least 50%).")
}

// person is one organisation or group by name.
func (x *ctx) person(n syntax.Name) (agreement.Member, bool) {
	o, isOrg := x.known.organisation(n.Text)
	d := x.find(n.Text)
	switch {
	case isOrg && (!n.Quoted || d == nil):
		return agreement.Member{Org: o}, true
	case d != nil:
		if d = x.lookup(n, diag.UnknownGroup, "group"); d == nil {
			return agreement.Member{}, false
		}
		return agreement.Member{Group: d.qname()}, true
	case n.Quoted || strings.Contains(n.Text, "/"):
		x.unknownDefinition(n, diag.UnknownGroup, []string{"group"})
	default:
		_, _ = x.org(n)
	}
	return agreement.Member{}, false
}

// share reads a threshold; nil is the default.
func (x *ctx) share(s *syntax.Share) agreement.Share {
	if s == nil {
		return agreement.Over50
	}
	m, ok := x.percent(&s.Percent)
	if !ok {
		return agreement.Over50
	}
	if s.Over && m == whole {
		x.error(diag.ImpossiblePercentage, s.At, "nobody holds over 100%", "Write (at least 100%) if the whole is meant.")
	}
	return agreement.Share{Millionths: m, Over: s.Over}
}

// whole is 100% in millionths.
const whole = 1_000_000

// percent reads a percentage from 0 to 100 with at most four decimals, in millionths of the whole.
func (x *ctx) percent(p *syntax.Percent) (int64, bool) {
	units, frac, _ := strings.Cut(p.Text, ".")
	if len(frac) > 4 && strings.Trim(frac[4:], "0") != "" {
		x.error(diag.ImpossiblePercentage, p.At, p.Text+"% has too many decimals", "Shares are kept to four decimals of a per cent. Round it.")
		return 0, false
	}
	for len(frac) < 4 {
		frac += "0"
	}
	v, err := strconv.ParseInt(units+frac[:4], 10, 64)
	if err != nil || v > whole {
		x.error(diag.ImpossiblePercentage, p.At, p.Text+"% is more than the whole", "A share lies between 0% and 100%. Correct the number.")
		return 0, false
	}
	return v, true
}
