"""DOC ([MS-DOC], Word 97 to 2003, and WPS): pieces of text, properties of paragraphs, tables and lists in a binary file."""
