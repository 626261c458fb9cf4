"""The sealed channel: who reads, who does not, what is kept and what is not."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from harness.people import make_person
from harness.questions import Hall
from pikir.audit.models import Entry
from pikir.notifications.models import Notice
from pikir.offices import actions as offices
from pikir.offices.kinds import Duty
from pikir.offices.questions.sealed_reports import notices
from pikir.offices.questions.sealed_reports.actions import delete_closed
from pikir.offices.questions.sealed_reports.kinds import KEPT_DAYS
from pikir.offices.questions.sealed_reports.models import SealedReport
from pikir.offices.questions.sealing import SealedFile
from pikir.web.limits import TABLE

Enter = Callable[..., Client]
WORDS = "The contract of the bridge was written for one firm."
BEGIN, BACK, DESK = "/en/questions/sealed/", "/en/questions/sealed/back/", "/en/questions/sealed/desk/"
CODE = re.compile(r'<p class="code">([0-9A-Z-]+)</p>')


@pytest.fixture
def watch(hall: Hall, client_for: Enter) -> Hall:
    """The hall with an office that receives reports, and its reader."""
    operator = client_for(hall.people["arbiter"])
    assert operator.post(f"{DESK}receiver/", {"office": "water", "act": "on"}).status_code == 302
    hall.people["reader"] = make_person("reader")
    reader = hall.people["reader"].user.pk
    offices.give_duties(actor=None, office=hall.water, user_id=reader, duties=[Duty.SEALED])
    return hall


def send(client: Client, hall: Hall, **more: Any) -> str:
    """Send a report and return its code."""
    sent = client.post(BEGIN, {"office": hall.water.pk, "words": WORDS, **more})
    assert sent.status_code == 200
    found = CODE.search(sent.content.decode())
    assert found
    return found[1]


def test_without_a_receiver_nothing_is_promised(hall: Hall, client_for: Enter) -> None:
    assert "No office receives sealed reports on this square yet." in client_for().get(BEGIN).content.decode()
    assert client_for().post(BEGIN, {"office": hall.water.pk, "words": WORDS}).status_code == 422
    assert not SealedReport.objects.exists()


def test_somebody_reports_is_answered_and_writes_on(watch: Hall, client_for: Enter) -> None:
    guest, reader = client_for(), client_for(watch.people["reader"])
    code = send(guest, watch)
    assert set(guest.cookies) <= {"csrftoken"}
    assert WORDS not in guest.get(BEGIN).content.decode()
    report = SealedReport.objects.get()
    page = f"{DESK}{report.pk}/"
    assert WORDS in reader.get(page).content.decode()
    assert reader.post(page, {"words": "Which firm?"}).status_code == 302
    elsewhere = client_for()
    read = elsewhere.post(BACK, {"code": code.lower().replace("-", " ")})
    assert "Which firm?" in read.content.decode()
    assert "no-store" in read["Cache-Control"]
    assert read["Referrer-Policy"] == "same-origin"  # stricter, and browsers send no origin with the form
    on = elsewhere.post(BACK, {"code": code, "act": "write", "words": "Kopir LLP."})
    assert "Your letter is sealed and sent." in on.content.decode()
    assert "Kopir LLP." in reader.get(page).content.decode()
    assert "Reports so far: 1, of them answered: 1." in client_for().get(BEGIN).content.decode()


def test_nobody_else_reads_it(watch: Hall, client_for: Enter) -> None:
    send(client_for(), watch)
    page = f"{DESK}{SealedReport.objects.get().pk}/"
    for name in ("arbiter", "waterman", "registrar", "head", "mayor", "asker"):
        client = client_for(watch.people[name])
        assert client.get(page).status_code == 404, name
        assert client.post(page, {"act": "close"}).status_code == 404, name
        if name != "arbiter":
            assert client.get(DESK).status_code == 404, name
    assert WORDS not in client_for(watch.people["arbiter"]).get(DESK).content.decode()
    for path in ("/en/", "/en/newest/", "/en/questions/", "/en/questions/appeals/", "/en/offices/@water/"):
        assert WORDS not in client_for().get(path).content.decode()


def test_no_row_and_no_file_holds_the_words_the_code_or_who_wrote(watch: Hall, client_for: Enter) -> None:
    member, asker = client_for(watch.people["asker"]), watch.people["asker"].user.pk
    before = Entry.objects.filter(actor_id=asker).count()
    note = SimpleUploadedFile("asel.txt", WORDS.encode())
    code = send(member, watch, file=note)
    file = SealedFile.objects.get()
    with default_storage.open(file.path, "rb") as stored:
        assert WORDS.encode() not in stored.read()
    bare = code.replace("-", "")
    for model in apps.get_app_config("offices").get_models():
        for row in model._default_manager.all().values():
            said = str(row)
            assert WORDS not in said
            assert bare not in said.replace("-", "")
            assert "asel" not in said
    assert Entry.objects.filter(actor_id=asker).count() == before
    fetched = client_for(watch.people["reader"]).get(f"{DESK}{SealedReport.objects.get().pk}/1/")
    assert fetched.content == WORDS.encode()
    assert client_for(watch.people["waterman"]).get(f"{DESK}{SealedReport.objects.get().pk}/1/").status_code == 404


def test_a_photo_loses_what_is_in_it_beside_the_picture(watch: Hall, client_for: Enter) -> None:
    from io import BytesIO

    from PIL import Image

    exif = Image.Exif()
    exif[0x013B] = "Asel"  # the artist
    content = BytesIO()
    Image.new("RGB", (60, 40), "blue").save(content, "JPEG", exif=exif)
    send(client_for(), watch, file=SimpleUploadedFile("a.jpg", content.getvalue()))
    kept = SealedFile.objects.get()
    assert kept.kind == "webp"
    assert not Image.open(BytesIO(kept.read())).getexif()


def test_readers_are_told_that_something_waits_and_nothing_more(watch: Hall, client_for: Enter) -> None:
    code = send(client_for(), watch)
    notices.tell_readers(now=timezone.now())
    notices.tell_readers(now=timezone.now())
    assert [one.receiver_id for one in Notice.objects.filter(kind="sealed_report")] == [watch.people["reader"].user.pk]
    inbox = client_for(watch.people["reader"]).get("/en/inbox/").content.decode()
    assert "A sealed letter waits for you" in inbox
    assert WORDS not in inbox
    client_for().post(BACK, {"code": code, "act": "write", "words": "More."})
    notices.tell_readers(now=timezone.now())
    assert Notice.objects.filter(kind="sealed_report").count() == 2


def test_what_is_closed_is_deleted_and_counts_on(watch: Hall, client_for: Enter) -> None:
    code = send(client_for(), watch, file=SimpleUploadedFile("a.txt", b"act"))
    page = f"{DESK}{SealedReport.objects.get().pk}/"
    client_for(watch.people["reader"]).post(page, {"act": "close"})
    today = timezone.localdate()
    assert delete_closed(today=today + timedelta(days=KEPT_DAYS)) == 0
    assert delete_closed(today=today + timedelta(days=KEPT_DAYS + 1)) == 1
    assert not SealedFile.objects.exists()
    assert client_for().post(BACK, {"code": code}).status_code == 422
    assert "Reports so far: 1," in client_for().get(BEGIN).content.decode()


def test_a_wrong_code_opens_nothing_and_many_are_too_many(watch: Hall, client_for: Enter) -> None:
    send(client_for(), watch)
    guest = client_for()
    tries = TABLE["sealed_code"].rates[0].number
    for _ in range(tries):
        assert guest.post(BACK, {"code": "0000-0000-0000-0000-0000"}).status_code == 422
    assert guest.post(BACK, {"code": "0000-0000-0000-0000-0000"}).status_code == 429


def test_a_fault_loses_no_word(watch: Hall, client_for: Enter) -> None:
    bad = SimpleUploadedFile("a.exe", b"MZ")
    wrong = client_for().post(BEGIN, {"office": watch.water.pk, "words": WORDS, "file": bad})
    assert wrong.status_code == 422
    assert WORDS in wrong.content.decode()


def test_every_page_of_the_channel_speaks_every_language(watch: Hall, client_for: Enter, lang: str) -> None:
    code = send(client_for(), watch)
    guest, reader = client_for(), client_for(watch.people["reader"])
    for path in ("sealed/", "sealed/back/"):
        assert guest.get(f"/{lang}/questions/{path}").status_code == 200
    assert guest.post(f"/{lang}/questions/sealed/back/", {"code": code}).status_code == 200
    assert reader.get(f"/{lang}/questions/sealed/desk/").status_code == 200
    assert reader.get(f"/{lang}/questions/sealed/desk/{SealedReport.objects.get().pk}/").status_code == 200
    assert client_for(watch.people["arbiter"]).get(f"/{lang}/questions/sealed/desk/").status_code == 200


def test_its_readers_find_it_from_the_desk_of_their_office_and_nobody_else_does(watch: Hall, client_for: Enter) -> None:
    page = "/en/offices/@water/desk/"
    for name, shown in (("reader", True), ("arbiter", True), ("waterman", False)):
        assert (DESK in client_for(watch.people[name]).get(page).content.decode()) == shown, name
    assert DESK not in client_for(watch.people["registrar"]).get("/en/offices/@roads/desk/").content.decode()
