"""The building blocks that every template has."""

from django import forms
from django.utils.safestring import mark_safe

from saksama.office.quick_select import QuickSelect
from saksama.office.templatetags.office import attributes, badge, options


def test_a_badge_escapes_what_it_is_given_whatever_it_was_given_before() -> None:
    assert "<i>q</i>" in badge(mark_safe("<i>q</i>"))  # noqa: S308 - a text of ours
    assert "&lt;i&gt;q&lt;/i&gt;" in badge("<i>q</i>")


def test_the_attributes_of_a_widget_are_escaped_and_those_that_are_false_left_out() -> None:
    assert attributes({"id": 'a"b', "required": True, "disabled": False}) == ' id="a&quot;b" required'


def test_the_options_of_a_select_are_escaped_and_stand_in_their_groups() -> None:
    one = {"value": 1, "label": "<b>", "attrs": {"selected": True}}
    assert options([("Kota & desa", [one], 0)]) == (
        '<optgroup label="Kota &amp; desa">\n<option value="1" selected>&lt;b&gt;</option>\n</optgroup>'
    )


VILLAGES = [("16.02.05.1001", "Kota"), ("16.02.05.1002", "Jua-Jua")]
CHOICES = [("", "All"), ("16.02", "OKI"), ("Kayu <Agung>", VILLAGES)]


class Plain(forms.Form):
    place = forms.ChoiceField(choices=CHOICES)


class Quick(forms.Form):
    place = forms.ChoiceField(choices=CHOICES, widget=QuickSelect)


def test_a_quick_select_shows_what_djangos_shows() -> None:
    for chosen in ("", "16.02", "16.02.05.1002", "<script>"):
        as_before, now = (str(each({"place": chosen})["place"]).split() for each in (Plain, Quick))
        assert now == as_before
