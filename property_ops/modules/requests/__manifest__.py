{
    "name": "requests",
    "summary": "Requests, petitions and satisfaction",
    "version": "0.1.0",
    "depends": ["estates", "works"],
    "menus": [
        {
            "label": "Requests",
            "section": "Residents",
            "url": "requests",
            "icon": "message-circle",
            "permission": "requests.view",
            "order": 700,
        },
        {
            "label": "Satisfaction",
            "section": "Residents",
            "url": "surveys",
            "icon": "mood-smile",
            "permission": "requests.view",
            "order": 710,
        },
    ],
    "demo": ["demo/papers"],
    "slots": {
        "api_routers": ["property_ops.modules.requests.api:ROUTER"],
        "audit_actions": ["property_ops.modules.requests.domain.audit_words:WORDS"],
        "importers": [
            "property_ops.modules.requests.importers.requests:RequestImporter",
            "property_ops.modules.requests.importers.surveys:SurveyImporter",
        ],
        "estate_tabs": ["property_ops.modules.requests.views.register:RequestsOfEstate"],
        "dashboard_panels": ["property_ops.modules.requests.views.panels:OpenRequests"],
        "work_panels": ["property_ops.modules.requests.views.panels:RequestsOfWork"],
    },
}
