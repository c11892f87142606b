"""Addresses of the election post and of the complaints desk."""

from django.urls import path, re_path

from saksama.office.posko.views import calendar, complaints, correcting, coverage, feed, log, publish, report, schedule

urlpatterns = [
    path("posko/", log.log, name="posko"),
    path("posko/new/", log.write, name="new_log_entry"),
    path("posko/nothing/", log.nothing, name="log_nothing"),
    path("posko/<int:pk>/", log.entry, name="log_entry"),
    path("posko/<int:pk>/edit/", log.edit, name="edit_log_entry"),
    path("posko/<int:pk>/publish/", publish.publish, name="publish_entry"),
    path("posko/public-photo/<int:pk>/", publish.photo, name="public_photo"),
    path("posko/schedule/", schedule.schedule, name="posko_schedule"),
    path("posko/schedule/import/", schedule.bring, name="import_schedule"),
    path("posko/schedule/<int:pk>/log/", schedule.log_it, name="log_planned"),
    path("posko/calendar/", calendar.calendar, name="posko_calendar"),
    path("posko/timeline/", calendar.timeline, name="posko_timeline"),
    path("posko/calendar/address/", feed.address, name="calendar_address"),
    path("posko/feed/<str:token>.ics", feed.feed, name="calendar_feed"),
    path("posko/gaps/", coverage.coverage, name="posko_gaps"),
    path("posko/report/", report.report, name="posko_report"),
    re_path(r"^posko/report\.(?P<kind>pdf|docx)$", report.download, name="download_posko_report"),
    path("complaints/", complaints.complaints, name="complaints"),
    path("complaints/new/", complaints.take, name="new_complaint"),
    path("complaints/voters/", complaints.voters, name="find_voters"),
    path("complaints/<int:pk>/", complaints.complaint, name="complaint"),
    path("complaints/<int:pk>/names/", complaints.names, name="complaint_names"),
    path("complaints/<int:pk>/correct/", correcting.correct, name="correct_complaint"),
    path("complaints/<int:pk>/receipt/", complaints.receipt, name="complaint_receipt"),
]
