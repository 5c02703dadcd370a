"""The database refuses an unlawful step even when nobody asks a service: both SQLite and PostgreSQL."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.integration.region import Region
from tovholder.companies import transitions as order_steps
from tovholder.placements import transitions as placement_steps

TABLES = [
    pytest.param("placements_placement", placement_steps, id="placements"),
    pytest.param("companies_joborder", order_steps, id="orders"),
]


def _raw_update(table: str, row: int, status: str) -> None:
    """As somebody with a database console would do it; the other columns satisfy the checks of the target."""
    extra = ", outcome = 'goal_reached'" if table == "placements_placement" else ", confirmed_at = received_at"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET status = %s{extra} WHERE id = %s", [status, row])


def _row(region: Region, table: str, status: str) -> int:
    if table == "companies_joborder":
        return region.order(status=status).pk
    return region.stay(region.person(), status=status, outcome="goal_reached").pk


@pytest.mark.parametrize(("table", "steps"), TABLES)
def test_the_database_takes_every_step_of_the_table_and_no_other(region: Region, table: str, steps: object) -> None:
    for source in steps.STATES:  # type: ignore[attr-defined]
        lawful = {*steps.next_states(source), source}  # type: ignore[attr-defined]
        for target in steps.STATES:  # type: ignore[attr-defined]
            row = _row(region, table, source)
            if target in lawful:
                _raw_update(table, row, target)
            else:
                with pytest.raises(DatabaseError):
                    _raw_update(table, row, target)


def test_a_started_placement_cannot_be_put_back_to_a_plan_by_a_bulk_update(region: Region) -> None:
    stay = region.stay(region.person(), status="started")
    with pytest.raises(DatabaseError), transaction.atomic():
        type(stay).objects.filter(pk=stay.pk).update(status="planned")
    stay.refresh_from_db()
    assert stay.status == "started"
