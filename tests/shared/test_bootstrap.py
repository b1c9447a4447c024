"""The settings decide which engines are used, and half a set of addresses is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai import bootstrap
from gongkai.adapters.index_elastic import ElasticIndex
from gongkai.adapters.ledger_redis import RedisLedger
from gongkai.adapters.objects_folder import FolderObjects
from gongkai.adapters.objects_s3 import S3Objects
from gongkai.errors import CannotStart
from gongkai.settings import Settings

ADDRESSES = {
    "GONGKAI_S3": "http://user:secret@127.0.0.1:1/bucket",
    "GONGKAI_ELASTICSEARCH": "http://user:secret@127.0.0.1:1",
    "REDIS_URL": "redis://:secret@127.0.0.1:1/0",
}


def given(monkeypatch: pytest.MonkeyPatch, *names: str) -> Settings:
    for name in ADDRESSES:
        monkeypatch.delenv(name, raising=False)
    for name in names:
        monkeypatch.setenv(name, ADDRESSES[name])
    return Settings()


def test_without_addresses_the_engines_of_one_machine_are_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = given(monkeypatch).model_copy(update={"data": tmp_path})
    assert isinstance(bootstrap.chosen(settings).objects, FolderObjects)


def test_a_broker_of_ones_own_changes_nothing_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = given(monkeypatch, "REDIS_URL").model_copy(update={"data": tmp_path})
    assert isinstance(bootstrap.chosen(settings).objects, FolderObjects)


def test_with_three_addresses_the_engines_of_many_machines_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    context = bootstrap.chosen(given(monkeypatch, *ADDRESSES))
    assert isinstance(context.objects, S3Objects)
    assert isinstance(context.index, ElasticIndex)
    assert isinstance(context.ledger, RedisLedger)


@pytest.mark.parametrize("missing", ADDRESSES)
def test_some_of_the_addresses_are_not_enough_and_no_secret_is_told(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    settings = given(monkeypatch, *(name for name in ADDRESSES if name != missing))
    with pytest.raises(CannotStart, match=f"CONFIG_INCOMPLETE.*{missing}") as refused:
        bootstrap.chosen(settings)
    assert "secret" not in str(refused.value)
