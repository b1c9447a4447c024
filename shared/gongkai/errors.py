"""What can go wrong, in two families: the document's fault, and an engine that is away. Everything else is a bug."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """A stable code with its sentence in both languages."""

    code: str
    zh: str
    en: str


# The notice of a page that only the extra `ocr` can read: what comes after reading looks for it.
NEEDS_OCR = "NEEDS_OCR"

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
        Reason(
            "NEEDS_OCR",
            "这一页是图像，需要文字识别扩展（gongkai[ocr]）才能读取。",
            "This page is a picture: reading it needs the extra gongkai[ocr].",
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
        Reason("CONFIG_SETTING", "设置的值无效。", "A setting has a value that it cannot have."),
        Reason(
            "CONFIG_INCOMPLETE",
            "GONGKAI_S3、GONGKAI_ELASTICSEARCH 和 REDIS_URL 必须同时给出，或只给 REDIS_URL，或都不给。",
            "GONGKAI_S3, GONGKAI_ELASTICSEARCH and REDIS_URL go together: give all, or REDIS_URL alone, or none.",
        ),
        Reason("CONFIG_ADDRESS", "地址的写法不对。", "An address is not written as it has to be."),
        Reason(
            "CONFIG_UNREACHABLE",
            "无法连接该服务，请检查地址以及它是否在运行。",
            "A server does not answer: check the address, and whether it runs.",
        ),
        Reason(
            "CONFIG_CREDENTIALS", "服务拒绝了所给的用户名或密码。", "A server refuses the user or the password given."
        ),
        Reason(
            "CONFIG_EVICTS",
            "Redis 在内存用尽时会丢弃消息，请设置 maxmemory-policy noeviction。",
            "Redis throws messages away when its memory is full: set maxmemory-policy noeviction.",
        ),
        Reason(
            "CONFIG_OPEN",
            "其他主机不用密码就能访问 Redis，请设置 requirepass 或只监听 127.0.0.1。",
            "Redis lets other hosts in without a password: set requirepass, or bind it to 127.0.0.1.",
        ),
        Reason(
            "CONFIG_VERSION",
            "需要 Elasticsearch 9，或 8.19 及以后的 8。",
            "Elasticsearch 9 is needed, or 8.19 or a later 8.",
        ),
        Reason("CONFIG_BUCKET", "存储桶不存在，请先建立。", "The bucket does not exist: make it first."),
        Reason("CONFIG_READ_ONLY", "只能读取，不能写入。", "It can be read, but not written to."),
        Reason(
            "CONFIG_EXTRA",
            "使用多机引擎需要扩展 gongkai[distributed]。",
            "Engines of many machines need the extra gongkai[distributed].",
        ),
        Reason("CONFIG_DATA", "数据目录无法使用。", "The data folder cannot be used."),
        Reason(
            "CONFIG_HOST",
            "没有访问密钥时只能监听 127.0.0.1。",
            "Without access keys only 127.0.0.1 may be listened on.",
        ),
        Reason(
            "CONFIG_PORT",
            "端口已被占用，请用 GONGKAI_PORT 换一个。",
            "The port is taken: choose another one with GONGKAI_PORT.",
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


class CannotStart(GongkaiError):
    """A process cannot begin as it is set up; the detail names the setting, and never a password."""


class Failed(GongkaiError):
    """The handling of this document failed: counted as an attempt, retried up to the limit, then final until a person retries."""


class Unavailable(GongkaiError):
    """An engine is away: retried with growing pauses, and no attempt of the document is used up."""

    def __init__(self, engine: str, detail: str = "") -> None:
        self.engine = engine
        super().__init__("UNAVAILABLE", f"{engine}: {detail}" if detail else engine)


class Full(Unavailable):
    """An engine answers but has no room to write: asked again more seldom, as somebody has to make room first."""
