package cli

import (
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/crossgrant/crossgrant/internal/present"
)

// environ holds the variables of the caller's environment, so that nothing here reads the process's own.
type environ map[string]string

func newEnviron(env []string) environ {
	m := environ{}
	for _, e := range env {
		if k, v, ok := strings.Cut(e, "="); ok {
			m[k] = v
		}
	}
	return m
}

// defaultWidth is the width of a page that goes to a file or a pipe.
const defaultWidth = 100

// style chooses how text is printed on w: COLUMNS or the terminal's width, colour only on a terminal that has not been
// told NO_COLOR, ASCII when the locale or the terminal cannot show more.
func style(w io.Writer, env environ, noColour bool) present.Style {
	st := present.Style{Width: defaultWidth, ASCII: env.ascii()}
	columns, tty := terminalWidth(w)
	if tty && columns > 0 {
		st.Width = columns
	}
	if n, err := strconv.Atoi(env["COLUMNS"]); err == nil && n > 0 {
		st.Width = n
	}
	_, no := env["NO_COLOR"]
	st.Colour = tty && !noColour && (!no || env["NO_COLOR"] == "") && env["TERM"] != "dumb"
	return st
}

// ascii reports whether characters beyond ASCII cannot be shown. A locale that is not set is taken to be able to.
func (e environ) ascii() bool {
	if e["TERM"] == "dumb" {
		return true
	}
	for _, k := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := strings.ToUpper(e[k]); v != "" {
			return !strings.Contains(v, "UTF-8") && !strings.Contains(v, "UTF8")
		}
	}
	return false
}

// terminalWidth is the width of the terminal that w is, and whether it is one.
func terminalWidth(w io.Writer) (columns int, ok bool) {
	f, isFile := w.(*os.File)
	if !isFile {
		return 0, false
	}
	return fileWidth(f)
}
