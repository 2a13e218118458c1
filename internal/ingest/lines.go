package ingest

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"

	"github.com/klauspost/compress/zstd"

	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

// Line is one line of what an import keeps: a document, a report, or the end of a member. Exactly one is there.
type Line struct {
	Document *source.Document `json:"document,omitempty"`
	Reported *source.Reported `json:"reported,omitempty"`
	Ended    *Ended           `json:"ended,omitempty"`
}

// Ended says that a member was read, or why it was not.
type Ended struct {
	Member    string `json:"member"`
	Format    string `json:"format,omitempty"`
	Documents int    `json:"documents"`
	Refused   string `json:"refused,omitempty"` // it holds no patent data, or no format knows it: a sentence
	Broken    string `json:"broken,omitempty"`  // it could not be read, or not to its end: a sentence
}

// A file of lines is a sequence of blocks. Each is a frame that zstd readers skip, which holds the length of the next
// frame and how many lines it has, and that frame. Blocks are cut after a number of lines, so that the bytes depend on
// the lines alone; whole blocks are what an interruption leaves.
const (
	blockLines = 2048
	blockBytes = 8 << 20 // a block ends early when its lines are longer than this
	skipMagic  = 0x184d2a51
	skipSize   = 8 + 8
	maxLine    = 64 << 20
)

// ErrLines is wrapped by the errors that say why a file of lines cannot be read.
var ErrLines = errors.New("not a file of documents that this program wrote")

// lineWriter writes lines into blocks.
type lineWriter struct {
	w     io.Writer
	zip   *zstd.Encoder
	lines int
	block bytes.Buffer
	enc   *json.Encoder
	flush func() error // after each block; may be nil
}

func newLineWriter(w io.Writer, flush func() error) (*lineWriter, error) {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithWindowSize(1<<20), zstd.WithLowerEncoderMem(true))
	if err != nil {
		return nil, err
	}
	l := &lineWriter{w: w, zip: z, flush: flush}
	l.enc = json.NewEncoder(&l.block)
	l.enc.SetEscapeHTML(false)
	return l, nil
}

func (l *lineWriter) write(line Line) error {
	if err := l.enc.Encode(line); err != nil {
		return err
	}
	if l.lines++; l.lines >= blockLines || l.block.Len() >= blockBytes {
		return l.end()
	}
	return nil
}

// end writes the block that was begun.
func (l *lineWriter) end() error {
	if l.lines == 0 {
		return nil
	}
	frame := l.zip.EncodeAll(l.block.Bytes(), nil)
	head := make([]byte, skipSize, skipSize+len(frame))
	binary.LittleEndian.PutUint32(head, skipMagic)
	binary.LittleEndian.PutUint32(head[4:], 8)
	binary.LittleEndian.PutUint32(head[8:], uint32(len(frame)))
	binary.LittleEndian.PutUint32(head[12:], uint32(l.lines))
	if _, err := l.w.Write(append(head, frame...)); err != nil {
		return err
	}
	l.lines = 0
	l.block.Reset()
	if l.flush != nil {
		return l.flush()
	}
	return nil
}

// blocks reads whole blocks one after the other.
type blocks struct {
	r   *bufio.Reader
	zip *zstd.Decoder
	at  int64 // end of the last whole block
}

func newBlocks(r io.Reader) (*blocks, error) {
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(blockBytes+maxLine), zstd.WithDecoderLowmem(true))
	if err != nil {
		return nil, err
	}
	return &blocks{r: bufio.NewReaderSize(r, 1<<16), zip: z}, nil
}

// next returns the text of the next block and its number of lines; io.EOF after the last. buf is reused.
func (b *blocks) next(buf []byte) (text []byte, lines int, err error) {
	var head [skipSize]byte
	if _, err := io.ReadFull(b.r, head[:]); err != nil {
		if err == io.EOF {
			return nil, 0, io.EOF
		}
		return nil, 0, fmt.Errorf("%w: it was cut", ErrLines)
	}
	size := binary.LittleEndian.Uint32(head[8:])
	lines = int(binary.LittleEndian.Uint32(head[12:]))
	if binary.LittleEndian.Uint32(head[:]) != skipMagic || binary.LittleEndian.Uint32(head[4:]) != 8 || size > blockBytes+maxLine || lines < 1 || lines > blockLines {
		return nil, 0, fmt.Errorf("%w: a block does not begin as one", ErrLines)
	}
	var frame bytes.Buffer
	if n, err := io.CopyN(&frame, b.r, int64(size)); n < int64(size) {
		if err != nil && err != io.EOF {
			return nil, 0, err
		}
		return nil, 0, fmt.Errorf("%w: it was cut", ErrLines)
	}
	text, err = b.zip.DecodeAll(frame.Bytes(), buf[:0])
	if err != nil || bytes.Count(text, []byte("\n")) != lines || text[len(text)-1] != '\n' {
		return nil, 0, fmt.Errorf("%w: a block is damaged", ErrLines)
	}
	b.at += skipSize + int64(size)
	return text, lines, nil
}

