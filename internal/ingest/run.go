package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
)

// Options say how an input is read.
type Options struct {
	Formats  []source.Format
	Format   string // name of the format all members have; empty: it is found out
	Limits   source.Limits
	Progress func(member string, documents int) // now and then; may be nil
}

// Sink takes the lines of a run. A [Partial] is one.
type Sink interface {
	write(Line) error
	skip(member string) (documents int, ok bool)
}

// Count is a sink that keeps nothing and counts, for measuring.
type Count struct {
	Documents, Skipped, Refused, Broken int
}

func (c *Count) write(l Line) error {
	switch {
	case l.Document != nil:
		c.Documents++
	case l.Reported != nil && l.Reported.Skipped:
		c.Skipped++
	case l.Ended != nil && l.Ended.Refused != "":
		c.Refused++
	case l.Ended != nil && l.Ended.Broken != "":
		c.Broken++
	}
	return nil
}

func (*Count) skip(string) (int, bool) { return 0, false }

// Run reads the members of an input and hands the sink what they say. The error is of the disk, of the sink or of the
// context; what is wrong with a member is a line.
func Run(ctx context.Context, in *Input, opt Options, sink Sink) error {
	if opt.Format != "" && !slices.ContainsFunc(opt.Formats, func(f source.Format) bool { return f.Name == opt.Format && f.Decoder != nil }) {
		return fmt.Errorf("there is no format %q; `crossgrant import --formats` lists them", opt.Format)
	}
	r := &run{ctx: ctx, in: in, opt: opt, sink: sink}
	return in.Members(ctx, func(m Member) error {
		if n, ok := sink.skip(m.Name); ok {
			r.documents += n
			return nil
		}
		return r.member(m)
	})
}

type run struct {
	ctx       context.Context
	in        *Input
	opt       Options
	sink      Sink
	documents int
	failed    error // of the sink, which a decoder may wrap in words of its own
}

// member reads one member and says how it ended.
func (r *run) member(m Member) error {
	end := Ended{Member: m.Name}
	err := m.Err
	if err == nil {
		err = r.open(m, &end)
	}
	switch {
	case r.failed != nil:
		return r.failed
	case r.ctx.Err() != nil:
		return r.ctx.Err()
	case err != nil:
		end.Broken = sentence(strings.TrimPrefix(err.Error(), m.Name+": "))
		if err := r.report(source.Reported{Name: diag.FileBroken, Place: source.Place{File: m.Name}, Says: end.Broken, Skipped: true}); err != nil {
			return err
		}
	case end.Refused != "":
		if err := r.report(source.Reported{Name: diag.FileRefused, Place: source.Place{File: m.Name}, Says: end.Refused}); err != nil {
			return err
		}
	}
	r.progress(m.Name)
	return r.sink.write(Line{Ended: &end})
}

// sentence ends with a full stop.
func sentence(s string) string { return strings.TrimSuffix(s, ".") + "." }

func (r *run) open(m Member, end *Ended) error {
	u, err := m.Open()
	if err != nil {
		return err
	}
	defer u.close()
	head, err := u.Peek(headSize)
	if err != nil && err != io.EOF && len(head) == 0 {
		return err
	}
	f, ok := r.format(m.Name, head)
	switch {
	case !ok:
		end.Refused = sentence(Describe(head))
		return nil
	case f.Decoder == nil:
		end.Format, end.Refused = f.Name, sentence(f.Refuse)
		return nil
	}
	end.Format = f.Name
	err = f.Decoder.Decode(r.ctx, u, m.Name, r.opt.Limits, source.Sink{
		Document: func(d source.Document) error {
			end.Documents++
			if r.documents++; r.documents%1000 == 0 {
				r.progress(m.Name)
			}
			return r.line(Line{Document: &d})
		},
		Report: r.report,
	})
	if err != nil && !errors.Is(err, ErrUnpack) {
		err = fmt.Errorf("%s: %w", m.Name, err)
	}
	return err
}

func (r *run) format(name string, head []byte) (source.Format, bool) {
	if r.opt.Format != "" {
		i := slices.IndexFunc(r.opt.Formats, func(f source.Format) bool { return f.Name == r.opt.Format })
		return r.opt.Formats[i], true
	}
	return Detect(r.opt.Formats, name, head)
}

func (r *run) report(rep source.Reported) error { return r.line(Line{Reported: &rep}) }

func (r *run) line(l Line) error {
	if r.failed == nil {
		r.failed = r.sink.write(l)
	}
	return r.failed
}

func (r *run) progress(member string) {
	if r.opt.Progress != nil {
		r.opt.Progress(member, r.documents)
	}
}
