package oracle_test

import (
	"testing"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/when"
)

// docs/meaning.md §7: products.
func TestProducts(t *testing.T) {
	phones := func(change func(*small, *agreement.ProductSet)) func(*small) {
		return func(s *small) {
			x := &agreement.ProductSet{Clause: clause("products", "Phones")}
			s.deal.Products = append(s.deal.Products, x)
			s.main.For = []agreement.ProductItem{{Set: "deal/Phones"}}
			change(s, x)
		}
	}
	where := func(attr agreement.Attr, values ...string) func(*small) {
		return phones(func(_ *small, x *agreement.ProductSet) {
			x.Where = []agreement.Condition{{{Attr: attr, Values: values}}}
		})
	}
	without := func(attr agreement.Attr, value string, change func(*agreement.Product)) func(*small) {
		return func(s *small) {
			where(attr, value)(s)
			s.product("phone", change)
			s.product("modem", change)
		}
	}
	sold := func(kind agreement.HeldKind, from, to string) func(*small) {
		return phones(func(_ *small, x *agreement.ProductSet) {
			h := agreement.Held{Kind: kind, Day: day(from)}
			if to != "" {
				h.Span = when.Closed(day(from), day(to))
			}
			x.OnSale = []agreement.OnSale{{By: group("Lee"), Held: h}}
		})
	}
	evolved := func(change func(*small)) func(*small) {
		return func(s *small) {
			sold(agreement.HeldOn, "2013-06-01", "")(s) // the phone came later
			s.deal.Products[0].Evolution = true
			s.fact("", agreement.Product{ID: "old", Maker: "lee", OnSale: when.Spans{{From: day("2012-01-01"), To: when.Max}}})
			s.fact("", agreement.Product{ID: "odd", Maker: "third", OnSale: when.Spans{{From: day("2012-01-01"), To: when.Max}}})
			change(s)
		}
	}
	from := func(of string, yes bool, by string) func(*small) {
		return func(s *small) {
			s.fact("", agreement.Finding{Term: "natural evolution", Of: "phone", From: of, Yes: yes, By: by})
		}
	}
	const evolution = "finding:natural evolution|phone; finding:natural evolution|modem"
	runSmall(t, []smallCase{
		{name: "another category", want: "not_licensed", change: func(s *small) { s.main.For = word("tablet") }},
		{name: "the product by its id", want: "licensed", change: func(s *small) { s.main.For = word("phone") }},
		{name: "anything", want: "licensed", change: func(s *small) { s.main.For, s.main.Anything = nil, true }},
		{name: "the component alone is judged by its own category", want: "not_licensed", change: func(s *small) { s.ask.Use.Product = "modem" }},
		{name: "a licence for the component reaches the component only", want: "partly", change: func(s *small) { s.main.For = word("radio") }},
		{name: "a component is taken out", want: "partly", change: func(s *small) { s.excludes("radio", agreement.ThatComponent) }},
		{name: "a component takes out the whole", want: "not_licensed", change: func(s *small) { s.excludes("radio", agreement.WholeProduct) }},
		{name: "the product taken out takes its components along", want: "not_licensed", change: func(s *small) { s.excludes("phone", agreement.ThatComponent) }},
		{name: "except", want: "licensed", change: func(s *small) { s.excludes("radio", agreement.ThatComponent).Except = word("modem") }},
		{name: "no for: everything", want: "not_licensed", change: func(s *small) { s.excludes("radio", 0).For = nil }},
		{name: "no category known", want: "depends", open: "fact:category|handset|phone; fact:category|handset|modem", change: func(s *small) {
			s.product("phone", func(p *agreement.Product) { p.Category = nil })
			s.product("modem", func(p *agreement.Product) { p.Category = nil })
		}},
		{name: "a category word is a product of the actor", want: "licensed", change: func(s *small) {
			where(agreement.ProductMaker, "lee")(s)
			s.ask.Use.Product = "handset"
		}},
		{name: "under the actor's own brand", want: "licensed", change: func(s *small) {
			where(agreement.ProductBrand, "lee")(s)
			s.ask.Use.Product = "handset"
		}},
		{name: "whose standards are not known", want: "depends", open: "fact:standard|LTE|handset", change: func(s *small) {
			where(agreement.ProductStandard, "LTE")(s)
			s.ask.Use.Product = "handset"
		}},
		{name: "maker: the modem is not lee's, but stands in lee's phone", want: "licensed", change: where(agreement.ProductMaker, "lee")},
		{name: "maker not known", want: "depends", open: "fact:maker|lee|phone; fact:maker|lee|modem",
			change: without(agreement.ProductMaker, "lee", func(p *agreement.Product) { p.Maker = "" })},
		{name: "the part says who made it", want: "partly", change: func(s *small) {
			where(agreement.ProductMaker, "sub")(s)
			s.product("phone", func(p *agreement.Product) { p.Contains = []agreement.Part{{ID: "modem", By: "sub"}} })
		}},
		{name: "brand not known", want: "depends", open: "fact:brand|lee|phone; fact:brand|lee|modem",
			change: without(agreement.ProductBrand, "lee", func(p *agreement.Product) { p.Brand = "" })},
		{name: "business", want: "partly", change: where(agreement.ProductBusiness, "parts")},
		{name: "product id is always known", want: "not_licensed", change: where(agreement.ProductID, "slate")},
		{name: "a component that is a category word", want: "depends", open: "fact:brand|lee|camera", change: func(s *small) {
			where(agreement.ProductBrand, "lee")(s)
			s.product("phone", func(p *agreement.Product) {
				p.Brand, p.Contains = "other", []agreement.Part{{ID: "camera", By: "third"}}
			})
		}},
		{name: "one id twice in the tree is one thing", want: "depends",
			open: "fact:brand|lee|camera", change: func(s *small) {
				where(agreement.ProductBrand, "lee")(s)
				s.product("phone", func(p *agreement.Product) {
					p.Brand, p.Contains = "other", append(p.Contains, agreement.Part{ID: "camera"})
				})
				s.product("modem", func(p *agreement.Product) { p.Contains = []agreement.Part{{ID: "camera"}} })
			}},
		{name: "a finding of the product", want: "depends", open: "finding:own design|phone; finding:own design|modem", change: phones(func(_ *small, x *agreement.ProductSet) {
			x.Where = []agreement.Condition{{findingOf(agreement.SubjectProduct, "own design")}}
		})},
		{name: "except an id", want: "partly", change: phones(func(_ *small, x *agreement.ProductSet) { x.Except = word("phone") })},
		{name: "redacted", want: "depends", open: "redacted:deal/gap", change: phones(func(s *small, _ *agreement.ProductSet) { s.redacts("deal/Phones") })},
		{name: "on sale on a day", want: "licensed", change: sold(agreement.HeldOn, "2014-01-01", "")},
		{name: "on sale immediately before that day", want: "not_licensed", change: sold(agreement.HeldBefore, "2014-01-01", "")},
		{name: "on sale in a period", want: "licensed", change: sold(agreement.HeldDuring, "2013-01-01", "2014-01-01")},
		{name: "on sale after the period", want: "not_licensed", change: sold(agreement.HeldDuring, "2013-01-01", "2013-12-31")},
		{name: "no longer on sale", want: "not_licensed", change: func(s *small) {
			sold(agreement.HeldDuring, "2015-01-01", "2015-12-31")(s)
			s.product("phone", func(p *agreement.Product) {
				p.OnSale = when.Spans{when.Closed(day("2014-01-01"), day("2014-12-31"))}
			})
		}},
		{name: "on sale and its maker a member, never on the same day", want: "not_licensed", change: func(s *small) {
			sold(agreement.HeldDuring, "2010-01-01", "2020-12-31")(s)
			s.product("phone", func(p *agreement.Product) {
				p.Maker, p.OnSale = "sub", when.Spans{when.Closed(day("2014-01-01"), day("2014-12-31"))}
			})
			s.controls("2015-01-01", "lee", "sub", 100)
		}},
		{name: "dates on sale not known", want: "depends", open: "fact:on sale|phone|on 2014-01-01", change: func(s *small) {
			sold(agreement.HeldOn, "2014-01-01", "")(s)
			s.product("phone", func(p *agreement.Product) { p.OnSale = nil })
		}},
		{name: "not known, but the maker was no member", want: "not_licensed", change: func(s *small) {
			sold(agreement.HeldOn, "2014-01-01", "")(s)
			s.product("phone", func(p *agreement.Product) { p.Maker, p.OnSale = "third", nil })
		}},
		{name: "maker not known, sold at the time", want: "depends", open: `fact:maker|a member of "Lee"|phone`, change: func(s *small) {
			sold(agreement.HeldOn, "2014-01-01", "")(s)
			s.product("phone", func(p *agreement.Product) { p.Maker = "" })
		}},
		{name: "neither known", want: "depends", open: `fact:maker|a member of "Lee"|phone; fact:on sale|phone|on 2014-01-01`, change: func(s *small) {
			sold(agreement.HeldOn, "2014-01-01", "")(s)
			s.product("phone", func(p *agreement.Product) { p.Maker, p.OnSale = "", nil })
		}},
		{name: "evolved? nobody says", want: "depends", open: evolution, change: evolved(func(*small) {})},
		{name: "evolved from none named", want: "licensed", change: evolved(from("", true, ""))},
		{name: "evolved from one that was sold", want: "licensed", change: evolved(from("old", true, ""))},
		{name: "evolved from one that lee never sold", want: "depends", open: evolution, change: evolved(from("odd", true, ""))},
		{name: "not evolved from one: maybe from another", want: "depends", open: evolution, change: evolved(from("old", false, ""))},
		{name: "not evolved from any", want: "not_licensed", change: evolved(func(s *small) {
			from("", false, "")(s)
			s.fact("", agreement.Finding{Term: "natural evolution", Of: "modem"})
		})},
		{name: "two authorities differ on the same source", want: "depends",
			open: "conflict:natural evolution|phone; finding:natural evolution|modem", change: evolved(func(s *small) {
				from("old", true, "a")(s)
				from("old", false, "b")(s)
			})},
		{name: "evolution has to meet where as well", want: "not_licensed", change: evolved(func(s *small) {
			from("", true, "")(s)
			s.deal.Products[0].Where = []agreement.Condition{{{Attr: agreement.ProductCategory, Values: []string{"tablet"}}}}
		})},
		{name: "charted: not on the component", want: "licensed", change: func(s *small) {
			s.excludes("radio", agreement.ThatComponent)
			s.fact("", agreement.Finding{Term: "reads on", Of: "p1", From: "modem"})
		}},
		{name: "charted: only on the component", want: "not_licensed", change: func(s *small) {
			s.excludes("radio", agreement.ThatComponent)
			s.fact("", agreement.Finding{Term: "reads on", Of: "p1", From: "phone"})
		}},
		{name: "charted: not at all", want: "nothing_in_force", change: func(s *small) {
			s.fact("", agreement.Finding{Term: "reads on", Of: "p1", From: "phone"})
			s.fact("", agreement.Finding{Term: "reads on", Of: "p1", From: "modem"})
		}},
		{name: "a product that contains itself", want: "licensed", change: func(s *small) {
			s.product("modem", func(p *agreement.Product) { p.Contains = []agreement.Part{{ID: "phone"}} })
		}},
		{name: "a product not known yet is a category word", want: "not_licensed", change: func(s *small) {
			for i := range s.world.Facts {
				if p, ok := s.world.Facts[i].Body.(agreement.Product); ok && p.ID == "phone" {
					s.world.Facts[i].Recorded = day("2027-01-01")
				}
			}
		}},
	})
}

