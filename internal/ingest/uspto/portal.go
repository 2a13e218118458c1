package uspto

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/crossgrant/crossgrant/diag"
	"github.com/crossgrant/crossgrant/internal/ingest/objects"
	"github.com/crossgrant/crossgrant/internal/ingest/source"
	"github.com/crossgrant/crossgrant/patent"
	"github.com/crossgrant/crossgrant/when"
)

const (
	portal2024 = "uspto-odp-2024"
	portal2025 = "uspto-odp-2025"
)

// portal reads the Open Data Portal: whole applications, searches, and the answers of one kind (biblio, continuity,
// adjustment, foreign priority, assignment, transactions), which hold only their part. The dialect of 2024 has all fields
// side by side, that of 2025 has those of the application in applicationMetaData.
type portal struct{ format, bag string }

func (p portal) Format() string { return p.format }

func (p portal) Decode(ctx context.Context, in io.Reader, file string, limits source.Limits, sink source.Sink) error {
	record := 0
	return pages(ctx, in, file, limits, sink, p.format, func(line int, o *objects.Object) error {
		list := o.Objects(p.bag)
		if len(list) == 0 {
			list = []*objects.Object{o}
		}
		for _, o := range list {
			record++
			d := source.NewDraft(p.format, source.Place{File: file, Line: line, Record: record}, sink)
			w := &wrapper{d: d, o: o, meta: o}
			if p.format == portal2025 {
				w.meta = o.Object("applicationMetaData")
			}
			w.read()
			if err := d.Done(); err != nil {
				return err
			}
		}
		return nil
	}, p.bag)
}

// wrapper is the file wrapper of one application.
type wrapper struct {
	d    *source.Draft
	o    *objects.Object // the record
	meta *objects.Object // the fields of the application; the record itself in 2024
}

func (w *wrapper) read() {
	d, o, m := w.d, w.o, w.meta
	d.Office = office
	if text := o.Text("applicationNumberText"); text != "" {
		d.Application = source.Number{Office: office, Text: text}
	}
	d.Title = m.Text("inventionTitle")
	d.Filed = d.Day("filingDate", m.Text("filingDate"))
	d.Status = m.Text("applicationStatusDescriptionText")
	d.StatusDate = d.Day("applicationStatusDate", m.Text("applicationStatusDate"))
	d.Kind = kindOfLabel(m.Text("applicationTypeLabelName"), m.Text("applicationTypeCode"))
	for _, c := range m.Texts("cpcClassificationBag") {
		symbol(d, &d.CPC, c)
	}
	w.publications()
	w.parties()
	w.adjustment()
	for _, p := range o.Objects("foreignPriorityBag") {
		w.priority(p)
	}
	w.continuity()
	for _, a := range o.Objects("assignmentBag") {
		w.assignment(a)
	}
	history(d, o.Objects("eventDataBag"), "eventDataBag", "eventCode", "eventDate", "eventDescriptionText")
	history(d, o.Objects("transactionContentBag"), "transactionContentBag", "caseActionCode", "recordedDate", "caseActionDescriptionText")
	o.Unmap(d, "")
	if m != o {
		m.Unmap(d, "applicationMetaData.")
	}
	w.named()
}

// named leaves out a record that does not say which application it is about. A chain of parents and children ends in it.
func (w *wrapper) named() {
	d := w.d
	if d.Application.Text != "" || len(d.Publications) > 0 {
		return
	}
	d.Skip(diag.RecordNumber, "The answer does not say which application it is about. Ask the portal for the whole application and import that.")
}

func kindOfLabel(label, code string) patent.Kind {
	switch {
	case strings.EqualFold(label, "Utility") || code == "UTL":
		return patent.Invention
	case strings.EqualFold(label, "Design") || code == "DES":
		return patent.Design
	case strings.EqualFold(label, "Plant") || code == "PLT":
		return patent.Plant
	}
	return patent.KindUnknown
}

func (w *wrapper) publications() {
	d, m := w.d, w.meta
	add := func(text string, date when.Bounds) {
		if text != "" {
			d.Publications = append(d.Publications, source.Publication{Number: source.Number{Office: office, Text: text}, Date: date})
		}
	}
	published := d.Day("earliestPublicationDate", m.Text("earliestPublicationDate"))
	add(m.Text("earliestPublicationNumber"), published)
	d.Published = published
	if days, numbers := m.Texts("publicationDateBag"), m.Texts("publicationSequenceNumberBag"); len(days) > 1 || len(numbers) > 1 {
		d.Unmap("publicationDateBag")
		d.Unmap("publicationSequenceNumberBag")
	}
	if grant := m.Text("patentNumber"); grant != "" {
		d.Granted = patent.Yes
		d.Grant = d.Day("grantDate", m.Text("grantDate"))
		add(grant, d.Grant)
	}
}

