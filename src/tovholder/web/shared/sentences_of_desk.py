"""What the company desk says and refuses, worded: code to (English, Danish)."""

DESK_SENTENCES: dict[str, tuple[str, str]] = {
    "request.late_answer": (
        "The company should have had an answer by {deadline}.",
        "Virksomheden skulle have haft svar senest {deadline}.",
    ),
    "request.late_arrival": (
        "Somebody should have been at the company by {deadline}.",
        "Nogen skulle have været i virksomheden senest {deadline}.",
    ),
    "request.soon_answer": (
        "Hurry: answer the company by {deadline}.",
        "Skynd dig: Svar virksomheden senest {deadline}.",
    ),
    "request.soon_arrival": (
        "Hurry: be at the company by {deadline}.",
        "Skynd dig: Vær i virksomheden senest {deadline}.",
    ),
    "request.running_answer": ("Answer the company by {deadline}.", "Svar virksomheden senest {deadline}."),
    "request.running_arrival": ("Be at the company by {deadline}.", "Vær i virksomheden senest {deadline}."),
    "request.open": ("Answered. Close it when it is solved.", "Besvaret. Luk den, når den er løst."),
    "request.closed": ("Closed.", "Lukket."),
    "request.no_such_kind": ("Choose what the request is about.", "Vælg, hvad henvendelsen handler om."),
    "request.no_such_outcome": ("Choose how it ended.", "Vælg, hvordan det endte."),
    "request.needs_words": ("Write a few words.", "Skriv et par ord."),
    "request.answered_already": (
        "A colleague has answered the company already. Read below what was said; your words are still here.",
        "En kollega har allerede svaret virksomheden. Læs herunder, hvad der blev sagt; dine ord står her endnu.",
    ),
    "request.arrived_already": (
        "Somebody has been at the company already. Read below.",
        "Nogen har allerede været i virksomheden. Læs herunder.",
    ),
    "request.nobody_called_out": (
        "Nobody is called out for this kind of request. Answer it instead.",
        "Den slags henvendelse kræver ikke, at nogen kører ud. Svar i stedet.",
    ),
    "request.arrival_outside": (
        "The arrival must lie after the request ({at}) and not in the future.",
        "Ankomsten skal ligge efter henvendelsen ({at}) og ikke i fremtiden.",
    ),
    "request.closed_already": (
        "The request is closed. Write down a new one if the company has called again.",
        "Henvendelsen er lukket. Skriv en ny, hvis virksomheden har ringet igen.",
    ),
    "request.no_stay_to_end": (
        "Only a problem in a stay can end a stay at once. Choose another outcome.",
        "Kun et problem i et forløb kan få et forløb til at slutte straks. Vælg et andet udfald.",
    ),
    "request.of_another": (
        "{organisation} has this request. Call them.",
        "{organisation} har henvendelsen. Ring til dem.",
    ),
    "contact_event.needs_words": ("Write what was said.", "Skriv, hvad der blev sagt."),
    "contact_event.planned_in_the_past": (
        "The day has gone. Choose a day to come, or log the visit as a contact.",
        "Dagen er gået. Vælg en dag, der kommer, eller skriv besøget ned som en kontakt.",
    ),
    "contact_event.joint_needs_two": (
        "A joint visit needs at least two units. Tick those that take part.",
        "Et fælles besøg kræver mindst to enheder. Sæt kryds ved dem, der deltager.",
    ),
    "contact_event.step_needs_day": (
        "Say by which day the next step is taken.",
        "Skriv, hvilken dag næste skridt senest er taget.",
    ),
    "contact_event.step_in_the_past": (
        "The next step lies before the contact. Check the day.",
        "Næste skridt ligger før kontakten. Se på dagen igen.",
    ),
    "contact_event.done_already": (
        "The visit is written down or called off already. Open it to see by whom.",
        "Besøget er allerede skrevet ned eller aflyst. Åbn det for at se af hvem.",
    ),
    "due.company_step": (
        "Agreed with the company for {day}.",
        "Aftalt med virksomheden til {day}.",
    ),
    "due.company_step_late": (
        "Agreed with the company for {day}, {days} ago.",
        "Aftalt med virksomheden til {day}, for {days} siden.",
    ),
    "plan.no_such_kind": ("Choose what kind of plan it is.", "Vælg, hvilken slags plan det er."),
    "plan.needs_leader": (
        "A strategic project needs somebody who answers for it in the management or politically. Write who.",
        "Et strategisk projekt kræver en, der har ansvaret ledelsesmæssigt eller politisk. Skriv hvem.",
    ),
    "plan.visit_of_another": (
        "The visit was to another company. Make the plan from the right visit.",
        "Besøget var hos en anden virksomhed. Lav planen fra det rigtige besøg.",
    ),
    "plan.task_in_the_past": ("Choose a day to come.", "Vælg en dag, der kommer."),
    "plan.no_such_unit": ("Choose a unit of the partnership.", "Vælg en enhed i partnerskabet."),
    "plan.no_such_task": ("The task is not on this plan.", "Opgaven er ikke på planen."),
    "plan.tasks_open": (
        "{number} tasks stand open. Finish them first, so that none is left without somebody.",
        "{number} opgaver er åbne. Gør dem færdige først, så ingen bliver glemt.",
    ),
    "plan.closed_already": ("The plan is closed.", "Planen er lukket."),
    "referral.no_such_receiver": (
        "Choose somebody of the partnership who works with companies.",
        "Vælg nogen i partnerskabet, som arbejder med virksomheder.",
    ),
    "referral.to_oneself": (
        "You cannot send a need to yourselves without saying to which unit.",
        "I kan ikke sende et behov til jer selv uden at vælge en enhed.",
    ),
    "referral.needs_words": ("Write a few words.", "Skriv et par ord."),
    "referral.needs_reason": (
        "Say to the sender why you decline.",
        "Skriv til afsenderen, hvorfor I siger nej.",
    ),
    "referral.answered_already": (
        "A colleague has answered the sender already. Read above.",
        "En kollega har allerede svaret afsenderen. Læs ovenfor.",
    ),
    "referral.not_accepted": (
        "Take it first; then tell what came of it.",
        "Tag den først; fortæl så, hvad der kom ud af den.",
    ),
    "referral.of_the_receiver": ("{organisation} answers this one.", "{organisation} svarer på den."),
    "handover.needs_words": (
        "Write what the next one must know about the company.",
        "Skriv, hvad den næste skal vide om virksomheden.",
    ),
    "handover.to_the_same": (
        "This is the company's consultant already. Choose another.",
        "Det er allerede virksomhedens konsulent. Vælg en anden.",
    ),
    "handover.by_leader_or_oneself": (
        "Only a team leader can hand over a colleague's companies, and only within the own municipality.",
        "Kun en teamleder kan give en kollegas virksomheder videre, og kun i egen kommune.",
    ),
    "handover.to_a_colleague_here": (
        "Choose another colleague of the own municipality who works with companies.",
        "Vælg en anden kollega i egen kommune, som arbejder med virksomheder.",
    ),
    "service.only_by_leader": (
        "A team leader or an administrator keeps the map.",
        "En teamleder eller en administrator holder kortet ved lige.",
    ),
}
