"""Addresses of the threats."""

from django.urls import path

from saksama.office.threats.views import measures, report, rules, threats

urlpatterns = [
    path("", threats.threats, name="threats"),
    path("new/", threats.new_threat, name="new_threat"),
    path("report/", report.report, name="threat_report"),
    path("warnings/", rules.rules, name="warning_rules"),
    path("warnings/usual/", rules.usual, name="usual_warning_rules"),
    path("warnings/<int:pk>/", rules.rule, name="warning_rule"),
    path("<int:pk>/", threats.threat, name="threat"),
    path("<int:pk>/change/", threats.change_threat, name="change_threat"),
    path("<int:pk>/assess/", measures.assess, name="assess_threat"),
    path("<int:pk>/measures/", measures.plan, name="plan_measure"),
    path("<int:pk>/measures/<int:measure>/done/", measures.done, name="measure_done"),
    path("<int:pk>/measures/<int:measure>/remove/", measures.remove, name="remove_measure"),
]
