// The room check: what this browser can, keeps, fetched and shows. Nothing is sent; a student may copy the outcome.
import { announcer, h, icons, put, shelf } from "./kit.js";

const FONT = "Atkinson Hyperlegible", SMALL = 14, NARROW = 320, LETTERS = ["1.25rem", "1rem", ".875rem"];
const ICON = { ok: "yes", so: "partly", bad: "no" };

// Each gives [ok | so | bad, which sentence, numbers to fill in].
const looks = {
  browser() {
    const missing = [!CSS.supports("container-type", "inline-size"), !CSS.supports("selector(:has(a))"), !(self.crypto && crypto.getRandomValues), typeof structuredClone !== "function"];
    return missing.some(Boolean) ? ["bad", "old"] : ["ok", "ok"];
  },
  storage() { return shelf("room").works ? ["ok", "ok"] : ["so", "no"]; },
  async files() {
    const own = [...document.querySelectorAll("link[rel=stylesheet], script[src], img[src]")].map(node => node.href || node.src).filter(Boolean);
    const sheets = [...document.querySelectorAll("link[rel=stylesheet]")].filter(node => !node.sheet).length, pictures = [...document.images].filter(one => one.complete && !one.naturalWidth && one.currentSrc).length;
    let letters = true;
    try { letters = (await document.fonts.load(`1rem "${FONT}"`)).length > 0; } catch { letters = false; }
    const n = sheets + pictures + (letters ? 0 : 1);
    return n ? ["bad", "some", { n, total: own.length + 1 }] : ["ok", "ok", { total: own.length + 1 }];
  },
  foreign() {
    const here = location.host, hosts = new Set(performance.getEntriesByType("resource").map(one => { try { return new URL(one.name); } catch { return null; } }).filter(url => url && /^https?:$/.test(url.protocol) && url.host !== here).map(url => url.host));
    return hosts.size ? ["so", "some", { hosts: [...hosts].slice(0, 3).join(", ") }] : ["ok", "ok"];
  },
  size() {
    const letters = Math.round(parseFloat(getComputedStyle(document.body).fontSize)), wide = Math.round(innerWidth), numbers = { letters, wide };
    return wide < NARROW ? ["so", "narrow", numbers] : letters < SMALL ? ["so", "small", numbers] : ["ok", "ok", numbers];
  },
  copy() { return navigator.clipboard && isSecureContext ? ["ok", "ok"] : ["so", "no"]; },
};

function render({ model, el }) {
  const B = model.get("board"), L = B.labels, icon = icons(B.icons), [line, announce] = announcer();
  const list = h("ul.checks"), verdict = h("p.verdictline", { tabindex: -1, "data-f": "verdict" });
  let found = [];

  async function look() {
    const seen = [];
    for (const id of B.checks) seen.push([id, ...await looks[id]()]);
    found = seen;
    draw();
    announce(verdict.textContent);
  }
  function draw() {
    list.replaceChildren(...found.map(([id, state, which, numbers]) => h(`li.check.${state}`, { "data-check": id, "data-state": state }, icon(ICON[state]), h("div", h("b", L.checks[id].name), h("p", h("span.sr", `${L.states[state]}: `), put(L.checks[id][which], numbers))))));
    const worst = found.some(one => one[1] === "bad") ? "bad" : found.some(one => one[1] === "so") ? "so" : "ok";
    verdict.textContent = L.verdict[worst];
  }
  const asText = () => [L.title, verdict.textContent, ...found.map(([id, state, which, numbers]) => `- ${L.checks[id].name}: ${L.states[state]}. ${put(L.checks[id][which], numbers)}`)].join("\n");
  const byHand = h("div.byhand", { hidden: true }, h("p.note", L.copyFailed), h("textarea", { readonly: true, rows: 6, "aria-label": L.copy }));
  async function copy() {
    try { await navigator.clipboard.writeText(asText()); announce(L.copied); copyBtn.lastChild.textContent = L.copied; setTimeout(() => { copyBtn.lastChild.textContent = L.copy; }, 2500); } catch {
      byHand.hidden = false;
      byHand.lastChild.value = asText();
      byHand.lastChild.focus();
      byHand.lastChild.select();
      announce(L.copyFailed);
    }
  }
  const copyBtn = h("button.btn", { "data-f": "copyroom", onclick: copy }, icon("copy"), h("span", L.copy));
  const again = h("button.btn.quiet", { "data-f": "again", onclick: look }, L.again);
  const reading = h("div.reading", h("p", h("b", L.readTitle)), LETTERS.map((size, i) => h("p", { style: { fontSize: size } }, L.read[i])));
  const root = h("section.board.room", { "aria-label": L.title }, h("header.head", h("div", h("h3.title", L.title), h("p.intro", L.intro))), h("div.roombody", verdict, list, reading, h("p.go", copyBtn, again), byHand), line);
  const settle = () => { clearTimeout(settle.timer); settle.timer = setTimeout(look, 300); };
  addEventListener("resize", settle);
  el.replaceChildren(root);
  look().then(() => { root.dataset.ready = "true"; });
  return () => removeEventListener("resize", settle);
}
export default { render };
