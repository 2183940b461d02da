{
    "name": "drain_clearing",
    "summary": "Drain clearing: as a work of the estate, and in homes on request",
    "version": "1.0",
    "depends": ["charges", "estates", "ledger", "tariffs", "tax", "works"],
    "data": ["data/accounts.toml", "data/fee_items.toml", "data/vat_rates.toml"],
    "demo": ["demo/house_calls.toml"],
    "menus": [
        {
            "label": "House calls",
            "section": "Registers",
            "url": "house_calls",
            "icon": "droplet",
            "permission": "house_calls.view",
            "order": 390,
        },
    ],
    "slots": {
        "charge_sources": ["drain_clearing.services:HouseCallSource"],
        "verifiers": ["drain_clearing.verifiers:verify"],
        "work_kinds": ["drain_clearing.kinds:DRAIN_CLEARING"],
    },
}
