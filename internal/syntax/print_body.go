package syntax

import "strings"

func (p printer) dating(d Dating) string {
	switch d.Form {
	case DatedBefore:
		return "before " + d.Day.Text
	case DatedUntil:
		return "until " + d.Day.Text
	case DatedAfter:
		return "after " + d.Day.Text
	case DatedFrom:
		return "from " + d.Day.Text
	case DatedBetween:
		if d.To != nil {
			return "between " + d.Day.Text + " and " + d.To.Text
		}
	}
	return d.Day.Text
}

// inline prints a statement with its properties on one line.
func (p printer) inline(s *Statement) string {
	out := p.head(s)
	for _, x := range s.Props {
		out += ", " + strings.TrimSpace(p.word(x.Key)+" "+p.value(x.Value))
	}
	return out
}

// head prints the date and the words of a statement.
func (p printer) head(s *Statement) string {
	if s.When != nil {
		return p.dating(*s.When) + " " + p.body(s.Body)
	}
	return p.body(s.Body)
}

// body prints every case of Body, in the order documented there.
func (p printer) body(b Body) string {
	switch b := b.(type) {
	case *IsOrganisation:
		s := b.ID.String() + " is an " + p.word("organisation")
		if b.Name != nil {
			s += " " + b.Name.String()
		}
		if b.Country != nil {
			s += " " + b.Country.String()
		}
		return s
	case *Controls:
		switch {
		case b.Ceases:
			return b.Holder.String() + " ceases to control " + b.Held.String()
		}
		return b.Holder.String() + " controls " + b.Held.String() + percentOf(b.Percent)
	case *Acquires:
		return b.Holder.String() + " acquires " + b.Held.String() + percentOf(b.Percent) + byForm(b.Form)
	case *Sells:
		s := b.Seller.String() + " sells " + b.Held.String()
		if b.Buyer != nil {
			s += " to " + b.Buyer.String() + percentOf(b.Percent)
		}
		return s + byForm(b.Form)
	case *Assigns:
		return b.From.String() + " assigns " + joinNames(b.Patents) + " to " + joinNames(b.To)
	case *IsPatent:
		s := b.ID.String() + " is a patent"
		if b.Title != nil {
			s += " " + b.Title.String()
		}
		return s + inCountries(b.Countries)
	case *Milestone:
		s := "invention of " + joinNames(b.Patents)
		if b.Disclosed {
			return s + " disclosed"
		}
		return s + " made"
	case *MayLicense:
		return b.By.String() + " may license " + joinNames(b.Patents)
	case *IsDescendant:
		return b.Child.String() + " is a " + b.How + " of " + b.Parent.String()
	case *HasStatus:
		return b.Event + " " + joinNames(b.Patents) + inCountries(b.Countries)
	case *IsProduct:
		s := b.ID.String() + " is a product"
		if b.Name != nil {
			s += " " + b.Name.String()
		}
		if b.By != nil {
			s += " by " + b.By.String()
		}
		return s
	case *FindingStated:
		s := "finding " + b.Term.String()
		if b.Of != nil {
			s += " of " + b.Of.String()
		}
		if b.From != nil {
			s += " " + b.Prep + " " + b.From.String()
		}
		if b.Yes {
			return s + ": yes"
		}
		return s + ": no"
	case *Signs:
		if len(b.By) == 1 {
			return b.By[0].String() + " signs " + b.Agreement.String()
		}
		return joinNames(b.By) + " sign " + b.Agreement.String()
	case *Occurred:
		return occurred(b)
	case *Presumes:
		s := "presume " + p.word(b.What)
		return s + inCountries(b.Countries)
	case *IsRelevant:
		s := "relevant to " + b.Product.String() + ": "
		switch {
		case b.Standards:
			return s + "standards it implements"
		case b.Charted:
			return s + "charted patents"
		}
		return s + "fields " + joinNames(b.Fields)
	}
	return ""
}

func percentOf(p *Percent) string {
	if p == nil {
		return ""
	}
	return " " + p.Text + "%"
}

func byForm(form string) string {
	if form == "" {
		return ""
	}
	return " by " + form
}

func inCountries(c []Name) string {
	if len(c) == 0 {
		return ""
	}
	return " in " + joinNames(c)
}
