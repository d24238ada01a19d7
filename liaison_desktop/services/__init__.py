"""What the office does: register, pair, issue, import, report."""
