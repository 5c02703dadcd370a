"""Partnerships, pacts and events, worded: code to (English, Danish)."""

PACT_SENTENCES: dict[str, tuple[str, str]] = {
    "event.begun": ("The event must lie ahead.", "Arrangementet skal ligge forude."),
    "event.bus_fits": ("The bus fits.", "Bussen passer."),
    "event.bus_full": (
        "The bus cannot take so many: {left} left.",
        "Bussen kan ikke tage så mange: {left} tilbage.",
    ),
    "event.bus_not_before": (
        "The bus must leave before the event begins, and at most a day before.",
        "Bussen skal køre, før arrangementet begynder, og højst en dag før.",
    ),
    "event.bus_unknown": ("That bus does not go to this event.", "Den bus kører ikke til arrangementet."),
    "event.called_off": ("The event is called off.", "Arrangementet er aflyst."),
    "event.ends_before_start": (
        "The event must end after it begins.",
        "Arrangementet skal slutte, efter at det begynder.",
    ),
    "event.follow_up_before": (
        "The talk must not lie before the event.",
        "Samtalen må ikke ligge før arrangementet.",
    ),
    "event.lies_ahead": ("The event lies ahead.", "Arrangementet ligger forude."),
    "event.more_knew_than_asked": (
        "More cannot know the companies than were asked.",
        "Flere kan ikke kende virksomhederne, end der er spurgt.",
    ),
    "event.no_frees": (
        "{number} have booked the session and would lose it. Nothing is changed yet. Is the answer no all the same?",
        "{number} har booket tiden og vil miste den. Intet er ændret endnu. Er svaret nej alligevel?",
    ),
    "event.not_begun": (
        "Note what came of it once the event has begun.",
        "Notér, hvad der kom ud af det, når arrangementet er begyndt.",
    ),
    "event.over": ("The event is over.", "Arrangementet er slut."),
    "event.protected_elsewhere": (
        "This citizen can only be booked at events of the own municipality.",
        "Borgeren kan kun tilmeldes arrangementer i sin egen kommune.",
    ),
    "event.seats_left": (
        "The event has not room for so many: {left} left.",
        "Så mange er der ikke plads til: {left} tilbage.",
    ),
    "event.session_full": (
        "The company can meet nobody more then. Choose another time or another company.",
        "Virksomheden kan ikke møde flere på det tidspunkt. Vælg et andet tidspunkt eller en anden virksomhed.",
    ),
    "event.session_outside": (
        "The session must begin while the event runs.",
        "Virksomhedens tid skal begynde, mens arrangementet varer.",
    ),
    "event.session_unknown": (
        "That company does not take part then. Choose another one.",
        "Den virksomhed er ikke med på det tidspunkt. Vælg en anden.",
    ),
    "need.referred_to_whom": ("Write to whom it is referred.", "Skriv, hvem der er henvist til."),
    "need.stay_of_another": (
        "The placement is another citizen's.",
        "Forløbet er en anden borgers.",
    ),
    "need.step_not_lawful": (
        "It cannot go there from where it stands now.",
        "Det kan ikke gå dertil fra, hvor det står nu.",
    ),
    "need.which_job": ("Write which job it is about.", "Skriv, hvilket job det drejer sig om."),
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
