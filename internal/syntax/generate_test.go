package syntax

import (
	"slices"
	"strings"
)

// generator makes random sentences.
type generator struct {
	rules map[string]rule
	intN  func(int) int
	out   strings.Builder
	used  map[string]bool
	t     interface{ Fatalf(string, ...any) }
}

func (g *generator) pick(of ...string) { g.out.WriteString(of[g.intN(len(of))] + " ") }

func (g *generator) gen(r rule, depth int) {
	switch r := r.(type) {
	case words:
		g.used[string(r)] = true
		g.out.WriteString(string(r) + " ")
	case seq:
		for _, x := range r {
			g.gen(x, depth)
		}
	case choice:
		g.gen(r[g.intN(len(r))], depth)
	case maybe:
		if g.intN(2) == 0 {
			g.gen(r.of, depth)
		}
	case many:
		g.repeat(r.of, depth)
	case ref:
		g.named(string(r), depth)
	}
}

// repeat makes a repetition; where it repeats a choice, each alternative is taken at most once: a key stands once.
func (g *generator) repeat(of rule, depth int) {
	lines, before, after := lineChoice(g.rules, of)
	if lines == nil {
		for range g.intN(3) {
			g.gen(of, depth)
		}
		return
	}
	for range g.intN(min(len(lines), 5) + 1) {
		k := g.intN(len(lines))
		g.gen(before, depth)
		g.gen(lines[k], depth)
		g.gen(after, depth)
		lines = slices.Delete(slices.Clone(lines), k, k+1)
	}
}

// lineChoice finds the choice inside "INDENT, ( a | b ), EOL" or ", ( a | b )", with references to choices opened.
func lineChoice(rules map[string]rule, of rule) (lines []rule, before, after seq) {
	s, ok := of.(seq)
	if !ok {
		return nil, nil, nil
	}
	for k, x := range s {
		opened := open(rules, x)
		if len(opened) < 2 {
			continue
		}
		if s[0] == ref("INDENT") || s[0] == words(",") && opened[0] != nil && isFact(x) {
			return opened, s[:k], s[k+1:]
		}
	}
	return nil, nil, nil
}

func isFact(x rule) bool {
	c, ok := x.(choice)
	if !ok {
		return x == ref("fact")
	}
	s, ok := c[0].(seq)
	return ok && s[0] == ref("fact")
}

func open(rules map[string]rule, x rule) []rule {
	switch x := x.(type) {
	case choice:
		var out []rule
		for _, alt := range x {
			out = append(out, open(rules, alt)...)
		}
		return out
	case seq:
		if len(x) == 1 {
			return open(rules, x[0])
		}
	case ref:
		if c, ok := rules[string(x)].(choice); ok && (x == "every" || x == "fact" || strings.HasSuffix(string(x), "-line")) {
			return open(rules, c)
		}
	}
	return []rule{x}
}

func (g *generator) named(name string, depth int) {
	switch name {
	case "EOL":
		if g.intN(8) == 0 {
			g.out.WriteString(" # a remark, \"quoted\"")
		}
		g.out.WriteString("\n")
	case "INDENT":
		g.out.WriteString("  ")
	case "COMMENT":
		g.out.WriteString("# a comment\n")
	case "ID":
		g.pick("huawei", "h2x", "3m", "US11910207B2", "xiaomi-13", "hw-xm/h2x", "华为", "a_b", "EP", "2.2(a)")
	case "TERM":
		g.pick(`"Huawei Group"`, `"华为集团"`, `“Licensed Products”`, `"the ""Term"""`)
	case "TEXT":
		g.pick(`"some words"`, `“curly words”`, `"a ""quoted"" word, and # no comment"`)
	case "DATE":
		g.pick("2023-09-13", "2028-02-29", "1999-12-31")
	case "PERCENT":
		g.pick("50%", "33.3333%", "100 %", "60 percent")
	case "COUNTRY":
		g.pick("DE", "US", "CN", "EP", "IN")
	case "NUMBER":
		g.pick("1", "30", "12")
	case "CLAUSE":
		g.pick("2.1", "6.12(a)", "5", "2(e)(ii)", "1.1(ww)")
	case "RANGE":
		g.pick("5-9", "6.1-6.4")
	case "HASH":
		g.pick("3f2a9c", "1234567")
	case "LANG":
		g.pick("en", "zh", "zh-Hans")
	case "PATH":
		g.pick("schedules/exhibit-a.csv", "list.csv")
	default:
		r := g.rules[name]
		if r == nil {
			g.t.Fatalf("the grammar uses %s and does not say what it is", name)
		}
		if depth > 60 {
			g.t.Fatalf("the grammar does not end: %s", name)
		}
		g.gen(r, depth+1)
	}
}
