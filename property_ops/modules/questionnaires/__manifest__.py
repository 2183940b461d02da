{
    "name": "questionnaires",
    "summary": "Questionnaires to the homes of an estate, on the phone and on paper that two persons key, with results",
    "version": "0.1.0",
    "depends": ["estates", "news", "requests"],
    "menus": [
        {
            "label": "Questionnaires",
            "section": "Residents",
            "url": "questionnaires",
            "icon": "clipboard-text",
            "permission": "questionnaires.view",
            "order": 708,
        },
    ],
    "slots": {
        "published_figures": ["property_ops.modules.questionnaires.views.published:ANSWERED"],
        "audit_actions": ["property_ops.modules.questionnaires.domain.audit_words:WORDS"],
        "demo_steps": ["property_ops.modules.questionnaires.services.demonstrating:ask_homes"],
        "estate_affairs": ["property_ops.modules.questionnaires.views.affairs:questionnaires_told"],
        "household_sections": ["property_ops.modules.questionnaires.views.household:ASKED"],
        "things_to_do": ["property_ops.modules.questionnaires.views.todo:TO_KEY"],
        "verifiers": ["property_ops.modules.questionnaires.verifiers:verify"],
    },
}
