"""What a server does once before its first request."""

import gc

from tovholder.web.shared import settling


def test_what_stays_for_good_is_left_out_of_what_the_collector_goes_through() -> None:
    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    try:
        settling.settle()
        assert gc.get_freeze_count() > frozen + 10_000
        assert gc.get_threshold()[0] > before[0]
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
