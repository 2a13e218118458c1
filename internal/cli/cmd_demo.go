package cli

import (
	"fmt"
	"strings"

	"github.com/crossgrant/crossgrant"
	"github.com/crossgrant/crossgrant/examples"
	"github.com/crossgrant/crossgrant/internal/present"
	"github.com/crossgrant/crossgrant/when"
)

type demoCmd struct {
	Tour bool `help:"Print the tour; so does demo alone."`
}

// stop is one stop of the tour: what is asked, how, and what the answer shows.
type stop struct {
	asks  string
	args  []string
	shows string
}

// tour is the way through the sample. Every answer is computed when the tour is printed, by the very command that
// stands above it.
var tour = []stop{
	{"May Xiaomi sell handsets in the United States, under everything Huawei owns?",
		[]string{"clear", "xiaomi sells handset in US on 2024-06-03 under patents of huawei"},
		"The exit code is the verdict, so a build can ask before it ships."},
	{"And its car, under one of these patents?",
		[]string{"clear", "xiaomi sells xiaomi-su7 in US on 2024-06-03 under US11910207B2"},
		"A no has its reasons too: the clause that takes the use out, for every part of the product."},
	{"Honor left the Huawei group in 2020. Has it a right under Xiaomi's patents?",
		[]string{"clear", "honor sells handset in US on 2024-06-03 under US11890762B2"},
		"Groups are rules over dated facts of control. The nearest miss says what would have to be different."},
	{"A charger is licensed if it is made for a licensed product, which a person has to judge. What was known in March 2024?",
		[]string{"--known-at", "2024-03-01", "clear", "xiaomi sells xiaomi-67w-charger in US on 2024-03-01 under US11910207B2"},
		"What is not known is asked, never guessed; the answer says what would settle it."},
	{"The same question, with what was on record three months later?",
		[]string{"--known-at", "2024-06-03", "clear", "xiaomi sells xiaomi-67w-charger in US on 2024-03-01 under US11910207B2"},
		"The day of the use is the same; only the record has grown. Old answers can be given again as they were."},
	{"Huawei sold a patent in 2025. Who holds rights under it, that the buyer takes on?",
		[]string{"--as-of", "2025-06-02", "holders", "US11996974B2"},
		"Rights run with the patent where agreement or presumption says so, and the answer lists which."},
}

// Run prints the tour.
func (c *demoCmd) Run(s *session) error {
	if s.JSON {
		return usage{message: "The tour is for reading. Its questions answer in JSON one by one: crossgrant --sample --json clear \"…\"."}
	}
	w, err := openSample(s)
	if err != nil {
		return err
	}
	st := s.style
	say := func(text string) {
		for _, l := range present.Wrap(text, min(max(st.Width, 40), 100)) {
			fmt.Fprintln(s.stdout, l)
		}
	}
	say("The sample: a patent cross-licence between Huawei and Xiaomi, as one may imagine it. The terms of the real agreement are confidential; whatever this one assumes is marked and listed in each answer. " +
		fmt.Sprintf("Its portfolio holds %d real patent publications of seventeen firms.", w.Size()))
	for i, x := range tour {
		fmt.Fprintf(s.stdout, "\n%d. ", i+1)
		say(x.asks)
		fmt.Fprintf(s.stdout, "\n$ crossgrant --sample %s\n", shellWords(x.args))
		code := Invocation{Args: append([]string{"--sample"}, x.args...), Stdin: s.stdin, Stdout: s.stdout, Stderr: s.stderr,
			Env: s.env.list(), Today: func() when.Date { return s.today }, sample: w}.Run(s.ctx)
		if code == ExitFailure {
			return end(code)
		}
		fmt.Fprintf(s.stdout, "(exit code %d)\n\n", code)
		say(x.shows)
	}
	fmt.Fprintln(s.stdout)
	say("Ask your own: crossgrant --sample clear \"huawei sells mate-60-pro in DE on 2026-01-05 under patents of xiaomi\". Start your own: crossgrant init my-deal. This is no legal advice.")
	return nil
}

// openSample opens the workspace that the program carries.
func openSample(s *session) (*crossgrant.Workspace, error) {
	today := s.today
	return crossgrant.OpenFS(examples.HuaweiXiaomi(), crossgrant.Options{Today: func() when.Date { return today }})
}

// shellWords writes arguments as one would type them.
func shellWords(args []string) string {
	out := make([]string, len(args))
	for i, a := range args {
		out[i] = a
		if strings.ContainsAny(a, " \"'$`\\") {
			out[i] = `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, `$`, `\$`, "`", "\\`").Replace(a) + `"`
		}
	}
	return strings.Join(out, " ")
}

// list is the environment as a list of assignments.
func (e environ) list() []string {
	out := make([]string, 0, len(e))
	for _, k := range keys(e) {
		out = append(out, k+"="+e[k])
	}
	return out
}
