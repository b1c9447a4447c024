"""The documents of an OFD file with their pages, templates and shared drawings, found by the paths in its XML."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from gongkai.errors import Refused
from gongkai.parse.ooxml.package import Package, attribute, child, local

Box = tuple[float, float, float, float]
A4: Box = (0.0, 0.0, 210.0, 297.0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: `area` is x, y, width, height in mm; `layers` hold what is drawn, that of templates first."""

    area: Box
    layers: tuple[etree._Element, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """What pages of one document refer to by id: templates, drawings used several times, and the files of pictures."""

    area: Box
    templates: Mapping[str, str]
    drawings: Mapping[str, etree._Element]
    pictures: Mapping[str, str]


class Documents:
    """All documents of a file, one after another; their pages count on."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._root = package.tree("OFD.xml")
        self._found = [
            (name, package.tree(name)) for body in self._root if (name := _path("", _text(body, "DocRoot"))) is not None
        ]

    @property
    def title(self) -> str | None:
        """The title that the first document tells of itself."""
        return next((text for body in self._root if (text := _text(body, "DocInfo", "Title"))), None)

    @property
    def count(self) -> int:
        """Pages in all."""
        return sum(len(_pages(tree)) for _, tree in self._found)

    def sheets(self) -> Iterator[tuple[Sheet, Shared]]:
        """Every page in order with what it may refer to."""
        for name, tree in self._found:
            folder = posixpath.dirname(name)
            shared = self._shared(tree, folder)
            for page in _pages(tree):
                location = _path(folder, attribute(page, "BaseLoc"))
                if location is None:
                    raise Refused("CORRUPT", "a page without a place in the file")
                yield self._sheet(self._package.tree(location), shared), shared

    def _sheet(self, page: etree._Element, shared: Shared) -> Sheet:
        area = child(page, "Area", "PhysicalBox")
        below: list[etree._Element] = []
        above: list[etree._Element] = []
        for used in (node for node in page if local(node) == "Template"):
            template = shared.templates.get(attribute(used, "TemplateID") or "")
            if template is not None and template in self._package:
                where = above if attribute(used, "ZOrder") == "Foreground" else below
                where += _layers(self._package.tree(template))
        return Sheet(box_of(area, shared.area), (*below, *_layers(page), *above))

    def _shared(self, document: etree._Element, folder: str) -> Shared:
        common = child(document, "CommonData")
        parts = list(common) if common is not None else []
        templates = {
            attribute(node, "ID") or "": _path(folder, attribute(node, "BaseLoc")) or ""
            for node in parts
            if local(node) == "TemplatePage"
        }
        drawings: dict[str, etree._Element] = {}
        pictures: dict[str, str] = {}
        for node in parts:
            location = _path(folder, node.text) if local(node) in ("PublicRes", "DocumentRes") else None
            if location is not None and location in self._package:
                resources = self._package.tree(location)
                for drawing in resources.iter("{*}CompositeGraphicUnit"):
                    drawings[attribute(drawing, "ID") or ""] = drawing
                pictures |= _pictures(resources, posixpath.dirname(location))
        return Shared(box_of(child(common, "PageArea", "PhysicalBox"), A4), templates, drawings, pictures)


def box_of(node: etree._Element | None, default: Box) -> Box:
    """The four numbers that an element holds; the default where it holds none that make an area."""
    numbers = floats(node.text) if node is not None else ()
    return (numbers[0], numbers[1], numbers[2], numbers[3]) if len(numbers) == 4 and min(numbers[2:]) > 0 else default


def floats(text: str | None) -> tuple[float, ...]:
    """The numbers of a list in an attribute; Refused CORRUPT where one is none."""
    try:
        found = tuple(map(float, (text or "").split()))
    except ValueError as problem:
        raise Refused("CORRUPT", f"not numbers: {text!r:.40}") from problem
    if any(value != value or abs(value) > 1e7 for value in found):
        raise Refused("CORRUPT", "a number beyond any page")
    return found


def _pages(document: etree._Element) -> list[etree._Element]:
    pages = child(document, "Pages")
    return [node for node in pages if local(node) == "Page"] if pages is not None else []


def _layers(page: etree._Element) -> list[etree._Element]:
    content = child(page, "Content")
    return [node for node in content if local(node) == "Layer"] if content is not None else []


def _pictures(resources: etree._Element, folder: str) -> Iterator[tuple[str, str]]:
    """The id and the file of every picture; files lie in the folder that the list of resources names."""
    base = _path(folder, attribute(resources, "BaseLoc")) or folder
    for node in resources.iter("{*}MultiMedia"):
        if (attribute(node, "Type") or "").lower() == "image" and (place := _path(base, _text(node, "MediaFile"))):
            yield attribute(node, "ID") or "", place


def _text(node: etree._Element, *path: str) -> str | None:
    found = child(node, *path)
    return found.text.strip() if found is not None and found.text and found.text.strip() else None


def _path(folder: str, location: str | None) -> str | None:
    """A path in the file: from its root when it begins with a slash, else from the folder of what refers to it."""
    if not location or not location.strip():
        return None
    return posixpath.normpath(posixpath.join("/", folder, location.strip().replace("\\", "/"))).lstrip("/")
