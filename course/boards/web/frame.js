// The frame around every exercise: title, progress, tools at the foot, paper, and keeping the answers in this browser.
import { codebox, lot } from "./codebox.js";
import { HIDDEN, announcer, confirmButton, download, h, icons, put, shelf } from "./kit.js";

// `inside` gives: body (nodes), rows() for the file, drawPrint() and drawCards() for paper, clear(); and where they are not simply
// what the model holds, nowOf() and firstOf(): the answers for a code of round 2 and of round 1.
export function frame({ model, el, key, inside }) {
  const B = model.get("board"), L = B.labels, icon = icons(B.icons), kept = shelf(key);
  const [line, announce] = announcer();
  const count = h("p.count"), go = h("div.go", count), root = h("div.board"), printed = h("div.printed", HIDDEN);
  const tool = (name, ic, text) => h("button.btn.soft", { "data-f": name }, icon(ic), h("span", text));
  const printBtn = tool("print", "print", L.print), cardsBtn = tool("cards", "cards", L.printCards), saveBtn = tool("save", "save", L.save);
  const clearBtn = confirmButton(tool("clear", "clear", L.clear), { rest: L.clear, sure: L.clearSure }, () => { kept.clear(); inside.clear(); if (roles) roles.clear(); if (code) code.clear(); announce(L.say.cleared); });
  let paper = "answers";

  // One sheet at a time: the page says what it prints, and prints the answers when nothing was said.
  const onPrint = () => {
    printed.replaceChildren(...(paper === "cards" ? inside.drawCards() : inside.drawPrint()));
    document.documentElement.classList.toggle("b-only", paper === "cards");
    root.classList.toggle("b-printing", paper === "cards");
  };
  const afterPrint = () => { paper = "answers"; document.documentElement.classList.remove("b-only"); root.classList.remove("b-printing"); };
  addEventListener("beforeprint", onPrint);
  addEventListener("afterprint", afterPrint);
  printBtn.addEventListener("click", () => print());
  cardsBtn.addEventListener("click", () => { paper = "cards"; print(); });
  saveBtn.addEventListener("click", () => { download(`${B.id}.csv`, inside.rows()); announce(L.say.saved); });

  const nowOf = () => inside.nowOf ? inside.nowOf() : model.get("answers") || {}, firstOf = () => inside.firstOf ? inside.firstOf() : model.get("first");
  const roles = B.roles ? lot({ B, L, icon, announce }) : null;
  const code = B.sheet ? codebox({
    B, L, icon, role: () => roles ? roles.role() : "", given: round => (round === 1 && firstOf()) || nowOf(),
    changed: () => Boolean(firstOf()) && B.sheet.items.some(item => String(firstOf()[item] || "") !== String(nowOf()[item] || "")),
  }) : null;
  if (code) model.on("change:answers change:first", code.draw);

  // What the codes on this board mean stands in the glossary, where there is one beside this page.
  function meanings() {
    const base = document.documentElement.dataset.glossary;
    if (!base || !B.codes.length) return null;
    const box = h("details.codes", h("summary", put(L.codes, { n: B.codes.length })));
    box.addEventListener("toggle", () => { if (box.children.length < 2) box.append(h("ul", B.codes.map(code => h("li", h("a", { href: `${base}#term-${code}` }, code))))); });
    return box;
  }

  function fill() {
    root.append(
      h("header.head", h("div", h("p.eyebrow", B.eyebrow), h("h3.title", B.title), h("p.intro", B.intro)), go), roles ? roles.box : "", ...inside.body,
      h("footer.foot", code ? code.button : "", printBtn, cardsBtn, saveBtn, clearBtn, h("p.note", kept.works ? L.kept : L.notKept)), code ? code.box : "", meanings() || "", printed, line);
    el.replaceChildren(root);
  }
  return {
    B, L, icon, kept, announce, count, go, root, fill,
    focus: name => { const node = el.querySelector(`[data-f="${name}"]`); if (node) node.focus({ preventScroll: true }); },
    off() { if (code) { code.off(); model.off("change:answers change:first", code.draw); } removeEventListener("beforeprint", onPrint); removeEventListener("afterprint", afterPrint); },
  };
}
