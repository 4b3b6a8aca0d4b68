// The board to mix channels: hours over channels, and whom of the residents that reaches. Lists, limits and reasons come from Python.
import { choices } from "./choices.js";
import { enumerate, h, put } from "./kit.js";

const yes = (answers, name) => (answers[name] || ["no"])[0] === "yes";
const hoursFor = (channel, answers) => Number((answers[channel.id] || ["0"])[0]);

// One round: per channel with hours the people who are heard. Who took part and heard nothing stays away where the list says so (−1 − person).
function heardIn(B, answers, round, silent) {
  const key = B.variants.map(name => Number(yes(answers, name))).join("");
  return B.channels.filter(c => hoursFor(c, answers) > 0).map(c => {
    const list = B.lists[c.lists[round + key]], persons = [];
    for (const entry of list.persons) {
      if (persons.length >= list.room[hoursFor(c, answers)]) break;
      const person = entry < 0 ? -1 - entry : entry;
      if (!(entry < 0 && silent.has(person))) persons.push(person);
    }
    return { channel: c, hours: hoursFor(c, answers), persons };
  });
}
const union = found => new Set(found.flatMap(x => x.persons));

// Everything a plan brings. Sets are joined and counted here; what is enough, and what it is called, stands in the tables.
export function outcome(B, answers) {
  const first = heardIn(B, answers, "1", new Set()), heard = union(first), nobody = new Set();
  const back = silent => [...union(heardIn(B, answers, "2", silent))].filter(person => heard.has(person)).length;
  const told = back(nobody), hours = B.channels.reduce((sum, c) => sum + hoursFor(c, answers), 0) + B.switches.reduce((sum, s) => sum + (yes(answers, s.id) ? s.hours : 0), 0);
  const known = new Map([...heard].map(person => [person, B.told[person]]));
  for (const { channel, persons } of first) if (channel.address) for (const person of persons) known.set(person, known.get(person) | (B.belongs[person] & B.tenures));
  const groups = B.people.map(g => {
    const kind = g.bit & B.tenures ? B.tenures : ~B.tenures;
    let speak = 0, sure = 0, open = 0;
    for (const [person, says] of known) { speak += B.belongs[person] & g.bit ? 1 : 0; sure += says & g.bit ? 1 : 0; open += says & kind ? 0 : 1; }
    return { id: g.id, heard: speak, known: sure, unknown: open, reached: g.need ? heard.size > 0 && speak >= g.need[heard.size] : null };
  });
  const counts = new Map(B.people.map(g => [g.id, 0])), seen = new Set();
  const channels = first.map(({ channel, hours: spent, persons }) => {
    const fresh = [], before = seen.size;
    for (const person of persons) if (!seen.has(person)) {
      seen.add(person);
      for (const g of B.people) if (B.belongs[person] & g.bit) { counts.set(g.id, counts.get(g.id) + 1); if (counts.get(g.id) === B.newly) fresh.push(g.id); }
    }
    return { id: channel.id, hours: spent, heard: persons.length, only: seen.size - before, fresh };
  });
  const missing = groups.filter(g => g.reached === false).length;
  const why = heard.size ? B.whys[`${Number(hours > B.budget)}${Number(heard.size < B.least)}${missing}${Number(yes(answers, "feedback"))}`] : "open";
  return { hours, heard, again: yes(answers, "feedback") ? told : back(heard), told, groups, channels, why };
}

const DOT = 5, NS = "http://www.w3.org/2000/svg";
// One dot for each resident, as two lines of round dashes: light on the page, however many live there.
function drawDots(persons, heard, across, label) {
  const at = persons.map((person, i) => ({ person, x: (i % across) * DOT + DOT / 2, y: Math.floor(i / across) * DOT + DOT / 2 }));
  const svg = document.createElementNS(NS, "svg");
  svg.setAttribute("viewBox", `0 0 ${across * DOT} ${Math.ceil(persons.length / across) * DOT}`);
  svg.setAttribute("class", "b-dots");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  for (const [name, wanted] of [["rest", false], ["lit", true]]) {
    const line = document.createElementNS(NS, "path");
    line.setAttribute("d", at.filter(p => heard.has(p.person) === wanted).map(p => `M${p.x} ${p.y}h0`).join(""));
    line.setAttribute("class", "b-dot-" + name);
    svg.append(line);
  }
  return svg;
}

