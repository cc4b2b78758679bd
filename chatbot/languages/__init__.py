"""Languages: which one a text is in, and the program's own fixed phrases in each."""
