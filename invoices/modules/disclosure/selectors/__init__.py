from invoices.modules.disclosure.selectors.figures import quarter_figures, services_of
from invoices.modules.disclosure.selectors.listing import (
    disclosure,
    find_disclosures,
    people_of,
    posters,
    published,
    published_before,
    published_of,
    quarters_shown,
    visible_disclosures,
)
from invoices.modules.ledger.public import years

__all__ = [
    "disclosure",
    "find_disclosures",
    "people_of",
    "posters",
    "published",
    "published_before",
    "published_of",
    "quarter_figures",
    "quarters_shown",
    "services_of",
    "visible_disclosures",
    "years",
]
