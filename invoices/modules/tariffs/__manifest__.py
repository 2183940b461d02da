{
    "name": "tariffs",
    "summary": "Fee items and tariffs with effective dates",
    "version": "0.1.0",
    "depends": ["estates"],
    "data": ["data/fee_items.toml"],
    "menus": [
        {
            "label": "Tariffs",
            "section": "Billing",
            "url": "tariffs",
            "icon": "receipt",
            "permission": "tariffs.view",
            "order": 150,
        },
    ],
    "slots": {
        "first_steps": ["invoices.modules.tariffs.views.first_steps:TARIFFS"],
        "importers": ["invoices.modules.tariffs.importers.tariffs:TariffImporter"],
        "estate_tabs": ["invoices.modules.tariffs.views.tariffs:TariffsTab"],
    },
}
