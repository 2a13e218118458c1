package portfolio

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// WriteTo writes the snapshot's image.
func (s *Snapshot) WriteTo(w io.Writer) (int64, error) {
	n, err := w.Write(s.image)
	return int64(n), err
}

// Save writes the snapshot to a file so that an interruption leaves either the file that was there or the new one.
func (s *Snapshot) Save(file string) error {
	if err := writeFile(file, bytes.NewReader(s.image)); err != nil {
		return fmt.Errorf("saving the portfolio snapshot: %w", err)
	}
	return nil
}

// Open reads a snapshot that Save wrote: one read, no decoding. The checksum and every index are checked, so that a
// file that was cut or altered is an error that wraps [ErrSnapshot].
func Open(file string) (*Snapshot, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("opening the portfolio snapshot: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("opening the portfolio snapshot: %w", err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: %w", file, unusable("it is not a file"))
	}
	img := newImage(int(info.Size()))
	if _, err := io.ReadFull(f, img); err != nil {
		return nil, fmt.Errorf("reading the portfolio snapshot %s: %w", file, err)
	}
	s, err := openImage(img)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return s, nil
}

func openImage(img []byte) (*Snapshot, error) {
	if err := checkHeader(img); err != nil {
		return nil, err
	}
	if sum := imageSum(img); !bytes.Equal(sum[:], img[96:128]) {
		return nil, unusable("its checksum does not fit its content; it was altered or damaged")
	}
	return fromImage(img)
}

// writeFile writes a file through a temporary one in the same folder.
func writeFile(file string, r io.Reader) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			tmp.Close()
			os.Remove(tmp.Name())
		}
	}()
	if _, err = io.Copy(tmp, r); err != nil {
		return err
	}
	if err = tmp.Chmod(0o644); err != nil {
		return err
	}
	if err = tmp.Sync(); err != nil {
		return err
	}
	if err = tmp.Close(); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), file)
}
