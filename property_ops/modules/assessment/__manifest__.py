{
    "name": "assessment",
    "summary": "Assessment of people, crews and estates, of any part of a year, from the records",
    "version": "0.1.0",
    "depends": ["dispatch", "estates", "requests", "rounds", "works"],
    "data": ["data/weights.toml"],
    "menus": [
        {
            "label": "Assessment",
            "section": "Works and service",
            "url": "assessments",
            "icon": "chart-arrows",
            "permission": "assessment.own",
            "order": 390,
        },
    ],
    "slots": {
        "approvals": [
            "property_ops.modules.assessment.approvals:WEIGHTS",
            "property_ops.modules.assessment.approvals:CORRECTIONS",
            "property_ops.modules.assessment.approvals:SETTLED",
            "property_ops.modules.assessment.approvals:TRAININGS",
        ],
        "audit_actions": ["property_ops.modules.assessment.domain.audit_words:WORDS"],
        "demo_steps": ["property_ops.modules.assessment.services.demonstrating:assess_the_demo"],
    },
}
