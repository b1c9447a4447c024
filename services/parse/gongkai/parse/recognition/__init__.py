"""Which grids are tables of which kind, what they are called, and what their rows say."""

from gongkai.parse.recognition.tables import Recognition, recognise

__all__ = ["Recognition", "recognise"]
