"""OpenDocument (ISO/IEC 26300): what its text documents and spreadsheets have in common."""
