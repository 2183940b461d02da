import django.db.models.expressions
from decimal import Decimal
from django.db import migrations, models
from property_ops.framework.triggers import RefuseWhen, append_only
from property_ops.kernel.money import Yuan

PHOTOS_STAY = RefuseWhen(
    "po_works_workphoto",
    "DELETE",
    "EXISTS (SELECT 1 FROM po_works_workorder w WHERE w.id = OLD.work_id AND w.result = 'accepted')",
    "the photos of an accepted work stay",
)


class Migration(migrations.Migration):

    dependencies = [
        ('po_works', '0004_states_of_the_register'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='workorder',
            index=models.Index(fields=['state', 'estate'], name='po_work_by_state'),
        ),
        migrations.AddConstraint(
            model_name='workorder',
            constraint=models.CheckConstraint(condition=models.Q(('labour__gte', Yuan(0)), ('machine__gte', Yuan(0)), ('material__gte', Yuan(0)), ('provider__gte', Yuan(0))), name='po_work_costs_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='workorder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['accepted', 'closed']), ('result', 'accepted')), models.Q(models.Q(('state__in', ['accepted', 'closed']), _negated=True), models.Q(('result', 'accepted'), _negated=True)), _connector='OR'), name='po_work_state_agrees_with_result'),
        ),
        migrations.AddConstraint(
            model_name='workorder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'sent_back'), _negated=True), models.Q(('result', 'rework'), ('round__gte', 2)), _connector='OR'), models.Q(models.Q(('result', 'rework'), _negated=True), ('state__in', ['cancelled', 'in_progress', 'scheduled', 'sent_back']), _connector='OR')), name='po_work_sent_back_is_rework'),
        ),
        migrations.AddConstraint(
            model_name='workorder',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(('approved_by', models.F('prepared_by')), _negated=True), _connector='OR'), name='po_work_four_eyes'),
        ),
        migrations.AddConstraint(
            model_name='workorder',
            constraint=models.CheckConstraint(condition=models.Q(('from_register', True), ('state__in', ['draft', 'estimated', 'cancelled']), models.Q(('approved_by__isnull', False), ('prepared_by__isnull', False)), _connector='OR'), name='po_work_released_before_done'),
        ),
        migrations.AddConstraint(
            model_name='workorder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('funding', 'undecided'), _negated=True), ('state__in', ['draft', 'cancelled']), _connector='OR'), name='po_work_payer_is_decided'),
        ),
        migrations.AddConstraint(
            model_name='workorder',
            constraint=models.CheckConstraint(condition=models.Q(('common_income_percent__range', (Decimal('0'), Decimal('100'))), ('maintenance_fund_percent__range', (Decimal('0'), Decimal('100'))), ('residents_percent__range', (Decimal('0'), Decimal('100'))), ('subsidy_percent__range', (Decimal('0'), Decimal('100'))), ('third_party_percent__range', (Decimal('0'), Decimal('100')))), name='po_work_percents_in_range'),
        ),
        migrations.AddConstraint(
            model_name='workorder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('funding__in', ['nobody', 'undecided']), ('common_income_percent', Decimal('0')), ('maintenance_fund_percent', Decimal('0')), ('residents_percent', Decimal('0')), ('subsidy_percent', Decimal('0')), ('third_party_percent', Decimal('0'))), models.Q(models.Q(('funding__in', ['nobody', 'undecided']), _negated=True), ('residents_percent', django.db.models.expressions.CombinedExpression(models.Value(10000, output_field=models.BigIntegerField()), '-', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('subsidy_percent'), '+', models.F('maintenance_fund_percent')), '+', models.F('common_income_percent')), '+', models.F('third_party_percent'))))), _connector='OR'), name='po_work_percents_add_up'),
        ),
        migrations.AddConstraint(
            model_name='workorder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('funding', 'residents'), _negated=True), ('residents_percent', Decimal('100')), _connector='OR'), models.Q(models.Q(('funding', 'subsidy'), _negated=True), ('subsidy_percent', Decimal('100')), _connector='OR'), models.Q(models.Q(('funding', 'maintenance_fund'), _negated=True), ('maintenance_fund_percent', Decimal('100')), _connector='OR'), models.Q(models.Q(('funding', 'common_income'), _negated=True), ('common_income_percent', Decimal('100')), _connector='OR'), models.Q(models.Q(('funding', 'third_party'), _negated=True), ('third_party_percent', Decimal('100')), _connector='OR'), models.Q(models.Q(('funding', 'split'), _negated=True), models.Q(('common_income_percent__lt', Decimal('100')), ('maintenance_fund_percent__lt', Decimal('100')), ('residents_percent__lt', Decimal('100')), ('subsidy_percent__lt', Decimal('100')), ('third_party_percent__lt', Decimal('100'))), _connector='OR')), name='po_work_funding_word_is_right'),
        ),
        migrations.AddConstraint(
            model_name='workorder',
            constraint=models.CheckConstraint(condition=models.Q(('residents_percent', Decimal('0')), models.Q(('scope', ''), _negated=True), _connector='OR'), name='po_shared_work_has_scope'),
        ),
        PHOTOS_STAY,
        *append_only('po_works_workevent'),
        *append_only('po_works_workconfirmation'),
    ]
