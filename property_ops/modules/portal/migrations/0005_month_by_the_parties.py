import django.db.models.deletion
import property_ops.framework.fields
from property_ops.framework.new_tables import NewTables
from property_ops.framework.triggers import append_only
from django.conf import settings
from django.db import migrations, models


class Migration(NewTables):

    dependencies = [
        ('po_confirmations', '0003_signed_sheets'),
        ('po_estates', '0004_unit_changes'),
        ('po_portal', '0004_on_site'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MonthLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(help_text='first day of the month', verbose_name='month')),
                ('party', models.CharField(choices=[('committee', "owners' committee"), ('branch', 'party branch'), ('company', 'property company')], max_length=10, verbose_name='party')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('expires_on', models.DateField(verbose_name='valid until')),
                ('made_at', models.DateTimeField(verbose_name='made')),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='withdrawn')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='month_links', to='po_estates.estate', verbose_name='estate')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by')),
            ],
            options={
                'verbose_name': "link for a month's confirmation",
            },
        ),
        migrations.CreateModel(
            name='MonthWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.CharField(max_length=40, verbose_name='name')),
                ('network', models.CharField(max_length=40, verbose_name='network')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('link', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='word', to='po_portal.monthlink')),
            ],
            options={
                'verbose_name': "a party's word on a month",
            },
        ),
        migrations.CreateModel(
            name='MonthWordRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('completion', property_ops.framework.fields.ScaledField(places=6, verbose_name='completion ratio')),
                ('reason', models.CharField(blank=True, max_length=100, verbose_name='reason')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_confirmations.agreementitem', verbose_name='service')),
                ('word', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='po_portal.monthword')),
            ],
            options={
                'verbose_name': "a party's word on a service",
            },
        ),
        migrations.AddConstraint(
            model_name='monthlink',
            constraint=models.UniqueConstraint(fields=('estate', 'month', 'party'), name='po_month_link_once'),
        ),
        migrations.AddConstraint(
            model_name='monthlink',
            constraint=models.CheckConstraint(condition=models.Q(('party__in', ['committee', 'branch'])), name='po_month_link_party'),
        ),
        migrations.AddConstraint(
            model_name='monthword',
            constraint=models.CheckConstraint(condition=models.Q(('person', ''), _negated=True), name='po_month_word_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='monthwordrow',
            constraint=models.UniqueConstraint(fields=('word', 'item'), name='po_month_word_row_once'),
        ),
        migrations.AddConstraint(
            model_name='monthwordrow',
            constraint=models.CheckConstraint(condition=models.Q(('completion__gte', 0), ('completion__lte', 1)), name='po_month_word_ratio'),
        ),
        *append_only("po_portal_monthword"),
        *append_only("po_portal_monthwordrow"),
    ]