function render(given) {
  return choices(given, "mix", (F, { chosen, all }) => {
    const { B, L, icon } = F;
    const found = answers => outcome(B, answers);
    const rowOf = id => all.find(row => row.id === id), nameOf = id => B.people.find(g => g.id === id).name;
    const percent = part => `${Math.round(part * 100)}%`;
    const sentence = o => {
      const missing = o.groups.filter(g => g.reached === false).map(g => nameOf(g.id));
      return put(L.whys[o.why], { hours: o.hours, budget: B.budget, heard: o.heard.size, least: B.least, missing: enumerate(missing, L.and) });
    };
    const grade = o => B.grades[o.why];
    const upper = text => text[0].toUpperCase() + text.slice(1), number = n => String(n).replace(".", L.decimal);
    const span = (low, high) => low === high ? percent(low) : `${percent(low).slice(0, -1)}–${percent(high)}`;

    function table(o) {
      const people = B.order.length, many = Math.max(o.heard.size, 1);
      return h("div", h("h4", L.who), h("p.lead", put(L.whoLead, { part: percent(B.part) })), h("p.key", h("span", h("i.k1"), L.lives), h("span", h("i.k2"), L.known), h("span", h("i.k3"), L.unknown)),
        h("table", h("thead", h("tr", L.whoColumns.map(x => h("th", { scope: "col" }, x)))), h("tbody", o.groups.map((g, i) => {
          const lives = B.people[i].lives / people, low = g.known / many, high = (g.known + g.unknown) / many, wide = share => `${Math.round(share * 1000) / 10}%`;
          return h(g.reached === null ? "tr" : "tr.silent", h("th", { scope: "row" }, upper(B.people[i].name)),
            h("td.share", h("span", h("span.meter", { "aria-hidden": "true" }, h("span", h("b", { style: { width: wide(lives) } })), h("span", h("b.k", { style: { width: wide(low) } }), h("b.l", { style: { width: wide(high - low) } }))), h("span.pct", percent(lives)))),
            h("td", span(low, high)), h("td", String(g.heard)),
            h("td", g.reached === null ? h("small", L.noGoal) : h("span.gapin", icon(g.reached ? "yes" : "cross"), g.reached ? L.enough : put(L.short, { need: B.people[i].need[o.heard.size] }))));
        }))));
    }
    function spent(o) {
      return h("div", h("h4", L.cost), h("p.lead", put(L.costLead, { newly: B.newly })), h("ul.biases", o.channels.map(c => h("li", h("b", `${rowOf(c.id).name} (${c.id}): `),
        put(L.persons, { hours: c.hours, n: c.heard, only: c.only }), " ", c.fresh.length ? put(L.perGroup, { groups: enumerate(c.fresh.map(nameOf), L.and), hours: number(Math.round(c.hours / c.fresh.length * 10) / 10) }) : L.noNew))));
    }
    function dots(o) {
      const field = (name, persons) => { const n = persons.filter(p => o.heard.has(p)).length, said = put(L.dots[name], { n, of: persons.length });
        return h("div", h("p", said), drawDots(persons, o.heard, 30, said)); };
      const goal = B.people.filter(g => g.need).reduce((bits, g) => bits | g.bit, 0);
      return h("div.dotbox", h("h4", put(L.dotsTitle, { heard: o.heard.size, people: B.order.length })),
        h("p.key", h("span", h("i.lit"), L.dotLit), h("span", h("i.unlit"), L.dotRest)),
        h("div.fields", field("four", B.order.filter(p => B.belongs[p] & goal)), field("others", B.order.filter(p => !(B.belongs[p] & goal)))));
    }
    const goals = o => h("p.goals", h("b", put(L.heardNow, { n: o.heard.size })), o.groups.filter(g => g.reached !== null).map(g => h("span" + (g.reached ? "" : ".off"), icon(g.reached ? "yes" : "cross"), L.goals[g.id], h("span.sr", ` ${g.reached ? L.enough : L.tooFew}`))));
    function biases(o) {
      const total = o.channels.reduce((sum, c) => sum + c.hours, 0);
      const carried = B.biases.map(b => ({ ...b, hours: o.channels.filter(c => rowOf(c.id).biases.includes(b.id)).reduce((sum, c) => sum + c.hours, 0) })).filter(b => b.hours).sort((a, b) => b.hours - a.hours);
      return h("div", h("h4", L.bias), h("p.lead", L.biasLead), h("ul.biases", carried.slice(0, 4).map(b => h("li", h("b", `${b.name} (${b.id}): `), put(b.hours === total ? L.biasAll : L.biasPart, { n: b.hours, total }), " ", h("span.dim", b.about)))));
    }
    const rounds = o => h("div", h("h4", L.again), h("p", put(o.again === o.told ? L.againTold : L.againSilent, { heard: o.heard.size, again: o.again, told: o.told })), h("p.dim", L.againModel));

    return {
      title: row => h("span", row.name, row.id.startsWith("K") && h("small", " " + row.id)),
      about: row => h("p.dim", row.about),
      option: (row, o) => o.name,
      meter: answers => { const o = found(answers); return [h("div.sumline" + (o.hours > B.budget ? ".past" : ""), h("p", h("b", put(L.spent, { hours: o.hours, budget: B.budget })), h("span", o.hours > B.budget ? put(L.tooMuch, { n: o.hours - B.budget }) : put(L.left, { n: B.budget - o.hours }))), h("span.tank", { "aria-hidden": "true" }, h("i", { style: { width: `${Math.min(o.hours / B.budget, 1) * 100}%` } }))), given.model.get("checked") && goals(o)].filter(Boolean); },
      meterText: answers => { const o = found(answers); return put(L.spent, { hours: o.hours, budget: B.budget }) + ". " + (o.hours > B.budget ? put(L.tooMuch, { n: o.hours - B.budget }) : put(L.left, { n: B.budget - o.hours })) + "."; },
      countText: answers => put(L.spent, { hours: found(answers).hours, budget: B.budget }),
      ready: answers => found(answers).heard.size ? null : L.say.chooseFirst,
      verdict: () => null,
      said: (row, answers) => { const o = found(answers); return `${L.grade[grade(o)]}. ${sentence(o)}`; },
      resultText: answers => { const o = found(answers); return `${L.grade[grade(o)]}. ${sentence(o)}`; },
      result(answers, first) {
        const o = found(answers), then = first && found(first), moved = then && then.why !== o.why;
        return [
          h("div.verdict", h(`p.grade.big.${grade(o)}`, icon(grade(o)), h("span", L.grade[grade(o)])), h("p.says", sentence(o)), moved && h("p.dim", put(L.firstWas, { grade: L.grade[B.grades[then.why]], heard: then.heard.size }))),
          dots(o),
          table(o), spent(o), biases(o), rounds(o),
        ];
      },
      cells: (row, answers) => { const c = found(answers).channels.find(x => x.id === row.id); return [c ? put(L.persons, { hours: c.hours, n: c.heard, only: c.only }) : ""]; },
      paper: row => h("p", row.about), paperOption: (row, o) => o.name,
    };
  });
}
export default { outcome, render };