// parties reads the applicants. One of the inventors' name is an inventor.
func (w *wrapper) parties() {
	d, m := w.d, w.meta
	inventors := map[string]bool{}
	for _, i := range m.Objects("inventorBag") {
		inventors[patent.NormaliseName(i.Text("inventorNameText"))] = true
	}
	if name := m.Text("firstInventorName"); name != "" {
		inventors[patent.NormaliseName(name)] = true
	}
	add := func(name, country string, individual bool) {
		if name == "" || inventors[patent.NormaliseName(name)] {
			return
		}
		party(d, source.Party{Name: name, Role: source.Applicant, Country: country, Individual: individual})
	}
	bag := m.Objects("applicantBag")
	for _, a := range bag {
		name := a.Text("applicantNameText")
		if name == "" {
			name = a.Text("applicant")
		}
		where := ""
		for _, address := range a.Objects("correspondenceAddressBag") {
			where = country(address.Text("countryCode"))
		}
		add(name, where, a.Text("lastName") != "")
	}
	if first := m.Text("firstApplicantName"); len(bag) == 0 {
		add(first, "", false)
	}
	d.Inventors(len(inventors) > 0)
}

func (w *wrapper) adjustment() {
	a := w.o.Object("patentTermAdjustmentData")
	w.d.Term.Adjustment = days(w.d, "adjustmentTotalQuantity", a.Text("adjustmentTotalQuantity"))
	a.Unmap(w.d, "patentTermAdjustmentData.")
}

func (w *wrapper) priority(p *objects.Object) {
	d := w.d
	name := p.Text("ipOfficeName")
	code := p.Text("ipOfficeCode")
	if code == "" {
		code = officeNamed(name)
	}
	if code == "" && name != "" {
		d.Unmap("foreignPriorityBag.ipOfficeName")
	}
	text := p.Text("applicationNumberText")
	if text == "" {
		text = p.Text("priorityNumberText")
	}
	day := p.Text("filingDate")
	if day == "" {
		day = p.Text("priorityDate")
	}
	d.Priorities = append(d.Priorities, source.Priority{Number: source.Number{Office: code, Text: text}, Date: d.Day("foreignPriorityBag", day)})
	p.Unmap(d, "foreignPriorityBag.")
}

// continuity reads the chains of parents and children. In 2024 they stand in a bag of their own.
func (w *wrapper) continuity() {
	d := w.d
	in := w.o
	if bag := w.o.Object("continuityBag"); len(bag.Objects("parentContinuityBag"))+len(bag.Objects("childContinuityBag")) > 0 {
		in = bag
	}
	parents, children := in.Objects("parentContinuityBag"), in.Objects("childContinuityBag")
	if d.Application.Text == "" {
		w.ownOfChain(parents, children)
	}
	for _, p := range parents {
		w.tie(p, "parent", "child")
	}
	for _, c := range children {
		w.tie(c, "child", "parent")
	}
	if in != w.o {
		in.Unmap(d, "continuityBag.")
	}
}

// ownOfChain finds the application that an answer about continuity does not name: all chains of parents end in it, and
// all chains of children begin with it.
func (w *wrapper) ownOfChain(parents, children []*objects.Object) {
	var ends []string
	collect := func(links []*objects.Object, at, not string) {
		for _, l := range links {
			text := l.Text(at)
			through := slices.ContainsFunc(links, func(o *objects.Object) bool { return bare(o.Text(not)) == bare(text) })
			if text != "" && !through && !slices.Contains(ends, text) {
				ends = append(ends, text)
			}
		}
	}
	collect(parents, "childApplicationNumberText", "parentApplicationNumberText")
	collect(children, "parentApplicationNumberText", "childApplicationNumberText")
	if len(ends) != 1 {
		return
	}
	w.d.Application = source.Number{Office: office, Text: ends[0]}
	w.d.Value(diag.RecordNumber, fmt.Sprintf("The answer does not name its application. All its chains end in %s: that is taken for it.", source.Quoted(ends[0])))
}

