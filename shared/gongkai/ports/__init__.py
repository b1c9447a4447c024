"""The five ports: what the flow needs from an engine, and no more."""
