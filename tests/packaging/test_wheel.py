"""A built wheel carries all that the product shows: an office without internet installs it and nothing else."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from scripts.fetch_frontend import SERVED

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("property_ops", "invoices")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = folder.glob("*.whl")
    return set(ZipFile(wheel).namelist())


def test_a_wheel_carries_the_front_end_and_the_fonts(files):
    served = {target for targets in SERVED.values() for target in targets.values()}
    assert {f"property_ops/framework/static/vendor/{target}" for target in served} - files == set()


@pytest.mark.parametrize("pattern", ["*.html", "*.css", "*.toml", "*.csv", "__manifest__.py", "*.xlsx"])
def test_a_wheel_carries_every_template_manifest_and_data_file(files, pattern):
    here = {str(path.relative_to(ROOT)) for package in PACKAGES for path in (ROOT / package).rglob(pattern)}
    assert here - files == set()


def test_a_wheel_carries_every_translation_compiled(files):
    here = {path.relative_to(ROOT) for package in PACKAGES for path in (ROOT / package).rglob("*.po")}
    assert {str(path.with_suffix(".mo")) for path in here} - files == set()


def test_a_wheel_carries_nothing_but_the_product(files):
    tops = {name.split("/")[0] for name in files}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)
