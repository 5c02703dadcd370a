"""The starter vocabulary: nine industries, their occupations and skills, shipped with the product in our own words."""

from typing import cast

from tovholder.vocabulary import shipped
from tovholder.vocabulary.concepts import Industry, Occupation, Skill, SkillKind


def industries() -> dict[str, Industry]:
    """By code, in the order they are shown."""
    return {
        row["code"]: Industry(row["code"], row["da"], row["en"], shipped.words(row["alternatives"]))
        for row in shipped.rows("industries.csv")
    }


def occupations() -> dict[str, Occupation]:
    """By code, with their skills."""
    relations = {row["occupation"]: row for row in shipped.rows("occupation_skills.csv")}
    return {row["code"]: _occupation(row, relations[row["code"]]) for row in shipped.rows("occupations.csv")}


def skills() -> dict[str, Skill]:
    """By code; a wider skill or group stands before the narrower ones."""
    return {row["code"]: _skill(row) for row in shipped.rows("skills.csv")}


def _occupation(row: dict[str, str], relation: dict[str, str]) -> Occupation:
    return Occupation(
        code=row["code"],
        da=row["da"],
        en=row["en"],
        industry=row["industry"],
        isco=row["isco"],
        alternatives_da=shipped.words(row["alternatives"]),
        alternatives_en=shipped.words(row["alternatives_en"]),
        essential=shipped.words(relation["essential"]),
        optional=shipped.words(relation["optional"]),
        esco_uri=row["esco_uri"],
    )


def _skill(row: dict[str, str]) -> Skill:
    return Skill(
        code=row["code"],
        parent=row["parent"],
        kind=cast(SkillKind, row["kind"]),
        da=row["da"],
        en=row["en"],
        alternatives_da=shipped.words(row["alternatives"]),
        licence=row["licence"],
    )
