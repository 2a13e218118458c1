// Importload measures the memory that reading a large file of patent data takes. It repeats a sample of a format until
// the file has the size, reads it as an import does, into a sink that keeps nothing, and prints records, time and the
// most memory that was resident.
//
//	go run ./internal/tools/importload                     every format, 1 GiB each
//	go run ./internal/tools/importload -size 64MiB lens-csv
//
// Run it in the root of the module. Each format is read by a process of its own, because the system counts the most
// memory for a process.
package main

import (
	"bufio"
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/crossgrant/crossgrant/internal/ingest"
)

// load is a sample and how it is repeated: what stands before the first from and after the last to is written once.
type load struct {
	format, sample string
	from, to       string
}

const header = "\n" // of a table: the first line is written once

var loads = []load{
	{"uspto-grant-xml", "uspto/testdata/grant.xml", "", ""},
	{"uspto-application-xml", "uspto/testdata/application.xml", "", ""},
	{"uspto-grant-st32", "uspto/testdata/st32.sgm", "", ""},
	{"uspto-grant-greenbook", "uspto/testdata/greenbook.txt", "PATN", ""},
	{"uspto-assignment-padx", "uspto/testdata/padx.xml", "<patent-assignment>", "</patent-assignment>"},
	{"uspto-maintenance-fees", "uspto/testdata/fees.txt", "", ""},
	{"epo-exchange-xml", "epo/testdata/docdb.xml", "<exch:exchange-document ", "</exch:exchange-document>"},
	{"lens-csv", "search/testdata/lens.csv", header, ""},
	{"google-csv", "search/testdata/google.csv", header + header, ""},
	{"google-json", "search/testdata/google.jsonl", "", ""},
	{"patentsview-tsv", "search/testdata/g_patent.tsv", header, ""},
	{"etsi-isld-csv", "isld/testdata/isld.csv", header, ""},
}

func main() {
	size := flag.String("size", "1GiB", "how large the file becomes, such as 64MiB")
	one := flag.Bool("here", false, "measure one format in this process")
	flag.Parse()
	n, err := parseSize(*size)
	if err == nil && *one {
		err = measure(flag.Arg(0), n)
	} else if err == nil {
		err = each(flag.Args(), *size)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func parseSize(s string) (int64, error) {
	for unit, by := range map[string]int64{"GiB": 1 << 30, "MiB": 1 << 20, "KiB": 1 << 10} {
		if number, ok := strings.CutSuffix(s, unit); ok {
			n, err := strconv.ParseInt(number, 10, 32)
			return n * by, err
		}
	}
	return 0, fmt.Errorf("a size is written 1GiB or 64MiB, not %q", s)
}

// each measures formats, all when none is named.
func each(names []string, size string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	for _, l := range loads {
		if len(names) > 0 && !slices.Contains(names, l.format) {
			continue
		}
		c := exec.Command(self, "-here", "-size", size, l.format)
		c.Stdout, c.Stderr = os.Stdout, os.Stderr
		if err := c.Run(); err != nil {
			return fmt.Errorf("%s: %w", l.format, err)
		}
	}
	return nil
}

func measure(format string, size int64) error {
	i := slices.IndexFunc(loads, func(l load) bool { return l.format == format })
	if i < 0 {
		return fmt.Errorf("there is no sample of %q", format)
	}
	dir, err := os.MkdirTemp("", "importload-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, filepath.Base(loads[i].sample))
	if err := loads[i].write(path, size); err != nil {
		return err
	}
	begun := time.Now()
	in, err := ingest.OpenInput(context.Background(), path, ingest.Limits{})
	if err != nil {
		return err
	}
	var counts ingest.Count
	if err := ingest.Run(context.Background(), in, ingest.Options{Formats: ingest.Formats()}, &counts); err != nil {
		return err
	}
	took := time.Since(begun)
	fmt.Printf("%-24s %8s  %9d records  %7d left out  %6.1f s  %6.1f MB/s  peak %s\n", format, ingest.Size(in.Size), counts.Documents, counts.Skipped,
		took.Seconds(), float64(in.Size)/1e6/took.Seconds(), peak())
	if counts.Documents == 0 || counts.Refused+counts.Broken > 0 {
		return fmt.Errorf("%d documents, %d members refused, %d broken: the sample is not repeated well", counts.Documents, counts.Refused, counts.Broken)
	}
	return nil
}

// write repeats the sample.
func (l load) write(path string, size int64) error {
	text, err := os.ReadFile(filepath.Join("internal", "ingest", filepath.FromSlash(l.sample)))
	if err != nil {
		return err
	}
	head, body, tail := l.split(text)
	if len(body) == 0 {
		return fmt.Errorf("%s has nothing to repeat", l.sample)
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	w.Write(head) // the first error of the writer stays until Flush
	for n := int64(len(head) + len(tail)); n < size; n += int64(len(body)) {
		w.Write(body)
	}
	w.Write(tail)
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

func (l load) split(text []byte) (head, body, tail []byte) {
	from, to := 0, len(text)
	if strings.Trim(l.from, "\n") == "" {
		for range strings.Count(l.from, "\n") {
			from += bytes.IndexByte(text[from:], '\n') + 1
		}
	} else {
		from = max(0, bytes.Index(text, []byte(l.from)))
	}
	if l.to != "" {
		if i := bytes.LastIndex(text, []byte(l.to)); i >= 0 {
			to = i + len(l.to)
		}
	}
	body = text[from:to]
	if to == len(text) && len(body) > 0 && body[len(body)-1] != '\n' {
		body = append(bytes.Clone(body), '\n')
	}
	return text[:from], body, text[to:]
}

// peak is the most memory that was resident, as the system counts it; elsewhere what the runtime asked for.
func peak() string {
	if status, err := os.ReadFile("/proc/self/status"); err == nil {
		for line := range strings.Lines(string(status)) {
			if kib, ok := strings.CutPrefix(line, "VmHWM:"); ok {
				if n, err := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(kib), "kB")), 10, 64); err == nil {
					return ingest.Size(n << 10)
				}
			}
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return ingest.Size(int64(m.Sys)) + " asked for"
}
