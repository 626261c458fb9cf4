"""Every page, in three languages, at two widths, light and dark: no barrier, no complaint, nothing sideways."""

from collections.abc import Callable

import pytest

from harness.browser import Visitor
from harness.demo import Demo

WIDTHS = (360, 1280)
COLOURED = "kk"  # colours are the same in every language and by far the dearest to look at: once is enough
# Page by name: who looks at it, and its address below the language; {post} and so on come from the demo town.
PAGES = {
    "front": (None, ""),
    "front-hands": (None, "front/"),
    "front-versions": (None, "front/history/"),
    "front-past": (None, "front/history/{version}/"),
    "formula-read": (None, "front/formulas/read/"),
    "formula-talked": (None, "front/formulas/talked/"),
    "formula-woken": (None, "front/formulas/woken/"),
    "formula-other": (None, "front/formulas/other/"),
    "formula-overdue": (None, "front/formulas/overdue/"),
    "reading-depth": (None, "account/reading-depth/"),
    "newest": (None, "newest/"),
    "topics": (None, "topics/"),
    "topic": (None, "topics/su-munarasy/"),
    "column": (None, "topics/saiasat/"),
    "category": (None, "@saule/topics/su-munarasy/"),
    "entry": (None, "{entry}"),
    "history": (None, "{entry}history/"),
    "note": (None, "{note}"),
    "person": (None, "{person}"),
    "organisation": (None, "{organisation}"),
    "archive": (None, "{person}archive/"),
    "month": (None, "{person}{month}/"),
    "followers": (None, "{person}followers/"),
    "rules": (None, "rules/"),
    "limits": (None, "limits/"),
    "order": (None, "rules/order/"),
    "moderation": (None, "moderation/"),
    "moderation-month": (None, "moderation/{log_month}/"),
    "report-outside": (None, "report/?thing=post-{post}"),
    "report-outside-done": (None, "report/done/"),
    "write-help": (None, "write/help/"),
    "about": (None, "about/"),
    "offline": (None, "offline/"),
    "place": (None, "places/KZ-10/"),
    "offices": (None, "offices/"),
    "offices-letter": (None, "offices/?letter=С"),
    "offices-find": (None, "offices/find/"),
    "offices-found": (None, "offices/find/?topic=qogamdyq-kolik&place=Sarybel&place-code=KZ-X-SARYBEL"),
    "offices-abroad": (None, "offices/abroad/"),
    "offices-nobody": (None, "offices/nobody/"),
    "office": (None, "offices/@kense/"),
    "questions": (None, "questions/"),
    "questions-overdue": (None, "questions/overdue/"),
    "questions-silence": (None, "questions/silence/"),
    "questions-data": (None, "questions/data/"),
    "position-questions": (None, "offices/@kense/akim/questions/"),
    "place-questions": (None, "questions/places/KZ-10/overdue/"),
    "questions-how": (None, "questions/how/"),
    "question": (None, "questions/{question}"),
    "office-questions": (None, "offices/@joldar/questions/"),
    "ask": ("reader", "questions/ask/"),
    "ask-guest": (None, "questions/ask/"),
    "ask-sent": (None, "questions/ask/sent/"),
    "ask-appeal": ("reader", "questions/ask/appeal/"),
    "appeals-by-law": (None, "questions/appeals/"),
    "appeal-heard": ("reader", "questions/{heard}"),
    "appeal-course": (None, "questions/{course}"),
    "appeal-complaint": (None, "questions/{silent}/complaint/"),
    "appeal-register": ("operator", "questions/{heard}/register/"),
    "sealed": (None, "questions/sealed/"),
    "sealed-back": (None, "questions/sealed/back/"),
    "sealed-desk": ("operator", "questions/sealed/desk/"),
    "own-questions": ("reader", "questions/mine/"),
    "question-again": ("reader", "questions/{reopened}"),
    "question-withdrawn": ("editor", "questions/{withdrawn}"),
    "question-removed": (None, "questions/{removed}"),
    "question-whole": (None, "questions/{whole}"),
    "question-join": ("operator", "questions/{unrouted}/join/"),
    "question-joining": ("operator", "questions/{proposed}/join/"),
    "question-split": ("operator", "questions/{unrouted}/split/"),
    "desk-clocks": ("operator", "desk/offices/clocks/"),
    "desk-clock": ("operator", "desk/offices/clocks/pledge/"),
    "desk-clock-new": ("operator", "desk/offices/clocks/new/"),
    "office-not-here": (None, "offices/@turgyn_uy_inspekciasy/"),
    "office-claim": ("reader", "offices/claim/turgyn_uy_inspekciasy/"),
    "position": (None, "offices/@kense/akim/"),
    "position-with-blog": (None, "offices/@madeniet_bolimi/kitaphanalar/"),
    "position-blog": (None, "{blog_part}"),
    "position-blog-over": (None, "{blog_archive}"),
    "outbox": (None, "outbox/"),
    "reading-settings": (None, "account/settings/"),
    "missing": (None, "no-such-page/"),
    "gone": (None, "{gone}"),
    "sign-in": (None, "account/sign-in/"),
    "sign-up": (None, "account/sign-up/"),
    "reset": (None, "account/password/reset/"),
    "member-front": ("reader", ""),
    "member-entry": ("reader", "{entry}"),
    "member-person": ("reader", "{organisation}"),
    "home": ("reader", "home/"),
    "other-side": ("reader", "front/other-side/"),
    "reads": ("reader", "account/reads/"),
    "reads-of": ("reader", "account/reads/{own}/"),
    "voice": ("reader", "account/voice/"),
    "standing": ("reader", "account/standing/"),
    "holds": ("operator", "desk/holds/"),
    "sides": (None, "{long}?view=sides"),
    "best": ("reader", "{long}?sort=best"),
    "quoting": (None, "{quoting}"),
    "share": ("reader", "{long}share/"),
    "bookmarks": ("reader", "bookmarks/"),
    "report": ("reader", "report/post/{post}/"),
    "my-reports": ("reader", "account/reports/"),
    "my-decisions": ("reader", "account/decisions/"),
    "queue": ("operator", "desk/queue/"),
    "case": ("operator", "desk/posts/{post}/"),
    "appeals": ("operator", "desk/appeals/"),
    "workload": ("operator", "desk/workload/"),
    "desk-rules": ("operator", "desk/rules/"),
    "desk-rule": ("operator", "desk/rules/privacy/"),
    "desk-standing": ("operator", "desk/standing/{account}/"),
    "column-staff": ("operator", "desk/column-staff/"),
    "sharing": ("reader", "account/sharing/"),
    "relations": ("reader", "account/relations/"),
    "relations-following": ("reader", "account/relations/following/"),
    "relations-filters": ("reader", "account/relations/filters/"),
    "relations-files": ("reader", "account/relations/files/"),
    "relations-muted": ("reader", "account/relations/muted/"),
    "mute": ("reader", "account/relations/{organisation}mute/"),
    "safety": ("reader", "account/safety/"),
    "own-archive": ("reader", "account/archive/"),
    "leaving": ("reader", "account/leaving/"),
    "block": ("reader", "account/relations/{organisation}block/"),
    "write": ("reader", "write/"),
    "drafts": ("reader", "drafts/"),
    "scheduled": ("reader", "schedule/"),
    "reviews": ("editor", "review/"),
    "inbox": ("reader", "inbox/"),
    "notices": ("reader", "account/notices/"),
    "settings": ("reader", "account/settings/"),
    "profile-settings": ("reader", "account/"),
    "page": ("reader", "account/page/"),
    "handle": ("reader", "account/handle/"),
    "portrait": ("reader", "account/picture/"),
    "header": ("reader", "account/header/"),
    "files": ("reader", "account/files/"),
    "addresses": ("reader", "account/email/"),
    "password": ("reader", "account/password/"),
    "organisations": ("reader", "account/organisations/"),
    "own-organisation": ("editor", "account/organisations/{organisation_handle}/"),
    "organisation-log": ("editor", "account/organisations/{organisation_handle}/log/"),
    "refused": ("reader", "desk/"),
    "sign-out": ("reader", "account/sign-out/"),
    "editor-front": ("editor", ""),
    "place-on-front": ("editor", "desk/front/{post}/"),
    "member-topic": ("reader", "topics/su-munarasy/"),
    "blog-look": ("reader", "@bekzat/blog/"),
    "desk-front": ("editor", "desk/front/"),
    "desk-topics": ("editor", "desk/topics/"),
    "desk-topic": ("editor", "desk/topics/saiasat/"),
    "desk-merge": ("editor", "desk/topics/saiasat/merge/"),
    "desk-columns": ("editor", "desk/columns/{post}/"),
    "desk": ("operator", "desk/"),
    "desk-accounts": ("operator", "desk/accounts/"),
    "desk-account": ("operator", "desk/accounts/{account}/"),
    "desk-account-voice": ("operator", "desk/accounts/{account}/voice/"),
    "desk-voices": ("operator", "desk/voices/"),
    "desk-registers": ("operator", "desk/voices/registers/"),
    "desk-hosts": ("operator", "desk/voices/hosts/"),
    "office-duties": ("operator", "account/organisations/kense/duties/"),
    "desk-offices": ("operator", "desk/offices/"),
    "desk-register": ("operator", "desk/offices/register/"),
    "office-page": ("operator", "offices/page/kense/"),
    "desk-square": ("operator", "desk/square/"),
    "desk-text": ("operator", "desk/texts/rules/en/"),
    "desk-health": ("operator", "desk/health/"),
    "desk-log": ("operator", "desk/log/"),
    "takedown": ("operator", "desk/posts/{post}/"),
}
REFUSALS = {"missing", "gone", "refused", "question-removed"}  # pages whose status is an error: the console may say so

