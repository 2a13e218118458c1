// Package cli is the command line of crossgrant: one file per command, each a struct whose fields are its arguments and
// whose Run method asks the workspace and prints the answer through package present.
//
// What a script may rely on is the interface: commands, flags, exit codes ([ExitLicensed] and its kin), and the JSON
// that --json prints. Errors are sentences on standard error; with --json they are JSON documents there. Standard
// output carries answers and nothing else, so that it can be piped.
package cli
