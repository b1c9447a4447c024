"""One killable child process for each document: limits of memory, time and output, no network, nothing to write to.

`run` asks a helper process of its own, started once, which has imported the parsing code and forks a child for each document.
"""

from gongkai.parse.isolation.asking import prepare, run

__all__ = ["prepare", "run"]
