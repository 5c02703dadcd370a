"""Every write about a person: lock, check the version the user saw, save, audit. May raise NotAllowed or Stale."""

from tovholder.people.services.access import close_access, close_accesses_from, open_access
from tovholder.people.services.case import (
    assign_contact,
    close_case,
    may_be_contact,
    reopen_case,
    require_open,
    tie_login,
    touch,
)
from tovholder.people.services.cpr_search import (
    count_missed_number,
    find_by_cpr,
    require_patience,
    require_patience_with_numbers,
)
from tovholder.people.services.holding import hold_case, lift_hold
from tovholder.people.services.protection import (
    Revealed,
    protect,
    reveal_address,
    reveal_cpr,
    set_address,
    unprotect,
)
from tovholder.people.services.registering import Registered, change_cpr, register
from tovholder.people.services.sections import (
    link_family,
    set_called,
    set_competences,
    set_considerations,
    set_danish,
    set_education,
    set_experience,
    set_languages,
    set_licences,
    set_profile,
    set_reach,
    set_wishes,
    unlink_family,
)
from tovholder.people.services.sharing import object_to_sharing, share_in_pool, stop_sharing

__all__ = [
    "Registered",
    "Revealed",
    "assign_contact",
    "change_cpr",
    "close_access",
    "close_accesses_from",
    "close_case",
    "count_missed_number",
    "find_by_cpr",
    "hold_case",
    "lift_hold",
    "link_family",
    "may_be_contact",
    "object_to_sharing",
    "open_access",
    "protect",
    "register",
    "reopen_case",
    "require_open",
    "require_patience",
    "require_patience_with_numbers",
    "reveal_address",
    "reveal_cpr",
    "set_address",
    "set_called",
    "set_competences",
    "set_considerations",
    "set_danish",
    "set_education",
    "set_experience",
    "set_languages",
    "set_licences",
    "set_profile",
    "set_reach",
    "set_wishes",
    "share_in_pool",
    "stop_sharing",
    "tie_login",
    "touch",
    "unlink_family",
    "unprotect",
]
