"""The page: a map as one file that anybody can open, read, search and fold, without a network."""
