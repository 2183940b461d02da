from decimal import Decimal

from django.db import migrations

STATES = {"accepted": "accepted", "pending": "done", "rework": "sent_back"}
HUNDRED = Decimal(100)


def follow_the_register(apps, schema_editor):
    """Whatever is stored came from the office's register: its state and per cents follow from result and funding."""
    works = apps.get_model("po_works", "WorkOrder").objects
    works.update(from_register=True)
    for result, state in STATES.items():
        works.filter(result=result).update(state=state, round=2 if result == "rework" else 1)
    for payer in ("residents", "subsidy", "maintenance_fund", "common_income"):
        works.filter(funding=payer).update(**{f"{payer}_percent": HUNDRED})


class Migration(migrations.Migration):
    dependencies = [("po_works", "0003_lifecycle")]
    operations = [migrations.RunPython(follow_the_register, migrations.RunPython.noop)]
