"""What the pure rules answer, worded: code to (English, Danish). Written to be read by the person it concerns."""

RULE_SENTENCES: dict[str, tuple[str, str]] = {
    # How many stays a workplace may have
    "ratio.room": (
        "There is room: {lawful} at {average} employed, {taken} taken.",
        "Der er plads: {lawful} ved {average} ansatte, {taken} er optaget.",
    ),
    "ratio.minimum": (
        "The first place at a workplace is always lawful.",
        "Den første plads på en arbejdsplads er altid lovlig.",
    ),
    "ratio.full": (
        "The workplace is full: {lawful} at {average} employed, {taken} taken and {wanted} wanted.",
        "Arbejdspladsen er fuld: {lawful} ved {average} ansatte, {taken} er optaget og {wanted} ønskes.",
    ),
    "ratio.others_unknown": (
        "Ask the employer how many others are in placement or wage subsidy: {lawful}, we know of {taken}.",
        "Spørg, hvor mange andre der er i praktik eller løntilskud her: {lawful}, vi kender {taken}.",
    ),
    "ratio.others_stale": (
        (
            "Ask the employer again how many others are in placement or wage subsidy: {lawful}, we know of {taken}. "
            "The employer said {others} on {stated_on}; by our own limit of {days}, not by law, that counts for a "
            "start until {counts_until}. For this start an answer from {ask_from} on counts."
        ),
        (
            "Spørg igen, hvor mange andre der er i praktik eller løntilskud her: {lawful}, vi kender {taken}. "
            "Arbejdsgiveren sagde {others} den {stated_on}; efter vores egen grænse på {days}, ikke efter loven, "
            "gælder det ved start til og med {counts_until}. Til denne start gælder et svar fra {ask_from}."
        ),
    ),
    "ratio.headcount_unknown": (
        "Ask the employer for the number of ordinarily employed in the last {months}.",
        "Spørg arbejdsgiveren om antal ordinært ansatte de seneste {months}.",
    ),
    "additional.met": (
        "The company has not reduced its staff: {last} last month, {average} on average.",
        "Virksomheden har ikke færre ansatte end før: {last} sidste måned, {average} i gennemsnit.",
    ),
    "additional.fewer_than_average": (
        "The company had fewer ordinarily employed last month ({last}) than on average ({average}).",
        "Virksomheden havde færre ordinært ansatte sidste måned ({last}) end i gennemsnit ({average}).",
    ),
    "additional.headcount_unknown": (
        "Ask the employer for the number of ordinarily employed in each of the last {months}.",
        "Spørg arbejdsgiveren om antal ordinært ansatte i hver af de seneste {months}.",
    ),
    "additional.not_required": (
        "{kind} does not ask for additional employment.",
        "{kind} kræver ikke merbeskæftigelse.",
    ),
    # What is signed before the start
    "statement.given": (
        "Employer and employee representative have both confirmed the conditions.",
        "Arbejdsgiver og medarbejderrepræsentant har begge bekræftet vilkårene.",
    ),
    "statement.ticked": (
        (
            "Whoever agreed the stay has ticked that employer and employee representative confirm the conditions. Who "
            "of them, and on which paper, is not written here."
        ),
        (
            "Den, der aftalte forløbet, har sat kryds ved, at arbejdsgiver og medarbejderrepræsentant bekræfter "
            "vilkårene. Hvem af dem og på hvilket papir står ikke her."
        ),
    ),
    "statement.employer_missing": (
        "The employer has not yet confirmed the conditions in writing.",
        "Arbejdsgiveren har endnu ikke bekræftet vilkårene skriftligt.",
    ),
    "statement.representative_missing": (
        "The employees' representative has not yet confirmed the conditions in writing.",
        "Medarbejdernes repræsentant har endnu ikke bekræftet vilkårene skriftligt.",
    ),
    "statement.not_required": ("{kind} asks for no statement.", "{kind} kræver ingen erklæring."),
    "purpose.named": ("The purpose is named: {purpose}.", "Formålet er angivet: {purpose}."),
    "purpose.no_paid_hours": (
        "The purpose is {purpose}, but no paid hours are stated. How many, and from when?",
        "Formålet er {purpose}, men der er ingen løntimer i planen. Hvor mange og fra hvornår?",
    ),
    "purpose.missing": (
        "{kind} must have one of three purposes: paid hours, training or clarifying the job goal.",
        "{kind} skal have et af tre formål: ordinære løntimer, optræning eller afklaring af jobmål.",
    ),
    "purpose.not_for_this_kind": (
        "{purpose} is not a purpose of {kind}.",
        "{purpose} er ikke et formål med {kind}.",
    ),
    "purpose.not_required": ("{kind} needs no stated purpose.", "{kind} kræver ikke et angivet formål."),
    # Hours and length
    "hours.within_full_time": ("{hours} a week is within full time.", "{hours} om ugen er inden for fuld tid."),
    "hours.over_full_time": (
        "{hours} a week is more than full time ({most}).",
        "{hours} om ugen er mere end fuld tid ({most}).",
    ),
    "hours.within_full_time_together": (
        "{hours} a week in all, together with the stay at {others}, is within full time.",
        "{hours} om ugen i alt, sammen med forløbet hos {others}, er inden for fuld tid.",
    ),
    "hours.over_full_time_together": (
        "The citizen is also at {others} in the same period: {hours} a week in all is more than full time ({most}).",
        "Borgeren er også hos {others} i samme periode: {hours} om ugen i alt er mere end fuld tid ({most}).",
    ),
    "hours.kind_without_pay": ("{kind} needs no paid hours.", "{kind} kræver ingen timer med løn."),
    "hours.paid_as_the_kind": ("{kind} has paid hours.", "{kind} har timer med løn."),
    "hours.pay_missing": (
        "{kind} is paid work, and no paid hours are stated. Write them as paid hours, or choose another kind.",
        "{kind} er lønnet arbejde, men der er ingen timer med løn. Skriv dem som løntimer, eller vælg en anden form.",
    ),
    "hours.unpaid_beside_pay": (
        "{kind} has no unpaid hours, and {hours} a week are stated. Write them as paid hours, or choose another kind.",
        (
            "{kind} har ingen timer uden løn, men der står {hours} om ugen. "
            "Skriv dem som løntimer, eller vælg en anden form."
        ),
    ),
    "stay.not_here_already": (
        "The citizen has no other stay at this workplace in the period.",
        "Borgeren har ikke et andet forløb på denne arbejdsplads i perioden.",
    ),
    "stay.here_already": (
        "The citizen already has a stay at this workplace in the period, from {starts_on}. Change that one instead.",
        "Borgeren har allerede et forløb på denne arbejdsplads i perioden, fra {starts_on}. Ret det i stedet.",
    ),
    "hours.not_stated": ("The weekly hours are not stated yet.", "Det ugentlige timetal er ikke angivet endnu."),
    "stay.within_cap": (
        "{kind} may last until {last_lawful_day}.",
        "{kind} må vare til og med {last_lawful_day}.",
    ),
    "stay.over_cap": (
        "{kind} may last until {last_lawful_day} at the longest.",
        "{kind} må højst vare til og med {last_lawful_day}.",
    ),
    "stay.no_cap": ("{kind} has no longest duration.", "{kind} har ingen længste varighed."),
    "stay.end_missing": ("{kind} must have an end date.", "{kind} skal have en slutdato."),
    "stay.group_unknown": (
        "How long {kind} may last depends on the citizen's benefit group, which is not stated.",
        "Hvor længe {kind} må vare, afhænger af borgerens målgruppe, som ikke er angivet.",
    ),
    "stay.not_longer": (
        "The new end is not later than the present one, {last_day}.",
        "Den nye slutdato ligger ikke efter den nuværende, {last_day}.",
    ),
    "kind.not_in_force": (
        "{kind} is not possible with a start on {on}.",
        "{kind} er ikke muligt med start {on}.",
    ),
    # Work at the same employer before
    "previous.other_employer": (
        "The last employer was another one.",
        "Den seneste arbejdsgiver var en anden.",
    ),
    "previous.last_employer_wage_subsidy": (
        "No wage subsidy at the employer where the citizen worked last.",
        "Der kan ikke gives løntilskud hos den arbejdsgiver, borgeren senest var ansat hos.",
    ),
    "previous.last_employer_placement": (
        "As a main rule there is no placement at the employer where the citizen worked last.",
        "Som hovedregel kan praktik ikke foregå hos den arbejdsgiver, borgeren senest var ansat hos.",
    ),
    "previous.job_here_igu": (
        "IGU asks for no ordinary job at the company in the last {months}, that is since {since}.",
        "IGU kræver, at borgeren ikke har haft ordinært job i virksomheden de seneste {months}, altså siden {since}.",
    ),
    "previous.free_of_job_here": (
        "No ordinary job at the company that stands in the way.",
        "Intet ordinært job i virksomheden står i vejen.",
    ),
    "previous.not_asked": (
        "Ask where the citizen has worked in Denmark before.",
        "Spørg, hvor borgeren tidligere har arbejdet i Danmark.",
    ),
    "previous.employer_unknown": (
        "Ask which company the last job was at.",
        "Spørg, hvilken virksomhed det seneste job var hos.",
    ),
    "previous.no_rule": (
        "Earlier work at the company does not matter for {kind}.",
        "Tidligere arbejde i virksomheden har ingen betydning for {kind}.",
    ),
    "spouse.owns": (
        "No wage subsidy in a company that the spouse owns.",
        "Der kan ikke gives løntilskud i ægtefællens virksomhed.",
    ),
    "spouse.owns_not": ("The spouse does not own the company.", "Ægtefællen ejer ikke virksomheden."),
    "spouse.not_asked": (
        "Ask whether the company belongs to the spouse.",
        "Spørg, om virksomheden tilhører ægtefællen.",
    ),
    "spouse.no_rule": (
        "Who owns the company does not matter for {kind}.",
        "Hvem der ejer virksomheden, har ingen betydning for {kind}.",
    ),
    # IGU
    "igu.may_start": (
        "The citizen may start an IGU, with {school_hours} of school.",
        "Borgeren kan begynde på IGU med {school_hours} skole.",
    ),
    "igu.scheme_closed": ("IGU takes no new starts on {on}.", "Man kan ikke begynde på IGU den {on}."),
    "igu.too_young": (
        "IGU begins at {lowest} years; that is on {from_day}.",
        "IGU kan begynde fra {lowest} år, altså fra {from_day}.",
    ),
    "igu.too_old": (
        "IGU must begin before the age of {below}; the citizen will be {age}.",
        "IGU skal begynde, før man fylder {below} år; borgeren vil være {age}.",
    ),
    "igu.age": ("The age fits: {age}.", "Alderen passer: {age} år."),
    "igu.residence": ("Less than {years} of residence.", "Inden for {years} i landet."),
    "igu.residence_too_long": (
        "IGU is for people with up to {years} of residence; the citizen has lived here since {since}.",
        "IGU kræver højst {years} i landet; borgeren har boet her siden {since}.",
    ),
    "igu.residence_unknown": ("Ask when the residence began.", "Spørg, hvornår opholdet begyndte."),
    "igu.birth_date_unknown": ("The birth date is not stated.", "Fødselsdatoen er ikke angivet."),
    "igu.group": ("The residence ground fits: {residence_group}.", "Opholdsgrundlaget passer: {residence_group}."),
    "igu.group_unknown": ("The residence ground is not stated.", "Opholdsgrundlaget er ikke angivet."),
    "igu.other_group": (
        "IGU is not open for this residence ground: {residence_group}.",
        "IGU er ikke åben for dette opholdsgrundlag: {residence_group}.",
    ),
    "igu.had_before": ("One can only have one IGU.", "Man kan kun få én IGU."),
    "igu.had_before_unknown": (
        "Ask whether the citizen has had an IGU before.",
        "Spørg, om borgeren har haft en IGU før.",
    ),
    # Going on in spite of a refusal
    "overrule.allowed": (
        "As {role} you may go on, with your reason on record.",
        "Som {role} kan du gå videre; din begrundelse gemmes.",
    ),
    "overrule.not_needed": ("Nothing stands in the way.", "Intet står i vejen."),
    "overrule.never": ("Nobody can set this rule aside.", "Ingen kan se bort fra denne regel."),
    "overrule.not_this_role": (
        "This cannot be decided by a {role}.",
        "Det kan en {role} ikke afgøre.",
    ),
    "overrule.reason_missing": ("A reason is needed to go on.", "Der skal en begrundelse til for at gå videre."),
    # Steps
    "proposal.step": ("From {source} to {target}.", "Fra {source} til {target}."),
    "proposal.no_such_step": (
        "The proposal has moved on; that step is not open any more.",
        "Forslaget er kommet videre; det skridt er ikke åbent længere.",
    ),
    "proposal.reason_missing": (
        "Choose a reason: it goes back to those who proposed.",
        "Vælg en grund: den går tilbage til dem, der foreslog.",
    ),
    "placement.step": ("From {source} to {target}.", "Fra {source} til {target}."),
    "placement.no_such_step": (
        "A placement cannot go from {source} to {target}.",
        "Et forløb kan ikke gå fra {source} til {target}.",
    ),
    "placement.reason_missing": ("Choose a reason for {target}.", "Vælg en grund til {target}."),
    # The clocks of the programme
    "offer.not_due": (
        "First company-directed offer by {soon_by} if possible, at the latest {latest_by}.",
        "Første virksomhedsrettede tilbud så vidt muligt senest {soon_by}, i alle tilfælde senest {latest_by}.",
    ),
    "offer.due": (
        "The first company-directed offer is due, at the latest {latest_by}.",
        "Det første virksomhedsrettede tilbud skal gives nu, senest {latest_by}.",
    ),
    "offer.overdue": (
        "The first company-directed offer was due by {latest_by}: {days} late.",
        "Det første virksomhedsrettede tilbud skulle være givet senest {latest_by}: {days} for sent.",
    ),
    "offer.given": ("The first offer came in time.", "Det første tilbud kom til tiden."),
    "offer.given_late": (
        "The first offer came after {latest_by}.",
        "Det første tilbud kom efter {latest_by}.",
    ),
    "offer.no_clock": (
        "No deadline for the first offer with takeover on {takeover_on}.",
        "Ingen frist for første tilbud ved overtagelse den {takeover_on}.",
    ),
    "offer.takeover_unknown": (
        "The takeover date is missing, so nobody knows when the first offer is due.",
        "Overtagelsesdatoen mangler, så fristen for første tilbud er ukendt.",
    ),
    "offer.gap": ("Next offer at the latest {latest_by}.", "Næste tilbud senest {latest_by}."),
    "offer.gap_too_long": (
        "More than {weeks} without an offer: the next was due by {latest_by}.",
        "Mere end {weeks} uden tilbud: det næste skulle være givet senest {latest_by}.",
    ),
    "contract.made": ("The contract was made on {on}.", "Kontrakten er indgået {on}."),
    "contract.not_due": (
        "The contract is to be made by {latest_by}.",
        "Kontrakten skal være indgået senest {latest_by}.",
    ),
    "contract.no_clock": (
        "Taken over {takeover_on}, before there was such a contract: no clock runs.",
        "Overtaget {takeover_on}, før der fandtes en sådan kontrakt: ingen frist løber.",
    ),
    "contract.long_past": (
        "The day was {latest_by}. That is long ago and cannot be made good.",
        "Dagen var {latest_by}. Det er længe siden og kan ikke gøres godt igen.",
    ),
    "contract.overdue": (
        "The contract was to be made by {latest_by}: {days} late.",
        "Kontrakten skulle være indgået senest {latest_by}: {days} for sent.",
    ),
    "contract.takeover_unknown": (
        "The takeover date is missing, so nobody knows when the contract is due.",
        "Overtagelsesdatoen mangler, så fristen for kontrakten er ukendt.",
    ),
    "talk.next": (
        "Next talk by {due_on}: {held} of {wanted} held in the first {months}.",
        "Næste samtale senest {due_on}: {held} af {wanted} holdt i de første {months}.",
    ),
    "talk.due": (
        "A talk is due since {due_on}: {held} of {wanted} held in the first {months}.",
        "En samtale skulle være holdt {due_on}: {held} af {wanted} holdt i de første {months}.",
    ),
    "talk.too_few": (
        "Only {held} of {wanted} talks were held in the first {months}, which ended {due_on}.",
        "Kun {held} af {wanted} samtaler blev holdt i de første {months}, som sluttede {due_on}.",
    ),
    "talk.not_due": ("Next talk by {due_on}.", "Næste samtale senest {due_on}."),
    "talk.overdue": ("The talk was due by {due_on}.", "Samtalen skulle være holdt senest {due_on}."),
    "talk.as_needed": ("Talks as needed.", "Samtaler efter behov."),
    "talk.visitation_unknown": (
        "The visitation date is missing, so nobody knows when talks are due.",
        "Visitationsdatoen mangler, så fristerne for samtaler er ukendte.",
    ),
    "forgotten.not": ("Last contact or offer {since}.", "Seneste kontakt eller tilbud {since}."),
    "forgotten.for_days": (
        "No contact, offer or proposal for {days}, since {since}.",
        "Ingen kontakt, tilbud eller forslag i {days}, siden {since}.",
    ),
    "forgotten.never_met": (
        "Nobody has been in contact yet, {days} after {since}.",
        "Ingen har været i kontakt endnu, {days} efter {since}.",
    ),
    # Numbers
    "cpr.ordinary": ("A CPR number.", "Et CPR-nummer."),
    "cpr.replacement": ("A replacement number.", "Et erstatningspersonnummer."),
    "cpr.test": ("A made-up number for tests.", "Et opdigtet nummer til test."),
    "cpr.modulus_11_warning": (
        "The number does not follow the old check (modulus 11). It may be right: look once more.",
        "Nummeret følger ikke den gamle kontrol (modulus 11). Det kan være rigtigt: se efter en ekstra gang.",
    ),
    "cpr.empty": ("There is no CPR number.", "Der er intet CPR-nummer."),
    "cpr.nine_digits": (
        "Nine digits: the spreadsheet has probably lost the first nought.",
        "Ni cifre: regnearket har nok tabt det første nul.",
    ),
    "cpr.not_ten_digits": ("A CPR number has ten digits.", "Et CPR-nummer har ti cifre."),
    "cpr.no_such_date": (
        "The first six digits are no date.",
        "De første seks cifre er ikke en dato.",
    ),
    "cpr.not_born_yet": ("The birth date lies in the future.", "Fødselsdatoen ligger i fremtiden."),
    "cvr.ok": ("A CVR number.", "Et CVR-nummer."),
    "cvr.empty": ("There is no CVR number.", "Der er intet CVR-nummer."),
    "cvr.not_eight_digits": ("A CVR number has eight digits.", "Et CVR-nummer har otte cifre."),
    "cvr.check_digit_warning": (
        "The last digit does not fit the others: is there a slip of the finger?",
        "Det sidste ciffer passer ikke til de andre: er der en tastefejl?",
    ),
    "p_number.ok": ("A P-number.", "Et P-nummer."),
    "p_number.empty": ("There is no P-number.", "Der er intet P-nummer."),
    "p_number.not_ten_digits": ("A P-number has ten digits.", "Et P-nummer har ti cifre."),
}
