"""Addresses of the office's side of the public page."""

from django.urls import path

from saksama.office.publicsite.views import citizen_reports, figures, office_news

urlpatterns = [
    path("publicsite/", figures.overview, name="publicsite"),
    path("publicsite/settings/", figures.settings, name="public_settings"),
    path("publicsite/figures/", figures.figures, name="public_figures"),
    path("publicsite/figures/<int:pk>/", figures.release_figures, name="release_figures"),
    path("publicsite/figures/<int:pk>/withdraw/", figures.withdraw_figures, name="withdraw_figures"),
    path("publicsite/news/", office_news.news, name="news"),
    path("publicsite/news/new/", office_news.write_news, name="new_news_item"),
    path("publicsite/news/<int:pk>/", office_news.news_item, name="news_item"),
    path("publicsite/news/<int:pk>/change/", office_news.write_news, name="change_news_item"),
    path("publicsite/opinions/", office_news.opinions, name="opinions"),
    path("publicsite/opinions/<int:pk>/", office_news.decide_opinion, name="decide_opinion"),
    path("citizen-reports/", citizen_reports.citizen_reports, name="citizen_reports"),
    path("citizen-reports/<int:pk>/", citizen_reports.citizen_report, name="citizen_report_page"),
    path("citizen-reports/<int:pk>/contact/", citizen_reports.contact, name="citizen_contact"),
    path("citizen-reports/<int:pk>/answer/", citizen_reports.answer, name="answer_citizen"),
    path("citizen-reports/<int:pk>/place/", citizen_reports.place, name="place_citizen_report"),
    *(
        path(f"citizen-reports/<int:pk>/{key}/", citizen_reports.step, {"key": key}, name=f"{key}_citizen_report")
        for key in ("check", "forward", "finish", "decline")
    ),
]
