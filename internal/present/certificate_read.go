package present

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// ReadCertificate reads what [Certificate.Encode] wrote. File is the name under which problems speak of it, limit how
// many bytes it may have. Of a certificate with a problem nothing is returned: it proves nothing.
func ReadCertificate(file string, src []byte, limit int) (*Certificate, diag.List) {
	r := &certificateReader{file: file, src: src}
	if len(src) > limit {
		return r.refuse(diag.CertificateUnreadable, diag.Pos{}, "a certificate is not that large", fmt.Sprintf("It has more than %d MB, which no certificate has. Look whether it is the file that was meant.", limit>>20))
	}
	if !utf8.Valid(src) {
		return r.refuse(diag.CertificateUnreadable, diag.Pos{}, "this is no text in UTF-8", "A certificate is one. Ask for the file as it was written: something on the way has changed its bytes.")
	}
	var head struct {
		Format *string `json:"format"`
	}
	if err := json.Unmarshal(src, &head); err != nil {
		return r.syntax(err)
	}
	switch f := head.Format; {
	case f == nil:
		return r.refuse(diag.CertificateUnreadable, diag.Pos{}, "this is no certificate", "It does not say of what format it is. `crossgrant clear … --certificate FILE` writes certificates.")
	case *f == FormatCertificate:
	case strings.HasPrefix(*f, "crossgrant.certificate/"):
		return r.refuse(diag.CertificateVersion, diag.Pos{}, "this certificate is of format "+*f, "This program reads "+FormatCertificate+" alone. Verify it with the version of the program that it names.")
	default:
		return r.refuse(diag.CertificateUnreadable, diag.Pos{}, "this is no certificate", "It is of format "+strconv.Quote(*f)+". `crossgrant clear … --certificate FILE` writes certificates.")
	}
	var j jsonCertificate
	d := json.NewDecoder(bytes.NewReader(src))
	d.DisallowUnknownFields()
	if err := d.Decode(&j); err != nil {
		return r.syntax(err)
	}
	if !sealed(src, j) {
		return r.refuse(diag.CertificateAltered, diag.Pos{}, "this certificate was altered",
			"Its seal is a hash over all that it says, and what it says now has another. Ask who holds the original for it; an altered certificate proves nothing.")
	}
	c, err := j.certificate()
	if err != nil {
		return r.refuse(diag.CertificateUnreadable, diag.Pos{}, "this certificate does not fit together", upperFirst(err.Error())+". Its seal is right, so it was made so: write it again with `crossgrant clear … --certificate FILE`.")
	}
	return c, nil
}

// certificateReader turns what is wrong with a certificate into a problem.
type certificateReader struct {
	file string
	src  []byte
}

func (r *certificateReader) refuse(name string, at diag.Pos, summary, detail string) (*Certificate, diag.List) {
	return nil, diag.List{{Name: name, Severity: diag.Error, Summary: summary, Detail: detail, Subject: diag.Range{File: r.file, Start: at, End: at}}}
}

// syntax is the problem of a text that is no JSON, or not of the form of a certificate.
func (r *certificateReader) syntax(err error) (*Certificate, diag.List) {
	var form *json.SyntaxError
	var kind *json.UnmarshalTypeError
	const again = " Ask for the file as it was written."
	switch {
	case len(bytes.TrimSpace(r.src)) == 0:
		return r.refuse(diag.CertificateUnreadable, diag.Pos{}, "this certificate is empty", "A certificate is a JSON document."+again)
	case errors.As(err, &form) && form.Offset >= int64(len(r.src)), errors.Is(err, io.ErrUnexpectedEOF):
		return r.refuse(diag.CertificateUnreadable, r.pos(int64(len(r.src))), "this certificate was cut short", "It ends before its last brace."+again)
	case errors.As(err, &form):
		return r.refuse(diag.CertificateUnreadable, r.pos(form.Offset-1), "this is no certificate", "A certificate is a JSON document, and here it is none: "+form.Error()+"."+again)
	case errors.As(err, &kind):
		return r.refuse(diag.CertificateUnreadable, r.pos(kind.Offset), "this certificate is not of the form of one", strconv.Quote(kind.Field)+" holds a "+kind.Value+"."+again)
	}
	says := strings.TrimPrefix(err.Error(), "json: ")
	return r.refuse(diag.CertificateUnreadable, diag.Pos{}, "this certificate is not of the form of one",
		upperFirst(says)+". Perhaps a later version of the program wrote it: verify it with the version that it names.")
}

