"""A stranger's package brings a kind of work and a charge source: installed, they are in the product.

Not a line of ours knows them. The package is the one that docs/how-to/module-author.md writes.
"""

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from invoices.modules.charges.public import charge_sources
from property_ops.framework.messages import compile_all
from property_ops.modules.works.public import work_kinds
from tests.services.installation import Installation, python

SAMPLE = Path(__file__).resolve().parent / "sample_module"
MEASURE_A_DRAIN = """
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
REGISTER = """
from datetime import date
from decimal import Decimal
from pathlib import Path
import drain_clearing
from invoices.modules.tariffs.public import FeeItem
from invoices.modules.tariffs.testing import TariffFactory
from property_ops.framework.shipped_data import load
from property_ops.framework.testing import UserFactory
from property_ops.modules.estates.public import Company, Role
from property_ops.modules.estates.testing import EstateFactory, TenureFactory, owned_unit
Company.objects.update_or_create(id=1, defaults={"name": "城市物业服务有限公司"})
estate = EstateFactory(code="BC01", name="牡丹花园")
home = owned_unit(owner="王芳", estate=estate, building=1, entrance=1, room="101", code="BC01-1-1-101")
TenureFactory(unit=home, name="钱客", role=Role.TENANT)
price = {"estate": estate, "item": FeeItem.objects.get(code="house_call"), "applies_to": "入户", "unit": "元/m"}
TariffFactory(**price, rate=Decimal("12.50"), end=date(2022, 6, 12))
TariffFactory(**price, rate=Decimal("13.00"), start=date(2022, 6, 12))
load(Path(drain_clearing.__file__).parent / "demo/house_calls.toml")
UserFactory(username="accountant", role="accountant")
UserFactory(username="reviewer", role="reviewer")
"""
LOOK = """
from django.test import Client
from invoices.modules.billing.public import Bill
from invoices.modules.statements.public import document_of
from property_ops.framework.models import User
bill = Bill.objects.get()
client = Client(SERVER_NAME="localhost")
client.force_login(User.objects.get(username="accountant"))
print("payer", bill.payer_name, "total", bill.total)
print("BILL", client.get(f"/bills/{bill.pk}/").content.decode())
print("LIST", client.get("/house-calls/").content.decode())
print("PUBLIC", Client(SERVER_NAME="localhost").get("/s/" + document_of(bill).url.partition("/s/")[2]).content.decode())
"""
TAKE_THE_SIGNATURE_AWAY = """
from drain_clearing.models import HouseCall
HouseCall.objects.update(signed_by="")
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """PYTHONPATH with a folder that has the sample in it, compiled, built and installed as pip does it."""
    source, folder = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("site-packages")
    shutil.copytree(SAMPLE, source, dirs_exist_ok=True)
    compile_all([source])
    pip = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-build-isolation", "--no-index", "--quiet"]
    done = subprocess.run([*pip, "--target", str(folder), str(source)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])


@pytest.fixture(scope="module")
def initialised(path: str, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an installation that got the package later; copied, never written to."""
    made = Installation(data=tmp_path_factory.mktemp("initialised") / "data", url="")
    shutil.copytree(sqlite_template, made.data)
    made.succeed("init", PYTHONPATH=path)
    return made.data


@pytest.fixture
def installation(initialised: Path, tmp_path: Path) -> Installation:
    shutil.copytree(initialised, tmp_path / "data")
    return Installation(data=tmp_path / "data", url="")


def test_the_kind_of_an_installed_package_is_in_the_product(installation, path):
    """120 m of a 300 mm pipe, 40 % full: 3.1416 × 0.15² × 120 × 0.4 = 3.393 m³ of silt; 4 wells would be usual."""
    shown = installation.shell(MEASURE_A_DRAIN, PYTHONPATH=path)
    assert "refused 422" in shown
    assert "saved 302" in shown
    for words in ("管道疏通", "高压冲洗车", "1 台班", "淤泥外运", "3.4 m³", "120 m 管道只有 2 座检查井，一般应有 4 座"):
        assert words in shown


def test_the_charges_of_an_installed_package_reach_bill_statement_and_public_page(installation, path):
    """6.5 m on 12 June, the first day of the price of 13.00: 84.50. The other call waits for a signature."""
    out = str(installation.data / "out")
    by_accountant, by_reviewer = ("--by", "accountant"), ("--by", "reviewer")
    installation.shell(REGISTER, PYTHONPATH=path)
    installation.give_tokens("accountant", "reviewer", PYTHONPATH=path)
    charged, _, _, _, shown, _, verified = installation.succeed_all(
        ("charge", "2022-06", *by_accountant),
        ("bill", "2022-06", *by_accountant),
        ("bill", "2022-06", *by_reviewer, "--approve"),
        ("bill", "2022-06", *by_accountant, "--issue"),
        python(LOOK),
        ("statements", "2022-06", "--out", out, *by_accountant),
        ("verify",),
        PYTHONPATH=path,
    )
    assert "84.50" in charged
    assert "入户疏通 HC-2" in charged
    assert "住户尚未签字" in charged

    head, bill, listed, public = (part for part in _parts(shown, "BILL", "LIST", "PUBLIC"))
    assert "payer 钱客 total 84.50" in head
    evidence = ("入户疏通单 HC-1", "疏通管道", "6.5 m", "2022-06-12", "签字人", "王芳", "按当日生效的价格计费。")
    for page in (bill, public):
        for words in ("入户疏通费", "84.50", *evidence):
            assert words in page
    assert 'href="/house-calls/"' in bill
    assert "/house-calls/" not in public
    assert "HC-2" in listed

    (file,) = Path(out).glob("*.pdf")
    printed = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file.read_bytes())).pages)
    for words in ("入户疏通费", "6.5 m", "13.00", "84.50", *evidence):
        assert words in printed

    assert "未签字的入户疏通不收费" in verified
    _, found = installation.run_all(python(TAKE_THE_SIGNATURE_AWAY), ("verify",), PYTHONPATH=path)
    assert found.returncode == 1
    assert "入户疏通单 HC-1 已收费，但未签字" in found.stdout


def _parts(text: str, *marks: str) -> list[str]:
    """The text before the first mark, and behind each."""
    parts = []
    for mark in marks:
        before, _, text = text.partition(f"\n{mark} ")
        parts.append(before)
    return [*parts, text]


def test_a_slot_that_nobody_offers_is_a_sentence_at_start(installation, path, tmp_path):
    """`charge_source` for `charge_sources` charged nothing, and said nothing."""
    folder = tmp_path / "mistyped"
    shutil.copytree(path.split(os.pathsep)[0], folder)
    manifest = folder / "drain_clearing" / "__manifest__.py"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"charge_sources"', '"charge_source"'), "utf-8")
    done = installation.run("init", PYTHONPATH=os.pathsep.join([str(folder), *path.split(os.pathsep)[1:]]))
    assert done.returncode == 1
    assert done.stderr.strip() == (
        "Module “drain_clearing” plugs into slot “charge_source”, which nobody offers. Did you mean “charge_sources”?"
    )


def test_without_the_package_nobody_knows_what_it_brings():
    assert work_kinds().called("管道疏通") is None
    assert "house_calls" not in charge_sources()
