"""A whole case goes at once: every room forgets its part, from the top down, in the step's one transaction.

Kept is what names nobody: sums of stays and of proposals, and the two logs by number, each for its own period."""

from collections import Counter

from tovholder.accounts import retention as accounts
from tovholder.companies import retention as companies
from tovholder.documents import retention as documents
from tovholder.imports import retention as imports
from tovholder.learning import retention as learning
from tovholder.pathways import retention as pathways
from tovholder.people import retention as people
from tovholder.placements import retention as placements
from tovholder.proposals import retention as proposals

TABLES = frozenset(
    {
        "people.Person", "people.Address", "people.Background", "people.Competence", "people.Education",
        "people.Experience", "people.LanguageSkill", "people.Wish", "people.Consideration", "people.Licence",
        "people.FamilyLink", "people.Segment", "people.PoolSharing", "people.Access", "people.LegalHold",
        "companies.BankEntry", "companies.CourseSeat", "companies.SharedBankEntry", "learning.EventBooking",
        "placements.Placement", "placements.HoursPeriod", "placements.FollowUp", "placements.RuleCheck",
        "placements.CourseStay", "placements.AgreementAnswers", "placements.NewcomerNeed",
        "placements.PlacementEvent", "placements.Alignment", "placements.AlignmentSignature",
        "placements.WorkplaceLesson", "placements.Observation", "placements.Incident",
        "placements.GroupEntry", "placements.GroupMove", "placements.GroupNote",
        "placements.HoursReport", "placements.CitizenWeek", "placements.Task", "placements.TaskLevel",
        "placements.PaidTalk", "placements.EducationDraft", "placements.JobCheck",
        "placements.CompetenceCard",
        "documents.IssuedPaper", "documents.PaperDelivery",
        "pathways.Contact", "pathways.StatusSpell",
        "pathways.Handover", "pathways.HandoverPerson", "pathways.ReceptionTask", "pathways.ReceptionMeeting",
        "pathways.Attendance", "pathways.AbsenceEvidence",
        "pathways.Hearing", "pathways.HearingStep", "pathways.HearingComment", "pathways.DutyGuidance",
        "pathways.Meeting", "pathways.MeetingStep", "pathways.WeekEntry",
        "pathways.Measurement", "pathways.TeacherObservation",
        "pathways.PlanText", "pathways.PlanPart", "pathways.Contract", "pathways.Visitation", "pathways.SegmentMove",
        "pathways.AroundPerson", "pathways.Transfer", "pathways.Arrival", "pathways.ClockSetAside",
        "pathways.Correction", "pathways.OwnChannel", "pathways.OwnWayIn", "pathways.WelcomeCourse",
        "pathways.MitIDOpening",
        "pathways.Enquiry", "pathways.EnquiryStep",
        "pathways.HealthScreening", "pathways.HealthTalk", "pathways.TeamDecision", "pathways.TeamDecisionLook",
        "pathways.HealthHours", "pathways.ProposedConsiderations", "pathways.ToldIndication", "pathways.SetAsideHours",
        "pathways.ToldFact", "pathways.AftercareStep", "pathways.GuidanceVisit", "pathways.LeaveGroupMember",
        "pathways.LeaveGroupVisit", "pathways.Companion",
        "pathways.MentorOffer", "pathways.QuickHelp", "pathways.StayDemand", "pathways.StayArrangement",
        "pathways.SchoolSeat", "pathways.LocalSeat", "pathways.CardTaken",
        "proposals.Proposal", "proposals.ProposalEvent", "proposals.PersonRanking", "proposals.Ranking",
        "imports.ImportRow",
        "accounts.User", "accounts.Membership", "account.EmailAddress", "mfa.Authenticator",
    }
)  # fmt: skip


def forget(ids: list[int]) -> Counter[str]:
    """Delete these cases everywhere. How many rows of which table."""
    logins = people.logins(ids)
    gone = proposals.forget_people(ids) + imports.forget_people(ids) + pathways.forget_people(ids)
    gone += placements.forget_people(ids) + learning.forget_people(ids) + companies.forget_people(ids)
    gone += documents.forget_people(ids) + people.forget_cases(ids)
    return gone + accounts.forget_citizens(logins, of_cases=ids)
