"""Partnerships, pacts and events, worded: code to (English, Danish)."""

PACT_SENTENCES: dict[str, tuple[str, str]] = {
    "partnership.ask_again_passed": (
        "The day to ask again must lie ahead.",
        "Dagen, hvor I må spørges igen, skal ligge forude.",
    ),
    "partnership.nobody_to_agree_with": (
        "No municipality has a fixed consultant for you yet. Call your municipality, and it makes the agreement.",
        "Ingen kommune har en fast konsulent til jer endnu. Ring til jeres kommune, så laver den aftalen.",
    ),
    "partnership.status_noted": ("Noted.", "Noteret."),
    "partnership.status_unknown": (
        "Choose ready, not now, pause, or that the agreement is over.",
        "Vælg klar, ikke nu, pause, eller at aftalen er slut.",
    ),
    "pact.company_unknown": (
        "There is no company with this CVR number here. Register it first, on the page of companies.",
        "Der er ingen virksomhed med dette CVR-nummer her. Opret den først på siden Virksomheder.",
    ),
    "pact.due_before_start": (
        "The day lies before the agreement begins.",
        "Dagen ligger, før aftalen begynder.",
    ),
    "pact.held_outside": (
        "A follow-up was held on a day that has come, and not before the agreement began.",
        "En opfølgning er holdt på en dag, der er kommet, og ikke før aftalen begyndte.",
    ),
    "pact.led_by_another": (
        "{organisation} leads this. Ask them to write it.",
        "{organisation} er tovholder på dette. Bed dem skrive det.",
    ),
    "pact.municipality_without_lead": (
        "A municipality takes part with one fixed lead. Say who it is.",
        "En kommune er med ved én fast tovholder. Skriv, hvem det er.",
    ),
    "pact.party_without_name": ("Write the name of the party.", "Skriv partens navn."),
    "pact.performed_before_agreed": (
        "Write first what less coverage tax was agreed, then what was performed.",
        "Skriv først, hvilken lavere dækningsafgift der er aftalt, og så hvad der er gennemført.",
    ),
    "pact.performed_when": (
        "Write both how much less coverage tax was performed and on which day it was decided.",
        "Skriv både, hvor meget lavere dækningsafgift der er gennemført, og hvilken dag det blev besluttet.",
    ),
    "pact.step_lawful": ("The promise may stand there now.", "Løftet kan stå der nu."),
    "pact.step_not_lawful": (
        "The promise cannot go there from where it stands now.",
        "Løftet kan ikke gå dertil fra, hvor det står nu.",
    ),
    "pact.which_company": (
        "Write the CVR number of the company.",
        "Skriv virksomhedens CVR-nummer.",
    ),
    "pact.who_said_so": ("Write who says so.", "Skriv, hvem der siger det."),
    "pact.why_not": (
        "Write in their words why it was not performed.",
        "Skriv med deres ord, hvorfor det ikke er indfriet.",
    ),
    "pact.year_outside": (
        "The year must lie from {first} to {last}.",
        "Året skal ligge fra {first} til {last}.",
    ),
}
