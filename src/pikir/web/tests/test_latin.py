"""Pages with their Kazakh in Latin letters."""

import pytest

from pikir.web.latin import in_latin


@pytest.mark.parametrize(
    ("page", "latin"),
    [
        ('<html lang="kk"><p>Қала</p>', '<html lang="kk-Latn"><p>Qala</p>'),
        (
            '<html lang="ru"><p>Город</p><p lang="kk">Қала</p>Да',
            '<html lang="ru"><p>Город</p><p lang="kk-Latn">Qala</p>Да',
        ),
        (
            '<html lang="kk"><p lang="ru">Город <b>да</b></p> қала',
            '<html lang="kk-Latn"><p lang="ru">Город <b>да</b></p> qala',
        ),
        (
            '<p lang="kk">а<br>б<img alt="сурет" src="/х.webp">в',
            '<p lang="kk-Latn">a<br>b<img alt="suret" src="/х.webp">v',
        ),
        ('<p lang="kk"><code>қала</code>, қала', '<p lang="kk-Latn"><code>қала</code>, qala'),
        (
            '<p lang="kk"><textarea title="мәтін">мәтін</textarea>',
            '<p lang="kk-Latn"><textarea title="mätın">мәтін</textarea>',
        ),
        ('<ul lang="kk"><li>бір<li>екі</ul>үш', '<ul lang="kk-Latn"><li>bır<li>ekı</ul>үш'),
        (
            '<a href="/kk/" lang="kk" hreflang="kk" title="a > b">Қаз</a>',
            '<a href="/kk/" lang="kk-Latn" hreflang="kk" title="a > b">Qaz</a>',
        ),
        ('<p lang="kk">&laquo;Қала&raquo; &#1178;', '<p lang="kk-Latn">&laquo;Qala&raquo; &#1178;'),
        (
            '<p lang="kk" data-saved="Сақталды, {at}" data-pass-on="Город" data-write="/kk/write/">а',
            '<p lang="kk-Latn" data-saved="Saqtaldy, {at}" data-pass-on="Город" data-write="/kk/write/">a',
        ),
        ("</p></p>қала", "</p></p>қала"),
        ("қала < 5 <", "қала < 5 <"),
        ("", ""),
    ],
)
def test_only_kazakh_is_rewritten(page: str, latin: str) -> None:
    assert in_latin(page) == latin
