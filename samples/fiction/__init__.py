"""Fictional disclosures: invented units whose budgets add up, printed in the form of the real ones in every file format.

Samples, tests and benchmarks share this generator; nothing in it is taken from a real document.
"""
