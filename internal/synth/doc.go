// Package synth makes worlds that do not exist: for benchmarks, property tests and demonstrations.
//
// [Perf] is the performance world: national patents owned by companies in corporate trees, agreements made of
// grants, and streams of the five questions Q1 to Q5. It is generated from one seed in a fixed order of draws, so
// that every implementation of the same text gets the same world, and carries naive evaluators of the five questions
// as the truth for benchmarks. [Perf.World] and [Perf.Records] say the same world in the product's own terms.
//
// [World] makes small random worlds that are nasty on purpose, for comparing evaluators. In two of five things happen:
// scenes around a grant, in which clauses act on events or others come under it, and questions about the days that
// decide. In some of these, grants are under patents of inventions of some day, or under what somebody may license though
// others own it. In a quarter, entities are bought, come or go, and rules about them act on it; in some
// there is a network that members join, accept from one another, and leave.
//
// Everything in the performance world is labelled: ids begin with "syn" or "SYN", titles and names with "Synthetic".
package synth
