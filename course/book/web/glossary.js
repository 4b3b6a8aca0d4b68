/* Filters the glossary while you type. Without this script the whole list is there, and the browser's own find works. */
(function () {
  "use strict";
  var box = document.querySelector(".glossary-filter"), field = box.querySelector("input"), count = box.querySelector("[role=status]");
  var families = Array.prototype.map.call(document.querySelectorAll(".glossary-family"), function (section) {
    return { section: section, terms: Array.prototype.map.call(section.querySelectorAll(".glossary-term"), function (term) {
      var code = term.querySelector(".code-tag");
      return { term: term, text: plain(term.textContent), code: code ? plain(code.textContent) : null };
    }) };
  });
  function plain(text) { return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, ""); }
  function filter() {
    var asked = plain(field.value).trim(), wanted = asked.split(/\s+/).filter(Boolean), found = 0;
    // Who types a code wants that code, not every text that mentions it.
    var codes = families.some(function (family) { return family.terms.some(function (one) { return one.code === asked; }); });
    families.forEach(function (family) {
      var here = 0;
      family.terms.forEach(function (one) {
        one.term.hidden = codes ? one.code !== asked : !wanted.every(function (word) { return one.text.indexOf(word) >= 0; });
        if (!one.term.hidden) here++;
      });
      family.section.hidden = here === 0;
      found += here;
    });
    // The part that only holds families goes with them.
    document.querySelectorAll("section").forEach(function (part) {
      var inside = part.querySelectorAll(".glossary-family");
      if (inside.length) part.hidden = part.parentElement.tagName === "SECTION" && !part.querySelector(".glossary-family:not([hidden])");
    });
    count.textContent = !wanted.length ? "" : found === 0 ? box.dataset.none : found === 1 ? box.dataset.one : box.dataset.found.replace("{count}", found);
  }
  box.hidden = false;
  field.addEventListener("input", filter);
  // Coming back to the page can leave words in the field.
  if (field.value) filter();
})();
