"""One module per engine behind a port, and an in-memory one for each port."""
