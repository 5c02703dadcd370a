"""How many of what, in words."""


def counted(number: int, one: str, many: str) -> str:
    """`1 place`, `2 places`."""
    return f"{number:,} {one if number == 1 else many}"


def people(number: int) -> str:
    return counted(number, "person", "people")


def places(number: int) -> str:
    return counted(number, "place", "places")
