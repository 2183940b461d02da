from django.db import migrations

from property_ops.framework.triggers import append_only, decided_once


class Migration(migrations.Migration):
    dependencies = [("po_queue", "0001_initial")]
    operations = [
        *decided_once("po_queue_queueweights"),
        *decided_once("po_queue_worksbudget"),
        *append_only("po_queue_votedwork"),
    ]
