"""Which optional parts of the product are installed here."""

from __future__ import annotations

from importlib.util import find_spec

from gongkai.settings import Settings

_OCR = ("rapidocr", "onnxruntime", "cv2")


def ocr_installed() -> bool:
    """Whether pictures of text can be recognised by this process: `gongkai[ocr]`."""
    return all(find_spec(name) is not None for name in _OCR)


def ocr_wanted(settings: Settings) -> bool:
    """Whether pictures of text go on to the queue `ocr`: as set, else where the extra is installed."""
    return ocr_installed() if settings.ocr == "auto" else settings.ocr == "on"
