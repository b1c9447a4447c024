"""Taking documents in and giving them back as they came: `/api/documents`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Annotated, Any, BinaryIO, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, StreamingResponse

from gongkai import keys
from gongkai.context import Context
from gongkai.dossier import dossier
from gongkai.errors import Refused
from gongkai.ingest import inbox_routes
from gongkai.ingest.gates import Gate
from gongkai.ingest.parts import Part, files_of
from gongkai.ingest.receipts import Receipt, refused
from gongkai.ingest.receive import new_batch, receive
from gongkai.ports.ledger import State
from gongkai.record import read_record
from gongkai.web.access import DocumentId, Engines, Space, not_found
from gongkai.web.problems import Problem

router = APIRouter()
documents = APIRouter(prefix="/api/documents", tags=["documents"])
_CHUNK = 256 * 1024
_LINK_SECONDS = 60
_LINKED: dict[int | str, dict[str, Any]] = {307: {"description": "对象存储的下载链接 · a link to the object store"}}
Batch = Annotated[
    str | None,
    Query(description="同一批上传的名称 · a name for requests that belong together", pattern=r"^[A-Za-z0-9._-]{1,64}$"),
]
_UPLOAD = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["files"],
                    "properties": {"files": {"type": "array", "items": {"type": "string", "format": "binary"}}},
                }
            }
        },
    }
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadedFile:
    """What became of one file; of an archive there is one line for each file in it."""

    name: str
    path: str
    id: str | None
    document: str | None
    verdict: Literal["accepted", "known", "refused", "skipped"]
    state: State | None
    duplicate_of: str | None
    code: str | None
    zh: str
    en: str
    detail: str
    size: int | None
    media_type: str | None
    batch: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploaded:
    """The answer to an upload: the files in the order in which they came."""

    batch: str
    files: list[UploadedFile]


@documents.post("", status_code=202, openapi_extra=_UPLOAD)
async def upload(request: Request, context: Engines, space: Space, gate: Gate, batch: Batch = None) -> Uploaded:
    """上传一个或多个文件（含压缩包）。Take in files and archives; what is said to be accepted is durable.

    Requests that belong together name one `batch`: the more of it wait, the further back its next files stand, so that
    small uploads are not behind large ones. When too much waits, the answer is 429 or 503 with `Retry-After`.

    Each file has a line: its id (`document`), state, `duplicate_of` for bytes that came before, or the code of a refusal
    with a sentence in both languages. A file that is too big ends the request with 413; the files before it are taken in.
    """
    batch, receipts = batch or new_batch(), list[Receipt]()
    await gate.pass_through(space, batch)
    try:
        async for part in files_of(request, context.settings.limits):
            receipts += await run_in_threadpool(_receive, context, part, space, batch)
    except Refused as refusal:
        receipts.append(refused(refusal.detail, refusal, batch=batch))
        raise Problem(
            refusal.code, refusal.detail, batch=batch, files=[asdict(_line(one)) for one in receipts]
        ) from refusal
    if not receipts:
        raise Problem("BAD_REQUEST", "请求中没有文件。There is no file in the request.")
    return Uploaded(batch=batch, files=list(map(_line, receipts)))


@documents.get("/{document}")
def document(document: DocumentId, context: Engines, space: Space) -> dict[str, Any]:
    """一个文件的状态、经过与概要。Where a document stands, its names, its history, what was read and found in it."""
    found = dossier(context, space, document)
    if found is None:
        raise not_found(document)
    return found


@documents.get("/{document}/original", response_class=StreamingResponse, responses=_LINKED)
def original(document: DocumentId, context: Engines, space: Space) -> Response:
    """原始文件，仅供下载。The bytes as they came, for saving only: a browser neither shows nor guesses nor runs them.

    Where the object store can be reached from outside (`GONGKAI_S3_PUBLIC`) the answer leads there, for a minute.
    """
    record, key = read_record(context.objects, space, document), keys.original(space, document)
    if record is None or context.objects.info(key) is None:
        raise not_found(document)
    disposition = f"attachment; filename*=UTF-8''{quote(record.name, safe='')}"
    link = context.objects.link(key, disposition=disposition, media_type=record.media_type, seconds=_LINK_SECONDS)
    if link:
        return RedirectResponse(link, 307, {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"})
    headers = {
        "Content-Disposition": disposition,
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Content-Length": str(record.size),
        "Cache-Control": "private, max-age=31536000, immutable",
        "ETag": f'"{document}"',
    }
    stream = context.objects.open(key)
    return StreamingResponse(_chunks(stream), media_type=record.media_type, headers=headers)


def _receive(context: Context, part: Part, space: str, batch: str) -> list[Receipt]:
    return list(receive(context, part.file, part.name, space=space, batch=batch))


def _line(receipt: Receipt) -> UploadedFile:
    duplicate = receipt.document if receipt.verdict == "known" else None
    return UploadedFile(**receipt.to_json(), id=receipt.document, duplicate_of=duplicate)


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    with stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


router.include_router(documents)
router.include_router(inbox_routes.router)
