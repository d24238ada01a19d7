import pytest

from liaison_desktop.documents.hidden_identity import hidden_identity
from tests.documents.matter_paper import IDENTITY


@pytest.mark.parametrize(
    "written",
    [IDENTITY, "532324 19750312 0018", "５３２３２４１９７５０３１２００１８"],
)
def test_identity_numbers_keep_four_characters(written):
    assert hidden_identity(f"证号{written}，张三") == f"证号****{written[-4:]}，张三"


def test_several_are_hidden_and_phones_and_dates_stay():
    text = f"{IDENTITY}和{IDENTITY}，电话13800001234，2023年3月15日办结，补助3000元"
    shown = hidden_identity(text)
    assert shown == "****0018和****0018，电话13800001234，2023年3月15日办结，补助3000元"
