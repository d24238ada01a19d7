"""Words, values and rules of the office, in plain Python."""
