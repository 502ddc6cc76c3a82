"""What no canvas sends: each is refused in one clear answer, and nothing is changed."""

import json
from typing import Any

import pytest

from tests.web.conftest import HOST, Page, Visitor
from tests.web.pages.test_drill import ONE, begin, config, send_json

NAN, INFINITE = float("nan"), float("inf")
MANY = 100_000


def states(**fields: Any) -> dict[str, Any]:
    """A drawing with one state that has such fields."""
    return {"version": 1, "states": [{"id": "a", "name": "A", **fields}], "edges": []}


def edges(count: int = 1, **fields: Any) -> dict[str, Any]:
    """A drawing with arrows from a state to itself."""
    edge = {"from": "a", "to": "a", "label": "x", **fields}
    return {**states(), "edges": [{"id": f"e{place}", **edge} for place in range(count)]}


def raw(drawing: Any) -> bytes:
    return json.dumps(drawing).encode()


def saving(drawing: bytes, revision: Any = 0) -> bytes:
    """A drawing as the canvas saves it."""
    return b'{"revision":%s,"drawing":%s}' % (raw(revision), drawing)


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


NAMED = b'{"states":[{"id":"a","name":"%s"}],"edges":[{"id":"e","from":"a","to":"a"}]}'
DRAWINGS: dict[str, bytes] = {
    "10 MB of label": raw(edges(label="x" * 10_000_000)),
    "10 MB of nothing": b" " * 10_000_000,
    "100 000 arrows": raw(edges(MANY)),
    "NaN": raw({**edges(), **states(x=NAN), "edges": edges()["edges"]}),
    "infinity": raw(edges(bend=[0, -INFINITE])),
    "far away": raw({**states(x=1e300), "edges": edges()["edges"]}),
    "half a bend": raw(edges(bend=[1])),
    "float as words": raw({**states(x="1"), "edges": edges()["edges"]}),
    "endless time": raw(edges(at=float("1e999"))),
    "time as words": raw(edges(at="1")),
    "one id twice": raw({**edges(), "states": [{"id": "a", "name": "A"}] * 2}),
    "arrow to nowhere": raw(edges(to="nowhere")),
    "unknown version": raw({**edges(), "version": 99}),
    "unknown field": raw({**edges(), "more": 1}),
    "list": raw([edges()]),
    "deep": nested(500),
    "very deep": nested(MANY),
    "half a surrogate": NAMED % b"\\ud800",
    "no UTF-8": NAMED % b"\xff",
}
REVISIONS = {
    "negative": -1,
    "huge": 10**30,
    "words": "0",
    "truth": True,
    "fraction": 0.5,
    "nothing": None,
}
ODD = ["\0", "\u202e", "收到" * 9999]


def unchanged(visitor: Visitor, drill: str) -> bool:
    told = config(visitor.get(drill))
    return told["revision"] == 0 and told["drawing"]["states"] == []


def refused(answer: Page) -> bool:
    """Tell whether something was refused, and is not repeated."""
    return answer.status in (400, 413, 422) and len(answer.text) < 100_000


@pytest.mark.parametrize("drawing", DRAWINGS.values(), ids=DRAWINGS)
def test_what_is_no_drawing_is_neither_saved_nor_sent(visitor: Visitor, drawing: bytes) -> None:
    drill = begin(visitor)
    assert refused(send_json(visitor, "PUT", f"{drill}/drawing", saving(drawing)))
    assert refused(send_json(visitor, "POST", f"{drill}/tidy", b'{"drawing":%s}' % drawing))
    if b"\xff" not in drawing:  # A browser's form cannot hold it.
        answer = visitor.post(drill, drawing=drawing.decode())
        is_sent_back = answer.response.status_code == 303
        assert (
            "data-refused" in visitor.follow(answer).text if is_sent_back else refused(answer)
        )
    assert unchanged(visitor, drill)


@pytest.mark.parametrize("revision", REVISIONS.values(), ids=REVISIONS)
def test_a_revision_is_a_number_that_was_given_out(visitor: Visitor, revision: Any) -> None:
    drill = begin(visitor)
    body = saving(raw(ONE), revision)
    assert refused(send_json(visitor, "PUT", f"{drill}/drawing", body))
    assert unchanged(visitor, drill)


