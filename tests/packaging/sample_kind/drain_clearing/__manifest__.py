{
    "name": "drain_clearing",
    "summary": "Drain clearing",
    "version": "1.0",
    "depends": ["works"],
    "slots": {"work_kinds": ["drain_clearing.kinds:DRAIN_CLEARING"]},
}
