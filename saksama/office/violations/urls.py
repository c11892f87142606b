"""Addresses of suspected violations."""

from django.urls import path

from saksama.office.violations.views import reading, writing

urlpatterns = [
    path("", reading.violations, name="violations"),
    path("new/", writing.citizen_report, name="citizen_report"),
    path("<int:pk>/", reading.violation, name="violation"),
    path("<int:pk>/names/", reading.violation_names, name="violation_names"),
    path("<int:pk>/change/", writing.change_violation, name="change_violation"),
    path("<int:pk>/people/", writing.add_person, name="add_violation_person"),
    path("<int:pk>/decide/", writing.decide_violation, name="decide_violation"),
    path("<int:pk>/hand-over/", writing.hand_over_violation, name="hand_over_violation"),
    path("<int:pk>/event/", writing.note_event, name="note_violation_event"),
]
