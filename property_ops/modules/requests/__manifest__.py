{
    "name": "requests",
    "summary": "Requests, petitions and satisfaction",
    "version": "0.1.0",
    "depends": ["dispatch", "erasure", "estates", "notices", "portal", "rounds", "works"],
    "data": ["data/clocks.toml"],
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
            "label": "Typed tallies",
            "section": "Residents",
            "url": "surveys",
            "icon": "mood-smile",
            "permission": "requests.view",
            "order": 710,
        },
    ],
    "demo": ["demo/papers"],
    "offers": {
        "request_panels": {
            "takes": "`tabs.Panel` classes",
            "subject": "the request",
            "class": "property_ops.framework.web.tabs:Panel",
        },
        "request_subjects": {
            "takes": "`requests.public.RequestSubjectKind` objects: what petitions speak of, with its evidence",
            "object": "property_ops.modules.requests.domain.subjects:RequestSubjectKind",
        },
    },
    "slots": {
        "personal_data": ["property_ops.modules.requests.services.erasing:WHO_ASKED"],
        "event_kinds": ["property_ops.modules.requests.services.moving:REQUEST_MOVED"],
        "api_routers": ["property_ops.modules.requests.api:ROUTER"],
        "audit_actions": ["property_ops.modules.requests.domain.audit_words:WORDS"],
        "finders": ["property_ops.modules.requests.views.finding:REQUESTS"],
        "importers": [
            "property_ops.modules.requests.importers.requests:RequestImporter",
            "property_ops.modules.requests.importers.surveys:SurveyImporter",
        ],
        "request_subjects": ["property_ops.modules.requests.selectors.subjects:WORK_SUBJECT"],
        "phone_sections": [
            "property_ops.modules.requests.views.phone:section_for",
            "property_ops.modules.requests.views.handing:section_for",
        ],
        "plate_visitors": ["property_ops.modules.requests.views.plate:report"],
        "timed_tasks": ["property_ops.modules.requests.tasks:HAND_UP"],
        "demo_steps": ["property_ops.modules.requests.services.demonstrating:show_requests"],
        "estate_tabs": ["property_ops.modules.requests.views.register:RequestsOfEstate"],
        "dashboard_panels": ["property_ops.modules.requests.views.panels:OpenRequests"],
        "notice_templates": ["property_ops.modules.requests.services.telling:ANSWERED"],
        "things_to_do": [
            "property_ops.modules.requests.views.todo:RECEIVED",
            "property_ops.modules.requests.views.todo:IN_HAND",
        ],
        "work_panels": ["property_ops.modules.requests.views.panels:RequestsOfWork"],
    },
}
