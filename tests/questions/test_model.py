import msgspec
import pytest

from quizapp.grading import Form
from quizapp.questions import Ref

REF = Ref("tcp", "listen.syn", "cause", Form.TYPE, 2**62 + 1, 3, "client")


def test_a_ref_survives_json_with_its_whole_seed() -> None:
    assert msgspec.json.decode(msgspec.json.encode(REF), type=Ref) == REF


def test_a_ref_of_no_known_form_is_refused() -> None:
    stored = msgspec.to_builtins(REF) | {"form": "sing"}
    with pytest.raises(msgspec.ValidationError, match="sing"):
        msgspec.convert(stored, Ref)
