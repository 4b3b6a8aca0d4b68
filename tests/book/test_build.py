"""The built site holds together: every page in two languages, every link and file there, nothing from elsewhere."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest

from course.book.build import BookError, build, fingerprint
from course.book.configuration import pages, read_toc
from course.book.plan_pages import FOLDER
from course.book.vendor import PACKAGES, vendored_paths
from course.case import load, names
from course.chain import has_traces
from course.i18n import LANGUAGES, Language

ROOT = Path(__file__).resolve().parents[2]
# Elements that make a browser fetch what their attribute names.
FETCHING = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src", "object": "data",
            "video": "src"}


@dataclass
class Contents(HTMLParser):
    """What a page links to, fetches and can be linked to."""

    path: Path
    links: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    language: str | None = None

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if "id" in named:
            self.anchors.add(named["id"])
        if tag == "html":
            self.language = named.get("lang")
        if tag == "a" and "href" in named:
            self.links.append((named["href"], named))
        if tag in FETCHING and named.get(FETCHING[tag]) and named.get("rel") != "alternate":
            self.fetched.append(named[FETCHING[tag]])


@pytest.fixture(scope="module")
def contents(site: Path) -> dict[Path, Contents]:
    return {path: Contents(path) for path in sorted(site.rglob("*.html"))}


def target(page: Path, address: str) -> tuple[Path, str]:
    path, anchor = urldefrag(address)
    return ((page.parent / unquote(urlsplit(path).path)).resolve() if path else page), anchor


def test_every_lesson_file_is_in_the_table_of_contents() -> None:
    named = set(pages(read_toc(ROOT)))
    assert {path.relative_to(ROOT).with_suffix("").as_posix() for path in (ROOT / "lessons" / "nl").iterdir()
            if path.suffix in {".md", ".ipynb"}} == named


def test_both_languages_have_the_same_files() -> None:
    names = [{path.name for path in (ROOT / "lessons" / lang).iterdir() if path.suffix in {".md", ".ipynb"}}
             for lang in LANGUAGES]
    assert names[0] == names[1]


def test_every_page_of_the_table_of_contents_is_built_in_both_languages(site: Path) -> None:
    for page in pages(read_toc(ROOT)):
        for lang in LANGUAGES:
            assert (site / lang / f"{Path(page).name}.html").is_file()


def test_a_page_says_which_language_it_is_in(contents: dict[Path, Contents], site: Path) -> None:
    for path, page in contents.items():
        if path.parent != site:
            assert page.language == path.relative_to(site).parts[0], path


def handed_out(path: Path) -> bool:
    """A sheet or a set of slides that a lecturer hands out on its own, without the book around it."""
    return path.parent.name == FOLDER


def test_every_page_links_to_itself_in_the_other_language(contents: dict[Path, Contents], site: Path) -> None:
    for path, page in contents.items():
        if path.parent == site or handed_out(path):
            continue
        lang, *rest = path.relative_to(site).parts
        other = next(one for one in LANGUAGES if one != lang)
        twins = [(href, named) for href, named in page.links if named.get("hreflang")]
        assert [(target(path, href)[0], named["lang"], named["hreflang"]) for href, named in twins] == [
            (site.joinpath(other, *rest), other, other)], path


def test_every_link_within_the_site_leads_somewhere(contents: dict[Path, Contents]) -> None:
    dead = []
    for path, page in contents.items():
        for href, _ in page.links:
            if urlsplit(href).scheme:
                continue
            file, anchor = target(path, href)
            if not file.is_file() or (anchor and file in contents and anchor not in contents[file].anchors):
                dead.append(f"{path.name}: {href}")
    assert not dead


def test_everything_a_page_asks_for_stands_beside_it(contents: dict[Path, Contents], site: Path) -> None:
    for path, page in contents.items():
        for address in page.fetched:
            if address.startswith("data:"):
                continue
            assert not urlsplit(address).scheme and not address.startswith("/"), f"{path} asks for {address}"
            assert target(path, address)[0].is_file(), f"{path} asks for {address}, which is not there"
    for style in site.rglob("*.css"):
        for address in re.findall(r"url\(['\"]?([^'\")]+)", style.read_text("utf-8")):
            assert address.startswith("data:") or target(style, address)[0].is_file(), f"{style} asks for {address}"


def test_the_page_in_front_leads_to_both_books(contents: dict[Path, Contents], site: Path) -> None:
    assert [href for href, _ in contents[site / "index.html"].links] == [f"{lang}/index.html" for lang in LANGUAGES]


def test_a_page_with_boards_only_loads_our_own_loader(contents: dict[Path, Contents], site: Path) -> None:
    with_boards = [page for path, page in contents.items() if "data-board-model" in path.read_text("utf-8")]
    assert with_boards
    for page in with_boards:
        names = [Path(urlsplit(address).path).name for address in page.fetched]
        assert "boards.js" in names
        assert not {"require.js", "embed-amd.js"} & set(names)


def test_every_board_on_a_page_has_its_state(contents: dict[Path, Contents]) -> None:
    for path in contents:
        text = path.read_text("utf-8")
        shown = re.findall(r'data-board-model="([^"]+)"', text)
        states = re.findall(r'<script type="application/vnd.jupyter.widget-state\+json">(.*?)</script>', text, re.S)
        stored = {model for state in states for model in json.loads(state)["state"]}
        assert stored == set(shown), path


def test_a_page_without_boards_carries_no_script_for_them(contents: dict[Path, Contents]) -> None:
    for path, page in contents.items():
        if "data-board-model" not in path.read_text("utf-8"):
            assert not any("boards.js" in address for address in page.fetched), path


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", names())
def test_every_case_has_a_page_that_shows_it_at_a_glance(site: Path, name: str, lang: Language) -> None:
    text, case = (site / lang / f"data-{name}.html").read_text("utf-8"), load(name)
    pictures = re.findall(r'class="cal-picture" role="img" aria-label="([^"]+)"', text)
    assert len(pictures) == (3 if has_traces(case) else 2)
    # What a picture says for who does not see it is counted from this case.
    assert str(len(case.decisions)) in pictures[1]
    assert not has_traces(case) or str(len(case.contributions)) in pictures[2]
    for table in ("contributions", "decisions", "population"):
        assert f'id="table-{table}"' in text
    assert f'href="data-{name}.html"' in (site / lang / "data.html").read_text("utf-8")
    for beside in ("dirty", "truth"):
        assert (f">{beside}/<" in text) == (case.folder / beside).is_dir()


def test_data_and_their_limits_are_one_step_away_on_every_page(contents: dict[Path, Contents], site: Path) -> None:
    for path, page in contents.items():
        if handed_out(path):
            # It has no links to a book, and says it itself.
            assert re.search("verzonnen|invented", path.read_text("utf-8")), path
        elif path.parent != site:
            assert path.stem == "about-the-data" or any("about-the-data" in href for href, _ in page.links), path


def test_a_second_build_without_changes_writes_nothing(site: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}
    build(ROOT, quiet=True)
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()} == before


@pytest.fixture
def small_book(tmp_path: Path) -> Path:
    """A repository with one page a language, and our own settings."""
    shutil.copy(ROOT / "_config.yml", tmp_path)
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: lessons/nl/index\n", "utf-8")
    for lang in LANGUAGES:
        (tmp_path / "lessons" / lang).mkdir(parents=True)
        (tmp_path / "lessons" / lang / "index.md").write_text("# Titel\n", "utf-8")
    return tmp_path


def test_a_dead_reference_stops_a_strict_build_and_leaves_the_old_site(small_book: Path) -> None:
    page = small_book / "lessons" / "nl" / "index.md"
    site = build(small_book, languages=("nl",), quiet=True)
    page.write_text("# Titel\n\n[weg](weg.md)\n", "utf-8")
    with pytest.raises(BookError, match=r"nl: lessons/nl/index\.md:3: WARNING: .*weg"):
        build(small_book, languages=("nl",), quiet=True)
    assert (site / "nl" / "index.html").is_file()


def test_a_code_that_does_not_exist_is_named_with_its_neighbours(small_book: Path) -> None:
    (small_book / "lessons" / "nl" / "index.md").write_text("# Titel\n\n{label}`T21`\n", "utf-8")
    with pytest.raises(BookError, match="T21.*T20"):
        build(small_book, languages=("nl",), quiet=True)


def test_a_changed_page_changes_the_fingerprint_of_its_own_language_only(small_book: Path) -> None:
    def prints() -> dict[str, str]:
        return {lang: fingerprint(small_book, lang, True) for lang in LANGUAGES}

    before = prints()
    (small_book / "lessons" / "en" / "index.md").write_text("# Another title\n", "utf-8")
    after = prints()
    assert after["nl"] == before["nl"]
    assert after["en"] != before["en"]


def test_vendored_files_are_the_listed_ones() -> None:
    listing = (ROOT / "course" / "book" / "web" / "VENDORED.md").read_text("utf-8")
    for path in vendored_paths():
        assert hashlib.sha256(path.read_bytes()).hexdigest() in listing, path
    for package in PACKAGES:
        assert f"## {package.name} {package.version}" in listing


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_lesson_leads_its_lecturer_to_a_page_from_all_lessons(contents: dict[Path, Contents], site: Path, lang: Language) -> None:
    lessons = [name for name in (path.stem for path in (ROOT / "lessons" / lang).glob("0*.ipynb"))]
    links = {href.partition("#")[0] for href, _ in contents[site / lang / "all-lessons.html"].links}
    assert len(lessons) >= 3
    assert links >= {f"{name}.html" for name in lessons} | {f"lecturer-{int(name[:2])}.html" for name in lessons}
