{
    "name": "portal",
    "summary": "Works on the phone and on paper: crews' pages, acceptance by link, work sheets and certificates",
    "version": "0.1.0",
    "depends": ["confirmations", "dispatch", "works", "estates"],
    "menus": [
        {
            "label": "Quantity book",
            "section": "Works and service",
            "url": "quantity_book",
            "icon": "notebook",
            "permission": "papers.view",
            "order": 345,
        },
    ],
    "offers": {
        "phone_entries": {
            "takes": "objects with `kind` and `take(given, *, by, now)`: entries from the phone that are of no visit",
            "has": ["kind", "take"],
        },
        "phone_sections": {
            "takes": "`(user) -> (words, address) | None`: a line on the first page of the phone",
            "call": "(user)",
        },
    },
    "slots": {
        "confirmation_panels": ["property_ops.modules.portal.views.months:MonthPanel"],
        "demo_deliveries": ["property_ops.modules.portal.services.demonstrating:hear_the_parties"],
        "audit_actions": ["property_ops.modules.portal.domain.audit_words:WORDS"],
        "phone_sections": ["property_ops.modules.portal.views.settlement:section_for"],
        "party_secrets": ["property_ops.modules.portal.selectors.keepers:secrets_kept"],
        "home_pages": ["property_ops.modules.portal.views.phone:home_of"],
        "verifiers": ["property_ops.modules.portal.verifiers:verify"],
        "work_panels": ["property_ops.modules.portal.views.links:OutsidePanel"],
    },
}
