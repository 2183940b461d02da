"""A stranger's package brings a kind of work: installed, it is in the product; not a line of ours knows it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from property_ops.modules.works.public import work_kinds
from tests.services.installation import Installation

SAMPLE = Path(__file__).resolve().parent / "sample_kind"
TRY_IT = """
from django.test import Client
from property_ops.framework.models import User
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.works.testing import WorkOrderFactory
WorkOrderFactory(number="GD-1", estate=EstateFactory(), kind=" 下水道 疏通", unit="米", planned=120, result="pending",
                 accepted=None, accepted_on=None)
client = Client(SERVER_NAME="localhost")
boss = User.objects.create_superuser("boss", password="x")
client.force_login(boss, backend="property_ops.framework.authentication.AccessBackend")
sheet = "/site-works/sheet/GD-1/"
print("refused", client.post(sheet, {"length": "120", "diameter": "20", "filled": "40"}).status_code)
print("saved", client.post(sheet, {"length": "120", "diameter": "300", "filled": "40", "wells": "2"}).status_code)
print(client.get("/works/GD-1/").content.decode())
"""


@pytest.fixture(scope="module")
def site_packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample in it, built and installed as pip does it."""
    folder = tmp_path_factory.mktemp("site-packages")
    pip = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-build-isolation", "--no-index", "--quiet"]
    done = subprocess.run([*pip, "--target", str(folder), str(SAMPLE)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    return Installation(data=tmp_path / "data", url="")


def test_the_kind_of_an_installed_package_is_in_the_product(installation, site_packages):
    """120 m of a 300 mm pipe, 40 % full: 3.1416 × 0.15² × 120 × 0.4 = 3.393 m³ of silt; 4 wells would be usual."""
    path = os.pathsep.join([str(site_packages), *filter(None, [os.environ.get("PYTHONPATH")])])
    installation.succeed("init", PYTHONPATH=path)
    shown = installation.shell(TRY_IT, PYTHONPATH=path)
    assert "refused 422" in shown
    assert "saved 302" in shown
    for words in ("管道疏通", "高压冲洗车", "1 台班", "淤泥外运", "3.4 m³", "120 m 管道只有 2 座检查井，一般应有 4 座"):
        assert words in shown


def test_without_the_package_nobody_knows_the_kind():
    assert work_kinds().called("管道疏通") is None
