package patent

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// LegalEffect is what an office's event does to a right.
type LegalEffect uint8

// The effects. The first two leave a status as it is: of a code that is not in the tables nothing is known.
const (
	EffectUnknown   LegalEffect = iota // the tables do not say what the code does
	EffectNone                         // nothing for the status: a change of name, a search report
	EffectDoubt                        // an opposition, a review, an appeal: the right lives until it is decided
	EffectGrant                        // granted
	EffectValidated                    // a regional grant is in effect in the state
	EffectUnitary                      // unitary effect registered
	EffectAlive                        // a fee was paid: the right lived on that day
	EffectLapse                        // ended before its term: a fee was not paid, it was given up
	EffectExpire                       // ended with its term
	EffectRevoke                       // taken back or declared invalid
	EffectRevive                       // in force again: what ended it by lapse is undone
	EffectCancel                       // an earlier entry is deleted
	EffectUphold                       // an opposition ended and the patent stands: a revocation entered before is undone
	EffectWithdraw                     // an application ended
	EffectRestore                      // an application goes on after all
)

var effectWords = [...]string{"unknown", "none", "doubt", "grant", "validated", "unitary", "alive", "lapse", "expire", "revoke",
	"revive", "cancel", "uphold", "withdraw", "restore"}

// String is the word of the tables.
func (e LegalEffect) String() string {
	if int(e) < len(effectWords) {
		return effectWords[e]
	}
	return effectWords[EffectUnknown]
}

// codeRule is what the tables say of one code of one office.
type codeRule struct {
	effect   LegalEffect
	state    string // where it takes effect: a code, "event" for the state the event names, "unitary"; empty: the office
	target   []string
	words    string
	byText   bool // the effect hangs on the text of the event
	national bool // it refers to a code of a national office
}

type textRule struct {
	contains string
	effect   LegalEffect
}

type legalTable struct {
	rules map[[2]string]codeRule
	texts map[[2]string][]textRule
	err   error
}

// legalCodes joins the table of codes, their signs and classes with the rules of our own that say more of some.
var legalCodes = sync.OnceValue(func() *legalTable {
	t := &legalTable{rules: map[[2]string]codeRule{}, texts: map[[2]string][]textRule{}}
	t.err = t.load()
	return t
})

func (t *legalTable) load() error {
	rows, err := table("legal-codes.csv")
	if err != nil {
		return err
	}
	for _, r := range rows {
		t.rules[[2]string{r[0], r[1]}] = codeRule{effect: byClass(r[3], r[2])}
	}
	if rows, err = table("legal-rules.csv"); err != nil {
		return err
	}
	for _, r := range rows {
		rule := codeRule{state: r[3], target: strings.Fields(r[4]), words: r[5]}
		switch r[2] {
		case "text":
			rule.byText = true
		case "national":
			rule.national = true
		default:
			i := slices.Index(effectWords[:], r[2])
			if i < 0 {
				return fmt.Errorf("data/legal-rules.csv: there is no effect %q", r[2])
			}
			rule.effect = LegalEffect(i)
		}
		t.rules[[2]string{r[0], r[1]}] = rule
	}
	if rows, err = table("legal-texts.csv"); err != nil {
		return err
	}
	for _, r := range rows {
		i := slices.Index(effectWords[:], r[3])
		if i < 0 {
			return fmt.Errorf("data/legal-texts.csv: there is no effect %q", r[3])
		}
		key := [2]string{r[0], r[1]}
		t.texts[key] = append(t.texts[key], textRule{r[2], LegalEffect(i)})
	}
	return nil
}

// byClass is what the class of a code (ST.27) and its sign say alone. A sign without a class is never enough: a plus
// stands for anything that is good for the applicant. Neither sign nor class: the code was found to bear on nothing.
func byClass(class, sign string) LegalEffect {
	switch {
	case class == "" && sign != "":
		return EffectUnknown
	case class == "F" && sign == "+":
		return EffectGrant
	case class == "H":
		return EffectLapse
	case class == "K" && sign == "+":
		return EffectRevive
	case class == "B" && sign == "-":
		return EffectWithdraw
	case class == "C" && sign == "+":
		return EffectRestore
	case class == "U" && sign == "+":
		return EffectAlive
	case class == "L", class == "V":
		return EffectDoubt
	}
	return EffectNone
}

// ruleOf finds what the tables say of an event. Codes are padded with blanks in some sources. Codes of the file of
// US maintenance fees end in a number that names the fee and the size of the payer: they share a rule.
func (t *legalTable) ruleOf(office, code string) (codeRule, bool) {
	r, ok := t.rules[[2]string{office, code}]
	if !ok && office == "US" {
		if letters := strings.TrimRight(code, "0123456789"); letters != code && len(code)-len(letters) >= 3 {
			r, ok = t.rules[[2]string{office, letters + "#"}]
		}
	}
	return r, ok
}

// byText is the effect that the text of an event has.
func (t *legalTable) byText(office, code, text string) LegalEffect {
	text = strings.ToUpper(text)
	for _, r := range t.texts[[2]string{office, code}] {
		if strings.Contains(text, r.contains) {
			return r.effect
		}
	}
	return EffectUnknown
}
