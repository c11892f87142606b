"""What stands on the page of every record, known in every template without {% load %}."""

import re
from typing import Any

from django import template
from django.contrib.contenttypes.models import ContentType
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from saksama.office.election.models import Level, Region
from saksama.office.records.forms import AttachForm, CommentForm
from saksama.office.records.models import Approval, Attachment, Comment, Notice
from saksama.office.records.models.attachment import LIMIT
from saksama.office.records.models.link import linked_records
from saksama.office.records.models.record import Classification
from saksama.office.records.registry import room_of
from saksama.office.records.starting import beginnings
from saksama.office.records.states import open_moves
from saksama.office.trail.models import Entry

register = template.Library()
TONES = {Classification.SECRET.value: "bad", Classification.RESTRICTED.value: "warn"}


@register.inclusion_tag("records/panels.html", takes_context=True)
def record_panels(context: Context, record: Any) -> dict[str, Any]:
    """Files, links, discussion and history of a record; about eight queries."""
    viewer = context["request"].user
    room = room_of(type(record))
    about = {"content_type": ContentType.objects.get_for_model(record), "object_id": record.pk}
    entries = Entry.objects.filter(object_type=record._meta.label_lower, object_id=str(record.pk)).order_by("number")
    return {
        "record": record,
        "room": room,
        "may_write": record.is_editable_by(viewer),
        "may_comment": viewer.may(room.comment or room.read),
        "attachments": list(Attachment.objects.filter(**about).select_related("by")),
        "comments": list(Comment.objects.filter(**about).select_related("by")),
        "links": linked_records(record, viewer),
        "beginnings": beginnings(record, viewer),
        "entries": list(entries[:200]),
        "attach_form": AttachForm(),
        "comment_form": CommentForm(),
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("office/parts/keep_line.html")
def keep_line() -> dict[str, Any]:
    """In a `<form data-keep>`: what its script says, and what waits in this browser to be sent."""
    return {"limit": LIMIT}


@register.inclusion_tag("records/moves.html", takes_context=True)
def record_moves(context: Context, record: Any) -> dict[str, Any]:
    """The steps that lead on from the record's state, each as a button, and a second person's word that is awaited."""
    viewer = context["request"].user
    room = room_of(type(record))
    about = {"content_type": ContentType.objects.get_for_model(record), "object_id": record.pk}
    waiting = Approval.objects.filter(**about, approved=None).select_related("asked_by", "content_type").first()
    return {
        "record": record,
        "room": room,
        "moves": [] if waiting else open_moves(record, viewer, room.moves),
        "waiting": waiting,
        "may_decide": waiting is not None and waiting.is_decidable_by(viewer),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("records/where.html")
def record_where(where: Any, caption: str = "") -> dict[str, Any]:
    """Counts by place as a map and a table; the `where` of a `RecordList`."""
    return {"where": where, "caption": caption}


@register.inclusion_tag("records/filters.html")
def record_filters(records: Any) -> dict[str, Any]:
    """The filters of a list, and its exports; the `RecordList` of `listing.record_list`."""
    return {"records": records}


@register.inclusion_tag("records/class.html")
def record_class(record: Any) -> dict[str, Any]:
    """A badge for what is not open to everybody."""
    return {"record": record, "tone": TONES.get(record.classification, "")}


@register.simple_tag
def record_place(record: Any) -> str:
    """Where it is, in words: "dermaga, Kota Raya, Kayu Agung"; one query."""
    codes = [record.region, ".".join(record.region.split(".")[: Level.DISTRICT])]
    names = dict(Region.objects.filter(code__in=codes).values_list("code", "name"))
    return ", ".join(dict.fromkeys(filter(None, [record.place, *(names.get(code, code) for code in codes)])))


@register.simple_tag(takes_context=True)
def unread_notices(context: Context) -> int:
    """How many notices the reader has not opened; one query over an index of the unread."""
    viewer = context["request"].user
    return Notice.objects.filter(account=viewer, read=None).count() if viewer.is_authenticated else 0


@register.simple_tag
def room_record(record: Any) -> Any:
    """The room that keeps a record."""
    return room_of(type(record))


@register.simple_tag
def highlight(text: object, words: str) -> SafeString:
    """The text with each of the words marked; everything escaped."""
    wanted = sorted({re.escape(word) for word in words.split()}, key=len, reverse=True)
    if not wanted:
        return format_html("{}", text)
    # The pattern has one group, so that what fits stands at every second place.
    parts = re.split(f"({'|'.join(wanted)})", str(text), flags=re.IGNORECASE)
    pieces = ((format_html("<mark>{}</mark>", part) if place % 2 else part,) for place, part in enumerate(parts))
    return format_html_join("", "{}", pieces)
