"""Which of a document's policy references a text names, by the forms in which the document prints them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.domain.disclosure import PolicyRef

_SPACES = re.compile(r"\s+")


class Mentions:
    """Looks for the references of one document."""

    def __init__(self, refs: Sequence[PolicyRef]) -> None:
        # `84号` alone, from a list, could be any number.
        self._refs = {form: ref.ref for ref in refs for form in (*ref.raw, ref.ref) if not form[:1].isdigit()}
        longest_first = sorted(filter(None, self._refs), key=len, reverse=True)
        self._forms = re.compile("|".join(rf"{re.escape(form)}(?!\d)" for form in longest_first)) if refs else None

    def __call__(self, *texts: str | None) -> list[str]:
        """The canonical references in some texts, in order of appearance."""
        if self._forms is None:
            return []
        solid = [_SPACES.sub("", text) for text in texts if text]
        return list(dict.fromkeys(self._refs[found[0]] for text in solid for found in self._forms.finditer(text)))
