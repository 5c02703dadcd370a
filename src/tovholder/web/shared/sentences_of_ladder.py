"""The hours ladder, worded: what to talk about, what cannot be. Code to (English, Danish)."""

LADDER_SENTENCES: dict[str, tuple[str, str]] = {
    "ladder.no_steps": ("Write at least one step of the plan.", "Skriv mindst ét trin i planen."),
    "ladder.hours_negative": (
        "The hours from {day} are below nought.",
        "Timerne fra {day} er under nul.",
    ),
    "ladder.two_steps_on_a_day": (
        "Two steps begin on {day}. Give one of them another day.",
        "To trin begynder {day}. Giv det ene en anden dag.",
    ),
    "ladder.before_stay": (
        "{day} lies before the stay, which begins on {starts_on}.",
        "{day} ligger før forløbet, som begynder {starts_on}.",
    ),
    "ladder.after_stay": (
        "{day} lies after the stay, whose last day is {last_day}.",
        "{day} ligger efter forløbet, hvis sidste dag er {last_day}.",
    ),
    "ladder.plan_in_order": ("The plan has {steps} steps.", "Planen har {steps} trin."),
    "ladder.days_turned_round": (
        "The last day lies before the first one.",
        "Den sidste dag ligger før den første.",
    ),
    "ladder.more_days_away_than_days": (
        "The period has {days}; nobody can be away on more of them.",
        "Der er {days} i perioden; man kan ikke være væk flere af dem.",
    ),
    "ladder.not_worked_yet": (
        "{day} is still to come, so nobody has worked then yet.",
        "{day} er ikke kommet endnu, så der er ingen timer at fortælle om.",
    ),
    "ladder.over_full_time": (
        "{hours} a week are more than full time, {most}.",
        "{hours} om ugen er mere end fuld tid, {most}.",
    ),
    "ladder.more_than_a_week_has": (
        "{hours} a week cannot be: a week has {most}.",
        "{hours} om ugen kan ikke passe: en uge har {most}.",
    ),
    "ladder.worked_over_full_time": (
        "From {day} {hours} a week were worked. Full time is {most}: talk about whether it is right.",
        "Fra {day} blev der arbejdet {hours} om ugen. Fuld tid er {most}: tal om, hvorvidt det er rigtigt.",
    ),
    "ladder.hours_in_order": ("{hours} a week.", "{hours} om ugen."),
    "ladder.hours_told_already": (
        "From {starts_on} to {last_day} {hours} a week are told already. Choose other days, or tick the correction.",
        "{starts_on} til {last_day} er der allerede fortalt om {hours} om ugen. Vælg andre dage, eller kryds ret af.",
    ),
    "ladder.told_by_others": (
        "Somebody else told these hours. Call your contact person at the municipality to have them corrected.",
        "En anden har fortalt om de timer. Ring til kontaktpersonen i kommunen for at få dem rettet.",
    ),
    "own_week.of_the_citizen": (
        "Only the citizen tells of the own weeks. Write the hours you know of on the page of the hours.",
        "Kun borgeren fortæller om sine uger. Skriv de timer, du kender til, på siden med timer.",
    ),
    "own_week.on_the_own_page": (
        "Tell of your hours on your own page, under the placement.",
        "Fortæl om dine timer på din egen side under forløbet.",
    ),
    "next.ready": (
        "The requirements are met. It is time to find the next placement.",
        "Kravene er opfyldt. Det er tid til at finde det næste forløb.",
    ),
    "next.ask_first": (
        "Nothing stands against the next placement, but ask first about what is not known.",
        "Intet taler imod det næste forløb, men spørg først om det, der ikke er kendt.",
    ),
    "next.not_yet": (
        "Not all is met yet. The next placement is proposed here when it is.",
        "Ikke alt er opfyldt endnu. Det næste forløb bliver foreslået her, når det er.",
    ),
    "next.tasks_not_written": ("No tasks are written yet.", "Der er ikke skrevet opgaver endnu."),
    "next.tasks_mastered": (
        "{mastered} of {tasks} tasks are done alone.",
        "{mastered} af {tasks} opgaver løses alene.",
    ),
    "next.tasks_not_yet": (
        "{mastered} of {tasks} tasks are done alone; {least} are asked for.",
        "{mastered} af {tasks} opgaver løses alene; der skal {least} til.",
    ),
    "next.no_goals_for_danish": ("No goals for Danish were agreed.", "Der er ikke aftalt mål for dansk."),
    "next.danish_not_seen": (
        "Goals for Danish are agreed, and nobody has written lately how it goes.",
        "Der er aftalt mål for dansk, og ingen har skrevet for nylig, hvordan det går.",
    ),
    "next.danish_seen": (
        "Danish at the workplace was looked at on {day}. Read there whether the goals are met.",
        "Der blev set på dansk på arbejdspladsen {day}. Læs dér, om målene er nået.",
    ),
    "next.hours_not_told": ("Nobody has told the hours.", "Ingen har fortalt om timerne."),
    "next.hours_many": ("{hours} a week are worked.", "Der arbejdes {hours} om ugen."),
    "next.hours_rise": (
        "The hours rise: {hours} a week, {paid} of them paid, and {before} at first.",
        "Timerne stiger: {hours} om ugen, heraf {paid} med løn, og {before} i begyndelsen.",
    ),
    "next.hours_flat": (
        "The hours have not risen: {hours} a week, as at first.",
        "Timerne er ikke steget: {hours} om ugen som i begyndelsen.",
    ),
    "next.no_end": ("The stay has no last day.", "Forløbet har ingen sidste dag."),
    "next.end_near": ("The last day is near: {day}.", "Den sidste dag er nær: {day}."),
    "next.end_far": ("The last day is not near yet: {day}.", "Den sidste dag er ikke nær endnu: {day}."),
    "next.order_with_pay": ("The order offers {kinds}.", "Ordren tilbyder {kinds}."),
    "next.stays_led_on": (
        "{led_on} of our {stays} stays there led on.",
        "{led_on} af vores {stays} forløb der førte videre.",
    ),
    "next.nothing_known_of_hire": (
        "Nothing is known that speaks for a job there.",
        "Der er ikke noget kendt, der taler for et job der.",
    ),
    "own_week.told_alone": (
        "Nobody else has told of these days yet.",
        "Ingen andre har fortalt om de dage endnu.",
    ),
    "own_week.all_tell_the_same": ("All tell the same.", "Alle fortæller det samme."),
    "own_week.hours_differ": (
        "The citizen tells {unpaid} unpaid and {paid} paid, others {others_unpaid} and {others_paid}. Ask both.",
        "Borgeren fortæller {unpaid} uden løn og {paid} med løn, andre {others_unpaid} og {others_paid}. Spørg begge.",
    ),
    "own_week.days_differ": (
        "The citizen tells {days} away, others {others_days}. Ask both.",
        "Borgeren fortæller {days} væk, andre {others_days}. Spørg begge.",
    ),
    "ladder.hours_not_stated": (
        "Nobody has written how many hours are paid.",
        "Ingen har skrevet, hvor mange timer der er løn for.",
    ),
    "ladder.unpaid_so_far": ("Without pay for {weeks} so far.", "Uden løn i {weeks} indtil nu."),
    "ladder.unpaid_long": (
        "{weeks} without any paid hours. Ask which tasks are worth pay.",
        "{weeks} uden løntimer. Spørg, hvilke opgaver der er løn værd.",
    ),
    "ladder.many_hours": ("{hours} a week are paid.", "Der er løn for {hours} om ugen."),
    "ladder.few_hours_flat": (
        "{hours} a week with pay, and no more for {weeks}. Ask what the next hours could be.",
        "Løn for {hours} om ugen og ikke flere i {weeks}. Spørg, hvad de næste timer kan være.",
    ),
    "ladder.growing": (
        "{hours} a week with pay for {weeks}.",
        "Løn for {hours} om ugen i {weeks}.",
    ),
    "ladder.hours_not_told": (
        "Nobody has told which hours are worked.",
        "Ingen har fortalt, hvor mange timer der bliver arbejdet.",
    ),
    "ladder.below_plan": (
        "From {day} {hours} a week are worked, {planned} are planned. Ask what is in the way.",
        "Fra {day} bliver der arbejdet {hours} om ugen, og planen er {planned}. Spørg, hvad der er i vejen.",
    ),
    "ladder.pay_below_plan": (
        "From {day} {hours} a week are paid, {planned} are planned. Ask when the pay comes.",
        "Fra {day} er der løn for {hours} om ugen, og planen er {planned}. Spørg, hvornår lønnen kommer.",
    ),
    "ladder.as_planned": ("From {day} the hours are as planned.", "Fra {day} er timerne som planlagt."),
    "ladder.not_extended": ("The stay has not been made longer.", "Forløbet er ikke forlænget."),
    "ladder.extended_with_pay": (
        "The stay was made longer, with paid hours.",
        "Forløbet er forlænget med løntimer.",
    ),
    "ladder.extended_unpaid": (
        "The stay was made longer without paid hours. Ask what it takes to pay some.",
        "Forløbet er forlænget uden løntimer. Spørg, hvad der skal til for at give løn for nogle af dem.",
    ),
    "ladder.task_not_mastered": ("{task}: not alone yet.", "{task}: endnu ikke alene."),
    "ladder.task_paid": ("{task}: paid from {day}.", "{task}: løn fra {day}."),
    "ladder.all_paid": ("{task}: all hours are paid.", "{task}: alle timer er med løn."),
    "ladder.task_mastered_lately": (
        "{task}: alone for {weeks}.",
        "{task}: alene i {weeks}.",
    ),
    "ladder.task_for_pay": (
        "{task}: alone for {weeks}, {hours} a week. Ask for pay for it.",
        "{task}: alene i {weeks}, {hours} om ugen. Spørg om løn for den.",
    ),
    "ladder.task_for_pay_hours_unknown": (
        "{task}: alone for {weeks}. Ask how many hours it takes, and for pay for them.",
        "{task}: alene i {weeks}. Spørg, hvor mange timer den tager, og om løn for dem.",
    ),
    "ladder.nothing_unpaid": ("No hours without pay.", "Ingen timer uden løn."),
    "ladder.talk_not_begun": (
        "The stay begins on {day} with {hours} a week without pay. Ask for paid hours once it runs.",
        "Forløbet begynder {day} med {hours} om ugen uden løn. Spørg om løntimer, når det er i gang.",
    ),
    "ladder.talk_held": ("Paid hours were talked about on {day}.", "Der blev talt om løntimer {day}."),
    "ladder.talk_at_follow_up": (
        "Ask for paid hours at the follow-up on {day}.",
        "Spørg om løntimer ved opfølgningen {day}.",
    ),
    "ladder.talk_at_end": (
        "Ask for paid hours before the last day, {day}.",
        "Spørg om løntimer før den sidste dag, {day}.",
    ),
    "ladder.talk_later": (
        "Ask for paid hours at the next follow-up.",
        "Spørg om løntimer ved næste opfølgning.",
    ),
    "ladder.check_not_yet": (
        "Ask after {months}, on {day}.",
        "Spørg efter {months}, {day}.",
    ),
    "ladder.check_due": (
        "{months} in the job on {day}. Ask whether the citizen is still there.",
        "{months} i jobbet {day}. Spørg, om borgeren stadig er der.",
    ),
    "ladder.check_late": (
        "{months} in the job on {day}, and nobody has asked whether the citizen is still there.",
        "{months} i jobbet {day}, og ingen har spurgt, om borgeren stadig er der.",
    ),
    "ladder.no_such_level": ("Choose a level of the list.", "Vælg et niveau på listen."),
    "ladder.no_such_answer": ("Choose an answer of the list.", "Vælg et svar på listen."),
    "ladder.task_there_already": (
        "{task} is a task of this stay already.",
        "{task} er allerede en opgave i forløbet.",
    ),
    "ladder.task_needs_words": ("Say what the task is.", "Skriv, hvad opgaven er."),
    "ladder.task_takes_hours": (
        "A task takes more than nought hours and at most full time, {most}.",
        "En opgave tager mere end nul timer og højst fuld tid, {most}.",
    ),
    "ladder.task_of_another_stay": (
        "The task belongs to another stay.",
        "Opgaven hører til et andet forløb.",
    ),
    "ladder.seen_before_stay": (
        "The stay begins on {starts_on}. Nobody saw anything before.",
        "Forløbet begynder {starts_on}. Ingen har set noget før.",
    ),
    "ladder.not_seen_yet": ("The day is still to come.", "Dagen er ikke kommet endnu."),
    "ladder.not_begun": (
        "The stay is not running, so there is nothing to tell.",
        "Forløbet er ikke i gang, så der er ikke noget at fortælle.",
    ),
    "ladder.next_before_this": (
        "The next stay must begin after this one began, {starts_on}.",
        "Det næste forløb skal begynde efter dette, som begyndte {starts_on}.",
    ),
    "ladder.converted_already": (
        "The next stay is made already.",
        "Det næste forløb er allerede oprettet.",
    ),
    "ladder.no_check_of_this_kind": (
        "Nobody asks after this kind of stay.",
        "Der bliver ikke spurgt til denne slags forløb.",
    ),
    "ladder.check_too_early": (
        "{months} in the job are on {day}. Ask then.",
        "{months} i jobbet er det {day}. Spørg til den tid.",
    ),
    "ladder.left_needs_reason": ("Choose why the citizen left.", "Vælg, hvorfor borgeren stoppede."),
    "ladder.no_draft_for_this_kind": (
        "Only an IGU has an education plan.",
        "Kun en IGU har en uddannelsesplan.",
    ),
    "due.follow_up_pay": (
        "Follow up on {day}, in {days}, and ask for paid hours.",
        "Følg op {day}, om {days}, og spørg om løntimer.",
    ),
    "due.follow_up_late_pay": (
        "Should have been followed up on {day}, {days} ago. Ask for paid hours.",
        "Skulle have været fulgt op {day}, for {days} siden. Spørg om løntimer.",
    ),
    "due.ending_pay": (
        "The last day is {day}, in {days}. Ask for paid hours before it is made longer or ends.",
        "Sidste dag er {day}, om {days}. Spørg om løntimer, før det bliver forlænget eller slutter.",
    ),
}
