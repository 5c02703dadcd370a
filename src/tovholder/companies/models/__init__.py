"""Companies, their production units and contacts, and what they need. One file for each topic."""

from tovholder.companies.models.campaigns import Campaign, CampaignCompany, CompanyOffer, IndustryTeam, OutreachPlan
from tovholder.companies.models.channels import ChannelPost, CompanyStrategy
from tovholder.companies.models.demand import DemandPlan, IndustryChoice, IndustryWeights, PlannedDemand, TradePhrase
from tovholder.companies.models.desk import CompanyContactEvent, CompanyRequest, RequestStep
from tovholder.companies.models.desk_plans import (
    CompanyReferral,
    CoordinationNote,
    HandoverNote,
    MunicipalService,
    SolutionPlan,
    SolutionTask,
)
from tovholder.companies.models.ledger import CompanyAsk, CompanyPromise
from tovholder.companies.models.orders import JobOrder, OrderLicence, OrderSkill
from tovholder.companies.models.pacts import (
    PROMISE_STATES,
    Pact,
    PactFollowUp,
    PactParty,
    PactPromise,
    PactPromiseMove,
    PactYear,
    PartnershipAgreement,
    PartnershipStatus,
    SharedBank,
    SharedBankCompany,
    SharedBankEntry,
)
from tovholder.companies.models.profile_texts import ProfileText
from tovholder.companies.models.profiles import (
    CandidateProfile,
    Nomination,
    ProfileAnswer,
    ProfileComment,
    ProfileParty,
    ProfileVersion,
)
from tovholder.companies.models.registry import Company, CompanyContact, Headcount, ProductionUnit, StatedStays
from tovholder.companies.models.surveys import SurveyReply, SurveyRound
from tovholder.companies.models.together import (
    BankEntry,
    CourseSeat,
    ForecastDemand,
    JointCourse,
    LabourNote,
    ServiceAgreement,
)

__all__ = [
    "PROMISE_STATES",
    "BankEntry",
    "Campaign",
    "CampaignCompany",
    "CandidateProfile",
    "ChannelPost",
    "Company",
    "CompanyAsk",
    "CompanyContact",
    "CompanyContactEvent",
    "CompanyOffer",
    "CompanyPromise",
    "CompanyReferral",
    "CompanyRequest",
    "CompanyStrategy",
    "CoordinationNote",
    "CourseSeat",
    "DemandPlan",
    "ForecastDemand",
    "HandoverNote",
    "Headcount",
    "IndustryChoice",
    "IndustryTeam",
    "IndustryWeights",
    "JobOrder",
    "JointCourse",
    "LabourNote",
    "MunicipalService",
    "Nomination",
    "OrderLicence",
    "OrderSkill",
    "OutreachPlan",
    "Pact",
    "PactFollowUp",
    "PactParty",
    "PactPromise",
    "PactPromiseMove",
    "PactYear",
    "PartnershipAgreement",
    "PartnershipStatus",
    "PlannedDemand",
    "ProductionUnit",
    "ProfileAnswer",
    "ProfileComment",
    "ProfileParty",
    "ProfileText",
    "ProfileVersion",
    "RequestStep",
    "ServiceAgreement",
    "SharedBank",
    "SharedBankCompany",
    "SharedBankEntry",
    "SolutionPlan",
    "SolutionTask",
    "StatedStays",
    "SurveyReply",
    "SurveyRound",
    "TradePhrase",
]
