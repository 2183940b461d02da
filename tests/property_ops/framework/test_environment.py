"""Settings come from the environment, and a wrong one is refused at start with a clear sentence."""

import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from property_ops.framework import environment

NAME = "PROPERTY_OPS_TEST"


@pytest.mark.parametrize(
    ("value", "meaning"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("", False), ("no", False)]
)
def test_a_flag_is_yes_or_no(monkeypatch, value, meaning):
    monkeypatch.setenv(NAME, value)
    assert environment.flag(NAME, not meaning) is meaning


def test_a_flag_that_is_neither_is_refused(monkeypatch):
    monkeypatch.setenv(NAME, "maybe")
    with pytest.raises(ImproperlyConfigured, match=r"PROPERTY_OPS_TEST=maybe is neither yes nor no"):
        environment.flag(NAME, True)


def test_an_unset_variable_is_the_default(monkeypatch):
    monkeypatch.delenv(NAME, raising=False)
    assert environment.flag(NAME, True) is True
    assert environment.text(NAME, "x") == "x"
    assert environment.whole_number(NAME, 5, low=1, high=9) == 5
    assert environment.words(NAME, ["a"]) == ["a"]


@pytest.mark.parametrize("value", ["0", "10", "-1", "3.5", "three", "٣x"])
def test_a_number_out_of_range_is_refused(monkeypatch, value):
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured, match="whole number from 1 to 9"):
        environment.whole_number(NAME, 5, low=1, high=9)


def test_words_are_parted_by_commas(monkeypatch):
    monkeypatch.setenv(NAME, " a, b ,,c")
    assert environment.words(NAME, []) == ["a", "b", "c"]


def test_a_missing_folder_is_made(monkeypatch, tmp_path):
    monkeypatch.setenv(NAME, str(tmp_path / "deep" / "down"))
    assert environment.folder(NAME, "var").is_dir()


def test_a_folder_that_is_a_file_is_refused(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv(NAME, str(tmp_path / "file"))
    with pytest.raises(ImproperlyConfigured, match="cannot be made"):
        environment.folder(NAME, "var")


def test_the_secret_key_is_made_once_and_kept(tmp_path, monkeypatch):
    monkeypatch.delenv("PROPERTY_OPS_SECRET_KEY", raising=False)
    key = environment.secret_key(tmp_path)
    assert len(key) >= 50
    assert environment.secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_a_given_secret_key_is_used_and_not_written_down(tmp_path, monkeypatch):
    monkeypatch.setenv("PROPERTY_OPS_SECRET_KEY", "given")
    assert environment.secret_key(tmp_path) == "given"
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_secret_key_is_not_taken_for_one(tmp_path, monkeypatch):
    monkeypatch.delenv("PROPERTY_OPS_SECRET_KEY", raising=False)
    (tmp_path / "secret-key").write_text("short", encoding="ascii")
    with pytest.raises(ImproperlyConfigured, match="damaged"):
        environment.secret_key(tmp_path)


def test_only_this_machines_names_are_answered_unless_others_are_given(monkeypatch):
    monkeypatch.delenv("HOSTS", raising=False)
    names = environment.hosts("HOSTS", "https://wuye.example.cn")
    assert {"localhost", "127.0.0.1", "[::1]", "wuye.example.cn"} <= set(names)
    assert "*" not in names
    monkeypatch.setenv("HOSTS", "office.lan, 10.0.0.9")
    assert environment.hosts("HOSTS", "https://wuye.example.cn") == ["office.lan", "10.0.0.9"]
