"""One module per file format, each with `read(data, limits) -> Content`."""
