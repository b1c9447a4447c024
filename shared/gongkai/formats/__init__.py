"""Which format a file has, how its text is encoded, and how an archive is opened without harm."""
