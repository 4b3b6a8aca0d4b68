"""How the site is built: two Sphinx books, one per language, with our own pages, scripts and typeface.

`build.build` makes the site, `extension` is what Sphinx loads, `vendor.refresh` fetches the vendored files.
"""
