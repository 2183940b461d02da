"""The guide to the API and the client in `examples/`, against a site that is really served."""

import importlib.util
import re
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest
from django.core.cache import cache
from django.utils import timezone

from invoices.modules.payments.models import Receipt
from property_ops.framework import shipped_data, staff
from property_ops.framework.rest.site import offered_rights
from property_ops.framework.testing import UserFactory
from property_ops.framework.tokens import make_token
from property_ops.modules.webhooks.domain.signing import headers, new_secret
from property_ops.modules.works.models import WorkOrder
from tests.invoices import june
from tests.invoices.june import VACANT

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def client() -> ModuleType:
    spec = importlib.util.spec_from_file_location("property_ops_client", ROOT / "examples/property_ops_client.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.django_db(transaction=True)
def test_the_guide_and_the_client_do_what_they_say(live_server, monkeypatch, capsys):
    cache.clear()
    shipped_data.load_all()
    june.issued(UserFactory(role="accountant"), UserFactory(role="reviewer"))
    administrator = UserFactory(is_superuser=True)
    roles = ["accountant", "dispatcher"]
    account = staff.create_program(username="link", display_name="接口", role_codes=roles, by=administrator)
    _number, token = make_token(
        user=account, by=administrator, name="test", commands=[], rights=offered_rights(), days=1, now=timezone.now()
    )
    secret, body = new_secret(), b'{"type":"bill.issued"}'
    told = {"SECRET": secret, "BODY": body, "URL": live_server.url, "TOKEN": token}
    told["HEADERS"] = headers(secret, message_id="msg_1", moment=int(time.time()), body=body)
    blocks = BLOCK.findall((ROOT / "docs/api.md").read_text(encoding="utf-8"))
    assert len(blocks) == 8
    exec(compile("\n".join(blocks), "docs/api.md", "exec"), told)

    example = client()
    monkeypatch.setenv("PROPERTY_OPS_URL", live_server.url)
    monkeypatch.setenv("PROPERTY_OPS_API_TOKEN", token)
    for _ in range(2):
        example.main(["work", "BC01", "道路修补", "北门破损"])
        assert "draft" in capsys.readouterr().out
    example.main(["pay", VACANT, "2022-06"])
    receipt = Receipt.objects.latest("pk")
    assert (receipt.amount.fen, receipt.recorded_by) == (53427, account)
    with pytest.raises(SystemExit, match="nothing is open"):
        example.main(["pay", VACANT, "2022-06"])
    ops = example.PropertyOps(live_server.url, token)
    work = ops.make_work("BC01", "道路修补", "一次", key="once")
    assert ops.make_work("BC01", "道路修补", "一次", key="once") == work
    assert ops.estimate(work, name="修补", unit="㎡", planned="3", price_fen=100).state == "estimated"
    assert WorkOrder.objects.filter(state="draft").count() == 2
    with pytest.raises(example.Refused) as refused:
        ops.make_work("XX99", "道路修补", "别处")
    assert (refused.value.status, refused.value.code) == (404, "not_found")
