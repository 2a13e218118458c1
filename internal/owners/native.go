package owners

import (
	_ "embed"
	"sync"
)

//go:embed data/native-names.tsv
var nativeData string

// native is an organisation's name in Latin letters, for one in another script.
type native struct {
	form   Form
	latin  string
	source string
}

// nativeNames is the table of names in other scripts, by the key of their form.
var nativeNames = sync.OnceValue(func() map[string]native {
	t := map[string]native{}
	for _, l := range tsv(nativeData, 3) {
		t[writtenForm(l[0], 0).Key()] = native{writtenForm(l[1], 0), l[1], l[2]}
	}
	return t
})

// nativeSource is what the table says of a name in another script: the name in Latin letters and the source of it.
func nativeSource(name string) (latin, source string, ok bool) {
	n, ok := nativeNames()[writtenForm(name, 0).Key()]
	return n.latin, n.source, ok
}
