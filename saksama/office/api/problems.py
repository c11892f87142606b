"""Refusals and mistakes as application/problem+json (RFC 9457), in the language of the request."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError as FieldProblem
from django.http import HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import ValidationError as SchemaProblem

from saksama.errors import InputError, SaksamaError
from saksama.language import Language

CONTENT_TYPE = "application/problem+json"
UNPROCESSABLE = 422


def problem(status: int, title: str, detail: str = "", errors: Iterable[Mapping[str, Any]] = ()) -> HttpResponse:
    """The answer. `errors` name what is wrong one by one: column, what, remedy, and the row in a table."""
    content: dict[str, Any] = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    if listed := list(errors):
        content["errors"] = listed
    answer = JsonResponse(content, status=status, content_type=CONTENT_TYPE)
    answer["Content-Language"] = get_language() or "id"
    return answer


def of_schema(wrong: SchemaProblem) -> HttpResponse:
    """What does not have the shape that the OpenAPI document describes. What was sent is not repeated."""
    errors = [
        {"column": ".".join(str(part) for part in each["loc"]), "what": each["msg"], "remedy": _remedy(each["type"])}
        for each in wrong.errors(include_url=False, include_context=False, include_input=False)
    ]
    return problem(UNPROCESSABLE, _("The request does not have the described form"), "", errors)


def of_form(form: Any) -> HttpResponse:
    """What a form of the office refuses, by field; the same words as on its page."""
    errors = [
        {
            "column": "" if name == "__all__" else name,
            "what": str(message),
            "remedy": str(form.fields[name].help_text) if name in form.fields else "",
        }
        for name, messages in form.errors.items()
        for message in messages
    ]
    return problem(UNPROCESSABLE, _("The record cannot be kept like this"), "", errors)


def of_refusal(refusal: FieldProblem) -> HttpResponse:
    """What a rule of the record refuses, such as a step that its state does not allow."""
    return problem(409, _("This cannot be done now"), " ".join(refusal.messages))


def of_input(error: SaksamaError) -> HttpResponse:
    """What came from outside and cannot be used, with its place and remedy."""
    language: Language = "en" if get_language() == "en" else "id"
    place: dict[str, Any] = {}
    if isinstance(error, InputError):
        place = {"file": error.file, "row": error.row, "column": error.column}
    told = {"what": error.what.in_(language), "remedy": error.remedy.in_(language)}
    return problem(UNPROCESSABLE, _("The input cannot be used"), error.say(language), [{**place, **told}])


def _remedy(kind: str) -> str:
    if kind == "extra_forbidden":
        return _("Leave it out: there is no such field.")
    if kind == "missing":
        return _("Give it a value.")
    return _("See the OpenAPI document for the values that fit.")
