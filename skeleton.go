package crossgrant

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// skeleton is what Init writes.
//
//go:embed all:skeleton
var skeleton embed.FS

// Init writes a commented skeleton of a workspace into the folder, which is made when it does not exist, and returns
// the files written. It never touches a file that is there already: a folder that holds a workspace is an error.
func Init(dir string) ([]string, error) {
	root, err := fs.Sub(skeleton, "skeleton")
	if err != nil {
		return nil, err
	}
	for _, taken := range []string{"agreements", "*.facts"} {
		if found, _ := filepath.Glob(filepath.Join(dir, taken)); len(found) > 0 {
			return nil, fmt.Errorf("%s is there already; a skeleton is only written where there is no workspace", found[0])
		}
	}
	var written []string
	err = fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := filepath.Join(dir, filepath.FromSlash(path))
		if d.IsDir() {
			return os.MkdirAll(target, 0o777)
		}
		content, err := fs.ReadFile(root, path)
		if err != nil {
			return err
		}
		if filepath.Base(path) == "gitignore" { // a file of the real name would ignore the skeleton itself
			target = filepath.Join(filepath.Dir(target), ".gitignore")
		}
		f, err := os.OpenFile(target, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
		if errors.Is(err, fs.ErrExist) {
			return nil // somebody's own README.md or .gitignore stays
		}
		if err != nil {
			return err
		}
		if _, err := f.Write(content); err != nil {
			f.Close()
			return err
		}
		written = append(written, target)
		return f.Close()
	})
	if err != nil {
		return written, fmt.Errorf("the skeleton cannot be written: %w", err)
	}
	return written, nil
}
