"""Where a run is played, as addresses and fields."""

from flask import Flask

from quizapp.web.lab_contexts import Place


def test_a_scenario_has_a_short_address(app: Flask) -> None:
    with app.test_request_context():
        place = Place("normal-close", "")
        assert place.at(3) == "/lab/normal-close?step=3"
        assert place.at(3, 2) == "/lab/normal-close?step=3&c=2"
        assert place.fields == {"scenario": "normal-close"}


def test_a_run_of_ones_own_is_in_its_address(app: Flask) -> None:
    with app.test_request_context():
        place = Place("", "1abc", 2)
        assert place.at(0) == "/lab?run=1abc&step=0&c=2"
        assert place.at(0, 1) == "/lab?run=1abc&step=0&c=1"
        assert place.fields == {"run": "1abc"}


def test_predict_mode_is_in_every_address_until_it_is_left(app: Flask) -> None:
    with app.test_request_context():
        place = Place("normal-close", "", sitting="0123456789ab")
        assert place.at(3) == "/lab/normal-close?step=3&predict=0123456789ab"
        assert place.at(3, told=True) == "/lab/normal-close?step=3&predict=0123456789ab&told=1"
        assert place.fields == {"scenario": "normal-close", "predict": "0123456789ab"}
        assert place.without_predictions() == Place("normal-close", "")
