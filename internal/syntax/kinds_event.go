package syntax

// Keys that several blocks on events and extensions have.
var (
	provided = key{key: "provided", read: (*reader).condition, example: `finding "the buyer undertakes in writing"`}
	alsoBy   = key{key: "also by", read: (*reader).alsoBy, example: "agents, exclusive licensees, controlled entities", once: true}
	ofGrants = key{key: "of", read: (*reader).nameList, example: "h2x", once: true}
	actsOf   = key{key: "acts", read: (*reader).actList, example: "use, sell", once: true}
	onlyOf   = key{key: "provided", read: (*reader).extensionCondition, example: `finding "made to the licensee's design" of the product`}
)

// What happens by itself on an event.
var whenKeys = []key{
	{key: "name", read: (*reader).ownName, example: "end-on-insolvency", once: true},
	alsoBy,
	{key: "provided", read: (*reader).ruleCondition, example: `finding "the suit concerns the standard"`},
	{key: "within", read: (*reader).within, example: "90 days", once: true},
	{key: "meanwhile", read: orNotStated((*reader).applying), example: "applies", once: true},
	{key: "failing", read: orNotStated((*reader).applying), example: "does not apply", once: true},
	{key: "then", read: (*reader).effect, example: "h2x ends"},
	notwithstanding,
	subjectTo,
	{key: "unless", later: true},
}

// A power to end grants.
var powerKeys = []key{
	{key: "of", read: (*reader).members, example: "sony", once: true},
	{key: "to end", read: (*reader).ended, example: "sony-to-gsi", once: true},
	{key: "to change", read: (*reader).repriced, example: "price of sony-to-gsi to FRAND", once: true},
	{key: "if", read: (*reader).ground, example: "gsi sues sony, not in response to a pending suit"},
	alsoBy,
	{key: "warning", read: (*reader).warning, example: "30 days to cure", once: true},
	{key: "notice", read: (*reader).notice, example: "30 days", once: true},
	notwithstanding,
	subjectTo,
	{key: "unless", later: true},
}

// What keeps grants alive.
var survivalKeys = []key{
	{key: "keeps", read: (*reader).nameList, example: "ntl-to-entrust, entrust-to-nortel", once: true},
	{key: "against", read: (*reader).nameList, example: "end-on-insolvency", once: true},
	{key: "during", read: orNotStated((*reader).periodValue), example: "until 2006-12-31", once: true},
	{key: "to", read: (*reader).members, example: `"Xiaomi Group"`, once: true},
	{key: "if elected by", read: (*reader).members, example: "xiaomi", once: true},
	provided,
	notwithstanding,
	subjectTo,
}

// What gives the rights of grants to others.
var (
	sublicenceKeys = []key{
		ofGrants,
		{key: "by", read: (*reader).members, example: "ntl", once: true},
		{key: "to", read: (*reader).sublicensees, example: "contractors, suppliers of a licensee", once: true},
		{key: "given", read: (*reader).giving, example: "by act", once: true},
		actsOf,
		onlyOf,
		notwithstanding,
		subjectTo,
		{key: "depth", later: true},
		{key: "members", later: true},
	}
	extensionKeys = []key{
		ofGrants,
		{key: "to", read: (*reader).served, example: "whoever acquired the product from a licensee", once: true},
		actsOf,
		onlyOf,
		notwithstanding,
		subjectTo,
	}
	transferKeys = []key{
		ofGrants,
		{key: "to", read: (*reader).transferees, example: "the buyer of the business", once: true},
		actsOf,
		onlyOf,
		notwithstanding,
		subjectTo,
	}
)

// ownName is the name of a rule, which its header has no room for.
func (r *reader) ownName() Value {
	start := r.i
	n := &Names{Items: []Name{r.id("the name of the rule")}}
	n.At = r.from(start)
	return n
}
