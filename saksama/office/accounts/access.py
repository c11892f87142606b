"""Who may do what: the one place that decides.

Every route declares its audience with `@audience("findings.review")`. The table below says which roles have that
permission. `gate.py` refuses everything else, `checks.py` refuses to start with a route that declares nothing,
and docs/permissions.md is printed from here. Which *rows* of a table somebody sees is decided by region, in `scope.py`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person is in the supervision of an election. A citizen has no account and no role."""

    ADMINISTRATOR = "administrator", _("Administrator")
    HEAD = "head", _("Bawaslu, head")
    STAFF = "staff", _("Bawaslu, staff")
    DISTRICT = "district", _("Sub-district supervisor (Panwaslu Kecamatan)")
    VILLAGE = "village", _("Village supervisor (PKD)")
    PROSECUTOR = "prosecutor", _("Prosecutors' intelligence")
    AGENCY = "agency", _("Agency liaison")
    KPU = "kpu", _("KPU liaison")


# How deep the region code of a role must be: 2 regency (16.02), 3 sub-district, 4 village; or anything from 0 to 2.
REGION_LEVELS: dict[Role, tuple[int, ...]] = {
    Role.ADMINISTRATOR: (0, 1, 2),
    Role.HEAD: (0, 1, 2),
    Role.STAFF: (0, 1, 2),
    Role.DISTRICT: (3,),
    Role.VILLAGE: (4,),
    Role.PROSECUTOR: (0, 1, 2),
    Role.AGENCY: (0, 1, 2),
    Role.KPU: (0, 1, 2),
}

# Roles that see voters' data by the thousand or decide over others: a password alone is not enough.
TWO_FACTOR_ROLES = frozenset({Role.ADMINISTRATOR, Role.HEAD, Role.STAFF, Role.PROSECUTOR, Role.KPU})

EVERYBODY = frozenset(Role)
BAWASLU = frozenset({Role.HEAD, Role.STAFF})
SUPERVISORS = BAWASLU | {Role.DISTRICT, Role.VILLAGE}
REVIEWERS = frozenset({Role.STAFF, Role.DISTRICT, Role.VILLAGE})
POST_KEEPERS = frozenset({Role.STAFF, Role.DISTRICT, Role.PROSECUTOR})
LOGGERS = POST_KEEPERS | {Role.HEAD}
LIAISONS = frozenset({Role.AGENCY, Role.KPU, Role.PROSECUTOR})  # of a body that is not Bawaslu
LIST_READERS = SUPERVISORS | {Role.PROSECUTOR}
INDEX_READERS = BAWASLU | {Role.DISTRICT, Role.PROSECUTOR}

PUBLIC = "public"


@dataclass(frozen=True)
class Permission:
    """What may be done, in words for docs/permissions.md, and by which roles."""

    what: str | Promise
    roles: frozenset[Role]


