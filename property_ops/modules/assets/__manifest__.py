{
    "name": "assets",
    "summary": "Equipment of an estate with its warranty and history, and upkeep that comes due by interval or season",
    "version": "0.1.0",
    "depends": ["dispatch", "estates", "portal", "rounds", "works"],
    "menus": [
        {
            "label": "Equipment",
            "section": "Works and service",
            "url": "assets",
            "icon": "engine",
            "permission": "assets.view",
            "order": 356,
        },
        {
            "label": "Upkeep that is due",
            "section": "Dispatch",
            "url": "upkeep",
            "icon": "calendar-repeat",
            "permission": "assets.view",
            "order": 226,
        },
    ],
    "slots": {
        "audit_actions": ["property_ops.modules.assets.domain.audit_words:WORDS"],
        "demo_steps": ["property_ops.modules.assets.services.demonstrating:enter_equipment"],
        "importers": ["property_ops.modules.assets.importers.assets:AssetImporter"],
        "plate_links": ["property_ops.modules.assets.views.phone:link_of_plate"],
        "work_cautions": ["property_ops.modules.assets.selectors.register:cautions"],
        "work_panels": ["property_ops.modules.assets.views.panels:AssetOfWork"],
    },
}
