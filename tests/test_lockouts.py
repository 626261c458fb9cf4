"""What guards the doors is the same in every process, and outlives them."""

import re

from harness.demo import Demo
from harness.http import HttpPerson
from square import Square

SIGN_IN = "/en/account/sign-in/"


def test_wrong_passwords_are_counted_by_all_workers_and_after_a_restart(own_square: Square) -> None:
    login, password = Demo(own_square).sign_ins["reader"]
    person = HttpPerson(own_square.port)
    person.get(SIGN_IN)
    for _ in range(5):
        assert person.post(SIGN_IN, login=login, password="wrong").status == 200
    own_square.stop()
    own_square.start()
    answer = person.post(SIGN_IN, login=login, password=password)
    assert answer.status == 200
    assert "Wait five minutes" in answer.text


def test_a_session_that_is_ended_is_over_in_every_worker(own_square: Square) -> None:
    demo = Demo(own_square)
    lost, kept = demo.person("reader"), demo.person("reader")
    page = kept.get("/en/account/safety/").text
    (reference,) = re.findall(r'name="session" value="(\w+)"', page)
    assert lost.get("/en/account/").status == 200
    assert kept.post("/en/account/safety/sessions/", session=reference).status == 302
    assert {lost.get("/en/account/").status for _ in range(8)} == {302}
    assert {kept.get("/en/account/").status for _ in range(8)} == {200}
