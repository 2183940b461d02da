"""Papers in a folder, an archive and an object storage: whole files or none, and sentences for what is refused."""

import socket
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.storage import StorageHandler

from property_ops.framework.environment import WrongSetting
from property_ops.framework.paper_stores import ReadableStore
from property_ops.framework.paper_stores.archive import ArchiveStore
from property_ops.framework.paper_stores.errors import (
    StoreFault,
    StoreForbids,
    StoreKeyRefused,
    StoreSilent,
    StoreWithoutBucket,
)
from property_ops.framework.paper_stores.setting import NAME, papers_setting

Named = Callable[[str], ReadableStore]


@pytest.fixture
def named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings) -> Named:
    """The storage that a value of the setting names."""
    settings.DATA = tmp_path

    def make(value: str) -> ReadableStore:
        monkeypatch.setenv(NAME, value)
        return StorageHandler({"papers": papers_setting(tmp_path)})["papers"]

    return make


@pytest.fixture(params=["folder", "objects"])
def store(request, named: Named, tmp_path: Path) -> ReadableStore:
    if request.param == "folder":
        return named(str(tmp_path / "papers"))
    return named(request.getfixturevalue("objects").url)


def test_what_is_kept_is_listed_and_read_and_made_again_it_is_replaced(store: ReadableStore):
    assert store.kept("print/2022-06") == {}
    store.put({"print/2022-06/牡丹 花园.pdf": b"one", "print/2022-06/BC02.pdf": b"two", "print/2022-07/BC02.pdf": b"3"})
    with store.arriving("print/2022-06/BC02.pdf") as path:
        path.write_bytes(b"another")
    found = store.kept("print/2022-06")
    assert {name: one.size for name, one in found.items()} == {"牡丹 花园.pdf": 3, "BC02.pdf": 7}
    assert store.open("print/2022-06/BC02.pdf").read() == b"another"
    assert store.open("print/2022-06/牡丹 花园.pdf").read() == b"one"
    assert store.kept("print") == {}, "folders below are not listed"
    with pytest.raises(FileNotFoundError):
        store.open("print/2022-06/BC03.pdf")
    store.check()
    assert "secret" not in store.place


def test_what_breaks_off_leaves_nothing_and_what_was_there_stays(store: ReadableStore, tmp_path: Path):
    store.put({"print/BC01.pdf": b"whole"})
    for name in ("print/BC01.pdf", "print/BC02.pdf"):
        with pytest.raises(KeyboardInterrupt):
            _broken_off(store, name)
    assert set(store.kept("print")) == {"BC01.pdf"}
    assert store.open("print/BC01.pdf").read() == b"whole"
    assert not list(tmp_path.rglob("*.part"))


def _broken_off(store: ReadableStore, name: str) -> None:
    with store.arriving(name) as path:
        path.write_bytes(b"ha")
        raise KeyboardInterrupt


def test_an_archive_is_there_once_it_is_whole_and_the_same_again(tmp_path: Path):
    made = []
    for name in ("one.zip", "two.zip"):
        with ArchiveStore.writing(tmp_path / name) as archive:
            archive.put({"BC01-1.pdf": b"one"})
            with archive.arriving("BC01.pdf") as path:
                path.write_bytes(b"all")
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    with ZipFile(tmp_path / "one.zip") as file:
        assert {name: file.read(name) for name in file.namelist()} == {"BC01-1.pdf": b"one", "BC01.pdf": b"all"}


def test_what_the_storage_refuses_is_said_in_a_sentence(objects, named: Named):
    wrong = {
        StoreKeyRefused: [
            f"s3+http://nobody:{objects.secret}@{objects.host}/{objects.bucket}",
            f"s3+http://{objects.key}:wrong@{objects.host}/{objects.bucket}",
        ],
        StoreWithoutBucket: [objects.url.replace("/papers/", "/paper/")],
        StoreForbids: [objects.reader],
        StoreSilent: [f"s3+http://a:b@127.0.0.1:{_deaf_port()}/papers"],
    }
    for kind, addresses in wrong.items():
        for address in addresses:
            store = named(address)
            for doing in (store.check, lambda store=store: store.put({"a.pdf": b"1", "b.pdf": b"2"})):
                with pytest.raises(StoreFault) as refused:
                    doing()
                assert type(refused.value) is kind, address
                assert store.place in str(refused.value)
                assert objects.secret not in str(refused.value)
    assert objects.names() == []


def _deaf_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.mark.parametrize(
    "value",
    [
        "ftp://a:b@host/bucket",
        "s3://host/bucket",
        "s3://key@host/bucket",
        "s3://key:hidden@host",
        "s3://key:hidden@host/bucket?colour=red",
        "s3://key:hidden@host/bucket?addressing=sideways",
        "s3://key:hidden@host:port/bucket",
    ],
)
def test_an_address_that_is_none_is_told_at_start_without_its_secret(value: str, named: Named):
    with pytest.raises(WrongSetting) as wrong:
        named(value)
    assert NAME in wrong.value.sentence
    assert "hidden" not in wrong.value.sentence


def test_without_the_packages_it_is_said_what_to_install(named: Named, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("property_ops.framework.paper_stores.setting.find_spec", lambda name: None)
    with pytest.raises(WrongSetting, match=r"property-ops\[objects\]"):
        named("s3://key:secret@host/bucket")


def test_what_providers_want_of_addresses_is_read(named: Named, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(NAME, "s3://k%2F1:s%2B2@oss.example.cn:9000/bucket/a/b?region=cn-north&addressing=virtual")
    assert papers_setting(tmp_path)["OPTIONS"] == {
        "endpoint_url": "https://oss.example.cn:9000",
        "access_key": "k/1",
        "secret_key": "s+2",
        "bucket_name": "bucket",
        "location": "a/b",
        "region_name": "cn-north",
        "addressing_style": "virtual",
    }
