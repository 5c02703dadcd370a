"""The systems of the seeds run on the same small region as the integration tests."""

from tests.integration.conftest import (
    _demo_sign_in,
    _own_home,
    all_queries,
    pytest_collection_modifyitems,
    region,
    signed_in,
)

__all__ = ["_demo_sign_in", "_own_home", "all_queries", "pytest_collection_modifyitems", "region", "signed_in"]
