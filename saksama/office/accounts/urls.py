"""Addresses of the room of people."""

from django.urls import path

from saksama.office.accounts.views import appointments, invitation, login, manage, own

urlpatterns = [
    path("login/", login.login, name="login"),
    path("login/code/", login.login_code, name="login_code"),
    path("logout/", login.logout, name="logout"),
    path("invitation/", invitation.invitation, name="invitation"),
    path("invitation/<str:code>/", invitation.invitation, name="invitation_link"),
    path("profile/", own.profile, name="profile"),
    path("profile/password/", own.password, name="password"),
    path("profile/two-factor/", own.two_factor, name="two_factor"),
    path("profile/sessions/<str:session_id>/end/", own.end_session, name="end_session"),
    path("accounts/", manage.accounts, name="accounts"),
    path("accounts/new/", manage.new_account, name="new_account"),
    path("accounts/bulk/", appointments.bulk_accounts, name="bulk_accounts"),
    path("accounts/<int:pk>/", manage.account, name="account"),
    path("accounts/<int:pk>/code/", manage.new_code, name="new_code"),
    path("accounts/<int:pk>/close-or-open/", manage.close_or_open, name="close_or_open"),
    path("accounts/<int:pk>/remove-second-factor/", manage.remove_second_factor, name="remove_second_factor"),
]
