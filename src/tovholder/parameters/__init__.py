"""What the law and the method say, on a date: numbers (`value`) and lists of words (`terms`).

Nothing here knows today's date: the caller hands in the date that selects, as each entry's
`selects_by` tells. `verified: false` means that nobody has read the full paragraph: show it so.
"""

from tovholder.parameters.entry import Entry, NotInForceError, ParameterError, Term, UnknownParameterError
from tovholder.parameters.lookup import (
    is_term,
    is_trying,
    limit_names,
    list_names,
    term,
    terms,
    trying,
    value,
    versions,
    with_changes,
)
from tovholder.parameters.reading import Book, ParameterFaultsError

__all__ = [
    "Book",
    "Entry",
    "NotInForceError",
    "ParameterError",
    "ParameterFaultsError",
    "Term",
    "UnknownParameterError",
    "is_term",
    "is_trying",
    "limit_names",
    "list_names",
    "term",
    "terms",
    "trying",
    "value",
    "versions",
    "with_changes",
]
