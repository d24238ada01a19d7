"""Schema migrations; none of them imports the program."""
