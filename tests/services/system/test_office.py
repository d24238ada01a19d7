"""Every service an office names can be made, and is what it is declared to be."""

import pytest

from liaison_desktop.services.office import Office, Service

SERVICES = sorted(name for name, made in vars(Office).items() if isinstance(made, Service))


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_what_the_office_declares(empty_office: Office, name: str) -> None:
    declared = Office.__annotations__[name]
    made = getattr(empty_office, name)
    assert declared == f"Service[{type(made).__name__}]"
    assert getattr(empty_office, name) is made
