"""Disclosures in layouts that nobody has drawn before: wording, units, numbering, columns, page ends and file forms by dice.

Independent of the reader's table data: what has to be read is written down beside what is printed, from the same ledger.
"""
