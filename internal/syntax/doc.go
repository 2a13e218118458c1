// Package syntax reads and prints the agreement language: literate agreement documents and journals of facts.
// It is the only place that knows Markdown and the only place that knows the grammar (docs/grammar.ebnf).
//
// The words. A document is Markdown; its numbered paragraphs and headings are clauses ([Clause]). A fence whose
// first info word is "grant" holds blocks ([Block]): a header line at column 0, then indented property lines
// ([Property]), each a key and a [Value]; a line indented deeper than its property continues it. A journal is a
// file of statements ([Statement]): an optional date ([Dating]), a [Body], and property lines of the same shape.
//
// Reading never fails: [ParseDocument] and [ParseJournal] give a tree whatever the bytes are, together with every
// problem found. One bad line gives one problem and does not hide the next: its property has a nil Value (its
// statement a nil Body), so that later stages can tell "said, but not readable" from "not said".
//
// Everything carries its exact range in the file the person edits. Nothing here resolves a name, knows a country or
// checks a day: shapes are decided here, meaning in package check.
package syntax
