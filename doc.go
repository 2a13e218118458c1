// Package crossgrant makes patent licences executable. A [Workspace] is a folder of agreements, journals of facts and a
// portfolio of patents; ask it what the agreements permit and it answers with its reasons, as of any day, as known at
// any day.
//
//	w, err := crossgrant.Open("my-deal", crossgrant.Options{})
//	q, err := w.ParseUse("xiaomi sells xiaomi-13 in DE on 2024-03-01 under patents of huawei")
//	a, err := w.Clear(q)
//
// The words. The folder is the truth: texts under version control and data files; everything else is derived from them
// and can be thrown away. Problems are what is wrong in these texts ([Workspace.Problems]); errors are what is wrong
// with the world or with a question. As of is the day that is asked about, known at the day up to whose records the
// answer looks ([Workspace.Today] where nothing is said).
//
// This package is the only holder of state and of the clock. Everything below it is a function of values.
package crossgrant
