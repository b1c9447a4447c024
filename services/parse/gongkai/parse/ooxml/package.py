"""An office file as a package of XML parts, unpacked within limits and parsed without entities, network or files."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from lxml import etree
from PIL import Image, UnidentifiedImageError

from gongkai.domain.content import Notice
from gongkai.errors import Refused
from gongkai.formats.zips import Meter, beginning, inflate, open_zip
from gongkai.settings import Limits

_FIRST_PART = "officeDocument"
# Where office programs keep pictures, and how much of one tells its size.
_PICTURES, _HEADER = ("word/media/", "xl/media/", "media/", "pictures/"), 256 * 1024
_LARGE = (700, 350)  # pixels of the longer and the shorter side
_DRAWN = (300, 100)  # points, of a picture that is drawn instead

_MACROS = Notice("MACROS", "文件含有宏，未运行。", "The file holds macros; they were not run.")
_EMBEDDED = Notice(
    "EMBEDDED", "文件内嵌有其他文件或对象，未读取。", "Files or objects embedded in the file were not read."
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A link of one part to another: `kind` is the last word of its type, `target` a part name or an outside address."""

    kind: str
    target: str
    outside: bool


class Package:
    """The parts of an office file by name; everything read is counted against the limits."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._meter = Meter(limits, len(data))
        self._archive = open_zip(io.BytesIO(data), self._meter)
        self._entries = {_canonical(entry.filename): entry for entry in self._archive.infolist()}

    def __contains__(self, name: str) -> bool:
        return _canonical(name) in self._entries

    def notices(self) -> Iterator[Notice]:
        """What the package holds that no reader looks into: macros, files embedded in it, and pictures of some size."""
        yield from self.attachments()
        if pictures := self.large_pictures():
            yield unread(len(pictures))

    def attachments(self) -> Iterator[Notice]:
        """The same without pictures."""
        if any(name.endswith("vbaproject.bin") for name in self._entries):
            yield _MACROS
        if any("/embeddings/" in name for name in self._entries):
            yield _EMBEDDED

    def large_pictures(self) -> list[str]:
        """The names of pictures that may hold a table or a page of text, in small letters."""
        pictures = ((name, entry) for name, entry in self._entries.items() if name.startswith(_PICTURES))
        return [name for name, entry in pictures if self._is_large(entry)]

    def part(self, name: str) -> bytes:
        """The bytes of a part; Refused CORRUPT when the package does not have it."""
        entry = self._entries.get(_canonical(name))
        if entry is None:
            raise Refused("CORRUPT", f"the package has no part {name}")
        return inflate(self._archive, entry, self._meter)

    def tree(self, name: str) -> etree._Element:
        """The root of an XML part; Refused UNSAFE_XML when it declares a DOCTYPE, CORRUPT when it is not well-formed."""
        return parse_xml(self.part(name), name)

    def main_part(self, usual: str) -> str:
        """The name of the part that is the document itself, wherever the package keeps it."""
        for relation in self.relations("").values():
            if relation.kind == _FIRST_PART and not relation.outside:
                return relation.target
        return usual

    def relations(self, part: str) -> dict[str, Relation]:
        """The links of a part (of the package itself for an empty name) by id."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self:
            return {}
        return dict(_relations(self.tree(rels), folder))

    def related(self, part: str, kind: str) -> str | None:
        """The name of the first part that `part` links to with this kind of link, None without one."""
        for relation in self.relations(part).values():
            if relation.kind == kind and not relation.outside and relation.target in self:
                return relation.target
        return None

    def _is_large(self, entry: zipfile.ZipInfo) -> bool:
        """Whether a picture may hold a table or a page of text; a seal or an emblem is smaller."""
        try:
            with Image.open(io.BytesIO(beginning(self._archive, entry, self._meter, _HEADER))) as image:
                least = _DRAWN if image.format in ("EMF", "WMF") else _LARGE
                return max(image.size) >= least[0] and min(image.size) >= least[1]
        except (Refused, UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
            return False


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root of an XML text; Refused UNSAFE_XML when it declares a DOCTYPE, CORRUPT when it is not well-formed."""
    _refuse_doctype(data, name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as damage:
        raise _refusal(name, damage) from damage
    if root is None:
        raise Refused("CORRUPT", f"{name}: no element")
    return root


def local(node: etree._Element) -> str:
    """The element's name without its namespace, which differs between transitional and strict files."""
    return _without_namespace(node.tag)


def attribute(node: etree._Element, name: str) -> str | None:
    """An attribute by its name without namespace."""
    for key, value in node.attrib.items():
        if _without_namespace(key) == name:
            return str(value)
    return None


def child(node: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along a path of names, None when a step is missing."""
    for name in path:
        if node is None:
            return None
        node = next((inner for inner in node if local(inner) == name), None)
    return node


def number(text: str | None, default: int = 0) -> int:
    """A whole number in an attribute; the default when it is missing or is none."""
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default


def stream_xml(data: bytes, name: str, wanted: tuple[str, ...]) -> Iterator[etree._Element]:
    """Each finished element with one of these local names, emptied when the next is asked for; refuses like `parse_xml`."""
    _refuse_doctype(data, name)
    try:
        for _, node in _events(data, "end", tuple(f"{{*}}{local_name}" for local_name in wanted)):
            yield node
            node.clear()
    except etree.XMLSyntaxError as damage:
        raise _refusal(name, damage) from damage


def unread(count: int) -> Notice:
    """The notice of so many pictures that nobody read."""
    return Notice(
        "UNREAD_PICTURE",
        f"文件含有 {count} 幅图片，图中的文字没有读入，请对照原件。",
        f"The file has {count} pictures; what they show was not read: see the original.",
    )


def _refuse_doctype(data: bytes, name: str) -> None:
    """Look at the prolog with the parser itself (a search for bytes would miss UTF-16), before any entity is used."""
    try:
        _, first = next(_events(data, "start", None))
    except (StopIteration, etree.XMLSyntaxError) as damage:
        raise _refusal(name, damage) from damage
    if first.getroottree().docinfo.internalDTD is not None:
        raise Refused("UNSAFE_XML", f"{name} declares a DOCTYPE")


def _events(data: bytes, event: str, tags: tuple[str, ...] | None) -> Iterator[tuple[str, etree._Element]]:
    return iter(
        etree.iterparse(
            io.BytesIO(data),
            events=(event,),
            tag=tags,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
    )


def _refusal(name: str, damage: Exception) -> Refused:
    words = str(damage) or "no element"
    if "emory allocation" in words:
        raise MemoryError(words)
    if "Excessive depth" in words:
        return Refused("BOMB", f"{name}: elements nested too deeply")
    return Refused("UNSAFE_XML" if "entity amplification" in words else "CORRUPT", f"{name}: {words}")


@lru_cache(maxsize=4096)
def _without_namespace(name: str) -> str:
    return name.rpartition("}")[2]


def _relations(root: etree._Element, folder: str) -> Iterator[tuple[str, Relation]]:
    for node in root:
        outside = node.get("TargetMode") == "External"
        target = node.get("Target", "")
        kind = node.get("Type", "").rpartition("/")[2]
        yield node.get("Id", ""), Relation(kind, target if outside else _resolve(folder, target), outside)


def _resolve(folder: str, target: str) -> str:
    target = unquote(target.replace("\\", "/"))
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _canonical(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
