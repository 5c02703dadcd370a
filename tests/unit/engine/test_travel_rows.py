"""A matrix of minutes from outside is read row by row, and every fault says where it stands."""

from tovholder.engine.matching.travel_rows import RowFault, matrix_of

MEANS, ZONES = {"foot": 0, "car": 1}, {"8000": 0, "8200": 1}


def _row(means: str, start: str, end: str, minutes: str) -> dict[str, str]:
    return {"means": means, "from": start, "to": end, "minutes": minutes}


def test_what_a_row_says_stands_in_the_matrix_and_the_rest_is_unknown() -> None:
    minutes, faults = matrix_of([_row("car", "8000", "8200", " 12 ")], means=MEANS, zones=ZONES)
    assert faults == []
    assert minutes.shape == (2, 2, 2)
    assert minutes[1, 0, 1] == 12
    assert (minutes == -1).sum() == 7


def test_every_fault_names_row_and_column() -> None:
    rows = [
        _row("boat", "8000", "8200", "5"),
        _row("car", "", "8200", "-5"),
        _row("car", "8000", "8200", "5"),
        _row("car", "8000", "8200", "6"),
        _row("car", "8000", "9999", "99999"),
    ]
    assert matrix_of(rows, means=MEANS, zones=ZONES)[1] == [
        RowFault(2, "means", "unknown", "boat"),
        RowFault(3, "from", "missing", ""),
        RowFault(3, "minutes", "number", "-5"),
        RowFault(5, "to", "twice", "8200"),
        RowFault(6, "to", "unknown", "9999"),
        RowFault(6, "minutes", "number", "99999"),
    ]


def test_a_row_without_a_column_is_a_row_with_an_empty_cell() -> None:
    assert matrix_of([{"means": "car", "from": "8000", "to": "8200"}], means=MEANS, zones=ZONES)[1] == [
        RowFault(2, "minutes", "missing", "")
    ]
