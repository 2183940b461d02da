"""The PDF kit: typefaces, subsets, a stationery printed once, and a writer for what differs on each sheet.

ADR 0003 says why there is a writer of our own beside reportlab.
"""