// pos is the place of a byte.
func (r *certificateReader) pos(offset int64) diag.Pos {
	n := int(min(max(offset, 0), int64(len(r.src))))
	before := r.src[:n]
	line := bytes.LastIndexByte(before, '\n') + 1
	return diag.Pos{Line: bytes.Count(before, []byte("\n")) + 1, Column: utf8.RuneCount(before[line:]) + 1, Byte: n}
}

// sealed reports whether the seal fits, and whether the text says nothing beside what was sealed: a key twice, a word
// in another spelling.
func sealed(src []byte, j jsonCertificate) bool {
	want, err := seal(j)
	if err != nil || want != j.Seal {
		return false
	}
	canonical, err := encode(j)
	if err != nil {
		return false
	}
	var given bytes.Buffer
	return json.Compact(&given, src) == nil && bytes.Equal(given.Bytes(), canonical)
}

// certificate reads the parts.
func (j jsonCertificate) certificate() (*Certificate, error) {
	c := &Certificate{Program: j.Program, Seal: j.Seal, answer: j.Answer,
		Combined:   Combined{j.Combined.Inputs, j.Combined.All},
		Privileged: PrivilegedPart{j.Privileged.Statements, j.Privileged.Files, j.Privileged.Included, j.Privileged.LeftOut}}
	var err error
	if c.Question, err = j.Question.read(j.KnownAt); err != nil {
		return nil, err
	}
	if j.AsOf != j.Question.On {
		return nil, fmt.Errorf("it is as of %q, and its question is about %q", j.AsOf, j.Question.On)
	}
	var answer jsonClear
	if err := json.Unmarshal(j.Answer, &answer); err != nil {
		return nil, fmt.Errorf("its answer cannot be read: %w", err)
	}
	if answer.Format != FormatAnswer || answer.Verdict == "" {
		return nil, fmt.Errorf("it holds no answer of format %s", FormatAnswer)
	}
	before := ""
	for _, x := range j.Inputs {
		in, err := x.read()
		if err != nil {
			return nil, err
		}
		if in.Path <= before {
			return nil, fmt.Errorf("its inputs are not in order: %q stands behind %q", in.Path, before)
		}
		before = in.Path
		c.Inputs = append(c.Inputs, in)
	}
	return c, nil
}

func (x jsonInput) read() (CertifiedInput, error) {
	in := CertifiedInput{Path: x.Path, Kind: x.Kind, Bytes: x.Bytes, SHA256: x.SHA256}
	if !fs.ValidPath(x.Path) || strings.ContainsAny(x.Path, "\\\x00") || x.Path == "." {
		return in, fmt.Errorf("%q is no path within a workspace", x.Path)
	}
	switch {
	case x.Text != nil && x.Base64 != nil:
		return in, fmt.Errorf("%s has two contents", x.Path)
	case x.Text != nil:
		in.Content = []byte(*x.Text)
	case x.Base64 != nil:
		b, err := base64.StdEncoding.DecodeString(*x.Base64)
		if err != nil {
			return in, fmt.Errorf("the content of %s cannot be read: %w", x.Path, err)
		}
		in.Content = append([]byte{}, b...)
	default:
		return in, nil
	}
	if x.SHA256 != sumOf(in.Content) || x.Bytes != int64(len(in.Content)) {
		return in, fmt.Errorf("the content of %s is not what its hash says", x.Path)
	}
	return in, nil
}

// read is the question.
func (j jsonQuestion) read(knownAt string) (rights.ClearQuestion, error) {
	q := rights.ClearQuestion{WithoutPresumptions: j.WithoutPresumptions, Use: agreement.UseOf{
		Actor: agreement.Org(j.By), Product: j.Product, Country: j.In, For: agreement.Org(j.For), From: agreement.Org(j.From)}}
	act, ok := agreement.ParseAct(j.Act)
	if !ok {
		return q, fmt.Errorf("its question names the act %q, which there is not", j.Act)
	}
	q.Use.Act = act
	var err error
	if q.Use.On, err = when.Parse(j.On); err != nil {
		return q, fmt.Errorf("the day of its question cannot be read: %w", err)
	}
	if q.KnownAt, err = when.Parse(knownAt); err != nil {
		return q, fmt.Errorf("the day of the record cannot be read: %w", err)
	}
	u := j.Under
	q.Under = agreement.Under{Org: agreement.Org(u.Org), Patents: u.Patents, Set: agreement.Name(u.Set)}
	named := 0
	for _, is := range []bool{u.Org != "", len(u.Patents) > 0, u.Set != ""} {
		if is {
			named++
		}
	}
	if named != 1 {
		return q, errors.New("its question has to name an organisation, a set of patents, or patents, and one of these alone")
	}
	if u.Org != "" {
		if q.Under.Share, err = readShare(u.Share); err != nil {
			return q, err
		}
	}
	return q, nil
}

