"""Sentences of plans: code to (English, Danish)."""

PLAN_SENTENCES: dict[str, tuple[str, str]] = {
    "phase.takeover_unknown": (
        "The day of takeover is not known, so nobody can say which phase it is.",
        "Overtagelsesdagen er ikke kendt, så vi kan ikke sige hvilken fase det er.",
    ),
    "phase.no_method": ("The method was not there on that day.", "Metoden fandtes ikke den dag."),
    "phase.before": ("The takeover is on {takeover_on}.", "Kommunen overtager {takeover_on}."),
    "phase.one": ("Phase 1, until {until}.", "Fase 1, til og med {until}."),
    "phase.two": ("Phase 2, until {until}.", "Fase 2, til og med {until}."),
    "phase.two_again": (
        "Phase 3 since {since}. Not self-supporting yet: phase 2 once more.",
        "Fase 3 efter {since}. Ikke selvforsørgende endnu: fase 2 en gang til.",
    ),
    "phase.three": ("Phase 3 since {since}.", "Fase 3 efter {since}."),
    "contract.not_signed": (
        "No contract is signed by both yet.",
        "Der er endnu ingen kontrakt, som begge har skrevet under på.",
    ),
    "contract.review_ahead": (
        "Signed {signed_on}. Talk it through by {latest_by}.",
        "Underskrevet {signed_on}. Tal den igennem senest {latest_by}.",
    ),
    "contract.review_overdue": (
        "The contract should have been talked through by {latest_by}, {days} ago.",
        "Kontrakten skulle være talt igennem senest {latest_by}, for {days} siden.",
    ),
    "contract.nothing_to_sign": ("There is no contract to sign.", "Der er ingen kontrakt at skrive under på."),
    "contract.signed_already": ("It is signed already.", "Den er allerede underskrevet."),
    "contract.signed_outside": (
        "The day of signing lies between the day it was written and today.",
        "Dagen for underskriften ligger mellem den dag, kontrakten blev skrevet, og i dag.",
    ),
    "contract.revision_needs_reason": (
        "Say why the contract is changed.",
        "Skriv hvorfor kontrakten bliver ændret.",
    ),
    "duty.none_in_force": ("{planned} a week. No duty was in force.", "{planned} om ugen. Der gjaldt ingen pligt."),
    "duty.filled": ("{planned} a week of {hours}.", "{planned} om ugen ud af {hours}."),
    "duty.ask_hours": (
        "{planned} a week of {hours} are told. Ask about the rest: {untold} without hours.",
        "Vi kender {planned} om ugen ud af {hours}. Spørg om resten: {untold} uden timetal.",
    ),
    "duty.company_short": (
        "{planned} a week of {hours}, but only {company} of {at_company} at a company.",
        "{planned} om ugen ud af {hours}, men kun {company} af {at_company} i en virksomhed.",
    ),
    "duty.short": (
        "{planned} a week of {hours}: {short} are missing.",
        "{planned} om ugen ud af {hours}: der mangler {short}.",
    ),
    "visitation.no_such_kind": ("Choose a visitation from the list.", "Vælg en visitation fra listen."),
    "visitation.answer_all": (
        "Answer all {questions} questions. “Not known” is an answer too.",
        "Svar på alle {questions} spørgsmål. “Ved ikke” er også et svar.",
    ),
    "visitation.not_assessed_yet": (
        "Activity-ready needs a talk with the citizen, an interpreter where needed, and words for what comes first.",
        "Aktivitetsparat kræver en samtale med borgeren, tolk om nødvendigt, og ord for hvad der skal først.",
    ),
    "visitation.may": ("All questions are answered.", "Alle spørgsmål er besvaret."),
    "visitation.needs_reason": ("Write the reason.", "Skriv begrundelsen."),
    "visitation.day_to_come": ("The day is to come.", "Dagen er ikke kommet endnu."),
    "segment.no_such_group": ("Choose a group from the list.", "Vælg en målgruppe fra listen."),
    "segment.behind_the_wall": (
        "This group speaks of health. It is kept behind the wall of health.",
        "Den målgruppe handler om helbred. Den hører til bag muren om helbred.",
    ),
    "segment.rule_by_leader": (
        "Only a team leader, or the secretariat, changes the rules.",
        "Kun en teamleder eller sekretariatet ændrer reglerne.",
    ),
    "segment.no_such_rule": (
        "There is no such rule. Choose one from the list.",
        "Reglen findes ikke. Vælg en på listen.",
    ),
    "segment.rule_needs_words": (
        "Write how the rule is told to colleagues.",
        "Skriv, hvordan reglen siges til kolleger.",
    ),
    "segment.rule_from_today": (
        "The rule may hold from today or later: what was suggested before stays as it was.",
        "Reglen kan gælde fra i dag eller senere. Det, der er foreslået før, står ved magt.",
    ),
    "segment.rule_asks_nothing": (
        "Say what the rule asks, or that it suggests nothing any more.",
        "Skriv, hvad reglen spørger om, eller at den ikke foreslår noget mere.",
    ),
    "segment.rule_no_age": (
        "No age is both. The first number must be lower.",
        "Ingen alder er begge dele. Det første tal skal være lavest.",
    ),
    "segment.rule_may_stand": ("The rule may stand.", "Reglen kan stå."),
    "segment.needs_reason": ("Write why.", "Skriv hvorfor."),
    "segment.stands_already": ("The citizen is in that group already.", "Borgeren er allerede i den målgruppe."),
    "segment.not_in_it": ("The citizen is not in that group.", "Borgeren er ikke i den målgruppe."),
    "oneplan.nothing_written": ("Write something in the plan.", "Skriv noget i planen."),
    "oneplan.no_plan_to_accept": ("There is no plan to say yes to.", "Der er ingen plan at sige ja til."),
    "oneplan.no_such_kind": ("Choose what it is.", "Vælg hvad det er."),
    "oneplan.no_words_of_health": (
        "Of an effort for health only the hours stand in the plan. Leave the words out.",
        "Om sundhed står der kun timer i planen. Skriv ikke hvad det er.",
    ),
    "oneplan.days_crossed": ("The last day is before the first.", "Den sidste dag ligger før den første."),
    "oneplan.no_such_part": ("It is not in this plan any more.", "Det står ikke i planen længere."),
    "helper.no_such_role": ("Choose a role.", "Vælg en rolle."),
    "helper.not_here": ("This person is not on the list any more.", "Personen står ikke på listen længere."),
    "contract.say_why_set_aside": ("Write why nothing more is done.", "Skriv hvorfor der ikke gøres mere."),
    "duty.takeover_unknown": (
        "{planned} a week. No day of takeover is written, so nobody knows whether hours are owed.",
        "{planned} om ugen. Der er ikke skrevet en overtagelsesdag, så ingen ved, om der skyldes timer.",
    ),
    "duty.not_begun": (
        "{planned} a week. Hours are not owed before the takeover, {takeover_on}.",
        "{planned} om ugen. Der skyldes ingen timer før overtagelsen, {takeover_on}.",
    ),
    "duty.benefit_unknown": (
        "{planned} a week. No benefit is written: whether hours are owed is not known. Write it in the case.",
        "{planned} om ugen. Der er ikke skrevet en ydelse: om der skyldes timer, vides ikke. Skriv den i sagen.",
    ),
    "oneplan.next_step_has_been": (
        "A next step cannot be done by {day}: the day has been. Check the year.",
        "Et næste skridt kan ikke være gjort senest {day}: dagen har været. Se på årstallet.",
    ),
    "oneplan.long_before_the_takeover": (
        "Begun {day}: long before the takeover. Check the year.",
        "Begyndt {day}: længe før overtagelsen. Se på årstallet.",
    ),
    "oneplan.ends_before_it_began": (
        "It began {day}: it cannot have ended before that.",
        "Det begyndte {day}: det kan ikke være slut før.",
    ),
    "transfer.not_to_oneself": ("Choose another municipality.", "Vælg en anden kommune."),
    "transfer.words_tell_who": (
        "The citizen is protected, and the words tell the name or an address. Leave it out; it goes along later.",
        "Borgeren er beskyttet, og ordene fortæller navnet eller en adresse. Tag det ud; det følger med senere.",
    ),
    "transfer.case_closed": ("The case is closed.", "Sagen er lukket."),
    "transfer.a_stay_runs": (
        "A stay is agreed or runs: end it before the case is sent.",
        "Der er aftalt et forløb, eller et er i gang: afslut det, før sagen sendes.",
    ),
    "transfer.nothing_to_follow": (
        "The case is not offered to anybody: send it first.",
        "Sagen er ikke sendt til nogen: send den først.",
    ),
    "transfer.day_near": (
        "The day lies between {earliest} and {latest}.",
        "Dagen ligger mellem {earliest} og {latest}.",
    ),
    "transfer.day_far": (
        "The day of the move must lie between {earliest} and {latest}. Look at the year.",
        "Flyttedagen skal ligge mellem {earliest} og {latest}. Se på årstallet.",
    ),
    "transfer.sent_already": (
        "The case is sent already, and waits for an answer.",
        "Sagen er allerede sendt og venter på svar.",
    ),
    "transfer.hearing_needs_words": (
        "A hearing about absence is open. Decide it first, or write what becomes of it.",
        "Der er en åben høring om fravær. Afgør den først, eller skriv hvad der skal ske med den.",
    ),
    "transfer.answered_already": ("This is answered already.", "Den er allerede besvaret."),
    "transfer.only_by_case_staff": (
        "Only those who work on all cases of the municipality may answer.",
        "Kun dem, der arbejder med alle kommunens sager, kan svare.",
    ),
    "transfer.needs_reason": ("Write why you say no.", "Skriv hvorfor I siger nej."),
    "transfer.has_open_case": (
        "There is an open case with this number here already. Close it or say no.",
        "Der er allerede en åben sag med det nummer her. Luk den, eller sig nej.",
    ),
    "transfer.a_stay_began": (
        "A stay runs there. It has to be ended first; write to the sender.",
        "Der er et forløb i gang hos afsenderen. Det skal afsluttes først. Skriv til afsenderen.",
    ),
    "way.contract": ("Make the contract.", "Lav kontrakten."),
    "way.phase_two_again": (
        "Over a year without self-support: go through phase 2 again, and look at the visitation anew.",
        "Over et år uden selvforsørgelse: gå fase 2 igennem igen, og se på visitationen.",
    ),
    "way.aftercare": (
        "In a job or education: is aftercare needed?",
        "I job eller uddannelse: er der brug for efterværn?",
    ),
    "way.stay_leads_on": (
        "The stay that runs is ready to lead on.",
        "Forløbet, der er i gang, er klar til næste trin.",
    ),
    "way.first_stay": (
        "No stay at a company yet: a short one to learn the language at work.",
        "Ingen virksomhed endnu: et kort forløb for at lære sproget på en arbejdsplads.",
    ),
    "way.rung": ("After the last stay, the next rung is {kind}.", "Efter det seneste forløb er næste trin {kind}."),
    "way.ask_wishes": ("Nobody has noted what the citizen wants. Ask.", "Vi ved ikke hvad borgeren ønsker. Spørg."),
    "way.open_orders": (
        "Open job orders in an industry the citizen wants: {orders}.",
        "Åbne jobordrer i en branche, borgeren ønsker: {orders}.",
    ),
    "way.nothing_open": (
        "Nothing is open in the industries the citizen wants. Ask about one more.",
        "Der er intet åbent i de brancher, borgeren ønsker. Spørg om en til.",
    ),
    "way.rises": (
        "Progression: {risen} of {measured} questions have risen, none has fallen. More hours may be possible.",
        "Progression: {risen} af {measured} spørgsmål er gået frem, ingen tilbage. Flere timer kan være muligt.",
    ),
    "way.rises_and_falls": (
        "Progression: {risen} of {measured} questions have risen, {fallen} fallen. Talk about both first.",
        "Progression: {risen} af {measured} spørgsmål er gået frem, {fallen} tilbage. Tal først om begge dele.",
    ),
    "way.falls": (
        "Progression: {fallen} of {measured} questions have fallen, none has risen. Talk about why.",
        "Progression: {fallen} af {measured} spørgsmål er gået tilbage, ingen frem. Tal om hvorfor.",
    ),
    "way.stands_still": (
        "Progression: none of {measured} questions has moved for certain. Talk about why.",
        "Progression: ingen af {measured} spørgsmål har flyttet sig sikkert. Tal om hvorfor.",
    ),
}
