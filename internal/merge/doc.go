// Package merge makes one record of each right out of what many documents say.
//
// The words:
//
//   - Two documents speak of one right when they share a number of a publication or of the application at one office
//     ([keys]). Numbers are read by [patent.ParseNumber]; a number that can be read in several ways joins nothing and is
//     listed with its candidates.
//   - Some documents describe a right (a grant, a register entry, a row of an export); others only say something of one
//     (an assignment, a fee, a declaration to a standards body). The latter never make a record.
//   - Where documents differ, the source with the higher [Authority] stands. What the other says is kept beside it as a
//     discrepancy with both sources; nothing is averaged or dropped. A later state of the same source is no discrepancy.
//   - Owners come from the chain of recorded assignments, else from the register, a table of the workspace, the assignee
//     printed on the document, and the applicant, in this order, each with its reason.
//   - [Quality] says what came of it all.
//
// Documents wait in a spill that the caller gives, so that memory grows only by some bytes for each document and the
// result does not depend on the order of the layers' members.
package merge
