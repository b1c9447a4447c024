"""What is printed on an OFD page: characters with their boxes, and straight rules, in points from the top left corner."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from lxml import etree

from gongkai.errors import Refused
from gongkai.parse.ofd.package import Shared, Sheet, floats
from gongkai.parse.ooxml.package import attribute, child, local
from gongkai.parse.pages.characters import Characters, characters
from gongkai.parse.pages.pdfium import Floats
from gongkai.parse.pages.styles import SLANTED

POINTS = 72 / 25.4  # in a millimetre, the unit of the standard
_ASCENT, _DESCENT = 0.88, 0.12  # of the font size: how far a letter reaches above and below its line
_NARROW = 0.5  # of the font size: the width of a Latin letter whose advance is not told
_LEANING = math.radians(5.0)
_THIN = 1.5  # mm: a filled area no wider than this is a rule
_WHITE = 250
_DEEPEST = 8

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Bar = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture on a page: its file in the package, and the matrix from the unit square to points."""

    file: str
    matrix: Matrix

    @property
    def box(self) -> Bar:
        """Left, top, right, bottom in points."""
        return _around([_moved(self.matrix, corner) for corner in ((0, 0), (1, 0), (0, 1), (1, 1))])


@dataclass(slots=True)
class Drawn:
    """The characters and rules of a page on their way into arrays; all in points."""

    codes: list[int] = field(default_factory=list)
    boxes: list[Bar] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)
    turns: list[int] = field(default_factory=list)
    seen: list[bool] = field(default_factory=list)
    rules: list[Bar] = field(default_factory=list)
    pictures: list[Shown] = field(default_factory=list)

    def characters(self) -> Characters:
        """As the page engine wants them."""
        boxes = np.array(self.boxes, np.float64).reshape(-1, 4)
        turns = np.array(self.turns, np.int8)
        return characters(self.codes, boxes, np.array(self.sizes, np.float64), turns, np.array(self.seen, bool))

    def bars(self) -> Floats:
        """The rules: left, top, right, bottom, one row a rule."""
        return np.array(self.rules, np.float64).reshape(-1, 4)

    def pictured(self) -> Floats:
        """The boxes of the pictures."""
        return np.array([picture.box for picture in self.pictures], np.float64).reshape(-1, 4)


def draw(sheet: Sheet, shared: Shared, most: int) -> Drawn:
    """Everything that a page shows; Refused TOO_BIG beyond `most` characters."""
    left, top = sheet.area[:2]
    to_points: Matrix = (POINTS, 0, 0, POINTS, -left * POINTS, -top * POINTS)
    pen = _Pen(shared, most)
    for layer in sheet.layers:
        pen.put(layer, to_points, 0)
    return pen.drawn


@dataclass(slots=True)
class _Pen:
    shared: Shared
    most: int
    drawn: Drawn = field(default_factory=Drawn)

    def put(self, container: etree._Element, frame: Matrix, depth: int) -> None:
        if depth > _DEEPEST:
            raise Refused("BOMB", "drawings nested too deeply")
        for node in container:
            match local(node):
                case "TextObject":
                    self._text(node, _placed(node, frame))
                case "PathObject":
                    self._path(node, _placed(node, frame))
                case "ImageObject":
                    self._picture(node, frame)
                case "PageBlock":
                    self.put(node, frame, depth + 1)
                case "CompositeObject":
                    drawing = self.shared.drawings.get(attribute(node, "ResourceID") or "")
                    content = child(drawing, "Content")
                    if content is not None:
                        self.put(content, _placed(node, frame), depth + 1)

    def _text(self, node: etree._Element, place: Matrix) -> None:
        size = _number(node, "Size", 0.0)
        stretch = _number(node, "HScale", 1.0)
        height = size * math.hypot(place[2], place[3])
        turns = _turns(place, int(_number(node, "CharDirection", 0.0)))
        seen = _is_seen(node)
        for code in (one for one in node if local(one) == "TextCode"):
            text = code.text or ""
            if len(self.drawn.codes) + len(text) > self.most:
                raise Refused("TOO_BIG", f"more than {self.most} characters")
            for letter, (x, y), advance in _letters(code, text, size, stretch):
                corners = [_moved(place, point) for point in _corners(x, y, size, advance)]
                self.drawn.codes.append(ord(letter))
                self.drawn.boxes.append(_around(corners))
                self.drawn.sizes.append(max(height, 0.1))
                self.drawn.turns.append(turns)
                self.drawn.seen.append(seen)

    def _path(self, node: etree._Element, place: Matrix) -> None:
        if attribute(node, "Visible") == "false":
            return
        stroked = attribute(node, "Stroke") != "false" and _is_inked(child(node, "StrokeColor"))
        filled = attribute(node, "Fill") == "true" and _is_inked(child(node, "FillColor"))
        data = child(node, "AbbreviatedData")
        lines = list(_segments(data.text or "")) if data is not None else []
        if stroked:
            self.drawn.rules += [
                bar for first, last in lines if (bar := _bar(_moved(place, first), _moved(place, last)))
            ]
        elif filled and lines:
            box = _around([_moved(place, point) for line in lines for point in line])
            if min(box[2] - box[0], box[3] - box[1]) <= _THIN * POINTS:
                self.drawn.rules.append(box)

    def _picture(self, node: etree._Element, frame: Matrix) -> None:
        file = self.shared.pictures.get(attribute(node, "ResourceID") or "")
        boundary = floats(attribute(node, "Boundary"))
        if file is None or attribute(node, "Visible") == "false" or len(boundary) != 4:
            return
        # The picture is a square of one by one; without a matrix of its own it fills its boundary.
        fill: Matrix = (1, 0, 0, 1, 0, 0) if attribute(node, "CTM") else (boundary[2], 0, 0, boundary[3], 0, 0)
        self.drawn.pictures.append(Shown(file, _after(fill, _placed(node, frame))))


