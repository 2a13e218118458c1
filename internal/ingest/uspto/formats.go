package uspto

import (
	"bytes"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

// Formats are the formats of this package, for the list by which a file is recognised.
func Formats() []source.Format {
	return []source.Format{
		{Name: grantXML, Says: "USPTO grants, XML v4.x (Red Book)", Match: root("<us-patent-grant"), Decoder: redbook{grantXML}},
		{Name: applicationXML, Says: "USPTO applications, XML v4.x (Red Book)", Match: root("<us-patent-application"), Decoder: redbook{applicationXML}},
	}
}

// root recognises markup by the start tag with which its documents begin.
func root(tag string) func(string, []byte) int {
	return func(_ string, head []byte) int {
		i := bytes.Index(head, []byte(tag))
		if i < 0 || i+len(tag) >= len(head) || bytes.IndexByte([]byte(" >\t\r\n"), head[i+len(tag)]) < 0 {
			return 0
		}
		return 95
	}
}
