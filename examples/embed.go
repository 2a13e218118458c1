// Package examples carries runnable workspaces inside the binary.
//
// A workspace is a folder of agreements (agreements/*.md), journals (*.facts) and a portfolio (portfolio/). The one
// here, huawei-xiaomi, is what the command `demo` asks its questions of, so that a newcomer needs nothing but the
// program.
package examples

import (
	"embed"
	"io/fs"
)

// HuaweiXiaomiDir is the name of the sample's folder, below examples/ in the repository.
const HuaweiXiaomiDir = "huawei-xiaomi"

// Without the prefix all: files whose names begin with a dot stay out, and with them .crossgrant, the folder of what is
// derived: a cache left by running the sample in place does not grow the binary.
//
//go:embed huawei-xiaomi
var files embed.FS

// HuaweiXiaomi is the illustrative patent cross-licence between Huawei and Xiaomi: one agreement, its journals, and
// a table of 8,219 publications of seventeen firms. The root of the returned file system is the root of the
// workspace: it holds agreements/hw-xm.md. It is about 1.2 MB, read-only, and safe for use by many goroutines.
func HuaweiXiaomi() fs.FS {
	sub, err := fs.Sub(files, HuaweiXiaomiDir)
	if err != nil { // Sub fails only for a name that is not a valid path, and the name is a constant
		return files
	}
	return sub
}
