import django.db.models.deletion
import invoices.modules.disclosure.domain.states
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
                ('number', models.CharField(max_length=30, null=True, verbose_name='disclosure number')),
                ('state', models.CharField(choices=[('waiting', 'waits for publication'), ('published', 'published'), ('dropped', 'dropped')], default=invoices.modules.disclosure.domain.states.DisclosureState['WAITING'], max_length=10, verbose_name='state')),
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
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('published_on', models.DateField(null=True, verbose_name='published on')),
                ('poster', models.BinaryField(null=True)),
                ('poster_sha256', models.CharField(blank=True, max_length=64)),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disclosures', to='po_estates.estate', verbose_name='estate')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
            ],
            options={
                'verbose_name': 'disclosure',
                'ordering': ['-year', '-quarter', 'estate', '-edition'],
                'constraints': [models.UniqueConstraint(fields=('number',), name='po_disclosure_number_once'), models.UniqueConstraint(condition=models.Q(('state', 'dropped'), _negated=True), fields=('estate', 'year', 'quarter', 'edition'), name='po_disclosure_edition_once'), models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('estate', 'year', 'quarter'), name='po_disclosure_waits_once'), models.CheckConstraint(condition=models.Q(('quarter__gte', 1), ('quarter__lte', 4)), name='po_disclosure_of_a_quarter'), models.CheckConstraint(condition=models.Q(('published_by__isnull', True), models.Q(('published_by', models.F('prepared_by')), _negated=True), _connector='OR'), name='po_disclosure_four_eyes'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), models.Q(('number__isnull', False), ('published_by__isnull', False), ('published_on__isnull', False), ('poster__isnull', False), models.Q(('poster_sha256', ''), _negated=True)), _connector='OR'), name='po_published_disclosure_is_complete')],
            },
        ),
        migrations.CreateModel(
            name='PostedPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(blank=True, max_length=60, verbose_name='place')),
                ('added_at', models.DateTimeField(verbose_name='added')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('disclosure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='po_disclosure.disclosure')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_framework.storedpicture')),
            ],
            options={
                'verbose_name': 'photo of a posted disclosure',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('disclosure', 'picture'), name='po_posted_photo_once')],
            },
        ),
    ]
