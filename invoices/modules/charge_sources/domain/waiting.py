"""Why nothing is charged by what came in a workbook (docs/product.md rule 23)."""

from property_ops.kernel.text import gettext_noop

IMPORT_WAITS = "import_waits"
IMPORT_WAITS_WORDS = gettext_noop("came by workbook and waits for another person's approval")