// tie reads a link; the other is the parent or the child.
func (w *wrapper) tie(o *objects.Object, other, own string) {
	d := w.d
	r := source.Relation{
		How:    howOf(o.Text("claimParentageTypeCode"), o.Text("claimParentageTypeCodeDescriptionText")+o.Text("claimParentageTypeCodeDescription")),
		Number: number(office, o.Text(other+"ApplicationNumberText"), ""),
		Child:  other == "child",
		Status: o.Text(other + "ApplicationStatusDescriptionText"),
	}
	if r.Status == "" {
		r.Status = o.Text("applicationStatusDescriptionText")
	}
	day := o.Text(other + "ApplicationFilingDate")
	if day == "" {
		day = o.Text("filingDate")
	}
	r.Date = d.Day(other+"ContinuityBag", day)
	if text := o.Text(other + "PatentNumber"); text != "" {
		r.Published = source.Number{Office: office, Text: text}
	}
	if link := number(office, o.Text(own+"ApplicationNumberText"), ""); link.Text != "" && !sameApplication(link, d.Application) {
		r.Of = link
	}
	if r.How == "" {
		d.Unmap(other + "ContinuityBag.claimParentageTypeCode")
	}
	o.Unmap(d, other+"ContinuityBag.")
	if r.Number.Text != "" {
		relate(d, r)
	}
}

// howOf is the field's word for a code of parentage, or for the words that stand for it; empty for others.
func howOf(code, words string) string {
	switch code {
	case "CON":
		return "continuation"
	case "CIP":
		return "continuation-in-part"
	case "DIV":
		return "division"
	case "PRO":
		return "provisional"
	case "NST":
		return "national-stage"
	case "REI":
		return "reissue"
	case "REX":
		return "reexamination"
	case "SUB":
		return "substitution"
	}
	words = strings.ToLower(strings.ReplaceAll(words, "-", " "))
	for _, w := range []struct{ says, how string }{
		{"continuation in part", "continuation-in-part"}, {"continuation", "continuation"}, {"division", "division"},
		{"provisional", "provisional"}, {"national stage", "national-stage"}, {"reissue", "reissue"},
		{"reexamination", "reexamination"}, {"substitut", "substitution"},
	} {
		if strings.Contains(words, w.says) {
			return w.how
		}
	}
	return ""
}

func (w *wrapper) assignment(a *objects.Object) {
	d := w.d
	t := source.Transfer{Recorded: d.Day("assignmentRecordedDate", a.Text("assignmentRecordedDate")), Executed: when.Unknown, Conveyance: a.Text("conveyanceText")}
	t.ReelFrame = a.Text("reelAndFrameNumber")
	if again := a.Text("reelNumber/frameNumber"); t.ReelFrame == "" {
		t.ReelFrame = again
	}
	if reel, frame := a.Text("reelNumber"), a.Text("frameNumber"); t.ReelFrame == "" {
		t.ReelFrame = reelFrame(reel, frame)
	}
	for _, from := range a.Objects("assignorBag") {
		if name := from.Text("assignorName"); name != "" {
			t.From = append(t.From, name)
		}
		if b := d.Day("executionDate", from.Text("executionDate")); b != when.Unknown && (t.Executed == when.Unknown || b.Earliest < t.Executed.Earliest) {
			t.Executed = b
		}
		from.Unmap(d, "assignmentBag.assignorBag.")
	}
	for _, to := range a.Objects("assigneeBag") {
		if name := to.Text("assigneeNameText"); name != "" {
			t.To = append(t.To, name)
		}
		to.Unmap(d, "assignmentBag.assigneeBag.")
	}
	a.Unmap(d, "assignmentBag.")
	d.Transfers = append(d.Transfers, t)
}

// history reads what happened to the file of an application. Events of maintenance fees are carried over, and that a
// terminal disclaimer was filed; the others are steps of the examination.
func history(d *source.Draft, list []*objects.Object, bag, code, day, words string) {
	for _, o := range list {
		c, text := o.Text(code), o.Text(words)
		known, fee := feeCodes[c]
		switch {
		case fee:
			d.Events = append(d.Events, source.LegalEvent{
				Office: office, Code: c, Text: text, Influence: known.influence,
				Date: d.Day(bag, o.Text(day)), Effective: when.Unknown,
			})
		case strings.EqualFold(text, "Terminal Disclaimer Filed"):
			d.Term.Disclaimer = patent.Yes
		default:
			d.Unmap(bag)
		}
	}
}
