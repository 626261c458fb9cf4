"""The checks find what they are for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import checks
from checks import migrations, sizes, templates, traces

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project that the checks look at instead of this one."""
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    monkeypatch.setattr(checks, "ROOT", tmp_path)
    return tmp_path


def write(project: Path, name: str, text: str) -> None:
    file = project / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        ("<p>Hello</p>", "untranslated: Hello"),
        ('<p>{% translate "Hello" %}</p>', ""),
        ("<p>{% blocktranslate %}Hello{% endblocktranslate %} {{ name }}</p>", ""),
        ('<img alt="A cat">', "untranslated alt: A cat"),
        ('<input placeholder="{% translate "Name" %}">', ""),
        ('<input placeholder="Name">', "untranslated placeholder: Name"),
        ('<meta name="description" content="A page">', "untranslated content: A page"),
        ('<meta name="viewport" content="width=device-width">', ""),
        ('<p translate="no">Pikir</p>', ""),
        ("<svg><title>A river</title></svg>", ""),
        ("{% comment %}Hello{% endcomment %}{# Hello #}", ""),
        ('{% include "web/errors/404.html" with title="Gone" %}', 'component speaks untranslated: title="Gone"'),
        ("{% if %}", "does not compile"),
    ],
)
def test_words_that_no_catalogue_knows_are_found(project: Path, template: str, fault: str) -> None:
    write(project, "src/pikir/room/templates/room/page.html", f"{{% load i18n %}}\n{template}")
    found = templates.faults()
    assert len(found) == bool(fault)
    assert fault in "".join(found)


def test_the_text_of_a_letter_is_read_line_by_line(project: Path) -> None:
    write(project, "src/pikir/room/templates/room/mail/letter.txt", '{% translate "Hello" %}\nYours')
    assert templates.faults() == ["src/pikir/room/templates/room/mail/letter.txt:2: untranslated: Yours"]


def test_crowds_are_found(project: Path) -> None:
    write(project, "long.css", "a{}\n" * 501)
    write(project, "fits.css", "a{}\n" * 500)
    write(project, "vendor/long.js", "x\n" * 501)
    write(project, "code.py", "def long():\n" + "    x = 1\n" * 80 + "\ndef fits():\n" + "    x = 1\n" * 79)
    assert sizes.faults() == ["code.py:1: long has 81 lines; at most 80", "long.css:1: 501 lines; at most 500"]


@pytest.mark.parametrize(
    ("name", "line", "faulty"),
    [
        ("a.py", "x = '/" + "root/x'", True),
        ("a.py", "x = '/" + "home/alice/x'", True),
        ("a.py", "path = f'{base}/" + "root/x'", False),
        ("a.lock", "--index-url https://pypi" + ".org/simple", True),
        ("src/pikir/posts/a.py", "x = 'ж'", True),
        ("src/pikir/locale/kk/a.po", 'msgstr "ж"', False),
        ("docs/a.md", "пікір", False),
    ],
)
def test_traces_are_found(project: Path, name: str, line: str, faulty: bool) -> None:
    write(project, name, line)
    assert len(traces.faults()) == faulty


def test_a_migration_that_leans_on_moving_code_is_found(project: Path, db: None) -> None:
    code = "import pikir.posts.models\nimport pikir.kernel.ids\nfrom pikir.posts import kinds\n"
    write(project, "src/pikir/posts/migrations/0002_more.py", code)
    assert migrations.faults() == [
        "src/pikir/posts/migrations/0002_more.py:1: imports pikir.posts.models",
        "src/pikir/posts/migrations/0002_more.py:3: imports pikir.posts",
    ]


def test_a_step_that_does_not_exist_is_told() -> None:
    plain = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(
        [sys.executable, "tools/check.py", "sizes", "nonsense"],
        cwd=ROOT, env=plain, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 2
    assert "no such step: nonsense" in done.stdout
