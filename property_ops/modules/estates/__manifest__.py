{
    "name": "estates",
    "summary": "Estates, buildings, units, owners and tenants",
    "version": "0.1.0",
    "depends": [],
    "data": ["data/company.toml"],
    "demo": ["demo/company.toml", "demo/office-pack", "demo/memberships.toml"],
    "menus": [
        {
            "label": "Estates",
            "section": "Registers",
            "url": "estates",
            "icon": "buildings",
            "permission": "estates.view",
            "order": 300,
        },
        {
            "label": "Units",
            "section": "Registers",
            "url": "units",
            "icon": "door",
            "permission": "estates.view",
            "order": 310,
        },
        {
            "label": "Changes of units",
            "section": "Registers",
            "url": "unit_changes",
            "icon": "edit",
            "permission": "estates.view",
            "order": 311,
        },
        {
            "label": "Company",
            "section": "Administration",
            "url": "company",
            "icon": "building-community",
            "permission": "company.change",
            "order": 820,
        },
    ],
    "offers": {
        "estate_tabs": {
            "takes": "`tabs.Tab` or `tabs.ListTab` classes",
            "subject": "the estate",
            "class": "property_ops.framework.web.tabs:Tab",
        },
        "unit_panels": {
            "takes": "`tabs.Panel` classes",
            "subject": "the unit",
            "class": "property_ops.framework.web.tabs:Panel",
        },
        "unit_finders": {
            "takes": "`(text) -> ids of units`, for the search of units",
            "call": "(text)",
        },
        "charged_estates": {
            "takes": "`(estates) -> ids`: which of the estates were charged for already",
            "call": "(estates)",
        },
    },
    "slots": {
        "first_steps": [
            "property_ops.modules.estates.views.first_steps:COMPANY",
            "property_ops.modules.estates.views.first_steps:ESTATES",
            "property_ops.modules.estates.views.first_steps:UNITS",
        ],
        "api_routers": ["property_ops.modules.estates.api:ROUTER"],
        "approvals": [
            "property_ops.modules.estates.approvals:BANK_ACCOUNT_CHANGES",
            "property_ops.modules.estates.approvals:UNIT_CHANGES",
        ],
        "audit_actions": ["property_ops.modules.estates.domain.audit_words:WORDS"],
        "company_names": ["property_ops.modules.estates.selectors:company_name"],
        "estates_of_user": ["property_ops.modules.estates.selectors:estates_of"],
        "finders": [
            "property_ops.modules.estates.views.finding:UNITS",
            "property_ops.modules.estates.views.finding:PEOPLE",
        ],
        "importers": [
            "property_ops.modules.estates.importers.estates:EstateImporter",
            "property_ops.modules.estates.importers.units:UnitImporter",
        ],
        "staff_fields": ["property_ops.modules.estates.views.staff_fields:EstatesOfUser"],
        "dashboard_panels": ["property_ops.modules.estates.views.panels:KeyFigures"],
    },
}
