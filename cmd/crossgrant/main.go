// Command crossgrant answers questions about patent licences. See internal/cli.
package main

import (
	"context"
	"os"

	"github.com/crossgrant/crossgrant/internal/cli"
)

func main() {
	os.Exit(cli.Run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Environ()))
}
