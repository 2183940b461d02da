import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_billing', '0001_initial'),
        ('po_framework', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Letterhead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('company', models.CharField(max_length=60, verbose_name='company name')),
                ('contact', models.CharField(max_length=300)),
                ('ways_to_pay', models.JSONField(default=list)),
                ('how_to_object', models.JSONField(default=list)),
                ('site', models.CharField(max_length=200)),
            ],
            options={
                'verbose_name': 'letterhead',
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('payer', models.CharField(max_length=60, verbose_name='payer')),
                ('link_version', models.PositiveSmallIntegerField(default=1)),
                ('link_expires_on', models.DateField(verbose_name='link expires on')),
                ('link_revoked_at', models.DateTimeField(null=True, verbose_name='link withdrawn')),
                ('bill', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='statement', to='po_billing.bill', verbose_name='bill')),
                ('letterhead', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_statements.letterhead')),
                ('link_revoked_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'statement',
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('link_version', models.PositiveSmallIntegerField()),
                ('recipe', models.PositiveSmallIntegerField(verbose_name='recipe')),
                ('sha256', models.CharField(max_length=64)),
                ('pages', models.PositiveSmallIntegerField(verbose_name='pages')),
                ('made_at', models.DateTimeField(verbose_name='made')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='po_statements.statement')),
            ],
            options={
                'verbose_name': 'edition of a statement',
                'constraints': [models.UniqueConstraint(fields=('statement', 'link_version', 'recipe'), name='po_statement_edition_once')],
            },
        ),
    ]
