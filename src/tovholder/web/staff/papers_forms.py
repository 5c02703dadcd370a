"""Forms of papers: which to issue in which language, who got one, why it is withdrawn."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder import parameters
from tovholder.documents import words
from tovholder.placements import papers
from tovholder.web.shared.choices import language
from tovholder.web.shared.days import DayField
from tovholder.web.shared.free_text import FreeText


def _listed(name: str, codes: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    rows = parameters.terms(name)
    return [(row.code, row.label(language())) for row in rows if not codes or row.code in codes]


class _InLanguage(forms.Form):
    language = forms.ChoiceField(label=_("Language"), initial="da")
    for_citizens = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = words.choices(citizens=self.for_citizens)
        self.fields["language"].choices = offered  # type: ignore[attr-defined]
        self.order_fields([name for name in self.fields if name != "language"] + ["language"])


class OnStay(_InLanguage):
    """A paper on a stay."""

    for_citizens = True
    kind = forms.ChoiceField(label=_("Which paper"))

    def __init__(self, *args: Any, kinds: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = _listed("paper_kinds", kinds)  # type: ignore[attr-defined]


class OfAgreement(_InLanguage):
    """The paper of a service agreement: only the language is asked."""


class Partnership(_InLanguage):
    """A partnership agreement that binds nobody."""

    title = FreeText(label=_("What it is about"), max_length=160)
    words = FreeText(label=_("What we have agreed"), rows=5, max_length=4_000)
    starts_on = DayField(label=_("From"))


class Diploma(_InLanguage):
    """For somebody who has been a mentor or a buddy."""

    name = FreeText(label=_("Name"), max_length=120)
    role = forms.ChoiceField(label=_("Has been"), choices=[("mentor", _("Mentor")), ("buddy", _("Buddy"))])
    course = FreeText(label=_("Course"), max_length=160)
    hours = forms.IntegerField(label=_("Hours"), min_value=1, max_value=2_000, required=False)


class HandOver(forms.Form):
    """Who got it, and how."""

    receiver = forms.ChoiceField(label=_("Who got it"))
    how = forms.ChoiceField(
        label=_("How"), choices=[("handed_over", _("Handed out")), ("printed", _("Printed"))], initial="handed_over"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver"].choices = _listed("paper_receivers")  # type: ignore[attr-defined]


class Withdraw(forms.Form):
    """Why it is no longer to be used."""

    reason = forms.ChoiceField(label=_("Why"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = _listed("paper_withdrawals")  # type: ignore[attr-defined]


def kinds_of(kind: str) -> tuple[str, ...]:
    """The papers a stay of this kind can have."""
    return tuple(each for each in papers.OF_STAYS if each != papers.IGU or kind == papers.IGU)
