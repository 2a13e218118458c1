// Package ingest is the path from a file of patent data to documents that can be merged.
//
// The words:
//
//   - An input is what a person names: a file, packed or not, or a folder. It has members: the files of a folder, the
//     files of an archive, or itself.
//   - A format is recognised by how a member begins ([Detect]); what holds no patent data is refused by name.
//   - [Run] reads the members one after the other and writes what they say as lines of a [Partial]: one document, or
//     one report of what is wrong, a line. The same input gives the same bytes, so that a run that was interrupted is
//     continued where it stopped and the result cannot be told from one that was not.
//   - [ReadLines] reads such a file back.
//
// Memory does not grow with the length of the input: one record at a time, and buffers of fixed size.
package ingest
