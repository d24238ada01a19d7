"""The office's vocabulary: one module a noun."""
