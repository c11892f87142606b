"""The rules by subject. Each file holds RULES, a tuple; `catalogue.py` puts them together.

Codes: T stands in the list and should not, H has the right and is missing, D data of a row, A anomaly of a
place or group.
"""
