"""Addresses of the field reports."""

from django.urls import path

from saksama.office.fieldwork.views import reading, verifying, writing

urlpatterns = [
    path("", reading.field_reports, name="field_reports"),
    path("new/", writing.begin, name="begin_report"),
    path("<int:pk>/", reading.field_report, name="field_report"),
    path("<int:pk>/write/", writing.write_report, name="write_report"),
    path("<int:pk>/names/", reading.report_names, name="report_names"),
    path("<int:pk>/pdf/", reading.field_report_pdf, name="field_report_pdf"),
    path("<int:pk>/version/", reading.new_report_version, name="new_report_version"),
    path("<int:pk>/differences/", reading.report_differences, name="report_differences"),
    path("verify/<str:code>/", verifying.verify_report, name="verify_report"),
]
