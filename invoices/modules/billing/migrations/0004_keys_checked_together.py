from django.db import migrations

from property_ops.framework.foreign_keys import CheckedTogether

BILL, LINE, USER = "po_billing_bill", "po_billing_billline", "po_framework_user"


class Migration(migrations.Migration):
    dependencies = [("po_billing", "0003_month_end_run")]
    operations = [
        CheckedTogether(BILL, "account_id", "po_billing_billingaccount"),
        CheckedTogether(BILL, "estate_id", "po_estates_estate"),
        CheckedTogether(BILL, "payer_id", "po_estates_tenure"),
        CheckedTogether(BILL, "prepared_by_id", USER),
        CheckedTogether(BILL, "approved_by_id", USER),
        CheckedTogether(BILL, "issued_by_id", USER),
        CheckedTogether(LINE, "bill_id", BILL),
        CheckedTogether(LINE, "charge_id", "po_charges_charge"),
    ]
