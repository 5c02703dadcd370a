"""The states of a proposal in words."""

from django.utils.translation import gettext_lazy

STATUSES = {
    "proposed": gettext_lazy("Proposed"),
    "contacted": gettext_lazy("The citizen has been told"),
    "accepted_by_citizen": gettext_lazy("Accepted by citizen and municipality"),
    "shown_to_company": gettext_lazy("Shown to the company"),
    "interview": gettext_lazy("Interview"),
    "chosen": gettext_lazy("Chosen"),
    "not_chosen": gettext_lazy("Not chosen"),
    "declined_by_citizen": gettext_lazy("Declined by the citizen"),
    "withdrawn": gettext_lazy("Withdrawn"),
}
