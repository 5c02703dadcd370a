"""The sentences of faults in files of indicators: code to (English, Danish)."""

INDICATOR_WORDS: dict[str, tuple[str, str]] = {
    "indicator.no_column": (
        "there is no column “{wanted}”. Give it that header.",
        "der mangler en kolonne “{wanted}”. Giv den den overskrift.",
    ),
    "indicator.unknown": (
        "no such indicator. Write one of: {known}.",
        "den indikator findes ikke. Skriv en af: {known}.",
    ),
    "indicator.municipality": (
        "no municipality of that name. Write its name or number, “Hele landet” or “Projektet”.",
        "ingen kommune hedder det. Skriv navn eller nummer, “Hele landet” eller “Projektet”.",
    ),
    "indicator.no_share": (
        "not a share in per cent from 0 to 100. Write it as 34,5, or * where it is suppressed.",
        "ikke en andel i procent fra 0 til 100. Skriv den som 34,5, eller * hvor den er skjult.",
    ),
    "indicator.fractions": (
        "no share is above 1: it looks as if they stand as 0.3 for 30 %. Write them as per cent, 30.",
        "ingen andel er over 1: det ser ud, som om de står som 0,3 for 30 %. Skriv dem i procent, 30.",
    ),
    "indicator.no_period": ("no period. Write it as 2016K4.", "ingen periode. Skriv den som 2016K4."),
    "indicator.twice": (
        "the same indicator and municipality as row {other}. Take one out.",
        "samme indikator og kommune som række {other}. Tag den ene ud.",
    ),
    "indicator.refused": ("{refused}", "{refused}"),
}
