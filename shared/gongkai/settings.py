"""Every setting of the product, read from the environment once, in `bootstrap`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Limits(BaseSettings):
    """How much one document may cost. Sizes in bytes, times in seconds."""

    model_config = SettingsConfigDict(env_prefix="GONGKAI_LIMIT_", frozen=True)

    upload: int = Field(default=200 * 1024**2, description="largest file that is accepted")
    request: int = Field(default=1024**3, description="largest request of an upload, with all files in it")
    unpacked: int = Field(default=1024**3, description="all that an archive or office file may unpack to")
    ratio: int = Field(default=200, description="unpacked to packed bytes, at most, once 10 MB are unpacked")
    entries: int = Field(default=10_000, description="entries of an archive, files of a request")
    nesting: int = Field(default=3, description="archives inside archives")
    pages: int = Field(default=5_000, description="pages of a PDF")
    cells: int = Field(default=5_000_000, description="cells of a document")
    characters: int = Field(default=20_000_000, description="characters of a document")
    memory: int = Field(default=1536 * 1024**2, description="address space of the reading process beyond its start")
    seconds: float = Field(default=300.0, description="wall-clock time of one reading, beside that for its pages")
    page_seconds: float = Field(default=2.0, description="wall-clock time for each page or sheet, in addition")
    longest: float = Field(default=3600.0, description="wall-clock time of one reading, however many pages it has")
    quiet: float = Field(default=120.0, description="wall-clock time of a reading without a page or a step being done")
    output: int = Field(default=256 * 1024**2, description="bytes of a reading's result")
    pixels: int = Field(default=50_000_000, description="pixels of one picture or page that is recognised")
    ocr_memory: int = Field(
        default=3 * 1024**3, description="address space of the recognising process beyond its start"
    )
    ocr_threads: int = Field(default=1, ge=1, description="threads of the recognising process")
    attempts: int = Field(default=3, description="attempts at a document before it counts as failed")


class Settings(BaseSettings):
    """Where things are and how the product runs; each default works on one machine."""

    model_config = SettingsConfigDict(env_prefix="GONGKAI_", frozen=True)

    data: Path = Field(default=Path("data"), description="folder of the embedded engines")
    host: str = Field(default="127.0.0.1", description="address that the web server listens on")
    port: int = Field(default=8000, ge=1, le=65535, description="port that the web server listens on")
    corpus: Path | None = Field(default=None, description="folder of checked real disclosures, for the tests")
    space: str = Field(
        default="public", pattern=r"^[a-z0-9][a-z0-9-]{0,62}$", description="the space that commands work in"
    )
    workers: int = Field(default=2, ge=1, description="reading processes")
    ocr: Literal["auto", "on", "off"] = Field(
        default="auto",
        description="whether scanned pages are recognised: `auto` where the extra is installed, `on` also where only other machines have it",
    )
    tick: float = Field(
        default=30.0, gt=0, description="seconds between two looks at the journal of what is outstanding"
    )
    silence: float = Field(
        default=60.0, gt=0, description="seconds without a sign of a document until it is rung for again"
    )
    messages: int = Field(
        default=1000,
        ge=1,
        description="messages of one priority in a queue of the broker; what waits beyond is rung for as they are taken",
    )
    waiting: int = Field(
        default=20_000, ge=1, description="documents waiting, of all spaces, from which on no more are taken in (503)"
    )
    waiting_space: int = Field(default=15_000, ge=1, description="the same for one space (429)")
    waiting_upload: int = Field(default=10_000, ge=1, description="the same for one upload (429)")
    waiting_seconds: float = Field(
        default=86_400.0,
        gt=0,
        description="age of the longest waiting document from which on no more are taken in (503)",
    )
    events_token: SecretStr | None = Field(
        default=None, description="what a bucket's events bring as bearer token; without one nobody listens to them"
    )
    redis_url: str | None = Field(
        default=None, validation_alias="REDIS_URL", description="a Redis or Valkey server to use as broker"
    )
    s3: str | None = Field(
        default=None,
        description="a bucket for all objects: `https://user:password@host:9000/bucket`; goes with the next",
    )
    s3_public: str | None = Field(
        default=None,
        pattern=r"^https?://[^/?#@]+$",
        description="where browsers reach that store, `https://files.example.org`: originals are then fetched from there, by links for a minute",
    )
    elasticsearch: str | None = Field(
        default=None,
        description="a server for the search index: `https://user:password@host:9200`; `REDIS_URL` then also holds the board",
    )
    patience: float = Field(
        default=60.0, ge=0, description="seconds that a process waits at its start for engines that do not answer yet"
    )
    limits: Limits = Field(default_factory=lambda: Limits())
