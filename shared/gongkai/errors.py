"""What can go wrong, in two families: the document's fault, and an engine that is away. Everything else is a bug."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """A stable code with its sentence in both languages."""

    code: str
    zh: str
    en: str


REASONS = {
    reason.code: reason
    for reason in (
        Reason("EMPTY", "文件是空的（0 字节）或没有任何内容。", "The file is empty or has no content at all."),
        Reason("UNSUPPORTED", "不支持这种文件格式。", "This file format is not supported."),
        Reason("TYPE_MISMATCH", "文件内容与扩展名不一致。", "The content does not match the file name's extension."),
        Reason("ENCRYPTED", "文件已加密，需要密码才能打开。", "The file is encrypted and needs a password."),
        Reason("CORRUPT", "文件已损坏或不完整，无法读取。", "The file is damaged or incomplete and cannot be read."),
        Reason(
            "UNSAFE_XML",
            "文件内的 XML 含有实体或外部引用，出于安全不予处理。",
            "The XML inside declares entities or a DOCTYPE and is refused for safety.",
        ),
        Reason(
            "UNSAFE_PATH",
            "压缩包内有指向包外的路径或链接，出于安全不予处理。",
            "The archive has an entry that points outside of it.",
        ),
        Reason(
            "BOMB",
            "解压后的内容超过限制（疑似解压炸弹）。",
            "The unpacked content is beyond the limits (possible decompression bomb).",
        ),
        Reason("TOO_BIG", "文件超过允许的大小。", "The file is larger than allowed."),
        Reason("TOO_MANY_PAGES", "页数超过限制。", "The document has more pages than allowed."),
        Reason("TOO_MANY_CELLS", "表格单元格数超过限制。", "The document has more cells than allowed."),
        Reason("NO_PAGES", "文件没有任何页面。", "The document has no pages."),
        Reason(
            "NO_TEXT",
            "文件中没有读到任何文字（可能是扫描件）。",
            "No text was found in the document (it may be a scan).",
        ),
        Reason("TIMEOUT", "读取超过时间限制，已停止。", "Reading took longer than allowed and was stopped."),
        Reason("MEMORY", "读取超过内存限制，已停止。", "Reading needed more memory than allowed and was stopped."),
        Reason("CRASH", "读取程序在处理该文件时意外退出。", "The reading process ended unexpectedly on this file."),
        Reason("OUTPUT_TOO_BIG", "读取结果超过大小限制。", "The result of reading is larger than allowed."),
        Reason(
            "INDEX_REJECTED", "检索引擎拒绝了该文件的索引内容。", "The search engine rejected what was to be indexed."
        ),
        Reason(
            "BUG",
            "处理该文件时发生程序错误，已记录。",
            "A programming error occurred on this file; it has been logged.",
        ),
        Reason(
            "BUSY",
            "等待处理的文件过多，暂不接收，请稍后再试。",
            "Too many documents wait to be read; no more are taken in for the moment. Please try again later.",
        ),
        Reason(
            "BUSY_SHARE",
            "本次上传或本空间等待处理的文件过多，请稍后再试。",
            "Too many documents of this upload or space wait to be read; please try again later.",
        ),
        Reason("NOT_FOUND", "没有找到。", "Not found."),
        Reason("FORBIDDEN", "不允许该请求。", "This request is not allowed."),
        Reason("BAD_REQUEST", "请求有误。", "The request is not valid."),
        Reason(
            "UNAVAILABLE", "服务暂时不可用，请稍后再试。", "A service is away for the moment; please try again later."
        ),
    )
}


class GongkaiError(Exception):
    """Any error that has a code and a sentence in Chinese and English."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.reason = REASONS[code]
        self.detail = detail
        super().__init__(code, detail)

    @property
    def code(self) -> str:
        """The stable code."""
        return self.reason.code

    def __str__(self) -> str:
        detail = f" ({self.detail})" if self.detail else ""
        return f"{self.code}: {self.reason.zh} {self.reason.en}{detail}"


class Refused(GongkaiError):
    """The document cannot be handled, whoever tries: final, never retried by itself."""


class Failed(GongkaiError):
    """The handling of this document failed: counted as an attempt, retried up to the limit, then final until a person retries."""


class Unavailable(GongkaiError):
    """An engine is away: retried with growing pauses, and no attempt of the document is used up."""

    def __init__(self, engine: str, detail: str = "") -> None:
        self.engine = engine
        super().__init__("UNAVAILABLE", f"{engine}: {detail}" if detail else engine)


class Full(Unavailable):
    """An engine answers but has no room to write: asked again more seldom, as somebody has to make room first."""
