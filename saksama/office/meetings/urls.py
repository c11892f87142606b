"""Addresses of the meetings and their action items."""

from django.urls import path

from saksama.office.meetings.views import answers, changing, items, meetings, papers, sessions

urlpatterns = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.new_meeting, name="new_meeting"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/change/", meetings.change_meeting, name="change_meeting"),
    path("meetings/<int:pk>/sessions/", meetings.add_session, name="add_session"),
    path("meetings/<int:pk>/sessions/<int:session>/", sessions.session, name="session"),
    path("meetings/<int:pk>/sessions/<int:session>/attendance/", sessions.add_attendance, name="add_attendance"),
    path("meetings/<int:pk>/agenda/", meetings.add_agenda, name="add_agenda"),
    path("meetings/<int:pk>/invitees/", meetings.invite, name="invite"),
    path("meetings/<int:pk>/invitees/<int:invitee>/answer/", answers.answer, name="answer_invitation"),
    path("meetings/<int:pk>/invitees/<int:invitee>/letter/", papers.invitation_letter, name="invitation_letter"),
    path("meetings/<int:pk>/sessions/<int:session>/change/", changing.change_session, name="change_session"),
    path("meetings/<int:pk>/sessions/<int:session>/remove/", changing.remove_session, name="remove_session"),
    path("meetings/<int:pk>/agenda/<int:point>/", changing.change_agenda, name="change_agenda"),
    path("meetings/<int:pk>/invitees/<int:invitee>/remove/", changing.remove_invitee, name="remove_invitee"),
    path("meetings/<int:pk>/letters/", papers.all_letters, name="all_letters"),
    path("meetings/<int:pk>/mail/", papers.mail_invitations, name="mail_invitations"),
    path("meetings/<int:pk>/decisions/<int:decision>/remove/", changing.remove_decision, name="remove_decision"),
    path("meetings/<int:pk>/decisions/", meetings.decide, name="meeting_decision"),
    path("meetings/<int:pk>/items/", meetings.give_item, name="give_item"),
    path("meetings/<int:pk>/calendar.ics", answers.meeting_calendar, name="meeting_calendar"),
    path("meetings/<int:pk>/signatures/", sessions.signatures, name="signatures"),
    path("meetings/<int:pk>/summary.pdf", papers.summary, name="meeting_summary"),
    path("items/", items.items, name="items"),
    path("items/follow-up/", items.follow_up, name="follow_up"),
    path("items/<int:pk>/", items.item, name="item"),
    path("items/<int:pk>/change/", changing.change_item, name="change_item"),
    path("answer/<str:code>/", answers.answer_by_link, name="answer_by_link"),
    path("attend/<str:code>/", sessions.attend, name="attend"),
]
