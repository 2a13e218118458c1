// Package portfolio holds many patents as an immutable table that can be walked in order and asked by column.
//
// The words:
//
//   - A row is one [patent.Record]. Rows are sorted by owner (in a given corporate order, so that a group is a
//     few ranges of rows), office, set of technology fields, filing date and id; a [Row] is an index in that order.
//   - A run is a longest span of rows that share owner, office and field set. These three attributes are
//     implicit in the run: no row stores them.
//   - A hot column is an array with one entry for each row that questions over many patents read: dates as
//     16-bit days, flags, standards, families. Equal columns are stored once.
//   - Everything else is cold: ids, titles, classes, dates beyond 16 bits. It is decoded for one row at a time.
//   - A [Snapshot] is the whole table. In memory it is the same image as on disk: columns are views of it and
//     nothing is decoded when it is opened.
//   - A [Layer] is one imported source with the day it was recorded. Layers lie in the portfolio folder of a
//     workspace; [Load] merges those known on a day into a snapshot and keeps it in a cache that may be deleted.
//
// A snapshot may be read by many goroutines at once. Nothing in this package reads the clock.
package portfolio
