"""What a sender is told about each file: taken, known already, or refused and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from gongkai.errors import REASONS, GongkaiError
from gongkai.ports.ledger import Standing, State

Verdict = Literal["accepted", "known", "refused", "skipped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """One line of a receipt. `document` is None for what was never kept; `known` means that the same bytes came before.

    `skipped` is said of what is no document by its name, such as a hidden file in a folder.
    """

    name: str
    verdict: Verdict
    document: str | None = None
    state: State | None = None
    code: str | None = None
    detail: str = ""
    size: int | None = None
    media_type: str | None = None
    batch: str | None = None
    path: str = ""

    def to_json(self) -> dict[str, Any]:
        """Plain values, with the reason as a sentence in both languages."""
        reason = REASONS.get(self.code or "")
        plain = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {**plain, "zh": reason.zh if reason else "", "en": reason.en if reason else ""}


def refused(name: str, problem: GongkaiError, **more: Any) -> Receipt:
    """The receipt of a file that is not taken."""
    return Receipt(name=name, verdict="refused", state="refused", code=problem.code, detail=problem.detail, **more)


def standing_now(receipt: Receipt, standing: Standing | None) -> Receipt:
    """The same receipt with where the document stands by now."""
    if standing is None or receipt.verdict == "refused":
        return receipt
    return replace(receipt, state=standing.state, code=standing.code)
