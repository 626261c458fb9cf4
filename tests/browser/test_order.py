"""Keeping order in a real browser: a report, the queue, a decision, the author's notice, an appeal, restored."""

from collections.abc import Callable

from harness.browser import Visitor
from harness.demo import Demo

PATIENCE = 60  # times that a page is loaded again until a job has run


def test_a_text_is_reported_hidden_appealed_and_restored(
    lang: str, demo: Demo, member: Callable[..., Visitor], visitor: Callable[..., Visitor]
) -> None:
    start = f"{demo.square.url}/{lang}/"
    author, reporter = member("reader", width=360, language=lang), member("editor", width=360, language=lang)
    judge, guest = member("operator", width=1280, language=lang), visitor()

    def press(person: Visitor, selector: str) -> None:
        with person.page.expect_navigation():
            person.page.click(selector)
        assert not person.barriers()
        assert person.sideways() <= 0

    author.open(f"{start}write/")
    author.page.fill("[name=title]", f"Rude words {lang}")
    author.page.fill("[name=source]", "You are all fools.")
    press(author, "button[value=publish]")
    address = author.page.url
    post = address.rstrip("/").rpartition("/")[2]

    reporter.open(address)
    report = reporter.page.locator(f"main a[href$='/report/post/{post}/']").inner_text()
    press(reporter, f"main a[href$='/report/post/{post}/']")
    reporter.page.check("[name=category][value=abuse]")
    reporter.page.fill("[name=words]", "It insults everybody.")
    press(reporter, "main form button.main")
    assert reporter.page.locator("main .notice.sky").is_visible()
    reporter.open(address)
    assert not reporter.barriers()
    assert reporter.page.locator(f"main a[href$='/report/post/{post}/']").inner_text() != report

    judge.open(f"{start}desk/queue/")
    press(judge, f"main a:has-text('Rude words {lang}')")
    press(judge, "button[value=claim]")
    judge.page.check("[name=measure][value=hide]")
    judge.page.select_option("[name=rule]", index=1)
    press(judge, "button[value=decide]")

    guest.open(address)
    assert guest.page.locator("main article").count() == 0

    author.open(f"{start}account/decisions/")
    press(author, f"main a:has-text('Rude words {lang}')")
    author.page.fill("[name=words]", "It was a quotation.")
    press(author, "button[value=appeal]")
    judge.open(f"{start}desk/appeals/")
    press(judge, f"main a:has-text('Rude words {lang}')")
    assert judge.page.locator("[name=overturned]").count() == 0  # who decided does not answer

    judge.open(f"{start}desk/accounts/?q=aigerim")
    press(judge, "main tbody a")
    chosen = "form:has(input[name=role][value=arbiter])"
    if judge.page.locator(f"{chosen} button[value=give]").count():  # not in an earlier language
        press(judge, f"{chosen} button[value=give]")
    reporter.open(f"{start}desk/appeals/")
    press(reporter, f"main a:has-text('Rude words {lang}')")
    reporter.page.check("[name=overturned][value=yes]")
    reporter.page.fill("[name=words]", "It was indeed.")
    press(reporter, "main form button.main")
    guest.open(address)
    assert guest.page.locator("main article").count() == 1


def test_a_part_of_a_picture_is_drawn_over_and_shown_again(
    demo: Demo, member: Callable[..., Visitor], visitor: Callable[..., Visitor]
) -> None:
    start = f"{demo.square.url}/en/"
    judge, guest = member("operator", width=1280), visitor()
    page = judge.page

    def press(selector: str) -> None:
        with page.expect_navigation():
            page.click(selector)
        assert not judge.barriers()

    def shown() -> bytes:
        """The picture as the case shows it, once it is drawn."""
        for _ in range(PATIENCE):
            if page.locator(".canvas img").count():
                break
            page.reload()
        address = page.locator(".canvas img").get_attribute("src")
        answer = guest.page.request.get(f"{demo.square.url}{address}")
        assert answer.ok
        return answer.body()

    reporter = member("editor", width=360)
    reporter.open(f"{start}report/post/{demo.places['post']}/")
    picture = reporter.page.locator(".shots a").first.get_attribute("href") or ""
    judge.open(f"{start}desk/judge/picture/{picture.rstrip('/').rpartition('/')[2]}/")
    press("main form button")
    whole = shown()

    page.locator(".canvas").scroll_into_view_if_needed()
    box = page.locator(".canvas").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.25)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + box["height"] * 0.5)
    page.mouse.up()
    assert page.locator(".canvas .part").count() == 1
    assert page.is_checked("[name=measure][value=mask]")
    assert [round(float(page.input_value(f"[name=areas-0-{side}]"))) for side in ("left", "width")] == [25, 50]
    page.select_option("[name=rule]", index=1)
    press("button[value=decide]")
    assert shown() != whole

    press("main .lines a[href*='/decisions/']")
    page.fill("[name=words]", "A mistake.")
    press("button[value=reverse]")
    press("main a[href*='/desk/queue/']")
    assert shown() == whole
