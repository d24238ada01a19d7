"""Tables of figures, summaries, closings, owed reports and forms."""
