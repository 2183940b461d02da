from invoices.modules.disclosure.selectors.figures import Taken, taken
from invoices.modules.disclosure.selectors.listing import (
    disclosure,
    find_disclosures,
    people_of,
    published,
    published_before,
    quarters_shown,
    visible_disclosures,
)
from invoices.modules.ledger.public import years

__all__ = [
    "Taken",
    "disclosure",
    "find_disclosures",
    "people_of",
    "published",
    "published_before",
    "quarters_shown",
    "taken",
    "visible_disclosures",
    "years",
]
