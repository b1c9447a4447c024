"""Which grids are tables of which kind, what they are called, and what their rows say."""

from gongkai.parse.recognition.people import with_counts
from gongkai.parse.recognition.tables import Recognition, recognise

__all__ = ["Recognition", "recognise", "with_counts"]
