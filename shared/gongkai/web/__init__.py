"""Page shell, two languages, queue monitor."""
