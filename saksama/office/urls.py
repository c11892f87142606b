"""The addresses of the office. Each room has its own `urls.py`; each view in it declares its audience."""

from django.urls import include, path

urlpatterns = [
    path("", include("saksama.office.election.urls")),
    path("", include("saksama.office.accounts.urls")),
    path("trail/", include("saksama.office.trail.urls")),
    path("lists/", include("saksama.office.rolls.urls")),
    path("", include("saksama.office.records.urls")),
    path("samples/", include("saksama.office.samples.urls")),
    path("residue/", include("saksama.office.residue.urls")),
    path("coklit/", include("saksama.office.coklit.urls")),
    path("threats/", include("saksama.office.threats.urls")),
    path("index/", include("saksama.office.vulnerability.urls")),
    path("recommendations/", include("saksama.office.recommendations.urls")),
    path("", include("saksama.office.posko.urls")),
    path("fieldwork/", include("saksama.office.fieldwork.urls")),
    path("agencies/", include("saksama.office.agencies.urls")),
    path("", include("saksama.office.meetings.urls")),
    path("checklists/", include("saksama.office.checklists.urls")),
    path("plan/", include("saksama.office.dutyplan.urls")),
    path("violations/", include("saksama.office.violations.urls")),
    path("", include("saksama.office.offline.urls")),
    path("public/", include("saksama.office.publicsite.open_urls")),
    path("", include("saksama.office.publicsite.urls")),
    path("neutrality/", include("saksama.office.neutrality.urls")),
    path("import/", include("saksama.office.exchange.urls")),
    path("webhooks/", include("saksama.office.webhooks.urls")),
    path("", include("saksama.office.api.urls")),
    path("jobs/", include("saksama.office.jobs.urls")),
    path("", include("saksama.office.frame_urls")),
]
