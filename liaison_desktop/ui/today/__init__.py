"""The page 今日: what is due, each line with its button."""