// docs/meaning.md §9: the conditions of a grant and its exclusions.
func TestGrant(t *testing.T) {
	runSmall(t, []smallCase{
		{name: "somebody else", want: "not_licensed", change: func(s *small) { s.ask.Use.Actor = "third" }},
		{name: "an act that is not granted", want: "not_licensed", change: func(s *small) { s.ask.Use.Act = agreement.Import }},
		{name: "made for the licensee", want: "licensed", change: func(s *small) {
			s.ask.Use.Actor, s.ask.Use.Act, s.ask.Use.For = "third", agreement.Make, "lee"
		}},
		{name: "made for somebody else", want: "not_licensed", change: func(s *small) {
			s.ask.Use.Actor, s.ask.Use.Act, s.ask.Use.For = "third", agreement.Make, "sub"
		}},
		{name: "have made covers making only", want: "not_licensed", change: func(s *small) {
			s.ask.Use.Actor, s.ask.Use.Act, s.ask.Use.For = "third", agreement.Sell, "lee"
		}},
		{name: "made for the licensee, without have made", want: "not_licensed", change: func(s *small) {
			s.ask.Use.Actor, s.ask.Use.Act, s.ask.Use.For = "third", agreement.Make, "lee"
			s.main.Acts = []agreement.Act{agreement.Make, agreement.Sell}
		}},
		{name: "the licensee makes for a stranger", want: "licensed", change: func(s *small) {
			s.ask.Use.Act, s.ask.Use.For = agreement.Make, "third"
		}},
		{name: "have made alone lets the licensee have it made, not make", want: "not_licensed", change: func(s *small) {
			s.ask.Use.Act = agreement.Make
			s.main.Acts = []agreement.Act{agreement.HaveMade}
		}},
		{name: "not in this country", want: "not_licensed", change: func(s *small) { s.main.In = agreement.Territory{In: []string{"DE", "FR"}} }},
		{name: "world except", want: "not_licensed", change: func(s *small) { s.main.In.Except = []string{"US"} }},
		{name: "territory not stated", want: "depends", open: "missing_text:deal/main|in", change: func(s *small) { s.main.In = agreement.Territory{NotStated: true} }},
		{name: "least developed countries", want: "not_licensed", change: func(s *small) { s.main.In = agreement.Territory{LeastDeveloped: true} }},
		{name: "one of them", want: "licensed", change: func(s *small) {
			s.main.In = agreement.Territory{LeastDeveloped: true}
			s.records[0].Office, s.ask.Use.Country = "BD", "BD"
		}},
		{name: "outside the dates of the list", want: "depends", open: "fact:least developed|yes|BD", change: func(s *small) {
			s.main.In = agreement.Territory{LeastDeveloped: true}
			s.records[0].Office, s.ask.Use.Country, s.ask.Use.On = "BD", "BD", day("2028-01-01")
		}},
		{name: "the last day of the term", want: "licensed", change: func(s *small) {
			s.main.During.Span = when.Closed(day("2015-01-01"), day("2018-06-01"))
		}},
		{name: "the day after", want: "not_licensed", change: func(s *small) {
			s.main.During.Span = when.Closed(day("2015-01-01"), day("2018-05-31"))
		}},
		{name: "term not stated", want: "depends", open: "missing_text:deal/main|during", change: func(s *small) {
			s.main.During = agreement.Term{NotStated: true}
		}},
		{name: "redacted", want: "depends", open: "redacted:deal/gap", change: func(s *small) { s.redacts("deal/main") }},
		{name: "two passages: both must be yes", want: "depends", open: "redacted:deal/gap; missing_text:deal/hole", change: func(s *small) {
			s.redacts("deal/main")
			s.deal.Opens = append(s.deal.Opens, &agreement.Open{Clause: clause("open", "hole"), Affects: []agreement.Name{"deal/main"}})
		}},
		{name: "exclusion of an act", want: "not_licensed", change: func(s *small) {
			s.excludes("handset", agreement.ThatComponent).Acts = []agreement.Act{agreement.Sell}
		}},
		{name: "exclusion of another act", want: "licensed", change: func(s *small) {
			s.excludes("handset", agreement.ThatComponent).Acts = []agreement.Act{agreement.Make}
		}},
		{name: "exclusion in another country", want: "licensed", change: func(s *small) {
			s.excludes("handset", agreement.ThatComponent).In = &agreement.Territory{In: []string{"CN"}}
		}},
		{name: "exclusion somewhere", want: "depends", open: "missing_text:deal/out|in", change: func(s *small) {
			s.excludes("handset", agreement.ThatComponent).In = &agreement.Territory{NotStated: true}
		}},
		{name: "exclusion that has ended", want: "licensed", change: func(s *small) {
			s.excludes("handset", agreement.ThatComponent).During = &agreement.Term{Span: when.Closed(day("2015-01-01"), day("2018-05-31"))}
		}},
		{name: "exclusion of other patents", want: "licensed", change: func(s *small) {
			s.excludes("handset", agreement.ThatComponent).Under = []agreement.PatentItem{{ID: "p2"}}
		}},
		{name: "exclusion of patents of the set", want: "not_licensed", change: func(s *small) {
			s.excludes("handset", agreement.ThatComponent).Under = []agreement.PatentItem{{Set: "deal/Patents"}}
		}},
		{name: "exclusion under a condition", want: "depends", open: "finding:essential|p1", change: func(s *small) {
			s.excludes("handset", agreement.ThatComponent).Provided = []agreement.Condition{{findingOf(agreement.SubjectPatent, "essential")}}
		}},
		{name: "exclusion that may have been struck out", want: "depends", open: "redacted:deal/gap", change: func(s *small) {
			s.excludes("handset", agreement.ThatComponent)
			s.redacts("deal/out")
		}},
		{name: "exclusion from another grant", want: "licensed", change: func(s *small) {
			s.excludes("handset", agreement.ThatComponent).Cuts = []agreement.Name{"deal/other"}
		}},
		{name: "exclusion by another agreement", want: "not_licensed", change: func(s *small) {
			x := s.excludes("handset", agreement.ThatComponent)
			s.deal.Exclusions = nil
			s.world.Agreements = append(s.world.Agreements, &agreement.Agreement{
				Clause: agreement.Clause{Agreement: "later", Name: "later"}, Signed: when.None, Effective: day("2016-01-01"),
				Exclusions: []*agreement.Exclusion{x},
			})
		}},
		{name: "which is not known yet", want: "licensed", change: func(s *small) {
			x := s.excludes("handset", agreement.ThatComponent)
			s.deal.Exclusions = nil
			s.world.Agreements = append(s.world.Agreements, &agreement.Agreement{
				Clause: agreement.Clause{Agreement: "later", Name: "later"}, Signed: day("2027-01-01"), Effective: day("2016-01-01"),
				Exclusions: []*agreement.Exclusion{x},
			})
		}},
		{name: "the actor's own patent", want: "licensed", change: func(s *small) {
			s.ask.Use.Actor = "third"
			s.controls("2016-01-01", "third", "lor", 51)
		}},
		{name: "the patent of the actor's parent is not its own", want: "not_licensed", change: func(s *small) {
			s.ask.Use.Actor = "third"
			s.controls("2016-01-01", "lor", "third", 51)
		}},
	})
}
