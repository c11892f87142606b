"""Addresses of the duty plan."""

from django.urls import path

from saksama.office.dutyplan.views import doing, overview, planning

urlpatterns = [
    path("", doing.my_duties, name="my_duties"),
    path("list/", doing.assignments, name="assignments"),
    path("<int:pk>/", doing.assignment, name="assignment"),
    path("<int:pk>/tick/", doing.tick, name="tick_assignment"),
    path("<int:pk>/reopen/", doing.reopen, name="reopen_assignment"),
    path("coverage/", overview.coverage_page, name="coverage"),
    path("coverage.csv", overview.coverage_file, name="coverage_file"),
    path("remind/", overview.remind, name="remind_late"),
    path("new/", planning.plan_duties, name="plan_duties"),
    path("copy/", planning.copy_plan, name="copy_plan"),
    path("upload/", planning.upload_plan, name="upload_plan"),
    path("<int:pk>/drop/", planning.drop, name="drop_assignment"),
]
