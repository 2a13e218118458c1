package cli

import (
	"strings"

	"github.com/crossgrant/crossgrant"
	"github.com/crossgrant/crossgrant/agreement"
	"github.com/crossgrant/crossgrant/rights"
	"github.com/crossgrant/crossgrant/when"
)

// useFlags ask about a use: as one sentence, or flag by flag.
type useFlags struct {
	Sentence []string `arg:"" optional:"" name:"question" help:"The use as a sentence: \"xiaomi sells xiaomi-13 in DE on 2024-03-01 under patents of huawei\"."`

	By                  string `placeholder:"ORG" help:"Who acts."`
	Act                 string `placeholder:"ACT" help:"make, have made, use, sell, offer, import, lease, distribute, dispose, maintain or practise."`
	Product             string `placeholder:"ID" help:"A product, or a category such as handset."`
	In                  string `placeholder:"CC" help:"The country, two letters: DE."`
	On                  string `placeholder:"DATE" help:"The day of the use. Default: today."`
	Under               string `placeholder:"WHAT" help:"Whose patents: an organisation, \"patents of ORG\", a defined term in quotes, or a patent."`
	Patent              string `placeholder:"NUMBER" help:"One patent, instead of --under."`
	For                 string `placeholder:"ORG" help:"For whom it is made."`
	From                string `placeholder:"ORG" help:"From whom it was acquired."`
	WithoutPresumptions bool   `name:"without-presumptions" help:"Leave aside what the workspace presumes."`
}

// any reports whether a flag that describes the use was given.
func (f *useFlags) any() bool {
	return f.By+f.Act+f.Product+f.In+f.Under+f.Patent+f.For+f.From != ""
}

// question builds the question; needs names the words that may not be missing. A use without a day is asked for
// today, and dated reports whether it was so.
func (f *useFlags) question(s *session, w *crossgrant.Workspace, needs ...string) (q rights.ClearQuestion, undated bool, err error) {
	sentence := strings.Join(f.Sentence, " ")
	if sentence != "" && f.any() {
		return q, false, usage{message: "The question is asked twice: write it either as a sentence or with flags."}
	}
	if sentence != "" {
		q, err = w.ParseUse(sentence)
	} else {
		q, err = f.fromFlags(w, needs)
	}
	if err != nil {
		return q, false, err
	}
	if err := f.day(s, &q); err != nil {
		return q, false, err
	}
	if q.Use.On == when.None {
		q.Use.On, undated = s.today, true
	}
	if q.KnownAt, err = s.knownAt(); err != nil {
		return q, false, err
	}
	q.WithoutPresumptions = f.WithoutPresumptions
	if q.Under.Org == "" && q.Under.Set == "" && len(q.Under.Patents) == 0 {
		return q, false, usage{message: "The question does not say under whose patents: end it with `under patents of ORG`, `under \"Defined Term\"` or `under NUMBER`, or give --under."}
	}
	if q.Use.Country == "" && contains(needs, "--in") {
		return q, false, usage{message: "The question does not say in which country: write `in DE`, or give --in."}
	}
	return q, undated, nil
}

// day settles the day of the use: one of the sentence's own, --on, and --as-of, never two of them.
func (f *useFlags) day(s *session, q *rights.ClearQuestion) error {
	on, err := date("on", f.On)
	if err != nil {
		return err
	}
	asOf, err := date("as-of", s.AsOf)
	if err != nil {
		return err
	}
	given := 0
	for _, d := range []when.Date{q.Use.On, on, asOf} {
		if d != when.None {
			given++
			q.Use.On = d
		}
	}
	if given > 1 {
		return usage{message: "The day of the use is given twice: say it once, in the sentence or with --on (--as-of is for questions that are not about a use)."}
	}
	return nil
}

func (f *useFlags) fromFlags(w *crossgrant.Workspace, needs []string) (rights.ClearQuestion, error) {
	q := rights.ClearQuestion{Use: agreement.UseOf{
		Actor: agreement.Org(f.By), Product: f.Product, Country: f.In, On: when.None, For: agreement.Org(f.For), From: agreement.Org(f.From),
	}}
	given := map[string]string{"--by": f.By, "--act": f.Act, "--product": f.Product, "--in": f.In, "--under": f.Under + f.Patent}
	var missing []string
	for _, n := range needs {
		if given[n] == "" {
			missing = append(missing, n)
		}
	}
	switch {
	case len(missing) == len(needs):
		return q, usage{message: `Ask a question: a sentence such as "xiaomi sells xiaomi-13 in DE on 2024-03-01 under patents of huawei", or the flags ` + strings.Join(needs, ", ") + "."}
	case len(missing) > 0:
		return q, usage{message: "The question is incomplete: " + strings.Join(missing, ", ") + " is missing."}
	case f.Under != "" && f.Patent != "":
		return q, usage{message: "Give either --under or --patent, not both."}
	}
	act, ok := agreement.ParseAct(f.Act)
	if !ok {
		return q, unknownAct(f.Act)
	}
	q.Use.Act = act
	var err error
	if f.Patent != "" {
		q.Under = agreement.Under{Patents: []string{w.PatentID(f.Patent)}}
	} else {
		q.Under, err = w.ParseUnder(f.Under)
	}
	return q, err
}

func contains(list []string, word string) bool {
	for _, x := range list {
		if x == word {
			return true
		}
	}
	return false
}
