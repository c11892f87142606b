"""The table of docs/permissions.md: every address, its audience, and which roles may open it."""

from collections.abc import Iterator

from django.utils import translation

from saksama.office.accounts.access import PERMISSIONS, PUBLIC, REGION_LEVELS, TWO_FACTOR_ROLES, Role, may
from saksama.office.checks import routes

HEAD = """# Permissions

Printed by `saksama office permissions --markdown > docs/permissions.md` from `accounts/access.py` and the URL
configuration; a test opens every address as every role and compares. ✓ may open it. Somebody not logged in is sent to
the login. An address with a method in front is of the API, where a token stands for an account. Within a page everybody
sees only the rows of the own region; anything outside it answers 404.
"""


def markdown() -> str:
    """The whole page, in English."""
    with translation.override("en"):
        return "\n".join([HEAD, *_roles(), "", *_permissions(), "", *_addresses(), ""])


def _roles() -> Iterator[str]:
    yield "## Roles\n"
    yield "| role | name | level of its region code | two-factor login |\n| --- | --- | --- | --- |"
    for role in Role:
        levels = REGION_LEVELS[role]
        span = str(levels[0]) if len(levels) == 1 else f"{levels[0]} to {levels[-1]}"
        yield f"| `{role}` | {role.label} | {span} | {'demanded' if role in TWO_FACTOR_ROLES else 'offered'} |"


def _permissions() -> Iterator[str]:
    yield "## Permissions\n"
    yield f"| permission | what | {' | '.join(Role)} |\n| --- | --- |{' --- |' * len(Role)}"
    for name, permission in PERMISSIONS.items():
        yield f"| `{name}` | {permission.what} | {' | '.join(_tick(role in permission.roles) for role in Role)} |"


def _addresses() -> Iterator[str]:
    yield "## Addresses\n"
    yield f"| address | audience | nobody | {' | '.join(Role)} |\n| --- | --- | --- |{' --- |' * len(Role)}"
    for route in routes():
        audience = route.audience or ""
        everyone = audience == PUBLIC
        ticks = " | ".join(_tick(everyone or may(role, audience)) for role in Role)
        address = f"{route.method} {route.path}" if route.by_token else route.path
        yield f"| `{address}` | `{audience}` | {_tick(everyone)} | {ticks} |"


def _tick(yes: bool) -> str:
    return "✓" if yes else ""
