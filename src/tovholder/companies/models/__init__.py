"""Companies, their production units and contacts, and what they need. One file for each topic."""

from tovholder.companies.models.desk import CompanyContactEvent, CompanyRequest, RequestStep
from tovholder.companies.models.desk_plans import (
    CompanyReferral,
    CoordinationNote,
    HandoverNote,
    MunicipalService,
    SolutionPlan,
    SolutionTask,
from tovholder.companies.models.demand import (
    DemandPlan,
    IndustryChoice,
    IndustryWeights,
    PlannedDemand,
    TradePhrase,
)
from tovholder.companies.models.ledger import CompanyAsk, CompanyPromise
from tovholder.companies.models.orders import JobOrder, OrderLicence, OrderSkill
from tovholder.companies.models.profiles import (
    CandidateProfile,
    Nomination,
    ProfileAnswer,
    ProfileComment,
    ProfileParty,
    ProfileVersion,
)
from tovholder.companies.models.registry import Company, CompanyContact, Headcount, ProductionUnit, StatedStays
from tovholder.companies.models.together import (
    BankEntry,
    CourseSeat,
    ForecastDemand,
    JointCourse,
    LabourNote,
    ServiceAgreement,
)

__all__ = [
    "BankEntry",
    "CandidateProfile",
    "Company",
    "CompanyAsk",
    "CompanyContact",
    "CompanyContactEvent",
    "CompanyPromise",
    "CompanyReferral",
    "CompanyRequest",
    "CoordinationNote",
    "CourseSeat",
    "DemandPlan",
    "ForecastDemand",
    "HandoverNote",
    "Headcount",
    "IndustryChoice",
    "IndustryWeights",
    "JobOrder",
    "JointCourse",
    "LabourNote",
    "MunicipalService",
    "Nomination",
    "OrderLicence",
    "OrderSkill",
    "PlannedDemand",
    "ProductionUnit",
    "RequestStep",
    "ProfileAnswer",
    "ProfileComment",
    "ProfileParty",
    "ProfileVersion",
    "ServiceAgreement",
    "SolutionPlan",
    "SolutionTask",
    "StatedStays",
    "TradePhrase",
]
