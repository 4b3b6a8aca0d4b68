// What every board needs: elements, words, announcements, keeping answers, files. No rule of the course stands here.

export const HIDDEN = { "aria-hidden": "true" };

// A slow phone makes a thousand elements before a board answers, so a tag is taken apart once and no list is copied.
const tags = new Map();
function tagOf(tag) {
  const [name, ...classes] = tag.split(".");
  return { name, classes: classes.filter(Boolean).map(c => "b-" + c).join(" ") };
}
function hang(node, kid) {
  if (Array.isArray(kid)) for (const one of kid) hang(node, one);
  else if (kid != null && kid !== false && kid !== "") node.append(kid);
}

// h("tag.class.class", {attributes}?, ...children). Classes get the prefix b-, so that no page style reaches them.
export function h(tag, ...kids) {
  if (!tags.has(tag)) tags.set(tag, tagOf(tag));
  const { name, classes } = tags.get(tag), node = document.createElement(name);
  if (classes) node.className = classes;
  if (name === "button") node.type = "button";
  if (kids[0] && kids[0].constructor === Object) {
    for (const [key, value] of Object.entries(kids.shift())) {
      if (value == null || value === false) continue;
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else if (key === "style") Object.assign(node.style, value);
      else node.setAttribute(key, value === true ? "" : value);
    }
  }
  hang(node, kids);
  return node;
}

// Words come from Python; {name} is filled in here.
export const put = (text, values = {}) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

export function enumerate(words, and) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${and} ${words[words.length - 1]}`;
}

// Icons are our own paths, handed over by Python, never text from data. A word always stands beside an icon.
export function icons(paths) {
  const made = {};
  function make(name) {
    const holder = document.createElement("template");
    holder.innerHTML = `<svg class="b-i" viewBox="0 0 24 24" aria-hidden="true">${paths[name]}</svg>`;
    return holder.content.firstChild;
  }
  return name => (made[name] ||= make(name)).cloneNode(true);
}

// One polite line for screen readers. Emptied first, so that the same sentence is read again.
export function announcer() {
  const line = h("p.sr", { role: "status", "aria-live": "polite" });
  let waiting;
  return [line, (text, values) => {
    clearTimeout(waiting);
    line.textContent = "";
    waiting = setTimeout(() => { line.textContent = put(text, values); }, 40);
  }];
}

// Answers stay in this browser. Some browsers refuse storage (private window, blocked cookies): then `works` is false.
export function shelf(key) {
  let works = true;
  try { localStorage.setItem("course:probe", "1"); localStorage.removeItem("course:probe"); } catch { works = false; }
  return {
    works,
    read() { try { return JSON.parse(localStorage.getItem("course:" + key)) || null; } catch { return null; } },
    write(value) { try { localStorage.setItem("course:" + key, JSON.stringify(value)); } catch { this.works = false; } },
    clear() { try { localStorage.removeItem("course:" + key); } catch { /* nothing was kept */ } },
  };
}

// A spreadsheet runs a cell that begins with one of these signs; an apostrophe in front keeps it text.
const cell = value => {
  const text = String(value ?? "");
  return `"${(/^[=+\-@\t\r]/.test(text) ? "'" + text : text).replace(/"/g, '""')}"`;
};

export function saveAs(name, content, type) {
  const url = URL.createObjectURL(new Blob([content], { type })), link = h("a", { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
export const download = (name, rows) => saveAs(name, "\ufeff" + rows.map(row => row.map(cell).join(",")).join("\r\n") + "\r\n", "text/csv;charset=utf-8");

export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
export const scrollTo = node => node.scrollIntoView({ behavior: calm() ? "auto" : "smooth", block: "start" });
export function reveal(node) {
  const { top } = node.getBoundingClientRect();
  if (top < 0 || top > innerHeight * .6) scrollTo(node);
}

// Where an arrow, Home or End leads in a list of `length`; null when the key is not one of them.
export function step(key, at, length) {
  if (key === "Home") return 0;
  if (key === "End") return length - 1;
  const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[key];
  return by ? (at + by + length) % length : null;
}

// Asking twice without a dialog: the button changes its words and means it the second time.
export function confirmButton(button, words, act) {
  let armed;
  button.addEventListener("click", () => {
    if (armed) { clearTimeout(armed); armed = null; button.lastChild.textContent = words.rest; return act(); }
    button.lastChild.textContent = words.sure;
    armed = setTimeout(() => { armed = null; button.lastChild.textContent = words.rest; }, 4000);
  });
  return button;
}
