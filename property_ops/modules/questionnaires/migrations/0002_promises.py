from django.db import migrations

from property_ops.framework.triggers import RefuseWhen, append_only

FROZEN = "the questions of a questionnaire stay as they are once it is open"
KEPT = "po_questionnaires_questionnaire is kept: opened, only its publication is written, once"
SAME = ["number", "estate_id", "title", "words", "first_day", "last_day", "by_id", "at"]
OPENED = "(SELECT opened_at FROM po_questionnaires_questionnaire WHERE id = {row}.questionnaire_id) IS NOT NULL"
PUBLISHED = (
    "EXISTS (SELECT 1 FROM po_questionnaires_sheet s JOIN po_questionnaires_questionnaire q ON q.id = s.questionnaire_id"
    " WHERE s.id = NEW.sheet_id AND q.published_at IS NOT NULL)"
)


class Migration(migrations.Migration):
    dependencies = [("po_questionnaires", "0001_initial")]
    operations = [
        *(
            RefuseWhen("po_questionnaires_question", event, OPENED.format(row=row), FROZEN)
            for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
        ),
        RefuseWhen(
            "po_questionnaires_questionnaire",
            "UPDATE",
            "OLD.published_at IS NOT NULL OR OLD.opened_at IS NOT NULL AND ("
            + " OR ".join(f"NEW.{name} <> OLD.{name}" for name in SAME)
            + " OR NEW.opened_at IS NULL OR NEW.opened_at <> OLD.opened_at)",
            KEPT,
        ),
        RefuseWhen("po_questionnaires_questionnaire", "DELETE", "TRUE", KEPT),
        *append_only("po_questionnaires_sheet"),
        *append_only("po_questionnaires_sheetkeying"),
        *append_only("po_questionnaires_answer"),
        RefuseWhen("po_questionnaires_answer", "INSERT", PUBLISHED, "a published result takes no more answers"),
    ]
