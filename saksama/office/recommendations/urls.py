"""Addresses of the letters of recommendation."""

from django.urls import path

from saksama.office.recommendations.views import answers, approval, drafts, files, letters, next_lists, office

urlpatterns = [
    path("", letters.recommendations, name="recommendations"),
    path("office/", office.office, name="recommendations_office"),
    path("office/template/", office.upload_template, name="recommendations_template"),
    path("office/template.docx", office.template, name="recommendations_template_file"),
    path("new/", drafts.choose_list, name="recommendation_choose_list"),
    path("new/<int:list>/", drafts.choose, name="recommendation_choose"),
    path("<int:pk>/", letters.recommendation, name="recommendation"),
    path("<int:pk>/text/", drafts.text, name="recommendation_text"),
    path("<int:pk>/remove/", drafts.remove, name="recommendation_remove"),
    path("<int:pk>/discard/", drafts.discard_draft, name="recommendation_discard"),
    path("<int:pk>/approve/", approval.approve, name="recommendation_approve"),
    path("<int:pk>/take-back/", approval.take_back, name="recommendation_take_back"),
    path("<int:pk>/send/", approval.send, name="recommendation_send"),
    path("<int:pk>/not-carried-out/", approval.not_carried_out, name="recommendation_give_up"),
    path("<int:pk>/answer/", answers.answer_records, name="recommendation_answer"),
    path("<int:pk>/answer/workbook/", answers.upload_workbook, name="recommendation_workbook"),
    path("<int:pk>/answer/hand-in/", answers.hand_in, name="recommendation_hand_in"),
    path("<int:pk>/look-up/", next_lists.look_up, name="recommendation_look_up"),
    path("<int:pk>/follow-up/", next_lists.follow_up_letter, name="recommendation_follow_up"),
    path("<int:pk>/results.xlsx", next_lists.results, name="recommendation_results"),
    path("<int:pk>/draft.pdf", files.draft_pdf, name="recommendation_draft_pdf"),
    path("<int:pk>/draft.docx", files.draft_docx, name="recommendation_draft_docx"),
    path("<int:pk>/documents/", files.add_document, name="recommendation_documents"),
    path("<int:pk>/documents/<int:document>/", files.document, name="recommendation_document"),
]
