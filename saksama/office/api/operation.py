"""An operation of the API: its address, its permission, what it takes and gives. Declared once, it makes the view, the
line in docs/permissions.md and the part of the OpenAPI document.

@operation("GET", "stages", "stages.read", summary, gives=Stages)
def stages(call: Call) -> Reply: …
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from django import forms
from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.exceptions import ValidationError as FieldProblem
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.http.multipartparser import MultiPartParserError
from django.urls import URLPattern, path
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from saksama.errors import SaksamaError
from saksama.office.accounts.access import PUBLIC, audience, audience_by_method
from saksama.office.api import problems, way_in
from saksama.office.api.models import Bearer
from saksama.office.recommendations.states import Refused

METHODS = ("GET", "POST", "PATCH", "DELETE")  # in this order in every list
NO_CONTENT = 204


class Schema(BaseModel):
    """What goes in or out; unknown fields are refused, so that a typing error is noticed."""

    model_config = ConfigDict(extra="forbid")


Id = Annotated[int, Field(ge=0, le=2**53)]  # what JSON and the databases hold without loss


class Nothing(Schema):
    """No parameters, no content."""


@dataclass(frozen=True)
class Call:
    """A request that has passed the gate and fits its description."""

    request: HttpRequest
    viewer: Bearer
    query: Any
    body: Any
    path: Mapping[str, Any]


@dataclass(frozen=True)
class Reply:
    """What an operation gives: content that fits `gives`, or a whole answer such as a file."""

    content: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    whole: HttpResponseBase | None = None


@dataclass(frozen=True)
class Operation:
    """See the module."""

    method: str
    route: str  # as Django writes it: threats/<int:pk>
    name: str  # of the URL
    permission: str
    summary: str | Promise
    work: Callable[[Call], Reply]
    query: type[Schema]
    takes: type[Schema] | None
    form: type[forms.BaseForm] | None  # instead: fields and files as a browser sends them
    gives: type[Schema] | None
    status: int
    tag: str | Promise
    needs_match: bool  # If-Match must name the version that is changed


OPERATIONS: list[Operation] = []


def operation(
    method: str,
    route: str,
    permission: str,
    summary: str | Promise,
    *,
    gives: type[Schema] | None,
    takes: type[Schema] | None = None,
    form: type[forms.BaseForm] | None = None,
    query: type[Schema] = Nothing,
    status: int = 200,
    tag: str | Promise = "",
    needs_match: bool = False,
) -> Callable[[Callable[[Call], Reply]], Callable[[Call], Reply]]:
    """Declares an operation. What it takes is JSON that fits `takes`, or the fields and files of a `form`."""

    def declare(work: Callable[[Call], Reply]) -> Callable[[Call], Reply]:
        parts = [part.strip("<>").partition(":")[2] or part for part in route.split("/")]
        name = "api_" + "_".join(part.replace("-", "_") for part in parts)
        OPERATIONS.append(
            Operation(
                method, route, name, permission, summary, work, query, takes, form, gives, status, tag, needs_match
            )  # fmt: skip
        )
        return work

    return declare


def patterns() -> list[URLPattern]:
    """An address for each route, with a view that knows its methods."""
    routes: dict[str, dict[str, Operation]] = {}
    for each in sorted(OPERATIONS, key=lambda one: METHODS.index(one.method)):
        routes.setdefault(each.route, {})[each.method] = each
    return [path(f"{route}/", _view(by_method), name=_name(by_method)) for route, by_method in routes.items()]


def _name(by_method: Mapping[str, Operation]) -> str:
    return next(iter(by_method.values())).name


def _view(by_method: Mapping[str, Operation]) -> Callable[..., HttpResponseBase]:
    def view(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        asked = by_method.get("GET" if request.method == "HEAD" else request.method or "")
        if asked is None:
            refusal = problems.problem(405, _("There is no such method here"), ", ".join(by_method))
            refusal["Allow"] = ", ".join(by_method)
            return refusal
        return _run(asked, request, parts)

    # No cookie opens it, so no other site can make a browser misuse one: there is nothing for a CSRF token to protect.
    view.csrf_exempt = True  # type: ignore[attr-defined]
    return audience_by_method({method: each.permission for method, each in by_method.items()}, way_in)(view)


def _run(asked: Operation, request: HttpRequest, parts: dict[str, Any]) -> HttpResponseBase:
    viewer = request.user
    if not isinstance(viewer, Bearer):
        raise PermissionDenied
    try:
        query = asked.query.model_validate({name: request.GET[name] for name in request.GET})
        body: Any = asked.takes.model_validate(_content(request)) if asked.takes else None
        if asked.form is not None:
            body = asked.form(*_fields_and_files(request))
        reply = asked.work(Call(request, viewer, query, body, parts))
    except ValidationError as wrong:
        return problems.of_schema(wrong)
    except FieldProblem as refusal:
        return problems.of_refusal(refusal)
    except Refused as refusal:
        return problems.problem(409, _("This cannot be done now"), str(refusal))
    except SaksamaError as error:
        return problems.of_input(error)
    except Http404:
        return problems.problem(404, _("There is nothing here"), _("It does not exist, or it is none of yours."))
    except PermissionDenied as refusal:
        return problems.problem(403, _("Not allowed"), str(refusal) or _("Your role may not do this."))
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
        return problems.problem(413, _("The request is too large"))
    if reply.whole is not None:
        return reply.whole
    if asked.gives is None:
        return HttpResponse(status=asked.status)
    content = asked.gives.model_validate(reply.content).model_dump_json()
    answer = HttpResponse(content, status=asked.status, content_type="application/json", headers=dict(reply.headers))
    answer["Content-Language"] = get_language() or "id"
    return answer


def _content(request: HttpRequest) -> Any:
    if request.content_type != "application/json":
        raise _unreadable(_("Send application/json."))
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise _unreadable(_("This is no JSON.")) from error


def _fields_and_files(request: HttpRequest) -> tuple[Any, Any]:
    if request.content_type != "multipart/form-data":
        raise _unreadable(_("Send multipart/form-data."))
    try:
        return request.POST, request.FILES
    except MultiPartParserError as error:
        raise _unreadable(_("This is no multipart/form-data.")) from error


def _unreadable(what: str) -> ValidationError:
    return ValidationError.from_exception_data(
        "request", [{"type": "json_invalid", "ctx": {"error": what}, "input": None}]
    )


@audience(PUBLIC)
def not_there(request: HttpRequest, rest: str = "") -> HttpResponse:
    """The answer to an address of the API that does not exist."""
    return problems.problem(404, _("There is nothing here"), _("See the OpenAPI document: /api/v1/openapi.json."))


not_there.csrf_exempt = True  # type: ignore[attr-defined]
