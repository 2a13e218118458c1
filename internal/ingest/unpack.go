package ingest

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Limits bound what an input may unpack to. The zero value is the usual limits.
type Limits struct {
	Ratio   int64 // how many times its packed size a member may unpack to; 0: 300
	Free    int64 // bytes up to which the ratio does not matter; 0: 64 MiB
	Bytes   int64 // bytes of one member; 0: 1 TiB
	Members int   // members of an input; 0: 100,000
}

func (l Limits) orUsual() Limits {
	or := func(n, usual int64) int64 {
		if n <= 0 {
			return usual
		}
		return n
	}
	return Limits{Ratio: or(l.Ratio, 300), Free: or(l.Free, 64<<20), Bytes: or(l.Bytes, 1<<40), Members: int(or(int64(l.Members), 100_000))}
}

// maxWindow is the most memory that a zstd stream may ask for; zstd --long=27 asks for as much.
const maxWindow = 128 << 20

// ErrUnpack is wrapped by the errors that say why a member cannot be unpacked, or not to its end.
var ErrUnpack = errors.New("cannot be unpacked")

// packing is how a member is packed, told by how it begins.
type packing string

const (
	plain   packing = ""
	gzipped packing = "gzip"
	zstded  packing = "zstd"
	bzipped packing = "bzip2"
	zipped  packing = "zip"
)

func packingOf(head []byte) packing {
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return gzipped
	case bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}), len(head) >= 4 && head[0]&0xf0 == 0x50 && bytes.Equal(head[1:4], []byte{0x2a, 0x4d, 0x18}):
		return zstded
	case bytes.HasPrefix(head, []byte("BZh")) && len(head) > 9 && bytes.Equal(head[4:10], []byte{0x31, 0x41, 0x59, 0x26, 0x53, 0x59}):
		return bzipped
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return zipped
	}
	return plain
}

// guard counts what goes into and comes out of an unpacker and ends the reading at the limits.
type guard struct {
	name   string
	limits Limits
	in     int64        // packed bytes, where the size is known beforehand
	read   func() int64 // packed bytes read so far
	out    int64
	r      io.Reader
}

func (g *guard) Read(b []byte) (int, error) {
	n, err := g.r.Read(b)
	g.out += int64(n)
	packed := g.in
	if packed == 0 && g.read != nil {
		packed = g.read()
	}
	switch {
	case g.out > g.limits.Bytes:
		return 0, fmt.Errorf("%s: %w: it is longer than %s, the most that one file may hold", g.name, ErrUnpack, Size(g.limits.Bytes))
	case g.out > g.limits.Free && packed > 0 && g.out/packed > g.limits.Ratio:
		return 0, fmt.Errorf("%s: %w: it unpacks to more than %d times its size, as a file does that is made to fill disks; if it is genuine, unpack it yourself and import what comes out",
			g.name, ErrUnpack, g.limits.Ratio)
	}
	if err != nil && err != io.EOF {
		err = unpackError(g.name, err)
	}
	return n, err
}

// unpackError puts what a decompressor says into a sentence.
func unpackError(name string, err error) error {
	switch {
	case errors.Is(err, ErrUnpack):
		return err
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%s: %w to its end: it was cut; fetch it again", name, ErrUnpack)
	case errors.Is(err, zstd.ErrWindowSizeExceeded), errors.Is(err, zstd.ErrDecoderSizeExceeded):
		return fmt.Errorf("%s: %w: it asks for more than %s of memory; pack it again with a smaller window", name, ErrUnpack, Size(maxWindow))
	}
	return fmt.Errorf("%s: %w: it is damaged (%v); fetch it again", name, ErrUnpack, strings.TrimSuffix(err.Error(), "."))
}

// Size writes a number of bytes for a person.
func Size(n int64) string {
	for _, u := range []struct {
		name string
		size int64
	}{{"TiB", 1 << 40}, {"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}} {
		if n >= u.size {
			return strings.TrimSuffix(fmt.Sprintf("%.1f", float64(n)/float64(u.size)), ".0") + " " + u.name
		}
	}
	return fmt.Sprintf("%d bytes", n)
}

// unpacked is a member as it is read: its bytes after unpacking, and how to let go of it.
type unpacked struct {
	*bufio.Reader
	close func()
}

// headSize is how much of a member formats are recognised by.
const headSize = 64 << 10

// unpack reads r, which is packed by at most the given number of layers, the way it is packed. packed is the size of r;
// 0: not known.
func unpack(name string, r io.Reader, packed int64, layers int, limits Limits) (*unpacked, error) {
	counted := &counter{r: r}
	u := &unpacked{Reader: bufio.NewReaderSize(counted, headSize), close: func() {}}
	for range layers {
		head, err := u.Peek(16)
		if err != nil && err != io.EOF {
			u.close()
			return nil, unpackError(name, err)
		}
		var inner io.Reader
		switch packingOf(head) {
		case gzipped:
			z, err := gzip.NewReader(u.Reader)
			if err != nil {
				u.close()
				return nil, unpackError(name, err)
			}
			inner = z
		case bzipped:
			inner = bzip2.NewReader(u.Reader)
		case zstded:
			z, err := zstd.NewReader(u.Reader, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderLowmem(true))
			if err != nil {
				u.close()
				return nil, unpackError(name, err)
			}
			before := u.close
			u.close = func() { z.Close(); before() }
			inner = z
		default:
			return u, nil
		}
		g := &guard{name: name, limits: limits, in: packed, read: counted.count, r: inner}
		u.Reader = bufio.NewReaderSize(g, headSize)
	}
	return u, nil
}

// counter counts the bytes that were read.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	return n, err
}

func (c *counter) count() int64 { return c.n }
