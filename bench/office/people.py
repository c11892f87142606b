"""Fifty people with accounts of their own, logged in through the login page, and what each of them opens.

Django must be set up before this is imported.
"""

import re
import urllib.parse
import urllib.request
from collections.abc import Sequence
from http.cookiejar import CookieJar

import pyotp
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from bench.office.load import Person, Step
from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.election.models import Level, Region
from saksama.office.recommendations.models import Recommendation
from saksama.office.recommendations.states import SENT_STATES
from saksama.office.rolls.models import Finding, ListVersion

PASSWORD = "lima puluh orang sekaligus"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
REGION = "16.02"
# Ten in the office, one for each sub-district, village supervisors on their phones, and the liaisons of KPU.
STAFF, HEADS, VILLAGES, KPU = 10, 2, 16, 4
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def fifty() -> list[Account]:
    """The accounts; made once. Of the 18 sub-districts each has its own Panwaslu."""
    districts = [each.code for each in Region.objects.filter(code__within=REGION, level=Level.DISTRICT)]
    villages = [each.code for each in Region.objects.filter(code__within=REGION, level=Level.VILLAGE)]
    wanted = [(Role.STAFF, REGION)] * STAFF + [(Role.HEAD, REGION)] * HEADS + [(Role.KPU, REGION)] * KPU
    wanted += [(Role.DISTRICT, code) for code in districts]
    wanted += [(Role.VILLAGE, code) for code in villages[:: max(1, len(villages) // VILLAGES)][:VILLAGES]]
    password = make_password(PASSWORD)  # Argon2 once; each login still pays for it
    made = []
    with transaction.atomic():
        for number, (role, region) in enumerate(wanted):
            fields = {"name": f"Orang {number}", "role": role, "region": region, "password": password}
            account, _ = Account.objects.get_or_create(username=f"orang{number}", defaults=fields)
            if account.lacks_second_factor:
                account.totp_secret = SECRET
            account.totp_last_step = 0  # a bench begun anew within half a minute may use a code again
            account.save()
            made.append(account)
    return made


def log_in(port: int, account: Account) -> str:
    """Name, password and code through the login page, as a browser does; gives the cookie of the session."""
    cookies = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    at = f"http://127.0.0.1:{port}/login/"

    def send(url: str, page: str, **fields: str) -> tuple[str, str]:
        found = TOKEN.search(page)
        assert found is not None, "the page has no form"
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": found[1], "next": "", **fields}).encode()
        answer = browser.open(urllib.request.Request(url, data, headers={"Referer": url}))
        return answer.geturl(), answer.read().decode()

    url, page = send(at, browser.open(at).read().decode(), username=account.username, password=PASSWORD)
    if account.has_second_factor:
        url, page = send(url, page, code=pyotp.TOTP(SECRET).now())
    assert "/login/" not in url, f"{account.username} could not log in"
    return f"{settings.SESSION_COOKIE_NAME}=" + next(
        str(each.value) for each in cookies if each.name == settings.SESSION_COOKIE_NAME
    )


def logged_in(port: int, accounts: Sequence[Account], version: ListVersion) -> list[Person]:
    """Each with the session and the pages of the role."""
    return [Person(each.username, log_in(port, each), steps_of(each, version)) for each in accounts]


def steps_of(account: Account, version: ListVersion) -> tuple[Step, ...]:
    """What somebody of the role opens in turn; the place is the own one, or one of the regency."""
    if account.role == Role.KPU:
        return (Step("start", "/"), *_letters(account), Step("letters", "/recommendations/"))
    seen = Finding.objects.visible_to(account).filter(version=version)
    records = list(seen.order_by("severity", "region", "id").values_list("pk", flat=True)[:4])
    opened = [Step("record", f"/lists/{version.pk}/findings/{record}/") for record in records]
    findings = findings_steps(version, account)
    if account.role in (Role.STAFF, Role.HEAD):
        others = [Step("lists", "/lists/"), Step("list", f"/lists/{version.pk}/"), Step("letters", "/recommendations/")]
        choosing = Step("choose for a letter", f"/recommendations/new/{version.pk}/")
        return (Step("start", "/"), *findings, *opened[:2], *others, choosing, *_letters(account))
    return (Step("start", "/"), *findings[:3], *opened)


def findings_steps(version: ListVersion, account: Account) -> list[Step]:
    """The findings page in the ways it is asked for, two of them filtered and sorted."""
    page = f"/lists/{version.pk}/findings/"
    places = Region.objects.filter(code__within=account.region, level=Level.DISTRICT).order_by("code")
    place = places[account.pk % len(places)].code if len(places) else account.region
    return [
        Step("findings", page),
        Step("findings, filtered and sorted", f"{page}?severity=1&sort=probability"),
        Step("findings, filtered and sorted", f"{page}?status=open&place={place}&sort=place"),
        Step("findings, filtered and sorted", f"{page}?category=data&probability=50&sort=probability"),
        Step("findings, filtered and sorted", f"{page}?category=tms&severity=1&sort=place&page=20"),
    ]


def _letters(account: Account) -> list[Step]:
    rows = Recommendation.objects.visible_to(account).filter(state__in=SENT_STATES).order_by("pk")
    return [Step("letter", f"/recommendations/{letter.pk}/") for letter in rows[:2]]