// ReadLines hands on the lines of a file that an import kept. Documents and reports are handed on with their places.
func ReadLines(r io.Reader, each func(Line) error) error {
	b, err := newBlocks(r)
	if err != nil {
		return err
	}
	defer b.zip.Close()
	var buf []byte
	for {
		text, _, err := b.next(buf)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		for line := range bytes.Lines(text) {
			l, err := parseLine(line)
			if err != nil {
				return err
			}
			if err := each(l); err != nil {
				return err
			}
		}
		buf = text
	}
}

func parseLine(text []byte) (Line, error) {
	var l Line
	if err := json.Unmarshal(text, &l); err != nil {
		return Line{}, fmt.Errorf("%w: %v", ErrLines, err)
	}
	n := 0
	for _, is := range []bool{l.Document != nil, l.Reported != nil, l.Ended != nil} {
		if is {
			n++
		}
	}
	if n != 1 {
		return Line{}, fmt.Errorf("%w: a line is neither a document nor a report", ErrLines)
	}
	return l, nil
}

// Partial is a file of lines that is being written. What an earlier run left in it is kept as far as it is whole.
type Partial struct {
	file  *os.File
	w     *lineWriter
	had   int       // lines that an earlier run left
	sum   hash.Hash // of those after the last member that it read to its end
	again hash.Hash // of the same lines as this run gives them
	done  []endedAfter
	seen  int // lines that this run gave, those had included
}

// endedAfter is the end of a member and how many lines the member has, that one included.
type endedAfter struct {
	Ended
	lines int
}

// OpenPartial opens or makes a file of lines. Blocks that are not whole are cut off.
func OpenPartial(path string) (*Partial, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	p := &Partial{file: f, sum: sha256.New(), again: sha256.New()}
	if err := p.look(); err != nil {
		f.Close()
		return nil, err
	}
	if p.w, err = newLineWriter(f, nil); err != nil {
		f.Close()
		return nil, err
	}
	return p, nil
}

// look reads what is there.
func (p *Partial) look() error {
	b, err := newBlocks(p.file)
	if err != nil {
		return err
	}
	defer b.zip.Close()
	var buf []byte
	since := 0
	for {
		text, lines, err := b.next(buf)
		if err == io.EOF || errors.Is(err, ErrLines) {
			break
		}
		if err != nil {
			return err
		}
		p.had += lines
		for line := range bytes.Lines(text) {
			p.sum.Write(line)
			since++
			if bytes.HasPrefix(line, []byte(`{"ended":`)) {
				l, err := parseLine(line)
				if err != nil {
					return err
				}
				p.done = append(p.done, endedAfter{*l.Ended, since})
				since = 0
				p.sum.Reset()
			}
		}
		buf = text
	}
	if err := p.file.Truncate(b.at); err != nil {
		return err
	}
	_, err = p.file.Seek(b.at, io.SeekStart)
	return err
}

// Had is how many lines an earlier run left.
func (p *Partial) Had() int { return p.had }

// ErrChanged says that what an earlier run left does not continue as this one does: the program is another one.
var ErrChanged = errors.New("the interrupted import was made by another version of the program; start again with --restart")

// write takes the next line. Lines that an earlier run wrote are not written again.
func (p *Partial) write(l Line) error {
	if p.seen++; p.seen > p.had {
		return p.w.write(l)
	}
	enc := json.NewEncoder(p.again)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(l); err != nil {
		return err
	}
	if p.seen == p.had && !bytes.Equal(p.again.Sum(nil), p.sum.Sum(nil)) {
		return ErrChanged
	}
	return nil
}

// skip passes over a member that an earlier run read to its end; ok is false when it did not.
func (p *Partial) skip(member string) (documents int, ok bool) {
	if len(p.done) == 0 || p.done[0].Member != member {
		return 0, false
	}
	p.seen += p.done[0].lines
	documents = p.done[0].Documents
	p.done = p.done[1:]
	return documents, true
}

// Finish writes what is left, brings it to disk and closes the file.
func (p *Partial) Finish() error {
	if p.seen < p.had {
		return errors.Join(ErrChanged, p.file.Close())
	}
	return errors.Join(p.w.end(), p.file.Sync(), p.file.Close())
}

// Close lets go of the file and leaves it to be continued.
func (p *Partial) Close() error { return p.file.Close() }
