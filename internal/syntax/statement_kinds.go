package syntax

// Keys that every statement may have.
var everyFact = []key{
	{key: "source", read: (*reader).quoted, example: `"company announcement"`, once: true},
	{key: "assumed", read: (*reader).quoted, example: `"No register was seen."`},
	{key: "recorded", read: (*reader).day, example: "2026-03-02", once: true},
	{key: "retracted", read: (*reader).retracted, example: `2026-05-01 "another company of that name"`, once: true},
	{key: "order", read: (*reader).order, example: "2", once: true},
	{key: "privileged", read: (*reader).flag, once: true},
}

// actingFor is the key of those who act for somebody else.
var actingFor = key{key: "as", read: (*reader).capacity, example: "agent of huawei", once: true}

// stayingSeparate is the key of deals that leave the entity a separate one although they are not by its shares.
var stayingSeparate = key{key: "staying a separate entity", read: (*reader).flag, once: true}

const inventionIsStated = "When an invention was made, and when it was first disclosed to its owner, are statements of their own: `2009-06-01 invention of p1 made`, `2009-06-01 invention of p1 disclosed`."

// statementKind is one kind of statement: the keys it may have besides, and an example.
type statementKind struct {
	name    string // as messages call it
	keys    []key
	example string
}

// The kinds of statement, in the order of Body.
var (
	organisationFact = &statementKind{"organisation", []key{
		{key: "also", read: (*reader).nameList, example: `"HUAWEI TECH CO LTD", hw-tech`},
	}, `huawei is an organisation "Huawei Investment & Holding Co., Ltd." CN`}
	controlFact     = &statementKind{"control", nil, "huawei controls honor 60%"}
	acquisitionFact = &statementKind{"acquisition", []key{stayingSeparate}, "2020-07-24 fortress acquires finjan 51%"}
	saleFact        = &statementKind{"sale", []key{stayingSeparate}, "2020-11-17 huawei sells honor to zhixin"}
	assignmentFact  = &statementKind{"assignment", []key{
		{key: "with the business", read: (*reader).flag, once: true},
	}, "2023-09-20 huawei assigns p1, p2 to honor"}
	patentFact = &statementKind{"patent", []key{
		{key: "owner", read: (*reader).idList, example: "huawei, honor", once: true},
		{key: "priority", read: (*reader).day, example: "2010-03-01", once: true},
		{key: "filed", read: (*reader).day, example: "between 2010-03-01 and 2011-03-01", once: true},
		{key: "published", read: (*reader).day, example: "2011-09-01", once: true},
		{key: "granted", read: (*reader).day, example: "2012-05-02", once: true},
		{key: "not granted", read: (*reader).flag, once: true},
		{key: "expires", read: (*reader).day, example: "2030-03-01", once: true},
		{key: "family", read: (*reader).oneName, example: "f-1234", once: true},
		{key: "class", read: (*reader).nameList, example: "H04W72/04, H04L5/00", once: true},
		{key: "standard", read: (*reader).nameList, example: `LTE, "5G NR"`, once: true},
		{key: "kind", read: (*reader).bareWord, example: "invention", once: true},
		{key: "disclosed", later: true, instead: inventionIsStated},
		{key: "invention", later: true, instead: inventionIsStated},
	}, `p1 is a patent "P1" in DE, US`}
	milestoneFact  = &statementKind{"invention", nil, "2009-06-01 invention of p1, p2 made"}
	licensableFact = &statementKind{"right to license", nil, "2001-02-03 huawei may license p1, p2"}
	descentFact    = &statementKind{"descent", nil, "p2 is a continuation of p1"}
	statusFact     = &statementKind{"legal event", nil, "2024-02-01 lapsed EP2400812B1 in DE, FR"}
	productFact    = &statementKind{"product", []key{
		{key: "category", read: (*reader).nameList, example: "handset", once: true},
		{key: "brand", read: (*reader).oneName, example: "redmi", once: true},
		{key: "business", read: (*reader).oneName, example: "phones", once: true},
		{key: "implements", read: (*reader).nameList, example: `LTE, "5G NR", "Wi-Fi 6"`, once: true},
		{key: "contains", read: (*reader).contains, example: "snapdragon-8g2 by qualcomm, camera-module"},
		{key: "on sale", read: (*reader).periodsValue, example: "from 2022-12-14", once: true},
	}, `xiaomi-13 is a product "Xiaomi 13" by xiaomi`}
	findingFact = &statementKind{"finding", []key{
		{key: "by", read: (*reader).textOrWord, example: `"outside counsel, memo of 2026-02-27"`, once: true},
		{key: "replaces", read: (*reader).textOrWord, example: `"in-house counsel"`, once: true},
	}, `2026-03-01 finding "natural evolution" of redmi-15 from redmi-12: yes`}
	suitFact = &statementKind{"suit", []key{
		{key: "in response", read: (*reader).inResponse, once: true},
		actingFor,
	}, "2011-03-01 gsi sues sony"}
	challengeFact  = &statementKind{"challenge", []key{actingFor}, "2016-01-01 xiaomi challenges p1, p2 of huawei"}
	acceptanceFact = &statementKind{"acceptance", []key{
		{key: "patents", read: (*reader).idList, example: "p1, p2", once: true},
	}, "2015-03-01 b accepts dpl from a"}
	discontinuationFact = &statementKind{"discontinuation", []key{
		{key: "effective", read: (*reader).theDay, example: "2016-07-15", once: true},
	}, "2016-01-01 a discontinues dpl"}
	eventFact       = &statementKind{"event", nil, `2014-10-27 event "initial closing" of zebra-ip`}
	signatureFact   = &statementKind{"signature", nil, "2023-09-13 huawei, xiaomi sign hw-xm"}
	presumptionFact = &statementKind{"presumption", nil, "presume granted patents in force to their computed term"}
	relevanceFact   = &statementKind{"relevance", nil, "relevant to xiaomi-13: standards it implements"}

	statementKinds = []*statementKind{organisationFact, controlFact, acquisitionFact, saleFact, assignmentFact, patentFact, milestoneFact, licensableFact, descentFact, statusFact, productFact,
		findingFact, signatureFact, suitFact, challengeFact, acceptanceFact, discontinuationFact, eventFact, presumptionFact, relevanceFact}
)

func (k *statementKind) find(r *reader, at int) (*key, int) {
	var best *key
	words := 0
	for _, list := range [][]key{k.keys, everyFact} {
		for i := range list {
			if n := r.match(list[i].key, at); n > words {
				best, words = &list[i], n
			}
		}
	}
	return best, words
}

func keyList(keys []key) []string {
	out := make([]string, len(keys))
	for k := range keys {
		out[k] = keys[k].key
	}
	return out
}
