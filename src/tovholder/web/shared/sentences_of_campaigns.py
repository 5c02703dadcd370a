"""What campaigns, questionnaires, offers and channels answer, worded: code to (English, Danish)."""

CAMPAIGN_SENTENCES: dict[str, tuple[str, str]] = {
    "campaign.closed": (
        "The campaign is closed, so nothing more is noted on its list.",
        "Kampagnen er lukket, så der noteres ikke mere på dens liste.",
    ),
    "campaign.plan_inside": (
        "Another plan begins inside this period. End this one before it.",
        "En anden plan begynder i denne periode. Lad denne slutte før den.",
    ),
    "channel.ended_before": (
        "It cannot have ended before it was posted.",
        "Det kan ikke være slut, før det blev slået op.",
    ),
    "channel.more_hired_than_came": (
        "More are hired than came. Those who were hired count as candidates too.",
        "Der er ansat flere, end der kom. De ansatte tæller også med som kandidater.",
    ),
    "channel.not_yours": (
        "The municipality that took the job order on notes where it is posted.",
        "Den kommune, der har taget jobordren, noterer, hvor den er slået op.",
    ),
    "channel.one_thing": ("Choose what is posted.", "Vælg, hvad der er slået op."),
    "offer.no_such_kind": ("Choose what the company opens.", "Vælg, hvad virksomheden åbner for."),
    "offer.of_another": (
        "{organisation} wrote this offer down and follows it.",
        "{organisation} har noteret tilbuddet og følger det.",
    ),
    "offer.over": (
        "The offer is used up or withdrawn already.",
        "Tilbuddet er allerede brugt eller trukket tilbage.",
    ),
    "offer.too_many": (
        "So many places are not left: {number}.",
        "Så mange pladser er der ikke tilbage: {number}.",
    ),
    "survey.closed": (
        "The last day to answer was {day}.",
        "Sidste dag til at svare var {day}.",
    ),
    "survey.closes_in_past": (
        "The last day to answer lies in the past.",
        "Den sidste dag til at svare ligger i fortiden.",
    ),
    "survey.may_remind": ("May be reminded.", "Kan få en rykker."),
    "survey.no_such_questionnaire": ("Choose a questionnaire.", "Vælg et spørgeskema."),
    "survey.open": ("Can be answered until {day}.", "Kan besvares til og med {day}."),
    "survey.reminded_enough": (
        "Has been reminded {number} times, which is enough.",
        "Har fået {number} rykkere, og det er nok.",
    ),
    "survey.reminded_lately": (
        "May be reminded again on {on}.",
        "Kan få en rykker igen {on}.",
    ),
    "team.no_such_company": (
        "No company here has this CVR number. Register it first.",
        "Ingen virksomhed her har det CVR-nummer. Opret den først.",
    ),
    # Why a company stands where it does on the contact list
    "turn.asked_not_to_be_called": ("Asked not to be called.", "Har bedt om ikke at blive ringet op."),
    "turn.hires": ("Expects to hire {number}.", "Regner med at ansætte {number}."),
    "turn.may_call": ("Wants to be called.", "Vil gerne ringes op."),
    "turn.maybe_ready": ("Answered maybe: {asked}.", "Har svaret måske: {asked}."),
    "turn.never_contacted": ("Nobody has been in contact with it before.", "Ingen har været i kontakt med den før."),
    "turn.ready": ("Answered yes: {asked}.", "Har svaret ja: {asked}."),
    "turn.trouble_some": ("Finds it somewhat hard to find people.", "Synes, det er noget svært at finde folk."),
    "turn.trouble_very": ("Finds it very hard to find people.", "Synes, det er meget svært at finde folk."),
}
