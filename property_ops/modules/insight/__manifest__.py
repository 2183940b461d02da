{
    "name": "insight",
    "summary": "The manager's half-year table, from the records",
    "version": "0.1.0",
    "depends": ["works", "road_repair", "wall_painting", "site_works", "parking", "estates", "requests"],
    "demo": ["demo/street-works"],
    "menus": [
        {
            "label": "Half-year table",
            "section": "Income and expense",
            "url": "insight",
            "icon": "chart-bar",
            "permission": "insight.view",
            "order": 810,
        },
    ],
    "slots": {"dashboard_panels": ["property_ops.modules.insight.views.panels:HalfYearPanel"]},
}
