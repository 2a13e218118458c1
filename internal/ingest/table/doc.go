// Package table reads patents from CSV tables: one row is one patent.
//
// The words:
//
//   - A table has a header row that names columns. [Options.Columns] or the recognised names decide what each means
//     (see [Recognised]); the rest is ignored and reported as such. Commas, semicolons and tabs separate.
//   - A row that cannot be read as it stands is malformed: it is counted, reported with file, line and column, and
//     skipped. Nothing is guessed: dates are YYYY-MM-DD, and a date that does not exist makes its row malformed.
//   - A row that says again what an earlier one said is repeated; one that says something else of the same patent is
//     conflicting. The first row stands, the others are counted, and conflicts are reported.
//   - An owner's name goes through a resolver. A name it does not know becomes an id of its own, is kept and counted.
//
// Every row read is kept, repeated, conflicting or malformed: the four add up. Reading is a stream: memory does not
// grow with the length of a line and only by a few bytes with the number of rows.
package table
