// Package uspto reads what the United States Patent and Trademark Office gives out: grants and applications in the
// formats of fifty years, assignments, the records of the Open Data Portal, and maintenance-fee events.
//
// The words:
//
//   - Red Book is the office's name for grants and applications in XML (2002 to today, v4.0 from 2005). A weekly file is
//     thousands of such documents, one behind the other. ST.32 is the SGML before it (2001 to 2004), Greenbook the text
//     in columns of 1976 to 2001.
//   - PADX is the bulk file of assignments: a record is a conveyance, with the properties that it names. A document says
//     what the conveyance says about one of them.
//   - The Open Data Portal has two dialects, a bag of patents (2024) and a bag of file wrappers (2025); PEDS came before
//     it and stands in archives.
//
// Names of inventors are not kept where anybody else is named; applicants and assignees that the office marks as natural
// persons carry that mark.
package uspto
