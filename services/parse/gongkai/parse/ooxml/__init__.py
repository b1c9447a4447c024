"""What DOCX and XLSX have in common, and the two conventions of theirs that decide what a reader sees."""
