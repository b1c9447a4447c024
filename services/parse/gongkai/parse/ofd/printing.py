"""An OFD page printed for the eye: what stands on it as a PDF page, in a typeface of this machine, or its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from gongkai.errors import Refused
from gongkai.parse.ofd.drawing import POINTS, Drawn, draw
from gongkai.parse.ofd.package import Documents
from gongkai.parse.ofd.pictures import painted
from gongkai.parse.ooxml.package import Package
from gongkai.parse.pages import scanned
from gongkai.parse.pages.frame import Frame
from gongkai.parse.pages.sight import Picture
from gongkai.settings import Limits

_THINNEST = 0.5  # points: a rule that can be seen
_ASCENT = 0.88
# A typeface that every program for PDF knows by name and has one of its own for (ISO 32000, 9.7.5.2).
_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[4 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/FontDescriptor 5 0 R"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>",
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880"
    b"/Descent -120/CapHeight 880/StemV 93>>",
)


def page(data: bytes, number: int, limits: Limits) -> bytes | Picture:
    """Page `number` (from 1) as a PDF of one page, or the picture that it is; Refused NOT_FOUND without such a page."""
    package = Package(data, limits)
    documents = Documents(package)
    found = next(islice(documents.sheets(), max(number - 1, 0), None), None)
    if found is None or number < 1:
        raise Refused("NOT_FOUND", f"page {number} of {documents.count}")
    sheet, shared = found
    drawn = draw(sheet, shared, limits.characters)
    frame = Frame(number, 0.0, 0.0, sheet.area[2] * POINTS, sheet.area[3] * POINTS)
    if scanned.is_scan(drawn.characters(), scanned.share(drawn.pictured(), frame)):
        picture = painted(drawn.pictures, package, frame, limits.pixels)
        if picture is not None:
            return picture
    return _file(frame.width, frame.height, b"\n".join(_ink(drawn, frame.height)))


def _ink(drawn: Drawn, height: float) -> Iterator[bytes]:
    for left, top, right, bottom in drawn.rules:
        wide, high = max(right - left, _THINNEST), max(bottom - top, _THINNEST)
        yield f"{left:.2f} {height - top - high:.2f} {wide:.2f} {high:.2f} re f".encode()
    for code, (left, top, _, bottom), size, seen in zip(drawn.codes, drawn.boxes, drawn.sizes, drawn.seen, strict=True):
        if not seen:
            continue
        letter = chr(code).encode("utf-16-be", "replace").hex()
        base = height - top - (bottom - top) * _ASCENT
        yield f"BT /F {size:.2f} Tf 1 0 0 1 {left:.2f} {base:.2f} Tm <{letter}> Tj ET".encode()


def _file(width: float, height: float, ink: bytes) -> bytes:
    """A PDF of one page."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[6 0 R]/Count 1>>",
        *_FONT,
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width:.2f} {height:.2f}]/Contents 7 0 R"
        "/Resources<</Font<</F 3 0 R>>>>>>".encode(),
        b"<</Length %d>>stream\n%s\nendstream" % (len(ink), ink),
    )
    out, places = bytearray(b"%PDF-1.5\n"), []
    for number, told in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, told)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer<</Size %d/Root 1 0 R>>startxref %d %%%%EOF" % (len(objects) + 1, table))
