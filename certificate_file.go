package crossgrant

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// MaxCertificate is how large a certificate may be, in bytes.
const MaxCertificate = 256 << 20

// ErrCertificateThere says that a file would be overwritten.
var ErrCertificateThere = errors.New("is there already")

// WriteCertificate writes a certificate, whole or not at all. A file that is there already is left as it is, unless
// replace is set or it says the same. A private one can be read by its owner alone.
func WriteCertificate(file string, doc []byte, replace, private bool) error {
	if len(doc) > MaxCertificate {
		return fmt.Errorf("the certificate would be %d MB, more than the %d MB that can be read again; write it without its inputs", len(doc)>>20, MaxCertificate>>20)
	}
	old, err := os.ReadFile(file)
	switch {
	case err == nil && bytes.Equal(old, doc):
		return nil
	case err == nil && !replace:
		return fmt.Errorf("%s %w and says something else; give another name, or --force to replace it", file, ErrCertificateThere)
	}
	mode := os.FileMode(0o666)
	if private {
		mode = 0o600
	}
	return writeWhole(file, doc, mode)
}

// WriteReport writes a report of the program in the place of an earlier one, whole or not at all.
func WriteReport(file string, doc []byte) error { return writeWhole(file, doc, 0o666) }

// writeWhole makes or replaces a file. The mode, less what the system takes away, is that of a new one.
func writeWhole(file string, doc []byte, mode os.FileMode) error {
	switch info, err := os.Stat(file); {
	case err == nil && info.IsDir():
		return fmt.Errorf("%s is a folder; name a file to write to", file)
	case err == nil:
		return replaceFile(file, doc)
	case !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s cannot be written: %w", file, err)
	}
	// The empty file is made first: it takes the name against other programs, and the permissions the system gives.
	f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", file, err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("%s cannot be written: %w", file, err)
	}
	if err := replaceFile(file, doc); err != nil {
		os.Remove(file)
		return err
	}
	return nil
}

// ReadCertificateFile reads the bytes of a certificate, up to one more than it may have.
func ReadCertificateFile(file string) ([]byte, error) {
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no file %s; `crossgrant clear … --certificate %s` writes a certificate", file, file)
	case err != nil:
		return nil, fmt.Errorf("%s cannot be read: %w", file, err)
	case info.IsDir():
		return nil, fmt.Errorf("%s is a folder; a certificate is a file", file)
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", file, err)
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, MaxCertificate+1))
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", file, err)
	}
	return src, nil
}
