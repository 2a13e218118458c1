//go:build !(linux || darwin || freebsd || netbsd || openbsd)

package cli

import "os"

// fileWidth cannot ask for the window size here, so the page has its default width unless COLUMNS says otherwise; a
// character device is taken for a terminal.
func fileWidth(f *os.File) (columns int, ok bool) {
	info, err := f.Stat()
	return 0, err == nil && info.Mode()&os.ModeCharDevice != 0
}
