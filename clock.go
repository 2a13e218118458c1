package crossgrant

import (
	"time"

	"github.com/crossgrant/crossgrant/when"
)

// Version is the version of the program and of this package.
const Version = "0.1.0-dev"

// Today is the present day where the program runs.
func Today() when.Date { return when.Of(time.Now()) }
