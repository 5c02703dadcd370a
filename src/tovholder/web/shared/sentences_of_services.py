"""What services refuse, worded: code to (English, Danish). Each says what to do instead, if anything."""

SERVICE_SENTENCES: dict[str, tuple[str, str]] = {
    "agreement.dates_crossed": (
        "The agreement ends before it begins.",
        "Aftalen slutter, før den begynder.",
    ),
    "agreement.forecast_by_its_lead": (
        "{organisation} leads the agreement, so what the company will need is written down there.",
        "{organisation} leder aftalen, så virksomhedens behov bliver skrevet ned der.",
    ),
    "course.full": ("All seats are taken.", "Alle pladser er taget."),
    "company.ask_its_consultant": (
        "{organisation} serves the company, so it is changed there. Call {name}, its fixed consultant.",
        "{organisation} betjener virksomheden, så det bliver ændret der. Ring til {name}, den faste konsulent.",
    ),
    "company.ask_who_serves_it": (
        "Another municipality has job orders or stays at the company, so it is changed there. Ask that one.",
        "En anden kommune har jobordrer eller forløb i virksomheden, så det bliver ændret der. Spørg den kommune.",
    ),
    "company.consultant_is_no_colleague": (
        "The consultant must work with companies in a municipality of the partnership.",
        "Konsulenten skal arbejde med virksomheder i en af partnerskabets kommuner.",
    ),
    "company.consultant_of_another_municipality": (
        "Another municipality has the company's consultant. Ask that one to hand the company over.",
        "En anden kommune har virksomhedens konsulent. Bed den om at give virksomheden videre.",
    ),
    "company.ended": (
        "The company ended on {day}, so nothing new is begun with it. What runs can be ended as usual.",
        "Virksomheden ophørte {day}, så intet nyt kan begyndes med den. Det, der er i gang, kan afsluttes som ellers.",
    ),
    "company.ends_later": (
        "That day is still to come. Note it when the company has ended; a last day can be written on its workplaces.",
        "Den dag er ikke kommet endnu. Skriv det, når virksomheden er ophørt; arbejdsstederne kan få en sidste dag nu.",
    ),
    "company.goes_on": ("The company goes on.", "Virksomheden er i drift."),
    "company.contact_has_left": (
        "{name} has left the company. Choose another contact person.",
        "{name} er holdt op i virksomheden. Vælg en anden kontaktperson.",
    ),
    "company.contact_not_there": (
        "This contact person is not at the company, or has left it. Choose another.",
        "Kontaktpersonen er ikke i virksomheden eller er holdt op. Vælg en anden.",
    ),
    "company.contact_of_another": (
        "The contact person belongs to another company.",
        "Kontaktpersonen hører til en anden virksomhed.",
    ),
    "company.headcount_negative": (
        "The number of employed cannot be below nought.",
        "Antallet af ansatte kan ikke være under nul.",
    ),
    "company.not_your_work": (
        "Your role does not work with companies' orders.",
        "Din rolle arbejder ikke med virksomheders ønsker.",
    ),
    "company.not_served_by_you": (
        "Only the municipality that serves the company may let people sign in for it. Become its consultant first.",
        "Kun den kommune, der betjener virksomheden, kan give adgang til den. Bliv virksomhedens konsulent først.",
    ),
    "company.p_number_taken": (
        "The P-number belongs to another company.",
        "P-nummeret hører til en anden virksomhed.",
    ),
    "company.served_by_another_municipality": (
        "Another municipality has job orders of the company. Ask that one to hand the company over.",
        "En anden kommune har jobordrer fra virksomheden. Bed den om at give virksomheden videre.",
    ),
    "company.unit_of_another": (
        "The workplace belongs to another company.",
        "Arbejdspladsen hører til en anden virksomhed.",
    ),
    "contact.no_such_kind": ("Choose how the contact took place.", "Vælg, hvordan kontakten foregik."),
    "contact.not_yet": (
        "A contact cannot be registered before it has taken place.",
        "En kontakt kan ikke registreres, før den har fundet sted.",
    ),
    "hold.day_has_passed": (
        "The hold must end on a day to come.",
        "Sletningsstoppet skal slutte på en dag, der kommer.",
    ),
    "hold.needs_reason": ("Choose why the case must not be deleted.", "Vælg, hvorfor sagen ikke må slettes."),
    "hold.none_stands": ("No hold stands on this case.", "Der er intet sletningsstop på sagen."),
    "hold.only_by_leader": (
        "Only a team leader or an administrator may hold a case back.",
        "Kun en teamleder eller en administrator må sætte et sletningsstop.",
    ),
    "hold.stands_already": (
        "The case is held already. Lift that hold first.",
        "Sagen har allerede et sletningsstop. Ophæv det først.",
    ),
    "invitation.already": ("You have this role here already.", "Du har allerede denne rolle her."),
    "invitation.another_side": (
        "The address is used here for something that cannot stand together with this. Ask to be invited by another.",
        "Adressen bruges her til noget andet, som ikke kan stå sammen med dette. Bed om en invitation til en anden.",
    ),
    "invitation.of_another": (
        "The invitation is for another address, or the link does not work any more.",
        "Invitationen gælder en anden adresse, eller linket virker ikke længere.",
    ),
    "invitation.changed": (
        "What you are invited as has changed since you saw the page. Read it again before you answer.",
        "Det, du er inviteret som, er ændret, siden du så siden. Læs det igen, før du svarer.",
    ),
    "member.address_in_use": (
        "This e-mail cannot be used here. Ask the person for another.",
        "Den e-mail kan ikke bruges her. Bed om en anden.",
    ),
    "person.cpr_taken": (
        "Another case has that CPR number.",
        "En anden sag har det CPR-nummer.",
    ),
    "person.cpr_search_waits": (
        "Too many numbers without a case have been looked for. Look by name, or try again in {minutes} minutes.",
        "Der er søgt på for mange numre uden en sag. Søg på navn, eller prøv igen om {minutes} minutter.",
    ),
    "unit.without_name": ("Write a name that can be read.", "Skriv et navn, der kan læses."),
    "unit.in_use": (
        "Members or cases belong to the unit. Move them first.",
        "Enheden har medlemmer eller sager. Flyt dem først.",
    ),
    "unit.already": ("There is a unit of that name.", "Der er en enhed med det navn."),
    "member.already": ("Already a member with this role.", "Er allerede medlem med denne rolle."),
    "member.closed": (
        "The member's access is closed. Open it before you make a link.",
        "Medlemmets adgang er lukket. Åbn den, før du laver et link.",
    ),
    "member.works_elsewhere": (
        "The member acts for others too, so no link can be made here.",
        "Medlemmet har også adgang andre steder, så der kan ikke laves et link her.",
    ),
    "member.no_second_step": (
        "The person has no second step to show who asks, so a link is made only by those who run Tovholder.",
        "Personen har intet andet trin at vise, hvem der spørger. Derfor kan kun driften af Tovholder lave et link.",
    ),
    "member.own_role": (
        "You cannot give yourself a role or a wider reach. Ask another administrator.",
        "Du kan ikke give dig selv en rolle eller en større adgang. Bed en anden administrator om det.",
    ),
    "member.invited_elsewhere": (
        "There is already an open invitation to this address.",
        "Der er allerede en åben invitation til denne adresse.",
    ),
    "member.last_administrator": (
        "The organisation must keep one administrator.",
        "Organisationen skal beholde mindst én administrator.",
    ),
    "member.mail_of_another": (
        "This e-mail address belongs to the sign-in of {name}. Write the name like that, or use another e-mail.",
        "E-mailadressen hører til {name}s adgang. Skriv navnet sådan, eller brug en anden e-mail.",
    ),
    "member.not_yours": ("The member belongs to another organisation.", "Medlemmet hører til en anden organisation."),
    "member.only_by_administrator": (
        "Only an administrator may change members.",
        "Kun en administrator må ændre medlemmer.",
    ),
    "member.role_not_of_kind": (
        "This role does not exist in this kind of organisation.",
        "Rollen findes ikke i denne slags organisation.",
    ),
    "member.unit_of_another": (
        "The unit belongs to another organisation.",
        "Enheden hører til en anden organisation.",
    ),
    "order.changed_by_its_municipality": (
        "{organisation} works on the job order, so it is changed or handed over there. Call its tovholder.",
        "{organisation} arbejder på jobordren, så den bliver ændret eller givet videre der. Ring til tovholderen.",
    ),
    "order.asks_changed_often": (
        (
            "What is asked of body and mind, or the kinds of stay, were changed {changes} times in {days}, and {usual} "
            "is usual. Before {until} only citizens whose cases you work in are shown, nobody else of your own "
            "municipality and nobody from others, unless the secretariat lets it."
        ),
        (
            "Krav til krop og sind eller slags forløb er ændret {changes} gange på {days}, og {usual} er det "
            "sædvanlige. Før {until} vises kun borgere, hvis sag du arbejder i, ikke andre fra din egen kommune og "
            "ingen fra andre kommuner, medmindre sekretariatet åbner for det."
        ),
    ),
    "order.asks_usual": (
        "Changed {changes} times in {days}: that is usual.",
        "Ændret {changes} gange på {days}: det er sædvanligt.",
    ),
    "order.closed": ("The order is closed.", "Ønsket er lukket."),
    "order.dates_turned_round": (
        "The latest start lies before the earliest.",
        "Seneste start ligger før tidligste start.",
    ),
    "order.hours_turned_round": (
        "The fewest hours are more than the most.",
        "Færrest timer er flere end flest timer.",
    ),
    "order.no_municipality": (
        "Only a municipality can take an order.",
        "Kun en kommune kan tage imod et ønske.",
    ),
    "order.no_place": ("An order has at least one place.", "Et ønske har mindst én plads."),
    "order.secretariat_only": (
        "Only the secretariat lets people of other municipalities be shown again.",
        "Kun sekretariatet kan lade borgere fra andre kommuner blive vist igen.",
    ),
    "order.sent_before": (
        "This form has been sent before. Open a new one.",
        "Formularen er sendt før. Åbn en ny.",
    ),
    "order.profile_incomplete": (
        "Choose an occupation and at least one kind of stay before you confirm.",
        "Vælg en stilling og mindst én slags forløb, før du bekræfter.",
    ),
    "organisation.only_by_installation": (
        "Organisations are made by those who run the installation.",
        "Organisationer oprettes af dem, der driver installationen.",
    ),
    "organisation.not_in_partnership": (
        "Not all of them take part in the partnership.",
        "De er ikke alle med i partnerskabet.",
    ),
    "person.a_stay_runs": (
        "A stay is running: end it before the case is closed.",
        "Der er et forløb i gang: afslut det, før sagen lukkes.",
    ),
    "person.already_closed": ("The case is already closed.", "Sagen er allerede lukket."),
    "person.closing_needs_reason": (
        "Choose a reason for closing the case.",
        "Vælg en grund til at lukke sagen.",
    ),
    "person.contact_outside_case": (
        "Only those who work in the case hand it over. Ask the present contact or the team leader.",
        "Kun de, der arbejder i sagen, giver den videre. Spørg den nuværende kontaktperson eller teamlederen.",
    ),
    "person.contact_needs_reason": (
        "The colleague does not work in this case today. Choose why it is handed over.",
        "Kollegaen arbejder ikke i sagen i dag. Vælg, hvorfor den gives videre.",
    ),
    "person.contact_is_no_colleague": (
        "The contact must be a colleague in your organisation.",
        "Kontaktpersonen skal være en kollega i din organisation.",
    ),
    "person.cpr_has_a_case": (
        "There is already a case with this CPR number in your municipality.",
        "Der er allerede en sag med dette CPR-nummer i jeres kommune.",
    ),
    "person.cpr_outside_case": (
        "The CPR number is changed by those who work in this case.",
        "CPR-nummeret ændres af dem, der arbejder i sagen.",
    ),
    "person.dates_crossed": ("The last day lies before the first.", "Den sidste dag ligger før den første."),
    "person.hours_crossed": (
        "The fewest hours are more than the most.",
        "Færrest timer er flere end flest timer.",
    ),
    "person.is_open": ("The case is open.", "Sagen er åben."),
    "person.no_cpr_number": ("There is no CPR number to show.", "Der er intet CPR-nummer at vise."),
    "person.no_such_relation": ("Choose how the two are related.", "Vælg, hvordan de to er i familie."),
    "person.not_within_case": (
        "Only those who work in the case itself may do this: the contact, the unit that has it, and the team leader.",
        "Det må kun de, der arbejder i selve sagen: kontaktpersonen, enheden, der har den, og teamlederen.",
    ),
    "person.not_your_case": (
        "Only those who work on the case may do this.",
        "Kun de, der arbejder med sagen, må gøre dette.",
    ),
    "person.only_case_staff_register": (
        "Only case staff may register a citizen.",
        "Kun medarbejdere med sager må oprette en borger.",
    ),
    "person.reveal_needs_reason": (
        "Say why you need to see the number.",
        "Skriv, hvorfor du har brug for at se nummeret.",
    ),
    "placement.agreed_with_other_content": (
        "This was agreed before, with other content. Nothing of this is saved: change the placement on its own page.",
        "Forløbet er allerede aftalt, med andet indhold. Intet af dette er gemt. Ret forløbet på dets egen side.",
    ),
    "placement.already_agreed": (
        "The placement is agreed and cannot be changed like this.",
        "Forløbet er aftalt og kan ikke ændres på den måde.",
    ),
    "placement.dates_turned_round": (
        "The last day lies before the first.",
        "Den sidste dag ligger før den første.",
    ),
    "placement.end_outside_stay": (
        "The end must lie within the stay.",
        "Slutdatoen skal ligge inden for forløbet.",
    ),
    "placement.hours_negative": ("Hours cannot be below nought.", "Timer kan ikke være under nul."),
    "placement.hours_outside_stay": (
        "The hours must lie within the stay.",
        "Timerne skal ligge inden for forløbet.",
    ),
    "placement.next_step_missing": ("Choose the next step.", "Vælg det næste skridt."),
    "placement.not_begun_yet": (
        "A stay is noted as begun on the day or after it, never before.",
        "Et forløb noteres som begyndt på dagen eller bagefter, aldrig før.",
    ),
    "placement.not_held_yet": (
        "A follow-up cannot be registered before it has taken place.",
        "En opfølgning kan ikke registreres, før den har fundet sted.",
    ),
    "placement.not_interrupted": ("The stay is not on pause.", "Forløbet er ikke sat på pause."),
    "placement.not_of_this_proposal": (
        "The stay is not of this proposal's citizen and order. Open the proposal and agree it from there.",
        "Forløbet gælder en anden borger eller ordre end forslaget. Åbn forslaget, og aftal det derfra.",
    ),
    "placement.not_your_case": (
        "Only those who work on the case may do this.",
        "Kun de, der arbejder med sagen, må gøre dette.",
    ),
    "placement.nothing_to_extend": (
        "Only a stay that is agreed or running, and has an end, can be extended.",
        "Kun et aftalt eller løbende forløb med en slutdato kan forlænges.",
    ),
    "placement.nothing_to_follow_up": (
        "Only a running stay is followed up.",
        "Kun et løbende forløb følges op.",
    ),
    "placement.order_of_another_unit": (
        "The order belongs to another workplace.",
        "Ønsket hører til en anden arbejdsplads.",
    ),
    "placement.outcome_missing": ("Choose how the stay ended.", "Vælg, hvordan forløbet endte."),
    "placement.starts_later": (
        "The stay cannot begin before its first day.",
        "Forløbet kan ikke begynde før sin første dag.",
    ),
    "proposal.ask_first": (
        "Something must be asked first before anyone can be proposed.",
        "Der er noget, der først skal spørges om, før der kan foreslås.",
    ),
    "proposal.gate_closed": (
        "The citizen and the order no longer fit: look at the list once more.",
        "Borgeren og ønsket passer ikke længere: se listen igen.",
    ),
    "proposal.chosen_there_already": (
        "The citizen is already chosen at this workplace. Agree that placement, or withdraw that proposal first.",
        "Borgeren er allerede valgt på denne arbejdsplads. Aftal det forløb, eller træk først det forslag tilbage.",
    ),
    "proposal.gone": (
        "The citizen cannot be proposed now.",
        "Borgeren kan ikke foreslås nu.",
    ),
    "proposal.not_chosen_yet": (
        "A placement comes from a chosen proposal.",
        "Et forløb kommer af et valgt forslag.",
    ),
    "proposal.no_interview": (
        "The company has not said that it wants to meet the citizen, or that is over.",
        "Virksomheden har ikke sagt, at den vil møde borgeren, eller det er overstået.",
    ),
    "proposal.interview_passed": (
        "The day of the interview has passed. Choose a day to come.",
        "Dagen for samtalen er gået. Vælg en dag, der kommer.",
    ),
    "proposal.no_longer_together": (
        "The two municipalities do not recruit together any more. Withdraw the proposal, or let the citizen say no.",
        "De to kommuner rekrutterer ikke længere sammen. Træk forslaget tilbage, eller lad borgeren sige nej.",
    ),
    "proposal.not_possible_now": (
        "The citizen cannot be proposed for this order now.",
        "Borgeren kan ikke foreslås til denne jobordre nu.",
    ),
    "proposal.not_your_case": (
        "Only those who work on the case may do this.",
        "Kun de, der arbejder med sagen, må gøre dette.",
    ),
    "proposal.not_your_order": (
        "Only those who have the order or the citizen can do this.",
        "Det kan kun dem, der har jobordren eller borgeren.",
    ),
    "proposal.order_not_open": ("The order is not open any more.", "Jobordren er ikke åben længere."),
    "proposal.unknown_answer": ("Choose one of the answers.", "Vælg et af svarene."),
    "sharing.dates_do_not_fit": (
        "The citizen must be told before the sharing begins, and it must end after it begins.",
        "Borgeren skal være orienteret, før delingen begynder, og den skal slutte efter den begynder.",
    ),
    "sharing.no_legal_basis": (
        "This legal basis cannot carry the sharing alone.",
        "Dette grundlag kan ikke bære delingen alene.",
    ),
    "sharing.not_told": (
        "Write purpose, legal basis and what the citizen was told.",
        "Skriv formål, grundlag og hvad borgeren har fået at vide.",
    ),
    "sharing.objected": (
        "The citizen has objected. A new talk must come first.",
        "Borgeren har gjort indsigelse. Der skal en ny samtale til først.",
    ),
    "sharing.protected": (
        "Somebody with a protected address is not shown to other municipalities.",
        "En borger med beskyttet adresse vises ikke for andre kommuner.",
    ),
    "weights.reason_missing": (
        "Say why the weights are changed.",
        "Skriv, hvorfor vægtene ændres.",
    ),
    "weights.secretariat_only": (
        "Only the secretariat may change the weights.",
        "Kun sekretariatet må ændre vægtene.",
    ),
    "retention.not_your_work": (
        "Only an administrator of the municipality sets its periods.",
        "Kun en administrator i kommunen sætter kommunens frister.",
    ),
    "retention.period_of_the_installation": (
        "This period is one for all and cannot be set here.",
        "Den frist er fælles for alle og kan ikke sættes her.",
    ),
    "retention.period_outside": (
        "Between {least} and {longest} days can be chosen.",
        "Der kan vælges mellem {least} og {longest} dage.",
    ),
    "retention.reason_missing": ("Write why this period was chosen.", "Skriv, hvorfor I har valgt den frist."),
}
