"""pip's index settings reach uv."""

from tools import index_settings
from tools.index_settings import parsed

LISTING = """\
:env:.index-url='https://inner.example/simple'
global.index-url='https://outer.example/simple'
global.extra-index-url='https://a.example/simple https://b.example/simple'
install.find-links='/usr /lib'
global.cert='/etc/ca.pem'
freeze.timeout='10'
nonsense
"""


def for_uv(listing: str, present: dict[str, str] | None = None) -> dict[str, str]:
    return index_settings.for_uv(["sh", "-c", f"cat <<'END'\n{listing}END\n#"], present or {})


def test_the_environment_beats_the_file() -> None:
    assert parsed(LISTING)["index-url"] == "https://inner.example/simple"


def test_settings_of_other_pip_commands_are_left_alone() -> None:
    assert "timeout" not in parsed(LISTING)


def test_every_setting_is_told_in_uvs_words() -> None:
    assert for_uv(LISTING) == {
        "UV_DEFAULT_INDEX": "https://inner.example/simple",
        "UV_INDEX": "https://a.example/simple https://b.example/simple",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "UV_FIND_LINKS": "/usr,/lib",
        "SSL_CERT_FILE": "/etc/ca.pem",
        "UV_PYTHON_DOWNLOADS": "never",
    }


def test_what_is_set_for_uv_itself_stays() -> None:
    assert "UV_DEFAULT_INDEX" not in for_uv(LISTING, {"UV_DEFAULT_INDEX": "https://mine.example/simple"})


def test_a_pip_without_settings_adds_only_that_no_python_is_fetched() -> None:
    assert for_uv("") == {"UV_PYTHON_DOWNLOADS": "never"}


def test_an_index_switched_on_again_is_not_taken_for_switched_off() -> None:
    assert "UV_NO_INDEX" not in for_uv("global.no-index='false'\n")


def test_a_folder_that_is_not_there_is_left_out_as_pip_leaves_it() -> None:
    told = for_uv("global.find-links='/usr /there-is-no-such-folder'\n")
    assert told["UV_FIND_LINKS"] == "/usr"
    assert "UV_FIND_LINKS" not in for_uv("global.find-links='/there-is-no-such-folder'\n")
