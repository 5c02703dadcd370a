"""Companies, their production units and contacts, and what they need. One file for each topic."""

from tovholder.companies.models.ledger import CompanyAsk, CompanyPromise
from tovholder.companies.models.orders import JobOrder, OrderLicence, OrderSkill
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
    "Company",
    "CompanyAsk",
    "CompanyContact",
    "CompanyPromise",
    "CourseSeat",
    "ForecastDemand",
    "Headcount",
    "JobOrder",
    "JointCourse",
    "LabourNote",
    "OrderLicence",
    "OrderSkill",
    "ProductionUnit",
    "ServiceAgreement",
    "StatedStays",
]
