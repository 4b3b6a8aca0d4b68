"""The files of others that the site ships, so that a page never asks another host for anything.

`refresh` fetches exact versions through npm or copies them from an installed Python package, and writes down
version, licence and checksum of every file in ``web/VENDORED.md``.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

__all__ = ["PACKAGES", "Package", "VendorError", "refresh", "vendored_paths"]

BOOK = Path(__file__).parent
ROOT = BOOK.parent.parent
WEB = BOOK / "web" / "vendor"
BOARDS = BOOK.parent / "boards" / "web" / "vendor"
SLIDES = BOOK / "reveal"
TESTS = ROOT / "tests" / "browser"
ESBUILD = "esbuild@0.28.2"


class VendorError(RuntimeError):
    """A vendored file could not be fetched."""


@dataclass(frozen=True)
class Package:
    """One package and the files we take from it.

    Attributes
    ----------
    files
        Path inside the package, and where we put it (relative to `into`).
    source
        ``npm`` (path inside the published package) or ``pip`` (path inside the Python environment).
    bundled
        What we take from the package's module, made small by esbuild and handed out under the name of the file.
    """

    name: str
    version: str
    licence: str
    why: str
    files: Mapping[str, str]
    source: str = "npm"
    into: Path = field(default=WEB)
    bundled: str = ""

    def targets(self) -> Iterator[tuple[str, Path]]:
        for inside, outside in self.files.items():
            yield inside, self.into / outside


PACKAGES = (
    Package(
        "@fontsource/atkinson-hyperlegible", "5.3.0", "OFL-1.1", "the typeface of the whole site",
        {
            "files/atkinson-hyperlegible-latin-400-normal.woff2": "atkinson/latin-400.woff2",
            "files/atkinson-hyperlegible-latin-700-normal.woff2": "atkinson/latin-700.woff2",
            "files/atkinson-hyperlegible-latin-400-italic.woff2": "atkinson/latin-400-italic.woff2",
            "files/atkinson-hyperlegible-latin-ext-400-normal.woff2": "atkinson/latin-ext-400.woff2",
            "files/atkinson-hyperlegible-latin-ext-700-normal.woff2": "atkinson/latin-ext-700.woff2",
            "LICENSE": "atkinson/LICENSE",
        },
    ),
    Package(
        "requirejs", "2.3.8", "MIT", "loads the widget manager, on pages with core ipywidgets only",
        {"require.js": "widgets/require.js"},
    ),
    Package(
        "@jupyter-widgets/html-manager", "1.0.15", "BSD-3-Clause", "draws core ipywidgets without a kernel",
        {
            "dist/embed-amd.js": "widgets/embed-amd.js",
            "dist/embed.js.LICENSE.txt": "widgets/embed-amd.LICENSE.txt",
            "dist/1551f4f60c37af51121f.woff2": "widgets/1551f4f60c37af51121f.woff2",
            "dist/7a3337626410ca2f4071.woff2": "widgets/7a3337626410ca2f4071.woff2",
            "dist/d878b0a6a1144760244f.woff2": "widgets/d878b0a6a1144760244f.woff2",
        },
    ),
    Package(
        "anywidget", "0.11.0", "MIT", "draws boards on a page that also has core ipywidgets",
        {"share/jupyter/nbextensions/anywidget/index.js": "widgets/anywidget.js"}, source="pip",
    ),
    Package(
        "uqr", "0.1.3", "MIT", "draws answer codes as QR pictures, inside the boards",
        {"dist/index.mjs": "qr.js", "LICENSE": "qr.LICENSE"}, into=BOARDS, bundled="encode",
    ),
    Package(
        "fflate", "0.8.3", "MIT", "packs what the class picture saves as a spreadsheet, and what the planner saves",
        {"esm/browser.js": "zip.js", "LICENSE": "zip.LICENSE"}, into=BOARDS, bundled="zipSync",
    ),
    Package(
        "reveal.js", "6.0.2", "MIT", "shows the slides of a lesson, inside one file",
        {"dist/reveal.js": "reveal.js", "dist/reveal.css": "reveal.css", "dist/plugin/notes.js": "notes.js", "LICENSE": "LICENSE"}, into=SLIDES,
    ),
    Package(
        "axe-core", "4.14.1", "MPL-2.0", "finds accessibility faults in the browser tests; not part of the site",
        {"axe.min.js": "axe.min.js"}, into=TESTS,
    ),
)


def vendored_paths() -> tuple[Path, ...]:
    """Where every vendored file stands.

    >>> all(path.is_absolute() for path in vendored_paths())
    True
    """
    return tuple(path for package in PACKAGES for _, path in package.targets())


def refresh() -> Path:
    """Fetch every vendored file again and write ``VENDORED.md``.

    Returns
    -------
    Path
        The list of what stands where, with version, licence and checksum.

    Raises
    ------
    VendorError
        If npm is not installed, a version does not exist, or a package no longer holds a file.
    """
    with tempfile.TemporaryDirectory() as scratch:
        for package in PACKAGES:
            folder = _from_npm(package, Path(scratch)) if package.source == "npm" else _from_pip(package)
            for inside, target in package.targets():
                if not (folder / inside).is_file():
                    raise VendorError(f"{package.name} {package.version} has no file {inside}; "
                                      f"look up its new name and change it in {Path(__file__).name}")
                target.parent.mkdir(parents=True, exist_ok=True)
                if package.bundled and target.suffix == ".js":
                    target.write_text(_bundled(package, folder / inside, target.stem), "utf-8", newline="\n")
                else:
                    shutil.copyfile(folder / inside, target)
    listing = BOOK / "web" / "VENDORED.md"
    listing.write_text(_listing(), "utf-8", newline="\n")
    return listing


def _bundled(package: Package, module: Path, name: str) -> str:
    """The named part of a module, small, as a module that boards can import: ``import { qr } from "./vendor/qr.js"``."""
    npx = shutil.which("npx")
    if npx is None:
        raise VendorError("npx was not found; install Node.js (it brings npx) and try again")
    entry = module.with_name("entry.js")
    entry.write_text(f'export {{ {package.bundled} }} from "./{module.name}";\n', "utf-8")
    command = [npx, "--yes", ESBUILD, str(entry), "--bundle", "--minify", "--format=iife", "--global-name=taken", "--target=es2020", "--charset=utf8"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise VendorError(f"{package.name} could not be bundled: {done.stderr.strip() or 'no reason given'}")
    inside = done.stdout.strip().removeprefix("var taken=").removesuffix(";")
    return f"// {package.name} {package.version}, {package.licence}; see VENDORED.md\nexport const {name} = {inside}.{package.bundled};\n"


def _from_npm(package: Package, scratch: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise VendorError("npm was not found; install Node.js (it brings npm) and try again")
    home = Path(tempfile.mkdtemp(dir=scratch))
    asked = f"{package.name}@{package.version}"
    done = subprocess.run([npm, "pack", asked, "--silent", "--pack-destination", str(home)],
                          capture_output=True, text=True, check=False)
    archives = list(home.glob("*.tgz"))
    if done.returncode or not archives:
        raise VendorError(f"npm could not fetch {asked}: {done.stderr.strip() or 'no reason given'}")
    with tarfile.open(archives[0]) as archive:
        archive.extractall(home, filter="data")
    return home / "package"


def _from_pip(package: Package) -> Path:
    installed = metadata.version(package.name)
    if installed != package.version:
        raise VendorError(f"{package.name} {installed} is installed, {Path(__file__).name} names {package.version}; "
                          "make the two equal")
    return Path(sys.prefix)


def _listing() -> str:
    lines = [
        "# Vendored files",
        "",
        "Files of others that stand in this repository, so that the site works without the internet.",
        "Written by `course vendor`; change versions in `course/book/vendor.py`.",
    ]
    for package in PACKAGES:
        lines += ["", f"## {package.name} {package.version}", "",
                  f"{package.licence}, from {package.source}: {package.why}.", "", "| File | sha256 |", "|---|---|"]
        for _, target in package.targets():
            digest = hashlib.sha256(target.read_bytes()).hexdigest()
            lines.append(f"| `{target.relative_to(ROOT).as_posix()}` | `{digest}` |")
    return "\n".join(lines) + "\n"
