"""The rules, a room for each family; each rule is a function that yields findings."""