// readShare reads "over 50%" and "at least 33.3%"; nothing is over 50%.
func readShare(text string) (agreement.Share, error) {
	if text == "" {
		return agreement.Over50, nil
	}
	number, over := strings.CutPrefix(text, "over ")
	number = strings.TrimSuffix(strings.TrimPrefix(number, "at least "), "%")
	percent, err := strconv.ParseFloat(number, 64)
	s := agreement.Share{Over: over}
	if err == nil && percent >= 0 && percent <= 100 {
		s.Millionths = int64(math.Round(percent * 10_000))
	}
	if s.String() != text {
		return s, fmt.Errorf("its question names the share %q, which there is not", text)
	}
	return s, nil
}

// readAnswer is the answer that a document tells: all that [Clear] prints of it.
func readAnswer(doc []byte, q rights.ClearQuestion) rights.ClearAnswer {
	var j jsonClear
	_ = json.Unmarshal(doc, &j) // it was read once already
	a := rights.ClearAnswer{Question: q, Single: j.Patent != "", Patent: j.Patent, Verdict: j.Verdict, Counted: j.Counted, Counts: j.Counts,
		Because: readReasons(j.Because), Would: j.Would, UntilWhy: j.UntilWhy, Until: when.None, Notes: j.Notes}
	if d, err := when.Parse(j.Until); err == nil {
		a.Until = d
	}
	for _, x := range j.Open {
		a.Open = append(a.Open, rights.OpenQuestion{Question: agreement.Question{Kind: agreement.QuestionKind(x.Kind), Says: x.Question, Of: x.Of,
			Clause: agreement.Clause{Agreement: x.Agreement, Number: x.Clause}}, Patents: x.Patents, Examples: x.Examples})
	}
	for _, x := range j.RestsOn {
		a.RestsOn = append(a.RestsOn, rights.RestsOn{Kind: x.Kind, Clause: agreement.Clause{Agreement: x.Agreement, Number: x.Clause, Name: x.Name}, Where: x.Where, Why: x.Why, Patents: x.Patents})
	}
	for _, x := range j.Parts {
		a.Parts = append(a.Parts, rights.Part{Node: x.Node, Name: x.Name, Depth: strings.Count(x.Node, "/"), Verdict: x.Verdict, Counts: x.Counts, Because: readReasons(x.Because)})
	}
	for _, x := range j.Price {
		since := when.None
		if d, err := when.Parse(x.Since); err == nil {
			since = d
		}
		a.Price = append(a.Price, rights.Price{Since: since, Sure: !x.Uncertain, Clause: agreement.Clause{Agreement: x.Agreement, Number: x.Clause}, Kind: x.Kind, Name: x.Name, Patents: x.Patents, Charged: x.Charged})
	}
	for _, x := range j.Terminable {
		a.Ends = append(a.Ends, x.read())
	}
	for _, x := range j.Status {
		a.Status = append(a.Status, rights.StatusLine{Patent: x.Patent, Country: x.Country, Status: x.Status, Why: x.Why, Presumed: x.Presumed})
	}
	return a
}

func readReasons(js []jsonReason) []rights.Reason {
	var out []rights.Reason
	for _, x := range js {
		out = append(out, x.read())
	}
	return out
}

func (x jsonReason) read() rights.Reason {
	return rights.Reason{Effect: rights.Effect(x.Effect), Patents: x.Patents, Says: x.Says, Failing: x.Failing, Way: x.Way,
		Clause: agreement.Clause{Agreement: x.Agreement, Number: x.Clause, Heading: x.Heading, Kind: x.Kind, Name: x.Name, Prose: x.Prose, At: readPlace(x.At)}}
}

// readPlace reads file:line.
func readPlace(at string) diag.Range {
	file, line, _ := strings.Cut(at, ":")
	r := diag.Range{File: file}
	r.Start.Line, _ = strconv.Atoi(line)
	return r
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	r, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(string(r)) + s[n:]
}
