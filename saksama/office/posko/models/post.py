"""Whose election post it is, and whose activity it watches."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.access import Role


class Post(models.TextChoices):
    """The prosecutors keep one, Bawaslu keeps one; each writes its own log."""

    PROSECUTORS = "prosecutors", _("Prosecutors' election post")
    BAWASLU = "bawaslu", _("Bawaslu's election post")


class Organiser(models.TextChoices):
    """Whose activity it is."""

    KPU = "kpu", _("KPU")
    BAWASLU = "bawaslu", _("Bawaslu")
    CANDIDATE = "candidate", _("Candidates or parties")
    GOVERNMENT = "government", _("Government, army, police")
    OTHER = "other", _("Others")


def post_of(viewer: Any) -> Post:
    """The post somebody works in."""
    return Post.PROSECUTORS if viewer.role == Role.PROSECUTOR else Post.BAWASLU
