"""What imports refuse, worded: code to (English, Danish)."""

IMPORT_SENTENCES: dict[str, tuple[str, str]] = {
    "import.not_your_work": (
        "You cannot import this kind of file. People are imported by those who have all the organisation's cases.",
        "Du kan ikke indlæse den slags filer. Borgere indlæses af dem, der har alle organisationens sager.",
    ),
    "import.number_tried": (
        "The CPR number of this row has been corrected too often. Leave the row out, and open the case by hand.",
        "CPR-nummeret i denne række er rettet for mange gange. Udelad rækken, og opret sagen i hånden.",
    ),
    "import.not_staged": ("The rows can no longer be changed.", "Rækkerne kan ikke længere rettes."),
    "import.no_such_candidate": ("Choose one of those shown.", "Vælg en af dem, der vises."),
    "import.has_faults": (
        "Some rows have faults. Put them right, or choose to leave them out.",
        "Nogle rækker har fejl. Ret dem, eller vælg at udelade dem.",
    ),
    "import.nothing_to_do": (
        "There is nothing new in the file.",
        "Der er intet nyt i filen.",
    ),
    "import.undo_too_late": (
        "The time for undoing this import is over.",
        "Fristen for at fortryde indlæsningen er udløbet.",
    ),
    "import.no_such_step": ("This cannot be done any more.", "Det kan ikke gøres længere."),
}
