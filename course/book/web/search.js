/* Comes before Sphinx's own search script: what it says, in our words. */
Object.assign(Documentation.TRANSLATIONS, searchSays);
// Opened as a file, a page may not read its neighbours; the titles are found all the same.
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
