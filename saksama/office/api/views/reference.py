"""The OpenAPI document, and the same as a page to read: plain, without script, in both languages."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from saksama.office.accounts.access import PUBLIC, audience
from saksama.office.api.openapi import document


@dataclass(frozen=True)
class Line:
    """An operation as the page shows it."""

    method: str
    address: str
    summary: str
    description: str
    parameters: list[dict[str, Any]]
    fields: list[tuple[str, str, str, bool]]  # name, type, meaning, whether it must be there


@audience(PUBLIC)
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The document itself. It holds nothing of an office: which addresses there are, stands in the source code."""
    return JsonResponse(document(_language(request)))


@audience(PUBLIC)
@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """By subject."""
    whole = document(get_language() or "id")
    groups: dict[str, list[Line]] = {}
    for address, methods in whole["paths"].items():
        for method, told in methods.items():
            groups.setdefault(told.get("tags", [""])[0], []).append(_line(whole, method, address, told))
    return render(request, "api/reference.html", {"groups": groups.items()})


def _language(request: HttpRequest) -> str:
    return "en" if request.GET.get("language", get_language()) == "en" else "id"


def _line(whole: dict[str, Any], method: str, address: str, told: dict[str, Any]) -> Line:
    fields: list[tuple[str, str, str, bool]] = []
    if "requestBody" in told:
        (content,) = told["requestBody"]["content"].values()
        shape = _resolved(whole, content["schema"])
        for name, schema in shape["properties"].items():
            is_must = name in shape.get("required", [])
            fields.append((name, _type(whole, schema), schema.get("description", ""), is_must))
    parameters = [{**each, "type": _type(whole, each["schema"])} for each in told["parameters"] if each["in"] != "path"]
    return Line(method.upper(), address, told["summary"], told["description"], parameters, fields)


def _resolved(whole: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        found: dict[str, Any] = whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return found
    return schema


def _type(whole: dict[str, Any], schema: dict[str, Any]) -> str:
    if options := schema.get("anyOf"):
        return " | ".join(_type(whole, each) for each in options if each.get("type") != "null")
    if codes := schema.get("enum"):
        return " | ".join(str(code) for code in codes)
    return str(schema.get("format") or schema.get("type", ""))
