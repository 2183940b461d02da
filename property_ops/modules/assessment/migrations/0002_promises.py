from django.db import migrations

from property_ops.framework.triggers import decided_once


class Migration(migrations.Migration):
    dependencies = [("po_assessment", "0001_initial")]
    operations = [
        *decided_once("po_assessment_assessmentweights"),
        *decided_once("po_assessment_assessmentcorrection"),
    ]
