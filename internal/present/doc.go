// Package present turns answers into what people and programs read: text for a terminal, JSON with a versioned format,
// CSV. It never computes: every number and every sentence it prints is in the answer it was given.
//
// Text begins with the verdict, always as glyph and word and counts together, and says what is counted. Then come the
// day until which it holds, the clauses that make it so with their own words, the questions that are open, the parts of
// the product, and what the answer rests on. A [Style] says how wide the page is, whether it may use colour and
// characters beyond ASCII, and how much to tell.
//
// JSON formats are named in their first key ("crossgrant.answer/1") and only grow.
package present
