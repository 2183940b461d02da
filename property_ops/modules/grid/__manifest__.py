{
    "name": "grid",
    "summary": "Areas of an estate on a plan without network: who is responsible, substitutes, hand-over",
    "version": "0.1.0",
    "depends": ["estates", "inspections", "requests"],
    "menus": [
        {
            "label": "Grid",
            "section": "Residents",
            "url": "grid",
            "icon": "map-2",
            "permission": "grid.view",
            "order": 724,
        },
    ],
    "slots": {
        "published_figures": ["property_ops.modules.grid.views.published:WORKERS"],
        "approvals": ["property_ops.modules.grid.approvals:HAND_OVERS"],
        "audit_actions": ["property_ops.modules.grid.domain.audit_words:WORDS"],
        "importers": ["property_ops.modules.grid.importers.grid:GridImporter"],
        "demo_steps": ["property_ops.modules.grid.services.demonstrating:lay_out_the_demo"],
    },
}
