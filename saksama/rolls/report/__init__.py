"""What an audit writes for people: findings as files, sheets for the field, the page, the summary."""

from saksama.rolls.report.facts import LEFT_OUT, AuditFacts, SkippedRule
from saksama.rolls.report.field_sheets import write_field_sheets
from saksama.rolls.report.findings_files import write_findings
from saksama.rolls.report.places import Places, Published, oki
from saksama.rolls.report.report_page import write_report
from saksama.rolls.report.summary import Summary, summarise

__all__ = [
    "LEFT_OUT",
    "AuditFacts",
    "Places",
    "Published",
    "SkippedRule",
    "Summary",
    "oki",
    "summarise",
    "write_field_sheets",
    "write_findings",
    "write_report",
]
