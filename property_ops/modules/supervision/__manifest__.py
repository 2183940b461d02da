{
    "name": "supervision",
    "summary": "The service agreement item by item, promised and delivered, for the owners' committee",
    "version": "0.1.0",
    "depends": ["confirmations", "estates", "requests", "rounds", "works"],
    "menus": [
        {
            "label": "Contract supervision",
            "section": "Income and expense",
            "url": "supervision",
            "icon": "clipboard-search",
            "permission": "supervision.view",
            "order": 815,
        },
    ],
}
