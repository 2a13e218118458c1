// Package owners finds out which organisation a name means, and who owned a right when.
//
// The words:
//
//   - A name is what a source writes: "HUAWEI TECH CO LTD". An organisation is what a journal declares, with its names.
//     A name that no journal declares is an organisation of its own, under an id made of the name.
//   - The form of a name is what is left when everything is taken away that does not tell organisations apart: case,
//     punctuation, width of letters, the spelling of the legal form ([Form]). Each step is a [Rule] with a name and a
//     reason (data/rules.tsv).
//   - A rule is safe when two names that it makes equal are one organisation; only safe rules merge. Two names that only
//     other rules make equal are candidates for each other: they stay apart until somebody decides.
//   - A decision says that a name is an organisation, or is not. It goes before every rule.
//
// A name is never compared by a part of it, and never says who controls whom: "Motorola Solutions" is not Lenovo because
// Motorola Mobility is.
//
// [Trace] reads recorded conveyances as a chain of title: who owned the right from which day, what each step rests on,
// and where the chain has gaps. [Claims] counts declarations to standards bodies, which are claims and never findings.
package owners
