module github.com/crossgrant/crossgrant

go 1.26
