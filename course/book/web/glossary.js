/* Filters the glossary while you type. Without this script the whole list is there, and the browser's own find works. */
(function () {
  "use strict";
  var box = document.querySelector(".glossary-filter"), field = box.querySelector("input"), count = box.querySelector("[role=status]");
  var families = Array.prototype.map.call(document.querySelectorAll(".glossary-family"), function (section) {
    return { section: section, terms: Array.prototype.map.call(section.querySelectorAll(".glossary-term"), function (term) {
      return { term: term, text: plain(term.textContent) };
    }) };
  });
  function plain(text) { return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, ""); }
  function filter() {
    var wanted = plain(field.value).split(/\s+/).filter(Boolean), found = 0;
    families.forEach(function (family) {
      var here = 0;
      family.terms.forEach(function (one) {
        one.term.hidden = !wanted.every(function (word) { return one.text.indexOf(word) >= 0; });
        if (!one.term.hidden) here++;
      });
      family.section.hidden = here === 0;
      found += here;
    });
    count.textContent = wanted.length ? (found ? box.dataset.found.replace("{count}", found) : box.dataset.none) : "";
  }
  box.hidden = false;
  field.addEventListener("input", filter);
  // Coming back to the page can leave words in the field.
  if (field.value) filter();
})();
