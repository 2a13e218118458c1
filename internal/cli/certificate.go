package cli

import (
	"io"

	"github.com/crossgrant/crossgrant"
	"github.com/crossgrant/crossgrant/internal/present"
	"github.com/crossgrant/crossgrant/rights"
)

// certificateFlags say how an answer is certified.
type certificateFlags struct {
	Certificate string `placeholder:"FILE" help:"Write a certificate: question, answer, reasons and the hashes of all inputs, for crossgrant verify."`
	WithInputs  bool   `name:"with-inputs" help:"With --certificate: put the input files into it, so that it can be verified by itself. Files with privileged statements are left out."`
	Privileged  bool   `help:"With --certificate: keep what is marked privileged in it."`
	Force       bool   `help:"With --certificate: replace a file that is there already."`
}

func (c *certificateFlags) checkFlags(discreet bool) error {
	switch {
	case c.Certificate == "" && (c.WithInputs || c.Privileged || c.Force):
		return usage{message: "--with-inputs, --privileged and --force go with --certificate FILE."}
	case c.Certificate != "" && discreet:
		return usage{message: "A certificate names the patents it is about; --discreet does not. Ask without one of them."}
	}
	return nil
}

// write certifies the answer to a question, and returns what to tell about it.
func (c *certificateFlags) write(w *crossgrant.Workspace, q rights.ClearQuestion) (tell func(io.Writer, present.Style) error, err error) {
	certified, err := w.Certify(q, c.Privileged)
	if err != nil {
		return nil, err
	}
	var content map[string][]byte
	if c.WithInputs {
		carried := certified.Files
		if !c.Privileged {
			carried = nil
			for _, f := range certified.Files {
				if f.Privileged == 0 {
					carried = append(carried, f)
				}
			}
		}
		if content, err = w.Contents(carried); err != nil {
			return nil, err
		}
	}
	var in []present.CertifiedInput
	for _, f := range certified.Files {
		in = append(in, present.CertifiedInput{Path: f.Path, Kind: string(f.Kind), Bytes: f.Size, SHA256: f.SHA256, Content: content[f.Path]})
	}
	combined := present.Combined{All: crossgrant.InputsHash(certified.Files),
		Inputs: present.Inputs{Agreements: certified.Inputs.Agreements, Facts: certified.Inputs.Facts, Portfolio: certified.Inputs.Portfolio}}
	privileged := present.PrivilegedPart(certified.Privileged)
	cert, err := present.NewCertificate(program(), certified.Answer, in, combined, privileged)
	if err != nil {
		return nil, err
	}
	doc, err := cert.Encode()
	if err != nil {
		return nil, err
	}
	if err := crossgrant.WriteCertificate(c.Certificate, doc, c.Force, privileged.Included && privileged.Statements > 0); err != nil {
		return nil, err
	}
	return func(out io.Writer, st present.Style) error { return present.Sealed(out, c.Certificate, cert, st) }, nil
}
