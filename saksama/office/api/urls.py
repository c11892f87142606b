"""Addresses of the API and of the page about it. The rooms are known by now: Django reads this after `ready`."""

from django.urls import path

from saksama.office.api import operation
from saksama.office.api.routes import evidence, index, letters, lists, neutrality, places  # noqa: F401 - they declare
from saksama.office.api.routes.around import declare_around
from saksama.office.api.routes.files import declare_files
from saksama.office.api.routes.links import declare_links
from saksama.office.api.routes.records import declare_room
from saksama.office.api.views import reference, tokens
from saksama.office.records.registry import ROOMS

for room in ROOMS.values():
    declare_room(room)
    declare_around(room)
    declare_files(room)
    declare_links(room)

urlpatterns = [
    path("api/", reference.reference, name="api_reference"),
    path("api/v1/openapi.json", reference.openapi, name="openapi"),
    path("profile/tokens/", tokens.tokens, name="tokens"),
    path("profile/tokens/<int:pk>/revoke/", tokens.revoke_token, name="revoke_token"),
    path("accounts/<int:pk>/tokens/", tokens.system_tokens, name="system_tokens"),
]
urlpatterns += [path(f"api/v1/{each.pattern}", each.callback, name=each.name) for each in operation.patterns()]
urlpatterns.append(path("api/v1/<path:rest>", operation.not_there, name="api_nothing"))
