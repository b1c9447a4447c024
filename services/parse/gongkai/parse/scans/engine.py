"""The three networks of the `rapidocr` package (PP-OCR), run by onnxruntime: where text is, what it says, which way up."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

import cv2
import numpy as np
import numpy.typing as npt
import onnxruntime

Grey = npt.NDArray[np.uint8]
Chances = npt.NDArray[np.float32]

_MODELS = {
    "where": "PP-OCRv6_det_small.onnx",
    "what": "PP-OCRv6_rec_small.onnx",
    "way": "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
}
STRIDE = 32  # both sides of a picture for `where` are multiples of it
HEIGHT = 48  # rows of a line for `what` and `way`
NARROWEST, WIDEST = 48, 3200  # columns of a line for `what`
WAY_WIDTH = 192
STEP = 8  # columns of a line that make one column of `what`'s answer
BATCH = 960  # columns of lines read at once: more together take longer, not shorter
BLANK = 0  # the sign that means none


class Engine:
    """The networks, loaded once; `threads` bounds the processors that one answer may take."""

    def __init__(self, threads: int) -> None:
        cv2.setNumThreads(threads)
        self._sessions = {name: _session(model, threads) for name, model in _MODELS.items()}
        signs = self._sessions["what"].get_modelmeta().custom_metadata_map["character"].splitlines()
        self.signs: Sequence[str] = ("", *signs, " ")

    def where(self, picture: Grey) -> Chances:
        """The chance (0 to 1) that each pixel belongs to a line of text."""
        height, width = (max(STRIDE, side // STRIDE * STRIDE) for side in picture.shape)
        fitted = np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
        chances = self._run("where", _signal(fitted)[None])[0, 0]
        return np.asarray(cv2.resize(chances, picture.shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)

    def what(self, lines: Sequence[Grey]) -> list[Chances]:
        """For each picture of a line the chance of every sign, column by column of `STEP` after scaling to `HEIGHT`."""
        scaled = [_fitted(line) for line in lines]
        answers: dict[int, Chances] = {}
        for batch in _batches([line.shape[1] for line in scaled]):
            width = max(scaled[number].shape[1] for number in batch)
            signal = np.zeros((len(batch), 3, HEIGHT, width), np.float32)
            for row, number in enumerate(batch):
                signal[row, :, :, : scaled[number].shape[1]] = _signal(scaled[number])
            for number, chances in zip(batch, self._run("what", signal), strict=True):
                answers[number] = chances[: -(-scaled[number].shape[1] // STEP)]
        return [answers[number] for number in range(len(lines))]

    def upside_down(self, lines: Sequence[Grey]) -> Chances:
        """The chance of each picture of a line that it stands on its head."""
        signal = np.zeros((len(lines), 3, HEIGHT, WAY_WIDTH), np.float32)
        for row, line in enumerate(lines):
            scaled = _fitted(line)[:, :WAY_WIDTH]
            signal[row, :, :, : scaled.shape[1]] = _signal(scaled)
        return self._run("way", signal)[:, 1]

    def _run(self, name: str, signal: Chances) -> Chances:
        session = self._sessions[name]
        return np.asarray(session.run(None, {session.get_inputs()[0].name: signal})[0], np.float32)


def _session(model: str, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # memory goes back after each page
    options.log_severity_level = 4
    path = files("rapidocr") / "models" / model
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _signal(picture: Grey) -> Chances:
    """From -1 (black) to 1, three times: the networks were made for colours."""
    return np.repeat((picture.astype(np.float32) / 127.5 - 1.0)[None], 3, axis=0)


def _fitted(line: Grey) -> Grey:
    height, width = line.shape
    wanted = min(max(round(width * HEIGHT / height), NARROWEST), WIDEST)
    way = cv2.INTER_AREA if height > HEIGHT else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(line, (wanted, HEIGHT), interpolation=way), np.uint8)


def _batches(widths: Sequence[int]) -> list[list[int]]:
    """Lines of similar width together, `BATCH` columns at most (or one line)."""
    batches: list[list[int]] = []
    for number in sorted(range(len(widths)), key=widths.__getitem__):
        if batches and widths[number] * (len(batches[-1]) + 1) <= BATCH:
            batches[-1].append(number)
        else:
            batches.append([number])
    return batches
