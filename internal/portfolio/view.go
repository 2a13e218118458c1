package portfolio

import "unsafe"

// This file is the only one that uses unsafe. A snapshot's columns are views of its image, so that opening one copies
// and decodes nothing. It is sound because the image is allocated as []uint64 and sections start at multiples of 64
// (aligned for every element type), because the image is never written to after it was made, and because views are
// made only after the section's length was checked to be a multiple of the element's size.

// fixed is an element of a column: of a fixed size, without pointers, every bit pattern valid.
type fixed interface {
	uint8 | uint16 | uint32 | uint64 | int16 | Run
}

// sizeOf is the size of an element in bytes.
func sizeOf[T fixed]() int {
	var z T
	return int(unsafe.Sizeof(z))
}

// view returns the bytes as a column of T with room up to the end of whole.
func view[T fixed](b []byte) []T {
	if len(b) == 0 {
		return nil
	}
	size := sizeOf[T]()
	return unsafe.Slice((*T)(unsafe.Pointer(unsafe.SliceData(b))), cap(b)/size)[:len(b)/size]
}

// bytesOf returns the memory of a column.
func bytesOf[T fixed](s []T) []byte {
	if len(s) == 0 {
		return nil
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(s))), len(s)*sizeOf[T]())
}

// text returns the bytes of an image as a string without copying them.
func text(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// newImage returns n zero bytes aligned for every element type.
func newImage(n int) []byte {
	words := make([]uint64, (n+7)/8)
	return bytesOf(words)[:n:n]
}

// stringList is a list of strings as offsets into bytes.
type stringList struct {
	from  []uint64 // one more than there are strings
	bytes []byte
}

func (l stringList) len() int { return max(len(l.from)-1, 0) }

func (l stringList) at(i int) string { return text(l.bytes[l.from[i]:l.from[i+1]]) }

func (l stringList) all() []string {
	out := make([]string, l.len())
	for i := range out {
		out[i] = l.at(i)
	}
	return out
}