def _placed(node: etree._Element, frame: Matrix) -> Matrix:
    """From the object's own space to that of the frame: first its CTM, then its boundary's corner (8.5 of the standard)."""
    numbers = floats(attribute(node, "CTM"))
    own: Matrix = numbers[:6] if len(numbers) == 6 else (1, 0, 0, 1, 0, 0)
    boundary = floats(attribute(node, "Boundary"))
    x, y = boundary[:2] if len(boundary) == 4 else (0.0, 0.0)
    return _after(_after(own, (1, 0, 0, 1, x, y)), frame)


def _after(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(matrix: Matrix, point: Point) -> Point:
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def _letters(code: etree._Element, text: str, size: float, stretch: float) -> Iterator[tuple[str, Point, float]]:
    """Each character with its point on the line and its width; without steps they stand one behind another."""
    x, y = _number(code, "X", 0.0), _number(code, "Y", 0.0)
    across, down = _steps(attribute(code, "DeltaX"), len(text)), _steps(attribute(code, "DeltaY"), len(text))
    for index, letter in enumerate(text):
        usual = size * (1.0 if ord(letter) > 0x2E7F else _NARROW) * stretch
        step = across[index] if index < len(across) else None
        # A step may leave a gap before the next word; the letter itself is no wider than it is.
        yield letter, (x, y), min(abs(step), usual) if step else usual
        x += step if step is not None else (0.0 if down else usual)
        y += down[index] if index < len(down) else 0.0


def _steps(text: str | None, most: int) -> list[float]:
    """The steps from character to character; `g 3 4.2` stands for three steps of 4.2 (11.3 of the standard)."""
    steps: list[float] = []
    words = iter((text or "").split())
    for word in words:
        if word == "g":
            times, step = floats(next(words, "0")), floats(next(words, "0"))
            steps += list(step) * min(max(int(times[0]) if times else 0, 0), most)
        else:
            steps += floats(word)
        if len(steps) > most:
            break
    return steps[:most]


def _corners(x: float, y: float, size: float, advance: float) -> tuple[Point, Point]:
    return (x, y - size * _ASCENT), (x + advance, y + size * _DESCENT)


def _around(points: list[Point]) -> Bar:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _turns(place: Matrix, direction: int) -> int:
    """Quarter turns clockwise of the characters, `SLANTED` for any other angle."""
    angle = math.atan2(place[1], place[0]) + math.radians(direction)
    quarters = angle / (math.pi / 2)
    return round(quarters) % 4 if abs(quarters - round(quarters)) * math.pi / 2 <= _LEANING else SLANTED


def _segments(data: str) -> Iterator[tuple[Point, Point]]:
    """The straight lines of a path: M or S begins, L draws, C closes; of curves only their ends count."""
    words = iter(data.split())
    at = start = (0.0, 0.0)
    for word in words:
        if word in ("M", "S"):
            at = start = _point(words)
        elif word == "L":
            last = _point(words)
            yield at, last
            at = last
        elif word == "C":
            yield at, start
            at = start
        elif word in ("Q", "B", "A"):
            for _ in range({"Q": 1, "B": 2, "A": 0}[word]):
                _point(words)
            if word == "A":
                for _ in range(5):
                    next(words, None)
            at = _point(words)


def _point(words: Iterator[str]) -> Point:
    found = floats(f"{next(words, '')} {next(words, '')}")
    if len(found) != 2:
        raise Refused("CORRUPT", "a path that breaks off")
    return found[0], found[1]


def _bar(first: Point, last: Point) -> Bar | None:
    """A level or upright line as a box without width; None for any other."""
    box = _around([first, last])
    across, down = box[2] - box[0], box[3] - box[1]
    return box if min(across, down) <= max(across, down) * math.tan(_LEANING) else None


def _is_seen(node: etree._Element) -> bool:
    """Whether text has ink: not hidden, not only an outline of nothing, and not white."""
    if attribute(node, "Visible") == "false" or (
        attribute(node, "Fill") == "false" and attribute(node, "Stroke") != "true"
    ):
        return False
    colour = child(node, "FillColor")
    return _is_inked(colour) and not _is_white(colour)


def _is_inked(colour: etree._Element | None) -> bool:
    return colour is None or _number(colour, "Alpha", 255.0) > 0


def _is_white(colour: etree._Element | None) -> bool:
    values = floats(attribute(colour, "Value")) if colour is not None else ()
    return len(values) == 3 and min(values) >= _WHITE


def _number(node: etree._Element, name: str, default: float) -> float:
    found = floats(attribute(node, name))
    return found[0] if found else default
