"""The sentences of faults in files of handovers: code to (English, Danish)."""

HANDOVER_WORDS: dict[str, tuple[str, str]] = {
    "handover.no_column": (
        "there is no column “{wanted}”. Give it that header.",
        "der mangler en kolonne “{wanted}”. Giv den den overskrift.",
    ),
    "handover.column_twice": (
        "two columns have this header. Take one out.",
        "to kolonner har denne overskrift. Tag den ene ud.",
    ),
    "handover.no_municipality": (
        "this municipality is not in Tovholder here. Hand the family over the way you do otherwise.",
        "denne kommune er ikke med i Tovholder her. Overgiv familien, som I ellers gør.",
    ),
    "handover.relation": (
        "write spouse, child, parent or sibling: what this person is to the first of the family.",
        "skriv ægtefælle, barn, forælder eller søskende: hvad personen er til den første i familien.",
    ),
    "handover.relation_missing": (
        "the second of a family needs a relation to the first. Write it in the column Relation.",
        "den anden i en familie skal have en relation til den første. Skriv den i kolonnen Relation.",
    ),
    "handover.other_move": (
        "the family has another municipality or day of moving in row {other}. Make them alike.",
        "familien har en anden kommune eller dato i række {other}. Gør dem ens.",
    ),
    "handover.twice": (
        "the same person as in row {other}. Take one out.",
        "samme person som i række {other}. Tag den ene ud.",
    ),
    "handover.refused": ("{refused}", "{refused}"),
}