@pytest.mark.parametrize("path", ["labels", "tidy", "hint"])
@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff", b"5", nested(MANY), DRAWINGS["10 MB of label"]],
    ids=["empty", "half", "no UTF-8", "number", "deep", "huge"],
)
def test_help_needs_what_it_is_about(visitor: Visitor, path: str, body: bytes) -> None:
    drill = begin(visitor)
    answer = send_json(visitor, "POST", f"{drill}/{path}", body)
    expected = (200, 413) if path == "hint" else (400, 413, 422)
    assert answer.status in expected
    assert unchanged(visitor, drill)


@pytest.mark.parametrize("labels", [["x" * 1_000_000], [""] * MANY, ODD])
def test_any_words_are_read_or_not_understood(visitor: Visitor, labels: list[str]) -> None:
    answer = send_json(visitor, "POST", f"{begin(visitor)}/labels", {"labels": labels})
    assert answer.status in (200, 413)
    if answer.status == 200:
        read = json.loads(answer.text)["read"]
        assert all(item["event"] is None for item in read)


def any_request(visitor: Visitor, method: str, path: str, **options: Any) -> Page:
    """Send something with a valid token, in any way."""
    token = visitor.get("/settings").value("csrf_token")
    headers = {**visitor.headers, "X-CSRF-Token": token}
    return Page(
        visitor.client.open(path, method=method, base_url=HOST, headers=headers, **options)
    )


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data", ""])
def test_json_must_say_that_it_is_json(visitor: Visitor, kind: str) -> None:
    drill = begin(visitor)
    refused = any_request(
        visitor, "PUT", f"{drill}/drawing", data=saving(raw(ONE)), content_type=kind
    )
    assert refused.status in (400, 415)
    assert unchanged(visitor, drill)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("HEAD", "", 200),
        ("OPTIONS", "", 200),
        ("PUT", "", 405),
        ("DELETE", "", 405),
        ("GET", "/drawing", 405),
        ("POST", "/drawing", 405),
        ("GET", "/labels", 405),
        ("GET", "/mend", 405),
        ("HEAD", "/drawing.svg", 200),
    ],
)
def test_each_address_has_its_methods(
    visitor: Visitor, method: str, path: str, status: int
) -> None:
    drill = begin(visitor)
    assert any_request(visitor, method, drill + path).status == status
    assert unchanged(visitor, drill)


@pytest.mark.parametrize(
    ("method", "path"),
    [("PUT", "drawing"), ("POST", "labels"), ("POST", "tidy"), ("POST", "hint"), ("POST", "")],
)
@pytest.mark.parametrize("token", ["", "wrong", "x" * 10_000])
def test_a_forged_request_does_nothing(
    visitor: Visitor, method: str, path: str, token: str
) -> None:
    drill = begin(visitor)
    answer = visitor.client.open(
        f"{drill}/{path}".rstrip("/"),
        method=method,
        json={"revision": 0, "drawing": ONE, "labels": ["x"]},
        base_url=HOST,
        headers={**visitor.headers, "X-CSRF-Token": token},
    )
    assert answer.status_code == 400
    assert unchanged(visitor, drill)


@pytest.mark.parametrize("name", ["drill-none", "..", "%00", "x" * 5000, "'; drop table drill"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/drawing"),
        *(("POST", f"/{name}") for name in ("labels", "tidy", "hint", "mend")),
    ],
)
def test_a_drill_nobody_began_is_not_there(
    visitor: Visitor, method: str, path: str, name: str
) -> None:
    body = {"revision": 0, "drawing": ONE, "labels": ["x"]}
    assert send_json(visitor, method, f"/drill/{name}{path}", body).status == 404


def test_nothing_is_saved_after_sending(visitor: Visitor) -> None:
    drill = begin(visitor)
    drawing = edges(label="rcv SYN")
    visitor.post(drill, drawing=json.dumps(drawing))
    before = visitor.get(f"{drill}/drawing.json").text
    answer = send_json(visitor, "PUT", f"{drill}/drawing", {"revision": 0, "drawing": ONE})
    late = send_json(visitor, "PUT", f"{drill}/drawing", {"revision": 1, "drawing": ONE})
    assert (answer.status, late.status) == (409, 409)
    assert json.loads(late.text)["sent"] is True
    assert visitor.get(f"{drill}/drawing.json").text == before


def test_steps_that_are_none_are_dropped(visitor: Visitor) -> None:
    drill = begin(visitor)
    steps = [5, None, {"what": 5}, {"what": "x" * 100_000}, {"what": "move", "at": NAN}]
    body = {"revision": 0, "drawing": ONE, "changes": steps * 1000}
    saved = send_json(visitor, "PUT", f"{drill}/drawing", body)
    assert saved.status in (200, 413)
    assert visitor.get(f"{drill}/replay?step=1").status == 200
