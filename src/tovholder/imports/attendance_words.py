"""The sentences of faults in lists of who came: code to (English, Danish)."""

ATTENDANCE_WORDS: dict[str, tuple[str, str]] = {
    "attendance.no_column": (
        "there is no column “{wanted}”. Give it that header.",
        "der mangler en kolonne “{wanted}”. Giv den den overskrift.",
    ),
    "attendance.nobody": (
        "nobody, or more than one, of those opened to you. Check it, or write the CPR number.",
        "ingen, eller flere, af dem der er åbnet for jer. Se efter, eller skriv CPR-nummeret.",
    ),
    "attendance.no_day": ("no day. Write it as 02-03-2026.", "ingen dato. Skriv den som 02-03-2026."),
    "attendance.came_or_not": ("write yes or no.", "skriv ja eller nej."),
    "attendance.other_reason": ("write one of: {reasons}.", "skriv en af: {reasons}."),
    "attendance.twice": (
        "the same citizen and day as row {other}. Take one out.",
        "samme borger og dag som række {other}. Tag den ene ud.",
    ),
    "attendance.refused": ("{refused}", "{refused}"),
}
