package markup

// Entities is the table of entities, for the reference reader of the tests.
var Entities = entities
