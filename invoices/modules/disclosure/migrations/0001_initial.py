import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_estates', '0001_initial'),
        ('po_framework', '0001_initial'),
        ('po_framework', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Disclosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('number', models.CharField(max_length=30, null=True, verbose_name='disclosure number')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disclosures', to='po_estates.estate', verbose_name='estate')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('quarter', models.PositiveSmallIntegerField(verbose_name='quarter')),
                ('edition', models.PositiveSmallIntegerField(default=1, verbose_name='edition')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='explanation')),
                ('figures', models.JSONField()),
                ('figures_sha256', models.CharField(max_length=64)),
                ('head_number', models.PositiveBigIntegerField(verbose_name='last entry')),
                ('head_digest', models.CharField(max_length=64, verbose_name='head of the ledger')),
                ('company', models.CharField(max_length=60, verbose_name='company name')),
                ('contact', models.CharField(blank=True, max_length=300)),
                ('published_on', models.DateField(null=True, verbose_name='published on')),
                ('poster', models.BinaryField(null=True)),
                ('poster_sha256', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'verbose_name': 'disclosure',
                'ordering': ['-year', '-quarter', 'estate', '-edition'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_disclosure_disclosure_four_eyes'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_disclosure_disclosure_decided'), models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_disclosure_disclosure_rejected_because'), models.UniqueConstraint(fields=('number',), name='po_disclosure_number_once'), models.UniqueConstraint(condition=models.Q(('state__in', ('rejected', 'withdrawn')), _negated=True), fields=('estate', 'year', 'quarter', 'edition'), name='po_disclosure_edition_once'), models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('estate', 'year', 'quarter'), name='po_disclosure_waits_once'), models.CheckConstraint(condition=models.Q(('quarter__gte', 1), ('quarter__lte', 4)), name='po_disclosure_of_a_quarter'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), models.Q(('number__isnull', False), ('poster__isnull', False), ('published_on__isnull', False), models.Q(('poster_sha256', ''), _negated=True)), _connector='OR'), name='po_published_disclosure_is_complete')],
            },
        ),
        migrations.CreateModel(
            name='PostedPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('disclosure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='po_disclosure.disclosure')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_framework.storedpicture')),
                ('place', models.CharField(blank=True, max_length=60, verbose_name='place')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('added_at', models.DateTimeField(verbose_name='added')),
            ],
            options={
                'verbose_name': 'photo of a posted disclosure',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('disclosure', 'picture'), name='po_posted_photo_once')],
            },
        ),
    ]
