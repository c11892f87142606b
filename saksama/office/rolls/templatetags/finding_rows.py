"""The rows of a page of findings. Made here, as in the template fifty of them took a quarter of the page's time."""

from collections.abc import Sequence

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from saksama.office.rolls.places import Placed
from saksama.office.templatetags.office import badge, say, short

register = template.Library()
SHOWN = 160  # letters of the evidence


@register.simple_tag
def finding_rows(rows: Sequence[Placed], query: str, to_tick: bool) -> SafeString:
    """`query`: the filters, to come back to them; `to_tick`: with a box to tick."""
    way = f"?{query}" if query else ""
    return mark_safe("\n".join(_row(row, way, to_tick) for row in rows))  # noqa: S308 - rows are made by format_html


def _row(row: Placed, way: str, to_tick: bool) -> SafeString:
    finding = row.finding
    box = '<td><input type="checkbox" name="finding" value="{}" aria-label="{}"></td>'
    return format_html(
        '<tr>{}<th scope="row"><a href="{}/{}">{}</a><br><span class="small soft">{}</span></th>'
        "<td>{}</td><td>{}{}<br>{}</td></tr>",
        format_html(box, str(finding.pk), finding.reference) if to_tick else "",
        str(finding.pk),
        way,
        say(finding.title),
        short(finding.evidence, SHOWN),
        _place(row),
        badge(finding.severity_label, finding.severity_tone),
        "" if finding.percent is None else format_html(' <span class="small">{} %</span>', str(finding.percent)),
        badge(finding.status_label, finding.status_tone),
    )


def _place(row: Placed) -> SafeString:
    if not row.village:
        return conditional_escape(row.district or row.finding.region)
    if not row.district:
        return conditional_escape(row.village)
    tps = f" · TPS {row.finding.tps}" if row.finding.tps else ""
    return format_html('{}<br><span class="small soft">{}{}</span>', row.village, row.district, tps)
