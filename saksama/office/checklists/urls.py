"""Addresses of the checklists."""

from django.urls import path

from saksama.office.checklists.views import doubts, exchange, filling, making, results

urlpatterns = [
    path("", making.checklists, name="checklists"),
    path("new/", making.new_checklist, name="new_checklist"),
    path("upload/", exchange.upload_checklist, name="upload_checklist"),
    path("sheets/", results.sheets, name="sheets"),
    path("sheets/<int:pk>/", results.sheet, name="sheet"),
    path("second-look/", doubts.second_look, name="second_look"),
    path("second-look/<int:pk>/", doubts.decide_doubt, name="decide_doubt"),
    path("<int:pk>/", making.checklist, name="checklist"),
    path("<int:pk>/edit/", making.edit_checklist, name="edit_checklist"),
    path("<int:pk>/open/", making.open_checklist, name="open_checklist"),
    path("<int:pk>/close/", making.close_checklist, name="close_checklist"),
    path("<int:pk>/questions/new/", making.question, name="new_question"),
    path("<int:pk>/questions/<slug:name>/", making.question, name="question"),
    path("<int:pk>/questions/<slug:name>/move/", making.move_question, name="move_question"),
    path("<int:pk>/places/", filling.choose_place, name="choose_sheet_place"),
    path("<int:pk>/fill/<str:village>/<str:tps>/", filling.fill_sheet, name="fill_sheet"),
    path("<int:pk>/results/", results.results, name="results"),
    path("<int:pk>/answers.<str:kind>", results.answers_file, name="answers_file"),
    path("<int:pk>/xlsform.xlsx", exchange.xlsform_file, name="xlsform_file"),
    path("<int:pk>/odk/", exchange.upload_answers, name="upload_answers"),
]
