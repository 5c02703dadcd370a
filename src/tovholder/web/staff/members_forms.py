"""The forms of an organisation's administrator."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.accounts import queries
from tovholder.accounts.actors import Actor
from tovholder.accounts.roles import ROLES_OF_KIND, OrganisationKind, Role
from tovholder.web.shared import names
from tovholder.web.shared.free_text import FreeText


def _roles(actor: Actor) -> list[tuple[str, object]]:
    lawful = ROLES_OF_KIND[OrganisationKind(actor.kind)] - {Role.CITIZEN}
    return [(role.value, names.ROLES[role]) for role in Role if role in lawful]


def _units(actor: Actor) -> list[tuple[str, object]]:
    return [("", _("The whole organisation")), *((str(unit.pk), unit.name) for unit in queries.units(actor=actor))]


class _MembersForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"))
    unit = forms.TypedChoiceField(label=_("Unit"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: object, actor: Actor, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["role"].choices = _roles(actor)  # type: ignore[attr-defined]
        self.fields["unit"].choices = _units(actor)  # type: ignore[attr-defined]


class Invite(_MembersForm):
    name = FreeText(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail at work"), max_length=254)

    field_order = ("name", "email", "role", "unit")


class Change(_MembersForm):
    phone = forms.CharField(
        label=_("Telephone at work"),
        help_text=_("Citizens and companies read it beside the name."),
        max_length=20,
        required=False,
    )
    scope = forms.ChoiceField(
        label=_("Sees"),
        choices=[("organisation", _("All cases of the organisation")), ("caseload", _("Only own cases"))],
        widget=forms.RadioSelect,
    )
    active = forms.BooleanField(
        label=_("The membership is open"),
        help_text=_("Closing it takes effect at the member's next page. Nothing the member wrote is lost."),
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput)


class UnitForm(forms.Form):
    name = FreeText(label=_("Name of the unit"), max_length=80)
    field = forms.ChoiceField(label=_("Works with"), choices=names.UNIT_FIELDS.items())


class ChangedUnit(UnitForm):
    seen = forms.CharField(widget=forms.HiddenInput)
