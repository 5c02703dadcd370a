"""Sentences of attendance: code to (English, Danish)."""

ATTENDANCE_SENTENCES: dict[str, tuple[str, str]] = {
    "attendance.may_be_told": ("It can be noted.", "Det kan noteres."),
    "attendance.not_yet": (
        "{day} has not been yet. Choose a day until today.",
        "{day} har ikke været endnu. Vælg en dag til og med i dag.",
    ),
    "attendance.too_long_ago": (
        "That is too long ago. The earliest day is {earliest}.",
        "Det er for længe siden. Den tidligste dag er {earliest}.",
    ),
    "attendance.no_such_activity": ("Choose what it was.", "Vælg, hvad det var."),
    "attendance.no_such_reason": ("Choose a reason from the list.", "Vælg en årsag fra listen."),
    "attendance.case_closed": (
        "The case is closed, so nothing more is noted.",
        "Sagen er lukket, så der noteres ikke mere.",
    ),
    "attendance.outside_stay": (
        "{day} is not a day of the stay. Choose another day.",
        "{day} er ikke en dag i forløbet. Vælg en anden dag.",
    ),
    "attendance.judged_already": (
        "{day} has been looked at by the municipality already. Call the caseworker if it was wrong.",
        "Kommunen har allerede set på {day}. Ring til sagsbehandleren, hvis det var forkert.",
    ),
    "attendance.was_there": (
        "The citizen was there on {day}, so there is nothing to judge.",
        "Borgeren var mødt {day}, så der er ikke noget at tage stilling til.",
    ),
    "attendance.in_a_hearing": (
        "{day} is part of a hearing. Take it up there.",
        "{day} er med i en partshøring. Tag stilling der.",
    ),
    "attendance.why_missing": (
        "Write why the reason does not hold.",
        "Skriv, hvorfor grunden ikke holder.",
    ),
    "attendance.too_many_lines": (
        "There are more than {limit} lines. Split the list.",
        "Der er flere end {limit} linjer. Del listen.",
    ),
    "evidence.nothing": (
        "Write something, or choose a photo.",
        "Skriv noget, eller vælg et foto.",
    ),
    "evidence.days_turned_round": (
        "The last day is before the first. Swap them.",
        "Den sidste dag ligger før den første. Byt dem om.",
    ),
    "evidence.days_too_far": (
        "The days must lie between {earliest} and {latest}. Look at the years.",
        "Dagene skal ligge mellem {earliest} og {latest}. Se på årstallene.",
    ),
    "evidence.days_too_many": (
        "One message is about {most} days at most. Send one for each time you were away.",
        "En besked gælder højst {most} dage. Send en for hver gang, du var væk.",
    ),
    "evidence.too_large": (
        "The file is larger than {limit} MB. Take a new photo, or send a smaller one.",
        "Filen er større end {limit} MB. Tag et nyt foto, eller send et mindre.",
    ),
    "evidence.other_file": (
        "The file is not a photo or a PDF, whatever its name says. Send a JPG, PNG, WEBP or PDF.",
        "Filen er ikke et foto eller en PDF, uanset hvad den hedder. Send en JPG, PNG, WEBP eller PDF.",
    ),
    "evidence.heic": (
        "This kind of photo (HEIC) cannot be shown here. Take a screenshot of the photo, and send that.",
        "Den slags foto (HEIC) kan ikke vises her. Tag et skærmbillede af fotoet, og send det.",
    ),
    "evidence.unreadable_photo": (
        "The photo is damaged, or was cut off on its way. Send it again, or take a new one.",
        "Fotoet er i stykker eller blev afbrudt undervejs. Send det igen, eller tag et nyt.",
    ),
    "evidence.unreadable_pdf": (
        "The file is damaged, or was cut off on its way. Send it again.",
        "Filen er i stykker eller blev afbrudt undervejs. Send den igen.",
    ),
    "hearing.no_days": ("Choose the days it is about.", "Vælg de dage, det handler om."),
    "hearing.days_changed": (
        "Some of the days have been judged meanwhile. Look at the list, and choose again.",
        "Nogle af dagene er afklaret imens. Se listen, og vælg igen.",
    ),
    "hearing.no_rule": (
        "No rule on deductions is entered for {event_on}, so nobody can be heard about one.",
        "Der er ikke lagt regler om fradrag ind for {event_on}, så ingen kan høres om et.",
    ),
    "hearing.too_late": (
        "Too late. What happened on {event_on} had to be decided by {latest_by}, {days} ago ({law}).",
        "For sent. Det, der skete {event_on}, skulle være afgjort senest {latest_by}, for {days} siden ({law}).",
    ),
    "hearing.in_time": (
        "A decision must be made by {latest_by}. {days} left.",
        "Det skal være afgjort senest {latest_by}. Der er {days} tilbage.",
    ),
    "hearing.no_guidance": (
        "No written guidance on rights and duties has been given, so there can be no deduction ({law}).",
        "Der er ikke givet skriftlig vejledning om rettigheder og pligter, så der kan ikke laves fradrag ({law}).",
    ),
    "hearing.guided_after": (
        "The guidance in writing came on {guided_on}, not before {event_on}: no deduction for these days ({law}).",
        "Den skriftlige vejledning kom {guided_on}, ikke før {event_on}, så de dage kan ikke føre til fradrag ({law}).",
    ),
    "guidance.before_case": (
        "The case began on {begun_on}. Choose that day or a later one.",
        "Sagen begyndte {begun_on}. Vælg den dag eller en senere.",
    ),
    "guidance.may_be_noted": ("It can be noted.", "Det kan noteres."),
    "hearing.not_your_task": (
        "Only those who answer for the case judge absence and write hearings.",
        "Kun de, der har ansvaret for sagen, tager stilling til fravær og skriver partshøringer.",
    ),
    "hearing.judge_first": (
        "A day is told both as there and as away. Judge it first, then a hearing can be about it.",
        "En dag er meldt både som mødt og som væk. Tag stilling til den først, så kan en partshøring handle om den.",
    ),
    "decision.taken_missing": (
        "Write what is taken from the benefit.",
        "Skriv, hvad der bliver trukket i ydelsen.",
    ),
    "hearing.guided": ("Written guidance was given on {guided_on}.", "Der er vejledt skriftligt {guided_on}."),
    "hearing.no_time_left": (
        "No time for a fair deadline: {earliest} at the earliest, and it must be decided by {latest_by} ({law}).",
        "Der er ikke tid til en rimelig frist: tidligst {earliest}, og det skal afgøres senest {latest_by} ({law}).",
    ),
    "hearing.answer_too_soon": (
        "Give the citizen more time: {earliest} at the earliest.",
        "Giv borgeren mere tid: tidligst {earliest}.",
    ),
    "hearing.answer_after_limit": (
        "The deadline must be {latest_by} at the latest, for then it must be decided ({law}).",
        "Fristen må højst være {latest_by}, for da skal det være afgjort ({law}).",
    ),
    "hearing.may_be_sent": ("It can be sent.", "Den kan sendes."),
    "hearing.no_such_way": (
        "A hearing never goes by ordinary mail or e-mail. Send it by Digital Post, or hand it over.",
        "En partshøring må aldrig sendes med almindelig post eller mail. Brug Digital Post, eller giv den i hånden.",
    ),
    "hearing.still_time": (
        "The citizen may answer until the end of {answer_by}.",
        "Borgeren kan svare til og med {answer_by}.",
    ),
    "hearing.time_runs": (
        "The citizen's time runs to {answer_by}. A deduction can be decided from {earliest} at the earliest ({law}).",
        "Borgerens tid løber til og med {answer_by}. Der kan tidligst afgøres fradrag {earliest} ({law}).",
    ),
    "hearing.said_all": (
        "The citizen said on {said_on} that there is no more to say.",
        "Borgeren har {said_on} sagt, at der ikke er mere at sige.",
    ),
    "hearing.not_asked": ("The citizen has not been heard yet.", "Borgeren er ikke hørt endnu."),
    "hearing.in_doubt": (
        "A day is told both as there and as away. Drop the hearing, and find out first what is right.",
        "En dag er meldt både som mødt og som væk. Drop partshøringen, og afklar først, hvad der er rigtigt.",
    ),
    "hearing.time_is_up": ("The deadline was {answer_by}.", "Fristen var {answer_by}."),
    "hearing.nothing_said": ("Write something first.", "Skriv noget først."),
    "hearing.decided_already": (
        "It is decided. Talk with the municipality if you want to complain.",
        "Det er afgjort. Tal med kommunen, hvis du vil klage.",
    ),
    "hearing.assessment_missing": (
        "Write the concrete assessment, and choose what you propose.",
        "Skriv den konkrete vurdering, og vælg, hvad du indstiller til.",
    ),
    "hearing.no_such_step": (
        "That step cannot be taken now. Look at how far the hearing is.",
        "Det skridt kan ikke tages nu. Se, hvor langt partshøringen er.",
    ),
    "hearing.reason_missing": ("Write why.", "Skriv hvorfor."),
    "sanction.reasonable_ground": (
        "There is a reasonable ground, so a deduction cannot be proposed ({law}).",
        "Der er en rimelig grund, så der kan ikke indstilles til fradrag ({law}).",
    ),
    "sanction.ground_unknown": (
        "Find out first whether there is a reasonable ground ({law}).",
        "Find først ud af, om der er en rimelig grund ({law}).",
    ),
    "sanction.furthers_unknown": (
        "The citizen is activity-ready: say whether a deduction brings the citizen closer to work ({law}).",
        "Borgeren er aktivitetsparat: sig, om et fradrag bringer borgeren tættere på arbejde ({law}).",
    ),
    "sanction.furthers_not": (
        "The citizen is activity-ready, and a deduction does not bring the citizen closer to work ({law}).",
        "Borgeren er aktivitetsparat, og et fradrag bringer ikke borgeren tættere på arbejde ({law}).",
    ),
    "sanction.may_be_proposed": ("A deduction may be proposed.", "Der kan indstilles til fradrag."),
    "decision.prepared_by_oneself": (
        "You have worked on this hearing. Somebody else must decide it.",
        "Du har selv arbejdet med partshøringen. En anden skal afgøre den.",
    ),
    "decision.by_benefits_officer": (
        "Only the benefits office decides.",
        "Kun ydelseskontoret afgør.",
    ),
    "decision.not_proposed": (
        "The assessment does not propose a deduction. Send it back, or decide that there is none.",
        "Vurderingen indstiller ikke til fradrag. Send den tilbage, eller afgør, at der ikke er noget.",
    ),
    "decision.no_sanction": ("No deduction.", "Intet fradrag."),
    "decision.sanction": ("A deduction can be decided.", "Der kan afgøres fradrag."),
}
