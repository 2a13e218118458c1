package sheet

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// The limits of one page of a Parquet file. The library takes the memory that a page's header asks for before it reads
// the page, and some of its unpackers keep trying with more; writers make pages of one megabyte.
const (
	maxPage       = 64 << 20 // bytes, unpacked
	maxPageValues = 4 << 20
	maxPageHeader = 64 << 10
)

// pages checks the pages of one file before the library reads them.
type pages struct {
	file io.ReaderAt
	size int64
	head []byte
	zstd *zstd.Decoder
}

// checkPages walks all pages and checks that none asks for more than a page can need, that none unpacks to more, and
// that all lie within the file. It returns what is wrong.
func checkPages(f io.ReaderAt, size int64, meta *format.FileMetaData) error {
	p := &pages{file: f, size: size, head: make([]byte, maxPageHeader)}
	defer func() {
		if p.zstd != nil {
			p.zstd.Close()
		}
	}()
	for i := range meta.RowGroups {
		for k := range meta.RowGroups[i].Columns {
			if err := p.column(&meta.RowGroups[i].Columns[k].MetaData); err != nil {
				return err
			}
		}
	}
	return nil
}

// column walks the pages of one column of a row group.
func (p *pages) column(c *format.ColumnMetaData) error {
	switch c.Codec {
	case format.Uncompressed, format.Snappy, format.Gzip, format.Zstd:
	default:
		return fmt.Errorf("its columns are packed with %s, which is not read; write it with zstd, snappy or gzip", c.Codec)
	}
	from, length := c.DataPageOffset, c.TotalCompressedSize
	if d := c.DictionaryPageOffset; d > 0 && d < from {
		from = d
	}
	if from < 4 || length < 0 || from > p.size || length > p.size-from {
		return errParquet
	}
	var compact thrift.CompactProtocol
	for end := from + length; from < end; {
		n, err := p.file.ReadAt(p.head[:min(int64(len(p.head)), end-from)], from)
		if err != nil && err != io.EOF {
			return err
		}
		r := compact.NewReaderFromBytes(p.head[:n])
		var header format.PageHeader
		if thrift.NewDecoder(r).Decode(&header) != nil {
			return errParquet
		}
		from += int64(r.BytesRead())
		if !fits(&header, end-from) || !p.unpacks(&header, from, c.Codec) {
			return errParquet
		}
		from += int64(header.CompressedPageSize)
	}
	return nil
}

// fits checks what a header says of its page, for which room bytes are left.
func fits(h *format.PageHeader, room int64) bool {
	values := max(h.DataPageHeader.V.NumValues, h.DataPageHeaderV2.V.NumValues, h.DictionaryPageHeader.V.NumValues)
	return h.CompressedPageSize >= 0 && int64(h.CompressedPageSize) <= room &&
		h.UncompressedPageSize >= 0 && h.UncompressedPageSize <= maxPage && values >= 0 && values <= maxPageValues
}

// unpacks reports whether a page unpacks to no more than a page may hold, by unpacking it and keeping nothing.
func (p *pages) unpacks(h *format.PageHeader, from int64, codec format.CompressionCodec) bool {
	v2 := h.DataPageHeaderV2.V
	if v2.IsCompressed.Valid && !v2.IsCompressed.V {
		codec = format.Uncompressed
	}
	levels := int64(v2.RepetitionLevelsByteLength) + int64(v2.DefinitionLevelsByteLength) // before what is packed
	length := int64(h.CompressedPageSize) - levels
	if v2.RepetitionLevelsByteLength < 0 || v2.DefinitionLevelsByteLength < 0 || length < 0 {
		return false
	}
	page := io.NewSectionReader(p.file, from+levels, length)
	var r io.Reader
	switch {
	case codec == format.Uncompressed, length == 0:
		return true
	case codec == format.Snappy: // says at its beginning how long it is
		n, err := binary.ReadUvarint(bufio.NewReaderSize(page, 16))
		return err == nil && n <= maxPage
	case codec == format.Gzip:
		z, err := gzip.NewReader(page)
		if err != nil {
			return false
		}
		r = z
	case p.zstd == nil:
		z, err := zstd.NewReader(page, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxMemory(maxPage), zstd.WithDecoderMaxWindow(maxPage))
		if err != nil {
			return false
		}
		p.zstd, r = z, z
	default:
		if p.zstd.Reset(page) != nil {
			return false
		}
		r = p.zstd
	}
	n, err := io.Copy(io.Discard, io.LimitReader(r, maxPage+1))
	return err == nil && n <= maxPage
}
