import pytest

from quizapp.errors import UnknownMachineError
from quizapp.services import machines, pictures, tables
from quizapp.services.study import Study


def test_every_machine_of_the_library_is_offered(study: Study) -> None:
    assert [of.id for of in machines.machines(study)] == ["tcp"]
    assert machines.machine(study, "tcp") is study.library.machine("tcp")


def test_a_machine_is_drawn_exported_and_tabled_as_everywhere(study: Study) -> None:
    of = study.library.machine("tcp")
    picture, _ = machines.picture(study, "tcp", "zh", "client")
    assert picture == pictures.picture_and_layout(of, study.graphviz, "zh", "client")[0]
    assert machines.export(study, "tcp", "dot", "zh") == (
        pictures.export_machine(of, study.graphviz, "dot", "zh", None, "light")
    )
    assert machines.table(study, "tcp", "csv", "zh") == tables.table(of, "csv", "zh")
    assert machines.table_rows(of) == tables.table_rows(of)


def test_a_machine_the_library_lacks_is_refused(study: Study) -> None:
    with pytest.raises(UnknownMachineError, match=r"no machine 'udp'.*holds: tcp"):
        machines.machine(study, "udp")
    with pytest.raises(UnknownMachineError):
        machines.export(study, "udp", "svg", "en")
