package ingest

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

// sure is how sure a format must be of a member to read it.
const sure = 50

// Detect returns the format of a member that begins with head; ok is false when no format knows it. Of two that are
// equally sure the one that stands first in the list wins.
func Detect(formats []source.Format, name string, head []byte) (f source.Format, ok bool) {
	best := sure - 1
	for _, candidate := range formats {
		if n := candidate.Match(name, head); n > best {
			f, best, ok = candidate, n, true
		}
	}
	return f, ok
}

// Describe says of a member that no format knows what it seems to be, for a sentence.
func Describe(head []byte) string {
	text := bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	trimmed := bytes.TrimSpace(text)
	switch {
	case len(head) == 0:
		return "it is empty"
	case bytes.HasPrefix(head, []byte("%PDF")):
		return "it is a PDF; import the data it was made from"
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		return "it is an old office document; save it as XLSX or CSV"
	case packingOf(head) == zipped:
		return "it is an archive inside an archive; unpack the outer one and import the inner one"
	case packingOf(head) != plain:
		return fmt.Sprintf("it is packed with %s more often than once; unpack it", packingOf(head))
	case len(head) > 262 && bytes.Equal(head[257:262], []byte("ustar")):
		return "it is a tar archive; unpack it and import the folder"
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return "it is text in UTF-16 of no format this program knows; save it as UTF-8"
	case bytes.HasPrefix(head, []byte("SQLite format 3")):
		return "it is a database; export its table as CSV"
	case !likelyText(text):
		return "it is not text, and of no format this program knows"
	case bytes.HasPrefix(trimmed, []byte("<")):
		return fmt.Sprintf("it is XML or SGML that begins with %s, which no format this program knows does", beginning(rootOf(trimmed)))
	case bytes.HasPrefix(trimmed, []byte("{")), bytes.HasPrefix(trimmed, []byte("[")):
		return "it is JSON without the fields of any format this program knows"
	}
	line, _, _ := bytes.Cut(trimmed, []byte("\n"))
	if bytes.ContainsAny(line, ",;\t") {
		return fmt.Sprintf("it begins with %s; if that are columns of a list of patents, name them in a file and import with --mapping", beginning(line))
	}
	return fmt.Sprintf("it is text that begins with %s, which no format this program knows does", beginning(line))
}

// rootOf is the first element of a document, without declarations and comments.
func rootOf(head []byte) []byte {
	for rest := head; ; {
		open := bytes.IndexByte(rest, '<')
		if open < 0 {
			return head
		}
		rest = rest[open:]
		if len(rest) > 1 && rest[1] != '?' && rest[1] != '!' {
			if end := bytes.IndexAny(rest, " \t\r\n/>"); end > 0 {
				return append(bytes.Clone(rest[:end]), '>')
			}
			return rest
		}
		end := bytes.IndexByte(rest, '>')
		if bytes.HasPrefix(rest, []byte("<!--")) {
			if end = bytes.Index(rest, []byte("-->")); end >= 0 {
				end += 2
			}
		}
		if end < 0 {
			return head
		}
		rest = rest[end+1:]
	}
}

func beginning(b []byte) string {
	return source.Quoted(strings.ToValidUTF8(string(b[:min(len(b), 256)]), "?"))
}

// likelyText reports whether the beginning of a file is UTF-8 or a related encoding without control characters.
func likelyText(head []byte) bool {
	odd := 0
	for i := 0; i < len(head); {
		r, n := utf8.DecodeRune(head[i:])
		switch {
		case r == 0:
			return false
		case r == utf8.RuneError && n == 1 && i < len(head)-utf8.UTFMax, r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f' && r != '\x1a':
			odd++
		}
		i += n
	}
	return odd*20 <= len(head)
}
