"""The page in front of the two books: it follows the browser's language and also works without a script."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

from course.i18n import Language, t

__all__ = ["front_page"]

PAGE = """<!DOCTYPE html>
<html lang="{first}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<script>
(function () {{
  var books = {books}, wanted = navigator.languages || [navigator.language || ""];
  for (var i = 0; i < wanted.length; i++) {{
    var lang = wanted[i].slice(0, 2).toLowerCase();
    if (books.indexOf(lang) >= 0) return location.replace(lang + "/index.html");
  }}
  location.replace("{fallback}/index.html");
}})();
</script>
<style>
body {{ margin: 0; min-height: 100vh; display: grid; place-content: center; padding: 1.5rem; }}
body {{ font: 1.25rem/1.5 system-ui, sans-serif; background: #f5f2ec; color: #1c2427; }}
h1 {{ font-size: 1.75rem; line-height: 1.2; margin: 0; }}
p {{ margin: .25rem 0 0; }}
a {{ color: #0b6072; }}
@media (prefers-color-scheme: dark) {{ body {{ background: #15191b; color: #eef0ec; }} a {{ color: #78ccda; }} }}
</style>
</head>
<body>
<main>
{doors}
</main>
</body>
</html>
"""


def front_page(languages: Sequence[Language]) -> str:
    """The HTML of the page that chooses a book.

    >>> 'href="en/index.html"' in front_page(("nl", "en"))
    True
    """
    doors = "\n".join(
        f'<{tag} lang="{lang}"><a href="{lang}/index.html" hreflang="{lang}">'
        f'{escape(t("site.title", lang))}</a></{tag}>'
        for tag, lang in zip(["h1", *["p"] * len(languages)], languages, strict=False))
    # Someone whose browser speaks neither language is more likely to read English.
    fallback = "en" if "en" in languages else languages[0]
    return PAGE.format(first=languages[0], title=" / ".join(escape(t("site.title", lang)) for lang in languages),
                       books=json.dumps(list(languages)), fallback=fallback, doors=doors)
