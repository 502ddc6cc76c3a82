from quizapp.engine import Machine
from quizapp.services.verify_findings import Agreement, as_variant
from tests.services.kernel import WHY, finding, machines, report


def test_a_report_is_explained_unless_anything_is_not() -> None:
    known = finding(Agreement.EXPLAINED, WHY)
    assert report(finding(), known).is_explained
    assert not report(finding(), known, finding(Agreement.UNEXPLAINED)).is_explained
    assert not report(sockets=(finding(Agreement.UNEXPLAINED),)).is_explained


def test_a_variant_is_explained_by_its_own_outcome(tcp: Machine) -> None:
    variant = machines(tcp).variant
    taken, canon = ("listen.open-passive", "linux.listen.syn-fin"), ("listen.open-passive",)
    why = as_variant(variant, taken, canon)
    assert why is not None
    assert why.id == "linux.listen.syn-fin"
    assert why.source == "Linux, net/ipv4/tcp_input.c"
    assert as_variant(variant, canon, canon) is None