PERMISSIONS: dict[str, Permission] = {
    "start": Permission(_("See the start page: the running stages and what is due"), EVERYBODY),
    "account.own": Permission(_("Change one's own profile, password, two-factor login and sessions"), EVERYBODY),
    "accounts.manage": Permission(
        _("Create, change and close accounts of one's region"), frozenset({Role.ADMINISTRATOR})
    ),
    "trail.read": Permission(_("Read the audit trail of one's region"), frozenset({Role.ADMINISTRATOR, Role.HEAD})),
    "regions.read": Permission(_("See regions, polling stations and boundaries"), EVERYBODY),
    "regions.load": Permission(_("Load regions and boundaries"), frozenset({Role.ADMINISTRATOR, Role.STAFF})),
    "stages.read": Permission(_("See the stages of the election"), EVERYBODY),
    "duties.mark": Permission(_("Tick what one's own region has supervised"), SUPERVISORS),
    "dutyplan.read": Permission(_("See who supervises what in one's region, and tick one's own duties"), SUPERVISORS),
    "dutyplan.tick": Permission(_("Say that a planned duty is done, with note and photo"), SUPERVISORS),
    "dutyplan.write": Permission(
        _("Plan who supervises what in one's region"), frozenset({Role.HEAD, Role.STAFF, Role.DISTRICT})
    ),
    "checklists.read": Permission(_("See the checklists and the answers of one's region"), SUPERVISORS),
    "checklists.fill": Permission(_("Fill in checklists for places of one's region"), SUPERVISORS),
    "offline.use": Permission(
        _("Keep one's forms of the field on one's own phone for where there is no signal"),
        SUPERVISORS | {Role.PROSECUTOR},
    ),
    "checklists.decide": Permission(
        _("Decide on odd answers of one's region, download answers"), frozenset({Role.HEAD, Role.STAFF, Role.DISTRICT})
    ),
    "checklists.make": Permission(_("Make checklists, take answers from ODK"), BAWASLU),
    "lists.read": Permission(_("See the voter lists of one's region and how their audit went"), LIST_READERS),
    "lists.load": Permission(_("Hand over a voter list to be read and audited"), BAWASLU),
    "lists.withdraw": Permission(
        _("Withdraw a voter list that was handed over by mistake, and take that back"), BAWASLU
    ),
    "lists.export": Permission(_("Download the rejected rows of a list, numbers masked"), BAWASLU),
    "findings.read": Permission(_("See the findings of one's region, numbers masked"), LIST_READERS),
    "findings.export": Permission(_("Download the findings of one's region, numbers masked"), SUPERVISORS),
    "findings.review": Permission(_("Review findings of one's region"), REVIEWERS),
    "vulnerability.read": Permission(
        _("See the vulnerability index of one's region and the evidence behind it"), INDEX_READERS
    ),
    "vulnerability.enter": Permission(_("Enter, import and withdraw evidence for the index"), INDEX_READERS),
    "vulnerability.compute": Permission(
        _("Compute the index, set its rules, upload trees, download its figures"), BAWASLU
    ),
    "vulnerability.publish": Permission(_("Release a computed index for the public page"), frozenset({Role.HEAD})),
    "records.use": Permission(
        _("Search, discuss, attach and link: the records of the rooms one may see and change"), EVERYBODY
    ),
    "records.restricted": Permission(_("Know of restricted records of one's region"), BAWASLU | {Role.PROSECUTOR}),
    "records.secret": Permission(_("Know of secret records of one's region"), frozenset({Role.HEAD, Role.PROSECUTOR})),
    "residue.read": Permission(
        _("See how many people are not yet listed, by place of one's region; no people"), LIST_READERS | {Role.KPU}
    ),
    "residue.search": Permission(_("Search a list for the DPK and for people reported as missing"), BAWASLU),
    "residue.people": Permission(
        _("See the people of one's region who are not yet listed; each look is kept"), SUPERVISORS
    ),
    "residue.check": Permission(_("Check on the spot who of one's region is missing"), REVIEWERS),
    "residue.report": Permission(_("Enter and see who was reported as missing in one's region"), SUPERVISORS),
    "samples.read": Permission(_("See the samples drawn and what they say"), LIST_READERS),
    "samples.draw": Permission(_("Plan and draw a sample"), BAWASLU),
    "samples.forms": Permission(
        _("Download the forms of one's region, with names; each download is kept"), SUPERVISORS
    ),
    "samples.enter": Permission(_("See the people drawn in one's region and enter what was found"), REVIEWERS),
    "coklit.read": Permission(_("See the coklit counts of one's region"), LIST_READERS),
    "coklit.enter": Permission(_("Enter the coklit counts of a TPS of one's region"), REVIEWERS),
    "coklit.upload": Permission(
        _("Upload coklit counts of one's region"), frozenset({Role.HEAD, Role.STAFF, Role.DISTRICT})
    ),
    "threats.read": Permission(
        _("See the threats (AGHT) of one's region, as far as their class allows"), SUPERVISORS | {Role.PROSECUTOR}
    ),
    "threats.write": Permission(
        _("Write down threats, judge them, plan and finish measures"), BAWASLU | {Role.DISTRICT, Role.PROSECUTOR}
    ),
    "threats.export": Permission(_("Take threats along as a table or a report"), BAWASLU | {Role.PROSECUTOR}),
    "threats.rules": Permission(_("Change the rules for early warning"), frozenset({Role.HEAD, Role.PROSECUTOR})),
    "recommendations.read": Permission(
        _("See the letters to KPU: Bawaslu its own, a sub-district its records in them, KPU those sent to it"),
        BAWASLU | {Role.DISTRICT, Role.KPU},
    ),
    "recommendations.write": Permission(
        _("Draft letters from confirmed findings, send them, look their records up in the next list"), BAWASLU
    ),
    "recommendations.approve": Permission(
        _("Approve a letter and confirm its recalled legal bases"), frozenset({Role.HEAD})
    ),
    "recommendations.download": Permission(_("Download letters and attachments, NIK masked"), BAWASLU | {Role.KPU}),
    "recommendations.numbers": Permission(
        _("Download the attachment with the whole NIK, where the head has allowed it"),
        frozenset({Role.HEAD, Role.KPU}),
    ),
    "recommendations.answer": Permission(
        _("Answer the records of a letter: KPU in the browser, staff by taking over what KPU sent back"),
        frozenset({Role.STAFF, Role.KPU}),
    ),
    "recommendations.office": Permission(
        _("Change letterhead, signatory, addressee, deadline and template of the letters"), BAWASLU
    ),
    "posko.read": Permission(
        _("See one's own election post's log, schedule, calendar and reports, and what the other has published"),
        LOGGERS,
    ),
    "posko.write": Permission(_("Write the election post's log and the words of its reports"), POST_KEEPERS),
    "posko.publish": Permission(
        _("Decide what of the log is published, and withdraw it"),
        frozenset({Role.HEAD, Role.STAFF, Role.PROSECUTOR}),
    ),
    "posko.schedule": Permission(_("Import the official schedule"), frozenset({Role.STAFF, Role.PROSECUTOR})),
    "posko.export": Permission(
        _("Take the log out as csv or xlsx"), frozenset({Role.HEAD, Role.STAFF, Role.PROSECUTOR})
    ),
    "complaints.read": Permission(_("See voters' complaints of one's region, names masked"), SUPERVISORS),
    "complaints.write": Permission(
        _("Take voters' complaints and look at the complainant's name and contact"), REVIEWERS
    ),
    "complaints.export": Permission(_("Take complaints out as csv or xlsx, without names"), BAWASLU),
    "voters.search": Permission(
        _("Search the current list of one's region by name and birth date for a complaint"), REVIEWERS
    ),
    "fieldwork.read": Permission(
        _("Read the field reports of one's region, names of people as initials until asked for"), SUPERVISORS
    ),
    "fieldwork.write": Permission(_("Write field reports"), SUPERVISORS),
    "fieldwork.sign": Permission(
        _("Sign off the field reports of lower ranks in one's region"),
        frozenset({Role.HEAD, Role.STAFF, Role.DISTRICT}),
    ),
    "violations.read": Permission(
        _("See the suspected violations of one's region, names as initials; prosecutors see election crimes only"),
        SUPERVISORS | {Role.PROSECUTOR},
    ),
    "violations.names": Permission(
        _("Have the names in a suspected violation shown, which is written down"), BAWASLU | {Role.PROSECUTOR}
    ),
    "violations.write": Permission(_("Open, register and hand over suspected violations"), BAWASLU),
    "violations.decide": Permission(
        _("Write down what the plenary decided on a suspected violation"), frozenset({Role.HEAD})
    ),
    "violations.export": Permission(_("Take suspected violations out as a table, without names"), BAWASLU),
    "neutrality.read": Permission(
        _(
            "See neutrality cases of one's region, names as initials; a village supervisor the own reports only, a "
            "liaison what was handed over to the own agency"
        ),
        SUPERVISORS | {Role.AGENCY},
    ),
    "neutrality.report": Permission(_("Report a neutrality case"), SUPERVISORS),
    "neutrality.handle": Permission(_("Verify, assess, put before the head, close and reopen cases"), BAWASLU),
    "neutrality.propose": Permission(
        _("Propose to hand a case over, to close it without, or to declare it void"), frozenset({Role.STAFF})
    ),
    "neutrality.approve": Permission(
        _("Approve what was proposed in a neutrality case, or return it"), frozenset({Role.HEAD})
    ),
    "neutrality.names": Permission(
        _("Have the name in a neutrality case shown, and take its letter; each look is written down"),
        BAWASLU | {Role.AGENCY},
    ),
    "neutrality.answer": Permission(
        _("Answer a hand-over: the liaison of the body, staff for what came on paper"), BAWASLU | {Role.AGENCY}
    ),
    "neutrality.discuss": Permission(
        _("Discuss neutrality cases of one's region, see their files and history"), SUPERVISORS
    ),
    "neutrality.export": Permission(_("Take neutrality cases out as a table, without names and offices"), BAWASLU),
    "neutrality.statistics": Permission(
        _("See statistics of neutrality; who may not see the cases, with small counts put together"),
        BAWASLU | {Role.DISTRICT, Role.PROSECUTOR, Role.AGENCY},
    ),
    "neutrality.awareness": Permission(
        _("See the awareness meetings of one's region"), SUPERVISORS | {Role.PROSECUTOR, Role.AGENCY}
    ),
    "neutrality.hold_awareness": Permission(_("Write awareness meetings down"), BAWASLU | {Role.DISTRICT}),
    "fieldwork.export": Permission(
        _("Take field reports out as a table"), frozenset({Role.HEAD, Role.STAFF, Role.DISTRICT})
    ),
    "publicsite.write": Permission(_("Write news for the public page, read and decide on readers' comments"), BAWASLU),
    "publicsite.publish": Permission(_("Publish news with a second person's word, and withdraw it"), BAWASLU),
    "publicsite.release": Permission(
        _("Open the public page, and decide which figures of the lists are public"), frozenset({Role.HEAD})
    ),
    "citizens.read": Permission(
        _("See citizens' reports of one's region, names and contacts masked"), BAWASLU | {Role.DISTRICT}
    ),
    "citizens.write": Permission(
        _("Take up citizens' reports of one's region, answer them, pass them on"), BAWASLU | {Role.DISTRICT}
    ),
    "citizens.contact": Permission(_("See the name and contact that a citizen left, which is written down"), BAWASLU),
    "citizens.export": Permission(_("Take citizens' reports out as a table, without names and contacts"), BAWASLU),
    "agencies.manage": Permission(_("Keep the list of agencies and their liaisons"), BAWASLU | {Role.ADMINISTRATOR}),
    "meetings.read": Permission(_("See meetings one has to do with"), EVERYBODY - {Role.ADMINISTRATOR, Role.VILLAGE}),
    "meetings.write": Permission(_("Plan and hold meetings, give action items and accept what is done"), BAWASLU),
    "meetings.items": Permission(
        _("See action items one has to do with"), EVERYBODY - {Role.ADMINISTRATOR, Role.VILLAGE}
    ),
    "meetings.report": Permission(
        _("Report what one has done about an action item"), EVERYBODY - {Role.ADMINISTRATOR, Role.VILLAGE}
    ),
    "meetings.export": Permission(_("Take meetings and action items along as tables and documents"), BAWASLU),
    "api.tokens": Permission(_("Make tokens for one's own programs, and revoke them"), EVERYBODY),
    "webhooks.manage": Permission(
        _("Have other programs told of what happens to open records of one's region"), BAWASLU | {Role.PROSECUTOR}
    ),
    "mail.manage": Permission(
        _("See whether e-mail works and when the timetable was last done, try failed e-mails again"),
        frozenset({Role.ADMINISTRATOR}),
    ),
    "jobs.read": Permission(_("Follow one's own background jobs"), EVERYBODY),
}

