package present

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"unicode/utf8"

	"github.com/crossgrant/crossgrant/rights"
)

// FormatCertificate is the format of certificates: an answer with all that is needed to give it again. Unlike the other
// formats it does not grow: a key that a reader does not know makes a certificate unreadable to it.
const FormatCertificate = "crossgrant.certificate/1"

// Certificate is what a certificate says.
type Certificate struct {
	Program    string               // the program that wrote it, with its version
	Question   rights.ClearQuestion // names both days
	Inputs     []CertifiedInput     // by path
	Combined   Combined
	Privileged PrivilegedPart
	Seal       string // "sha256:…" over all the rest

	answer json.RawMessage
}

// CertifiedInput is one file the answer was computed from.
type CertifiedInput struct {
	Path    string
	Kind    string
	Bytes   int64
	SHA256  string
	Content []byte // nil: the certificate does not carry it
}

// Combined are hashes over several inputs.
type Combined struct {
	Inputs
	All string // over all input files
}

// PrivilegedPart says what became of statements marked privileged.
type PrivilegedPart struct {
	Statements int
	Files      []string
	Included   bool
	LeftOut    int // passages of the answer
}

type jsonCertificate struct {
	Format     string          `json:"format"`
	Program    string          `json:"program"`
	Question   jsonQuestion    `json:"question"`
	AsOf       string          `json:"as_of"`
	KnownAt    string          `json:"known_at"`
	Answer     json.RawMessage `json:"answer"`
	Privileged jsonPrivileged  `json:"privileged"`
	Inputs     []jsonInput     `json:"inputs"`
	Combined   jsonCombined    `json:"combined"`
	Seal       string          `json:"seal"`
}

type jsonPrivileged struct {
	Statements int      `json:"statements"`
	Files      []string `json:"files"`
	Included   bool     `json:"included"`
	LeftOut    int      `json:"left_out"`
}

type jsonInput struct {
	Path   string  `json:"path"`
	Kind   string  `json:"kind"`
	Bytes  int64   `json:"bytes"`
	SHA256 string  `json:"sha256"`
	Text   *string `json:"text,omitempty"`   // the content, where it is carried
	Base64 *string `json:"base64,omitempty"` // the content where it is no UTF-8
}

type jsonCombined struct {
	Inputs
	All string `json:"all"`
}

// NewCertificate makes the certificate of an answer.
func NewCertificate(program string, a rights.ClearAnswer, in []CertifiedInput, combined Combined, privileged PrivilegedPart) (*Certificate, error) {
	answer, err := encode(ClearJSON(a, combined.Inputs, Style{}))
	if err != nil {
		return nil, err
	}
	c := &Certificate{Program: program, Question: a.Question, Inputs: in, Combined: combined, Privileged: privileged, answer: answer}
	c.Seal, err = seal(c.document())
	return c, err
}

// Encode is the certificate as a file holds it. The same answer over the same inputs gives the same bytes wherever and
// whenever it is written.
func (c *Certificate) Encode() ([]byte, error) {
	j := c.document()
	j.Seal = c.Seal
	var b bytes.Buffer
	err := JSON(&b, j)
	return b.Bytes(), err
}

func (c *Certificate) document() jsonCertificate {
	j := jsonCertificate{
		Format: FormatCertificate, Program: c.Program, Question: question(c.Question), AsOf: day(c.Question.Use.On), KnownAt: day(c.Question.KnownAt),
		Answer:     c.answer,
		Privileged: jsonPrivileged{c.Privileged.Statements, some(c.Privileged.Files), c.Privileged.Included, c.Privileged.LeftOut},
		Inputs:     make([]jsonInput, len(c.Inputs)),
		Combined:   jsonCombined{c.Combined.Inputs, c.Combined.All},
	}
	for i, f := range c.Inputs {
		x := jsonInput{Path: f.Path, Kind: f.Kind, Bytes: f.Bytes, SHA256: f.SHA256}
		switch text := string(f.Content); {
		case f.Content == nil:
		case utf8.ValidString(text):
			x.Text = &text
		default:
			coded := base64.StdEncoding.EncodeToString(f.Content)
			x.Base64 = &coded
		}
		j.Inputs[i] = x
	}
	return j
}

// seal hashes the document with an empty seal, as compact JSON: white space between its parts does not count.
func seal(j jsonCertificate) (string, error) {
	j.Seal = ""
	b, err := encode(j)
	if err != nil {
		return "", err
	}
	return sumOf(b), nil
}

// sumOf is the hash of bytes as certificates write it.
func sumOf(b []byte) string {
	sum := sha256.Sum256(b)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// encode is compact JSON.
func encode(doc any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(doc); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// Answer is the certified answer, as far as its document tells it.
func (c *Certificate) Answer() rights.ClearAnswer { return readAnswer(c.answer, c.Question) }

// Carried are the contents of the inputs, by path, and the paths of those whose content the certificate leaves out.
// Both are empty for one that was written without its inputs.
func (c *Certificate) Carried() (content map[string][]byte, missing []string) {
	content = map[string][]byte{}
	for _, f := range c.Inputs {
		if f.Content == nil {
			missing = append(missing, f.Path)
		} else {
			content[f.Path] = f.Content
		}
	}
	if len(content) == 0 {
		return nil, nil
	}
	return content, missing
}
