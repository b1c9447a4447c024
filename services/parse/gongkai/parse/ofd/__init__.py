"""OFD (GB/T 33190-2016), the national layout format: its package, and what is printed on its pages."""