View = TypeVar("View", bound=Callable[..., Any])


def audience(permission: str) -> Callable[[View], View]:
    """Declares who may open a view: `PUBLIC`, or a key of `PERMISSIONS`.

    Raises:
        ImproperlyConfigured: no such permission.
    """
    if permission != PUBLIC and permission not in PERMISSIONS:
        raise ImproperlyConfigured(f"no permission {permission!r} in accounts/access.py")

    def declare(view: View) -> View:
        setattr(view, "audience", permission)  # noqa: B010 - a function has no such attribute for the type checker
        return view

    return declare


class WayIn(Protocol):
    """How somebody comes in who has no session: a program with its token."""

    def enter(self, request: HttpRequest) -> HttpResponse | None:
        """Puts into the request whose it is; gives the refusal if it is nobody's."""
        ...

    def refuse(self, request: HttpRequest, permission: str) -> HttpResponse:
        """The answer to whoever lacks the permission."""
        ...


def audience_by_method(permissions: Mapping[str, str], way_in: WayIn) -> Callable[[View], View]:
    """Declares who may use each method of a view that is entered by another way than a session.

    Raises:
        ImproperlyConfigured: no such permission.
    """
    for permission in permissions.values():
        audience(permission)

    def declare(view: View) -> View:
        setattr(view, "audiences", dict(permissions))  # noqa: B010 - as above
        setattr(view, "way_in", way_in)  # noqa: B010
        return view

    return declare


def audience_of(view: Callable[..., Any], method: str = "GET") -> str | None:
    """The declared audience of a view, None if it declares nothing. A method it does not have counts as its first."""
    by_method = audiences_of(view)
    declared = by_method.get(method) or next(iter(by_method.values()), None)
    return declared if isinstance(declared, str) else None


def audiences_of(view: Callable[..., Any]) -> dict[str, str]:
    """The declared audiences of a view by method; a page has one for all, under GET."""
    declared = getattr(view, "audiences", None)
    if isinstance(declared, dict):
        return declared
    whole = getattr(view, "audience", None)
    return {"GET": whole} if isinstance(whole, str) else {}


def way_into(view: Callable[..., Any]) -> WayIn | None:
    """None for a view that is entered by a session."""
    found: WayIn | None = getattr(view, "way_in", None)
    return found


def may(role: str, permission: str) -> bool:
    """True if accounts of this role have the permission."""
    return role in PERMISSIONS[permission].roles
