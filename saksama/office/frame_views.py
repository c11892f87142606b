"""The language switch, and the page by which a monitor sees that the office is alive."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language

from saksama.office.accounts.access import PUBLIC, audience
from saksama.office.mail.models import Language, Preference


@audience(PUBLIC)
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Changes the language, of the pages and of one's e-mails, and goes back to the page."""
    answer: HttpResponse = set_language(request)
    chosen = request.POST.get("language", "")
    if request.user.is_authenticated and chosen in Language.values:
        Preference.objects.update_or_create(account=request.user, defaults={"language": chosen})
    return answer


@audience(PUBLIC)
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 if the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