# A passkey can only be asked for by script, so its button comes with the script; whether an office is open now is known
# by the reader's clock alone.
COMFORT = {"sign-in", "office", "office-not-here"}


@pytest.mark.grid
@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_nobody_out(name: str, lang: str, demo: Demo, onlooker: Callable[..., Visitor]) -> None:
    who, path = PAGES[name]
    person = onlooker(who, width=None, language=lang)
    person.open(f"{demo.square.url}/{lang}/{path.format(**demo.places)}")
    assert person.page.get_attribute("html", "lang") == lang
    for width in sorted(WIDTHS, key=lambda width: width != person.width):  # as the page before left the window
        person.widen(width)
        assert person.sideways() <= 0, width
        barriers = person.barriers_by_theme() if lang == COLOURED else person.barriers(colours=False)
        assert not barriers, width
    assert not [text for text in person.complaints if not (name in REFUSALS and "status of 4" in text)]


@pytest.mark.parametrize("name", [name for name, (who, _) in PAGES.items() if who is None and name not in COMFORT])
def test_a_page_is_read_without_script(name: str, demo: Demo, onlooker: Callable[..., Visitor]) -> None:
    _, path = PAGES[name]
    address = f"{demo.square.url}/en/{path.format(**demo.places)}"
    plain, rich = onlooker(script=False), onlooker()
    plain.open(address)
    rich.open(address)
    assert words(plain) == words(rich)


def words(visitor: Visitor) -> list[str]:
    """What the page says, without its moments, which a script may call "5 minutes ago", and what happened since."""
    text = visitor.page.inner_text("main")
    for told in sorted(visitor.page.locator("main time, main [data-live]").all_inner_texts(), key=len, reverse=True):
        text = text.replace(told, " ")
    return text.split()
