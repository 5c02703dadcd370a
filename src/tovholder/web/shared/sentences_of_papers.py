"""Why a paper or a competence card cannot be made now, worded: code to (English, Danish)."""

PAPER_SENTENCES: dict[str, tuple[str, str]] = {
    "card.confirmed": (
        "The card is confirmed and stays as it is. The consultant can open it again.",
        "Kortet er bekræftet og bliver, som det er. Konsulenten kan åbne det igen.",
    ),
    "card.no_such_level": (
        "Choose a level from the list.",
        "Vælg et niveau på listen.",
    ),
    "card.no_tasks": (
        "Write at least one task that was done.",
        "Skriv mindst én opgave, der er løst.",
    ),
    "card.not_begun": (
        "The card can be filled in once the placement has begun.",
        "Kortet kan udfyldes, når forløbet er begyndt.",
    ),
    "card.said_by_nobody": (
        "Write who at the company says so.",
        "Skriv, hvem i virksomheden der siger det.",
    ),
    "paper.cannot_be_made": (
        "The paper could not be made. Look for unusual characters in the texts, and try again. Nothing was kept.",
        "Papiret kunne ikke laves. Se efter usædvanlige tegn i teksterne, og prøv igen. Intet blev gemt.",
    ),
    "paper.card_not_confirmed": (
        "The competence card is not confirmed by the company yet.",
        "Virksomheden har ikke bekræftet kompetencekortet endnu.",
    ),
    "paper.no_such_kind": (
        "Choose a paper from the list.",
        "Vælg et papir på listen.",
    ),
    "paper.no_such_language": (
        "The paper is not made in that language. Choose another.",
        "Papiret laves ikke på det sprog. Vælg et andet.",
    ),
    "paper.no_such_reason": (
        "Choose a reason from the list.",
        "Vælg en grund på listen.",
    ),
    "paper.no_such_receiver": (
        "Choose from the list who got it.",
        "Vælg på listen, hvem der fik det.",
    ),
    "paper.not_igu": (
        "The placement is no IGU.",
        "Forløbet er ikke en IGU.",
    ),
    "paper.not_yours": (
        "Only those who issued the paper can change anything about it.",
        "Kun dem, der har udstedt papiret, kan ændre noget ved det.",
    ),
    "paper.stay_called_off": (
        "The placement was called off.",
        "Forløbet er aflyst.",
    ),
}
