"""Files get their names when they are whole; what killed processes left is swept away, what lives is not."""

import os
import subprocess
import sys
import time

import pytest

from property_ops.framework.drafts import arriving, arriving_file, draft_of, scratch_folder, sweep, sweep_all

KILLED = """
import os, signal, sys
from pathlib import Path
from property_ops.framework.drafts import draft_of, scratch_folder
path = Path(sys.argv[1])
draft_of(path).write_text("half")
with scratch_folder(path.parent) as folder:
    (folder / "x").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_file_is_whole_or_what_it_was(tmp_path):
    path = tmp_path / "bill.pdf"
    path.write_text("before")
    with pytest.raises(FileNotFoundError), arriving(path) as draft:
        draft.with_name("no folder").joinpath("x").write_text("half")
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("bill.pdf", "before")]
    with arriving_file(path, "w", durable=True) as file:
        file.write("after")
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("bill.pdf", "after")]


def test_what_a_killed_process_left_is_swept_away(tmp_path):
    below = tmp_path / "print" / "2022-05"
    below.mkdir(parents=True)
    for folder in (tmp_path, below):
        subprocess.run([sys.executable, "-c", KILLED, str(folder / "bill.pdf")], check=False)
        (folder / ".old.pdf.4194399.part").write_text("as it was named before")
        assert len(list(folder.glob(".*.part"))) == 3
    sweep(tmp_path)
    assert list(tmp_path.glob(".*")) == []
    assert len(list(below.glob(".*"))) == 3
    sweep_all(tmp_path)
    assert list(below.iterdir()) == []


def test_what_is_being_written_stays(tmp_path):
    path = tmp_path / "bill.pdf"
    elsewhere = tmp_path / ".bill.pdf.1.otherhost-1.part"
    elsewhere.write_text("another machine's")
    (tmp_path / ".hidden.part").write_text("nobody's")
    with arriving(path) as draft, scratch_folder(tmp_path) as folder:
        draft.write_text("half")
        sweep_all(tmp_path)
        assert draft == draft_of(path)
        assert draft.exists()
        assert folder.is_dir()
    assert {one.name for one in tmp_path.iterdir()} == {"bill.pdf", elsewhere.name, ".hidden.part"}
    long_ago = time.time() - 2 * 24 * 3600
    os.utime(elsewhere, (long_ago, long_ago))
    sweep(tmp_path)
    assert not elsewhere.exists()
