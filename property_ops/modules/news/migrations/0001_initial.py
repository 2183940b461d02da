import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_estates', '0003_bank_account'),
        ('po_framework', '0010_api'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalNewsPost',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('kind', models.CharField(choices=[('news', 'news'), ('affair', 'affair of the estate'), ('procedure', 'procedure')], max_length=10, verbose_name='kind')),
                ('title', models.CharField(max_length=80, verbose_name='title')),
                ('body', models.TextField(max_length=8000, verbose_name='text')),
                ('bring', models.TextField(blank=True, max_length=600, verbose_name='what to bring')),
                ('who', models.CharField(blank=True, max_length=80, verbose_name='who does it')),
                ('where', models.CharField(blank=True, max_length=100, verbose_name='where')),
                ('when', models.CharField(blank=True, max_length=100, verbose_name='office hours')),
                ('how_long', models.CharField(blank=True, max_length=60, verbose_name='how long it takes')),
                ('first_day', models.DateField(verbose_name='shown from')),
                ('last_day', models.DateField(blank=True, null=True, verbose_name='shown until')),
                ('pinned', models.BooleanField(default=False, verbose_name='pinned to the top')),
                ('written_at', models.DateTimeField(verbose_name='written')),
                ('changed_at', models.DateTimeField(null=True, verbose_name='corrected')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='taken away')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('changed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='corrected by')),
                ('estate', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_estates.estate', verbose_name='estate')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
            ],
            options={
                'verbose_name': 'historical what residents read',
                'verbose_name_plural': 'historical what residents reads',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalOfficeNumber',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='who answers')),
                ('number', models.CharField(max_length=20, verbose_name='telephone number')),
                ('hours', models.CharField(blank=True, max_length=60, verbose_name='when')),
                ('place', models.PositiveSmallIntegerField(default=100, verbose_name='place in the list')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('estate', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_estates.estate', verbose_name='estate')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical telephone number',
                'verbose_name_plural': 'historical telephone numbers',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='NewsPost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('news', 'news'), ('affair', 'affair of the estate'), ('procedure', 'procedure')], max_length=10, verbose_name='kind')),
                ('title', models.CharField(max_length=80, verbose_name='title')),
                ('body', models.TextField(max_length=8000, verbose_name='text')),
                ('bring', models.TextField(blank=True, max_length=600, verbose_name='what to bring')),
                ('who', models.CharField(blank=True, max_length=80, verbose_name='who does it')),
                ('where', models.CharField(blank=True, max_length=100, verbose_name='where')),
                ('when', models.CharField(blank=True, max_length=100, verbose_name='office hours')),
                ('how_long', models.CharField(blank=True, max_length=60, verbose_name='how long it takes')),
                ('first_day', models.DateField(verbose_name='shown from')),
                ('last_day', models.DateField(blank=True, null=True, verbose_name='shown until')),
                ('pinned', models.BooleanField(default=False, verbose_name='pinned to the top')),
                ('written_at', models.DateTimeField(verbose_name='written')),
                ('changed_at', models.DateTimeField(null=True, verbose_name='corrected')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='taken away')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='corrected by')),
                ('estate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.estate', verbose_name='estate')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
            ],
            options={
                'verbose_name': 'what residents read',
                'ordering': ['-pinned', '-first_day', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('body', ''), _negated=True)), name='po_news_says_something'), models.CheckConstraint(condition=models.Q(('last_day', None), ('last_day__gte', models.F('first_day')), _connector='OR'), name='po_news_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('changed_at', None), ('changed_by', None)), models.Q(('changed_at__isnull', False), ('changed_by__isnull', False)), _connector='OR'), name='po_news_corrected_by')],
            },
        ),
        migrations.CreateModel(
            name='NewsPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField(verbose_name='place in the list')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_framework.storedpicture', verbose_name='photo')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='po_news.newspost', verbose_name='what residents read')),
            ],
            options={
                'verbose_name': 'photo for residents',
                'ordering': ['place', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('post', 'picture'), name='po_news_photo_once')],
            },
        ),
        migrations.CreateModel(
            name='NewsReads',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('count', models.PositiveIntegerField(default=0, verbose_name='times read')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reads', to='po_news.newspost', verbose_name='what residents read')),
            ],
            options={
                'verbose_name': 'times read',
                'constraints': [models.UniqueConstraint(fields=('post', 'day'), name='po_news_reads_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='OfficeNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='who answers')),
                ('number', models.CharField(max_length=20, verbose_name='telephone number')),
                ('hours', models.CharField(blank=True, max_length=60, verbose_name='when')),
                ('place', models.PositiveSmallIntegerField(default=100, verbose_name='place in the list')),
                ('estate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.estate', verbose_name='estate')),
            ],
            options={
                'verbose_name': 'telephone number',
                'ordering': ['place', 'name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('number', ''), _negated=True)), name='po_office_number_whole')],
            },
        ),
    ]
