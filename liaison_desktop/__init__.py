"""The desktop program of a township 群众工作站."""

__version__ = "0.1.0"
