/* Small comforts of every page: theme, contents panel, tables, and staying at the same heading in the other language. */
(function () {
  "use strict";
  var page = document.documentElement, system = matchMedia("(prefers-color-scheme: dark)");

  function stored(value) {
    try {
      if (value === undefined) return localStorage.getItem("mode");
      if (value === null) localStorage.removeItem("mode"); else localStorage.setItem("mode", value);
    } catch (blocked) { /* A browser that keeps nothing still switches for this page. */ }
    return null;
  }

  var button = document.querySelector(".theme");
  function show() { button.querySelector("span").textContent = page.dataset.theme === "dark" ? button.dataset.light : button.dataset.dark; }
  show();
  button.hidden = false;
  button.addEventListener("click", function () {
    var wanted = page.dataset.theme === "dark" ? "light" : "dark";
    page.dataset.theme = wanted;
    // Back to what the system asks: then follow the system again.
    stored((wanted === "dark") === system.matches ? null : wanted);
    show();
  });
  system.addEventListener("change", function () {
    if (stored() === null) { page.dataset.theme = system.matches ? "dark" : "light"; show(); }
  });

  var contents = document.querySelector(".contents");
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && contents.open && contents.contains(document.activeElement)) {
      contents.open = false;
      contents.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", function (event) { if (contents.open && !contents.contains(event.target)) contents.open = false; });
  contents.addEventListener("focusout", function (event) {
    if (contents.open && event.relatedTarget && !contents.contains(event.relatedTarget)) contents.open = false;
  });

  // Beside the text there is room to have the headings open.
  var onPage = document.querySelector(".on-page details"), wide = matchMedia("(min-width: 74rem)");
  function unfold() { if (wide.matches) onPage.open = true; }
  if (onPage) { unfold(); wide.addEventListener("change", unfold); }

  // A table that fits needs no stop for the keyboard. Measuring waits until the boards are there: it costs a layout.
  // After that a table is measured when its size changes: by a font that comes late, larger text, or a part that opens.
  var boxes = document.querySelectorAll(".table-box");
  function measure(box) {
    if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0; else box.removeAttribute("tabindex");
  }
  if (boxes.length) addEventListener("load", function () {
    setTimeout(function () {
      var sizes = new ResizeObserver(function (changed) { changed.forEach(function (one) { measure(one.target.closest(".table-box")); }); });
      boxes.forEach(function (box) { sizes.observe(box); sizes.observe(box.firstElementChild); });
    }, 500);
  });

  // Codes have the same anchors in both languages, headings have not.
  var twin = document.querySelector("[data-keep-place]");
  if (twin) twin.addEventListener("click", function () { if (/^#term-/.test(location.hash)) twin.hash = location.hash; });
})();
