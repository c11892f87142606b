"""Addresses of the residue."""

from django.urls import path

from saksama.office.residue.views import people, reports, searches

urlpatterns = [
    path("", searches.residues, name="residues"),
    path("new/", searches.new_residue, name="new_residue"),
    path("reports/", reports.missing_reports, name="missing_reports"),
    path("reports/new/", reports.new_missing_report, name="new_missing_report"),
    path("reports/upload/", reports.upload_missing_reports, name="upload_missing_reports"),
    path("<int:pk>/", searches.residue, name="residue"),
    path("<int:pk>/counts.csv", searches.residue_file, name="residue_file"),
    path("<int:pk>/people/", people.residue_people, name="residue_people"),
    path("<int:pk>/people/<int:person>/", people.residue_person, name="residue_person"),
]
