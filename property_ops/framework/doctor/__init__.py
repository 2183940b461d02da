"""What is wrong with this installation, and how it is mended: `property-ops doctor`, and the operator's page.

All of it comes from the slot `health_notes`; what takes longer than a monitor should wait is marked `thorough`.
"""
