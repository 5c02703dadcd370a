"""The design system's sheet is made ready for bundling."""

from tools.stylesheets import gathered, only_woff2, shares

FACE = '@font-face{src:url("../fonts/P/eot/A.eot"), url("../fonts/P/w/A.woff2") format("woff2"), url("x.ttf");}'


def test_a_font_keeps_the_one_format_every_browser_reads() -> None:
    assert only_woff2(FACE) == '@font-face{src:url("../fonts/P/w/A.woff2") format("woff2");}'


def test_a_font_of_the_system_is_left_alone() -> None:
    text = '@font-face{src:local("Roboto"), local("Tahoma");}'
    assert only_woff2(text) == text


def test_named_files_are_found_beside_the_sheet() -> None:
    text, named = gathered('a{b:url("../fonts/P/w/A.woff2")}c{d:url("../img/svg-icons/plus.svg")}')
    assert text == 'a{b:url("./fonts/A.woff2")}c{d:url("./icons/plus.svg")}'
    assert named == {"fonts/P/w/A.woff2": "fonts/A.woff2", "img/svg-icons/plus.svg": "icons/plus.svg"}


def test_a_bar_can_have_every_whole_share() -> None:
    assert shares().count("{inline-size:") == 101
