"""The addresses of the office and, in the demonstration only, the page on which visitors choose who to be."""

from django.urls import path

from saksama.office import demonstration_page
from saksama.office.urls import urlpatterns as office

urlpatterns = [
    path("demonstration/", demonstration_page.demonstration, name="demonstration"),
    path("demonstration/enter/", demonstration_page.enter, name="enter_demonstration"),
    *office,
]
