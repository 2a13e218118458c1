package markup_test

import (
	"bytes"
	"encoding/xml"
	"io"
	"testing"

	"github.com/crossgrant/crossgrant/internal/ingest/markup"
)

// benchInput is a real grant where there are fixtures, and one of our own shape otherwise.
func benchInput(b *testing.B) []byte {
	for name, file := range fixtures(b) {
		if name == "grant-2018-US10000000B2.xml" {
			return file
		}
	}
	b.Fatal("there is no grant among the fixtures")
	return nil
}

// BenchmarkScan reads every token: tags, attributes, texts with their entities.
func BenchmarkScan(b *testing.B) {
	in := benchInput(b)
	var text []byte
	b.Run("scanner", func(b *testing.B) {
		b.SetBytes(int64(len(in)))
		b.ReportAllocs()
		s := markup.New(bytes.NewReader(in), markup.Options{})
		for b.Loop() {
			s.Reset(bytes.NewReader(in))
			for k := s.Next(); k != markup.Done; k = s.Next() {
				if k == markup.Text {
					text = s.AppendText(text[:0])
				}
			}
			if s.Err() != nil {
				b.Fatal(s.Err())
			}
		}
	})
	b.Run("skip", func(b *testing.B) {
		b.SetBytes(int64(len(in)))
		s := markup.New(bytes.NewReader(in), markup.Options{})
		for b.Loop() {
			s.Reset(bytes.NewReader(in))
			for range s.Children() {
			}
			if s.Err() != nil {
				b.Fatal(s.Err())
			}
		}
	})
	b.Run("encoding-xml", func(b *testing.B) {
		b.SetBytes(int64(len(in)))
		b.ReportAllocs()
		for b.Loop() {
			d := xml.NewDecoder(bytes.NewReader(in))
			d.Entity = markup.Entities
			for {
				if _, err := d.Token(); err == io.EOF {
					break
				} else if err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("encoding-xml-raw", func(b *testing.B) {
		b.SetBytes(int64(len(in)))
		for b.Loop() {
			d := xml.NewDecoder(bytes.NewReader(in))
			d.Entity = markup.Entities
			for {
				if _, err := d.RawToken(); err == io.EOF {
					break
				} else if err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
