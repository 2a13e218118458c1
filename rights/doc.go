// Package rights compiles agreements over a portfolio and answers questions about rights, each answer with its reasons.
//
// The words: a *use* is somebody doing an act with a product in a country on a day. A grant *reaches* a node of the
// product's tree, is *given* by one who could, and *captures* a patent; an exclusion *takes out*. A *question* is
// something nobody recorded; a *value* is one answer to it; a *case* is one value for each open question. The meaning
// is docs/meaning.md, section by section; comments here cite it as §n.
//
// How it works. Everything that does not depend on the use is compiled once: who belongs to which list of persons over
// time (people.go), which rows of the portfolio a definition of patents lets in (rows.go). A question about a portfolio
// then walks the rows of the owners asked about, gives each row the *signature* of definitions that let it in, and
// judges each signature once (scan.go). The judge (judge.go) decides every condition as yes, no or undecided, and
// where something stays undecided works through the cases (cases.go). Rows of which something special is recorded
// (assignments, co-owners, events, findings, unknown dates) are judged one by one.
package rights
