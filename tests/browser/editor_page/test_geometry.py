"""Where arrows and words go: the pure modules, run in the browser."""

import pytest

pytestmark = pytest.mark.browser

SETUP = """
    const { sample, contains, overlap, neighbour } =
        await import("/static/drawing/geometry.js");
    const { route } = await import("/static/editor/route.js");
    const { placeLabel, textWidth } = await import("/static/drawing/labels.js");
    const { Scene } = await import("/static/editor/scene.js");
    const frame = { x: 0, y: 0, w: 800, h: 600 };
    const box = (x, y) => ({ x, y, w: 100, h: 36 });
    const scene = new Scene(new Map([
        ["A", box(100, 280)], ["B", box(600, 280)], ["between", box(350, 280)],
    ]), frame);
    let drawn = 0;
    const draw = (from, to, lines = ["event", "snd X"]) => {
        drawn += 1;
        const curve = route(from, to, scene);
        const label = placeLabel(curve, lines, scene);
        scene.addArrow(drawn, curve, label);
        return { curve, label };
    };
"""


@pytest.fixture
def run(page):
    """Run a piece of JavaScript with the modules at hand."""
    return lambda script: page.evaluate(f"async () => {{ {SETUP} {script} }}")


def test_an_arrow_goes_around_a_state_in_its_way(run):
    assert run(
        """const { curve } = draw("A", "B");
        return sample(curve, 60).some((at) => contains(scene.boxes.get("between"), at))"""
    ) is False  # fmt: skip


def test_an_arrow_starts_and_ends_at_the_borders_of_its_states(run):
    ends = run(
        """const { curve } = draw("A", "between");
        return [scene.boxes.get("A"), scene.boxes.get("between")].map((box, place) =>
            [contains(box, curve[place * 3], 0.01), contains(box, curve[place * 3], -0.01)])"""
    )
    assert ends == [[True, False], [True, False]]


@pytest.mark.parametrize(
    ("one", "other"), [("A, between", "A, between"), ("A, between", "between, A")]
)
def test_parallel_and_opposite_arrows_keep_apart(run, one, other):
    nearest = run(
        f"""const ends = (text) => text.split(", ");
        const [a, b] = [draw(...ends("{one}")), draw(...ends("{other}"))];
        const middle = sample(a.curve, 21).slice(6, 15);
        return Math.min(...middle.flatMap(([x, y]) =>
            sample(b.curve, 80).map(([u, v]) => Math.hypot(x - u, y - v))))"""
    )
    assert nearest > 8


def test_loops_leave_their_state_and_differ_from_one_another(run):
    loops = run(
        """return [1, 2, 3, 4].map(() => draw("A", "A").curve)
            .map((curve) => [curve.join(), sample(curve, 9).filter((at) =>
                contains(scene.boxes.get("A"), at)).length])"""
    )
    assert len({path for path, _ in loops}) == 4
    assert max(inside for _, inside in loops) == 0


def test_words_cover_no_state_and_no_other_words(run):
    clashes = run(
        """const labels = ["A B", "B A", "A between", "between A", "A A", "B B"]
            .map((ends) => draw(...ends.split(" ")).label);
        const states = [...scene.boxes.values()];
        return labels.flatMap((label, place) =>
            [...states, ...labels.slice(place + 1)].map((other) => overlap(label, other)))"""
    )
    assert max(clashes) == 0


def test_chinese_words_get_the_room_they_need(run):
    assert run('return [textWidth("状态", 10), textWidth("ab", 10) < 14]') == [20, True]


def test_drawing_one_arrow_moves_no_other(page):
    paths = page.evaluate(
        """async () => {
            const rows = document.querySelector("[data-rows]");
            const fill = (place, values) => {
                const row = rows.querySelectorAll("[data-row]")[place];
                for (const [name, value] of Object.entries(values)) {
                    row.querySelector(`[name=${name}]`).value = value;
                }
                const changed = new Event("change", { bubbles: true });
                row.querySelector("[name=to]").dispatchEvent(changed);
            };
            const line = "[data-arrow] .edge__line";
            const first = () => document.querySelector(line).getAttribute("d");
            const seen = [];
            for (let place = 0; place < 6; place += 1) {
                const to = place % 2 ? "OPEN" : "OFF";
                fill(place, { from: "LOCKED", to, event: `e${place}` });
                seen.push(first());
            }
            return seen;
        }"""
    )
    assert len(paths) == 6
    assert len(set(paths)) == 1
