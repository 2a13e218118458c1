// Package markup reads XML, and the SGML of old patent files, as fast as bytes can be looked at.
//
// The words:
//
//   - A [Scanner] reads a stream once, forwards, in a window of constant size. It hands out the bytes of the window and
//     makes a string only when one is asked for.
//   - A token is a tag or a piece of text. Comments, processing instructions and declarations are checked and left
//     out.
//   - The cursor is the element the scanner stands in. [Scanner.Children] walks its children, [Scanner.Text] takes its
//     text; what a walk leaves unread is skipped.
//   - A record is what may be lost alone: [Scanner.Records] walks them, and goes on behind one that cannot be read.
//
// A decoder reads like the document it decodes:
//
//	for name := range s.Children() {
//		switch string(name) {
//		case "invention-title":
//			title = s.Text()
//		case "publication-reference":
//			number(s) // walks the children of this element in turn
//		}
//	}
//	if err := s.Err(); err != nil { … }
//
// Entities are never expanded from declarations, so that no document can grow: the five of XML, numbers and the ISO
// character entities are read, every other stays in the text as written and is named among [Scanner.Flaws].
// Nothing but the stream is ever opened. A stream may hold many documents one after the other, each with its own
// declaration and DOCTYPE, as weekly files do.
//
// Tags are always checked; characters and entities are checked where text is taken, not where it is skipped.
package markup
