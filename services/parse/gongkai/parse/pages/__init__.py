"""The page engine: from pdfium's characters and drawn paths to lines and grids with their places."""
