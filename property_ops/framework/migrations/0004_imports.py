import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables
from property_ops.framework.triggers import DECIDED, RefuseWhen, append_only

BATCHES, CLAIMS = "po_framework_importedbatch", "po_framework_importedclaim"
FROZEN = ("importer", "file", "as_of", "sheets", "rows", "digest", "prepared_by_id", "prepared_at")
CHANGED = " OR ".join(f"OLD.{column} <> NEW.{column}" for column in FROZEN)
DECIDED_BEFORE = f"EXISTS (SELECT 1 FROM {BATCHES} b WHERE b.id = NEW.batch_id AND b.state <> 'waiting')"

class Migration(NewTables):

    dependencies = [
        ('po_framework', '0003_advisory_locks'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportedBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('importer', models.CharField(max_length=60, verbose_name='register')),
                ('file', models.CharField(max_length=200, verbose_name='file')),
                ('as_of', models.DateField(verbose_name='changes count from')),
                ('sheets', models.JSONField(verbose_name='sheets')),
                ('rows', models.PositiveIntegerField(verbose_name='rows')),
                ('digest', models.CharField(max_length=64, verbose_name='digest')),
                ('figures', models.JSONField(default=dict, verbose_name='what it came to')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
            ],
            options={
                'verbose_name': 'imported batch',
                'ordering': ['-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ImportedClaim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sheet', models.PositiveSmallIntegerField()),
                ('row', models.PositiveIntegerField()),
                ('estate_code', models.CharField(max_length=20)),
                ('key', models.CharField(max_length=200)),
                ('words', models.CharField(max_length=200)),
                ('start', models.DateField(null=True)),
                ('end', models.DateField(null=True)),
                ('values', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='po_framework.importedbatch')),
            ],
            options={
                'ordering': ['batch', 'sheet', 'row'],
            },
        ),
        migrations.AddConstraint(
            model_name='importedbatch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_framework_importedbatch_four_eyes'),
        ),
        migrations.AddConstraint(
            model_name='importedbatch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_framework_importedbatch_decided'),
        ),
        migrations.AddConstraint(
            model_name='importedbatch',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_framework_importedbatch_rejected_because'),
        ),
        migrations.AddIndex(
            model_name='importedclaim',
            index=models.Index(fields=['key'], name='po_claim_by_key'),
        ),
        migrations.AddConstraint(
            model_name='importedclaim',
            constraint=models.UniqueConstraint(fields=('batch', 'sheet', 'row'), name='po_claim_row_once'),
        ),
        RefuseWhen(BATCHES, "INSERT", "NEW.state <> 'waiting'", "an imported batch waits before it is decided"),
        RefuseWhen(BATCHES, "UPDATE", f"OLD.state <> 'waiting' OR {CHANGED}", DECIDED),
        RefuseWhen(BATCHES, "DELETE", "TRUE", f"{BATCHES} is kept: a row cannot be deleted"),
        RefuseWhen(CLAIMS, "INSERT", DECIDED_BEFORE, DECIDED),
        *append_only(CLAIMS),
    ]
