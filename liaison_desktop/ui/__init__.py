"""The window; Qt lives on this floor only."""
