import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_dispatch', '0001_initial'),
        ('po_framework', '__first__'),
        ('po_works', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='AcceptanceLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.CharField(choices=[('committee', "owners' committee"), ('branch', 'party branch'), ('company', 'property company')], max_length=10, verbose_name='party')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='version')),
                ('expires_on', models.DateField(verbose_name='valid until')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='made')),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='withdrawn')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by')),
                ('revoked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acceptance_links', to='po_works.workorder', verbose_name='work order')),
            ],
            options={
                'verbose_name': 'link for acceptance',
                'constraints': [models.UniqueConstraint(fields=('work', 'party'), name='po_acceptance_link_once'), models.CheckConstraint(condition=models.Q(('party__in', ['committee', 'branch'])), name='po_acceptance_link_party'), models.CheckConstraint(condition=models.Q(models.Q(('revoked_at__isnull', True), ('revoked_by__isnull', True)), models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False)), _connector='OR'), name='po_acceptance_link_revoked_by')],
            },
        ),
        migrations.CreateModel(
            name='AcceptanceAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(verbose_name='round')),
                ('decision', models.CharField(choices=[('accepted', 'accepted'), ('sent_back', 'sent back')], max_length=10, verbose_name='decision')),
                ('person', models.CharField(max_length=60, verbose_name='name')),
                ('remark', models.CharField(blank=True, max_length=300, verbose_name='remark')),
                ('network', models.CharField(max_length=40, verbose_name='network')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='at')),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='po_portal.acceptancelink')),
            ],
            options={
                'verbose_name': 'answer of a party',
                'constraints': [models.UniqueConstraint(fields=('link', 'round'), name='po_acceptance_answer_once'), models.CheckConstraint(condition=models.Q(models.Q(('person', ''), _negated=True), models.Q(('decision', 'accepted'), models.Q(('remark', ''), _negated=True), _connector='OR')), name='po_acceptance_answer_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='PhoneEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('kind', models.CharField(choices=[('start', 'begun'), ('photo', 'photo'), ('quantities', 'quantities'), ('hours', 'hours'), ('material', 'material'), ('done', 'finished for today')], max_length=10, verbose_name='kind of entry')),
                ('content', models.JSONField(default=dict)),
                ('digest', models.CharField(max_length=64)),
                ('said_at', models.DateTimeField(verbose_name='entered')),
                ('received_at', models.DateTimeField(verbose_name='received')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='po_dispatch.visit', verbose_name='crew visit')),
            ],
            options={
                'verbose_name': 'entry from the phone',
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['start', 'photo', 'quantities', 'hours', 'material', 'done'])), name='po_phone_entry_kind'), models.CheckConstraint(condition=models.Q(('said_at__lte', models.F('received_at'))), name='po_phone_entry_said_before_received')],
            },
        ),
    ]
