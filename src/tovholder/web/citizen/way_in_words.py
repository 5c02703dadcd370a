"""What was done with the way in to a citizen's own pages, and with the contact, in words for the citizen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Promise] = {
    "channel.verify": _("A way to reach you was written down"),
    "channel.end": _("A way to reach you does not hold any more"),
    "way_in.make_link": _("A new link to your pages was made"),
    "way_in.make_code": _("A code to your pages was made"),
    "way_in.withdraw": _("The link to your pages was shut"),
    "way_in.sign_in": _("Somebody came in with link and code"),
    "way_in.code_is_dead": _("Wrong codes were tried until the code was dead"),
    "way_in.open_mitid": _("Your pages were opened for MitID"),
    "way_in.mitid": _("Somebody came in with your MitID"),
    "way_in.close_mitid": _("Your pages were shut for MitID"),
    "person.change_cpr": _("Your CPR number in the case was changed"),
    "person.assign_contact": _("You got another contact"),
}
