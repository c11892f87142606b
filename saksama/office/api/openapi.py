"""The OpenAPI 3.1 document, printed from the operations themselves."""

import re
from functools import cache
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import override
from pydantic import TypeAdapter
from pydantic.json_schema import models_json_schema

from saksama.office.accounts.access import PERMISSIONS
from saksama.office.api.operation import NO_CONTENT, OPERATIONS, Operation, Schema
from saksama.office.api.problems import CONTENT_TYPE
from saksama.office.api.shapes import input_type
from saksama.office.records.forms import FilesField

VERSION = "1.1.0"
_PART = re.compile(r"<int:(\w+)>")
_REFERENCE = "#/components/schemas/{model}"
PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "file": {"type": "string"},
                    "row": {"type": ["integer", "null"]},
                    "column": {"type": "string"},
                    "what": {"type": "string"},
                    "remedy": {"type": "string"},
                },
            },
        },
    },
}


@cache
def document(language: str) -> dict[str, Any]:
    """In a language. The same for everybody: what one may is told by the token."""
    with override(language):
        return _document()


def _document() -> dict[str, Any]:
    models = {(model, mode) for each in OPERATIONS for model, mode in _models(each)}
    ordered = sorted(models, key=lambda pair: (pair[0].__name__, pair[1]))
    references, definitions = models_json_schema(ordered, ref_template=_REFERENCE)
    paths: dict[str, Any] = {}
    for each in OPERATIONS:
        address = "/api/v1/" + _PART.sub(r"{\1}", each.route) + "/"
        paths.setdefault(address, {})[each.method.lower()] = _described(each, references)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Saksama",
            "version": VERSION,
            "description": _("The records of the office for other programs. What a token sees is decided by its role, "
                             "its permissions and its region."),
        },
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": {**definitions.get("$defs", {}), "Problem": PROBLEM},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }  # fmt: skip


def _models(each: Operation) -> list[tuple[type[Schema], Any]]:
    taken: list[tuple[type[Schema], Any]] = [(each.takes, "validation")] if each.takes else []
    return [*taken, (each.gives, "serialization")] if each.gives else taken


def _described(each: Operation, references: Any) -> dict[str, Any]:
    what = PERMISSIONS[each.permission].what
    answer: dict[str, Any] = {"description": _("It is done.")}
    if each.gives is not None:
        answer["content"] = {"application/json": {"schema": references[each.gives, "serialization"]}}
    elif each.status != NO_CONTENT:
        answer["content"] = {"*/*": {"schema": {"type": "string", "format": "binary"}}}
    found: dict[str, Any] = {
        "operationId": f"{each.method.lower()}_{each.name.removeprefix('api_')}",
        "summary": str(each.summary),
        "description": _("Permission: %(what)s (%(key)s).") % {"what": what, "key": each.permission},
        "parameters": [*_path_parameters(each), *_query_parameters(each), *_header_parameters(each)],
        "responses": {str(each.status): answer, **_refusals(each)},
    }
    if each.tag:
        found["tags"] = [str(each.tag)]
    if each.takes is not None:
        schema = references[each.takes, "validation"]
        found["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    if each.form is not None:
        found["requestBody"] = {"required": True, "content": {"multipart/form-data": {"schema": _form_schema(each)}}}
    return found


def _form_schema(each: Operation) -> dict[str, Any]:
    fields: dict[str, Any] = each.form.base_fields if each.form is not None else {}  # type: ignore[attr-defined]
    file = {"type": "string", "format": "binary"}
    properties = {
        name: {"type": "array", "items": file, "minItems": int(field.required)}
        if isinstance(field, FilesField)
        else file
        if isinstance(field, forms.FileField)
        else TypeAdapter(input_type(field)).json_schema()
        for name, field in fields.items()
    }
    for name, field in fields.items():
        properties[name] = {**properties[name], "description": str(field.label or name)}
    required = [name for name, field in fields.items() if field.required]
    return {"type": "object", "properties": properties, "required": required}


def _path_parameters(each: Operation) -> list[dict[str, Any]]:
    whole = {"type": "integer", "minimum": 0}
    return [{"in": "path", "name": name, "required": True, "schema": whole} for name in _PART.findall(each.route)]


def _query_parameters(each: Operation) -> list[dict[str, Any]]:
    shape = each.query.model_json_schema()
    found = []
    for name, schema in shape.get("properties", {}).items():
        kept = {key: value for key, value in schema.items() if key not in ("title", "description", "default")}
        # A parameter that is left out is no null.
        if "anyOf" in kept:
            (only,) = [option for option in kept.pop("anyOf") if option != {"type": "null"}]
            kept |= only
        if kept != {"type": "null"}:
            found.append({"in": "query", "name": name, "description": schema.get("description", ""), "schema": kept})
    return found


def _header_parameters(each: Operation) -> list[dict[str, Any]]:
    if not each.needs_match:
        return []
    about = _("The ETag of the record as it was read: nobody's change is lost.")
    return [{"in": "header", "name": "If-Match", "required": False, "description": about, "schema": {"type": "string"}}]


def _refusals(each: Operation) -> dict[str, Any]:
    told = {
        401: _("No valid token."),
        403: _("The role, the token or the state of the record does not allow it."),
        404: _("It does not exist, or it is none of yours."),
        409: _("This cannot be done now."),
        413: _("The request is too large"),
        422: _("The request does not have the described form, or the record cannot be kept like this."),
        429: _("Too many requests; Retry-After says when to go on."),
    }
    if each.needs_match:
        told |= {412: _("Somebody else has changed it meanwhile"), 428: _("If-Match is missing")}
    reference = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {
        str(status): {"description": text, "content": {CONTENT_TYPE: reference}}
        for status, text in sorted(told.items())
    }
