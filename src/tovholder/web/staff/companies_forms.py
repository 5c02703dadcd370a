"""The forms of a company: register, workplaces, headcounts, others' stays, contacts, the one fixed consultant."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from tovholder.accounts.circles import Circle
from tovholder.companies import rules
from tovholder.vocabulary import places
from tovholder.web.shared import concepts, sentences
from tovholder.web.shared.choices import language
from tovholder.web.shared.days import DayField
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.numbers import AmountField
from tovholder.web.staff.colleague_field import ColleagueField


def municipalities() -> list[tuple[str, str]]:
    """(code, name) of all municipalities, by name."""
    known = places.load(settings.VOCABULARY_FOLDER).municipalities.values()
    return sorted(((each.code, each.name) for each in known), key=lambda pair: pair[1])


class _WithIndustry(forms.Form):
    industry = forms.ChoiceField(label=_("Industry"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["industry"].choices = [("", "–"), *concepts.choices("industry", language())]  # type: ignore[attr-defined]


class Register(_WithIndustry):
    """A company that is not here yet, with its first workplace."""

    cvr = forms.CharField(label=_("CVR number"), max_length=20, help_text=_("Eight digits."))
    name = FreeText(label=_("Name"), max_length=160)
    p_number = forms.CharField(
        label=_("P-number of the workplace"), max_length=20, help_text=_("Ten digits. The rules count by workplace.")
    )
    street = FreeText(label=_("Street"), max_length=120, required=False)
    postcode = forms.RegexField(r"^[0-9]{4}$", label=_("Postcode"), required=False)
    municipality_code = forms.ChoiceField(label=_("Municipality"))
    field_order = ("cvr", "name", "industry", "p_number", "street", "postcode", "municipality_code")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality_code"].choices = [("", "–"), *municipalities()]  # type: ignore[attr-defined]

    def clean_cvr(self) -> str:
        return _checked(rules.check_cvr(self.cleaned_data["cvr"]), rules.clean_cvr(self.cleaned_data["cvr"]))

    def clean_p_number(self) -> str:
        typed = self.cleaned_data["p_number"]
        return _checked(rules.check_p_number(typed), rules.clean_p_number(typed))


def _checked(decision: Any, digits: str | None) -> str:
    if digits is None:
        raise forms.ValidationError(sentences.sentence(decision))
    return digits


class Change(_WithIndustry):
    """Name and industry."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = FreeText(label=_("Name"), max_length=160)
    field_order = ("version", "name", "industry")


class Ended(forms.Form):
    """The company is there no more."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    ended_on = DayField(label=_("Last day of the company"))


class NotEnded(forms.Form):
    """It is there after all."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class Workplace(forms.Form):
    """One more production unit."""

    p_number = forms.CharField(label=_("P-number"), max_length=20, help_text=_("Ten digits."))
    name = FreeText(label=_("Name"), max_length=160, required=False)
    street = FreeText(label=_("Street"), max_length=120, required=False)
    postcode = forms.RegexField(r"^[0-9]{4}$", label=_("Postcode"), required=False)
    municipality_code = forms.ChoiceField(label=_("Municipality"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality_code"].choices = [("", "–"), *municipalities()]  # type: ignore[attr-defined]

    def clean_p_number(self) -> str:
        typed = self.cleaned_data["p_number"]
        return _checked(rules.check_p_number(typed), rules.clean_p_number(typed))


class Staffing(forms.Form):
    """What the employer says of a workplace today: ordinarily employed month by month, and stays that are not ours.

    The ratio rule looks at the last four months; what is left empty stays unknown."""

    unit = forms.IntegerField(widget=forms.HiddenInput)
    others = AmountField(
        label=_("Others' stays there now, in full-time equivalents"),
        help_text=_("Placements and wage subsidies from other municipalities or a-kasser. 0 when there are none."),
        required=False,
        max_digits=6,
        decimal_places=2,
    )

    def __init__(self, *args: Any, months: Iterable[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.months = list(months)
        for month in self.months:
            self.fields[f"fte_{month:%Y%m}"] = AmountField(
                label=month_name(month), required=False, max_digits=8, decimal_places=2
            )
        self.order_fields(["unit", *(f"fte_{month:%Y%m}" for month in self.months), "others"])

    def stated(self) -> list[tuple[date, Any]]:
        """(month, full-time equivalents) of the months that were filled in."""
        told = ((month, self.cleaned_data[f"fte_{month:%Y%m}"]) for month in self.months)
        return [(month, fte) for month, fte in told if fte is not None]


def month_name(month: date) -> Any:
    """A month as the label of a field."""
    words = date_format(month, "YEAR_MONTH_FORMAT")
    return _("Full-time employed, %(month)s") % {"month": words}


class Contact(forms.Form):
    """Somebody to call."""

    name = FreeText(label=_("Name"), max_length=120)
    title = FreeText(label=_("Job title"), max_length=80, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=20, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    primary = forms.BooleanField(label=_("The first one to call"), required=False)


class SignIn(forms.Form):
    """Somebody at the company who shall sign in and see the company's own orders."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = FreeText(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail at work"), max_length=254)


class Consultant(forms.Form):
    """The company's one fixed contact with us."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    consultant = ColleagueField(
        label=_("New fixed consultant"),
        help_text=_("Write part of the name, the municipality or the unit."),
        suggestions="staff:names_of_consultants",
    )

    def __init__(self, *args: Any, circle: Circle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consultant"].circle = circle  # type: ignore[attr-defined]


class CloseSignIn(forms.Form):
    """Somebody who shall no longer act for the company."""

    membership = forms.IntegerField(widget=forms.HiddenInput)


class LeftTheCompany(forms.Form):
    """A contact who is no longer there."""

    contact = forms.IntegerField(widget=forms.HiddenInput)
