// Finds answer codes in what a class handed in, as course/classroom/find_codes.py does; a test holds the two equal.
import { CodeFault, SPACES, VALUES, lengthOf, read } from "./answer_code.js";

const AROUND = 80, BACK = 20, LOOSE = `[${SPACES}>|*_\`"'“”‘’„=]{0,40}`, SIGN = "[0-9A-TV-Za-tv-z]", DASH = "[\\-\\u2010-\\u2015\\u2212]";
const BEGINS = new RegExp(["[Vv]", "[Nn]", "[Bb]", `(${SIGN})`].join(LOOSE), "g"), NEXT = new RegExp(`${LOOSE}(${SIGN})`, "y"), STRAY = new RegExp(`${LOOSE}(.)`, "uy");
const GROUPS = new RegExp(`(?<![0-9A-Za-z])[0-9A-Za-z]{4}(?:${DASH}[0-9A-Za-z]{4}){4,}(?:${DASH}[0-9A-Za-z]{1,4})?(?![0-9A-Za-z])`, "g"), NOT_SIGN = /[^0-9A-TV-Za-tv-z]/g, WRITTEN = new RegExp(`(?:${DASH}{0,2}${SIGN})+`, "y");
const SPEAKS = [
  /^\W{0,3}\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4},?\s+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[apAP]\.?[mM]\.?)?\]?\s*-?\s*([^:]{1,60}):/,
  /^\[?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[apAP]\.?[mM]\.?)?\]?\s*(?:From\s+|Van\s+)?([^:]{1,60}?)(?:\s+(?:to|To|aan|Aan)\s+[^:]+)?\s*:/,
  /^(?:From|Van|Sender|Afzender)\s*:\s*(.{1,60})$/,
  /^(\S.{0,58}?)\s+\d{1,2}[:.]\d{2}(?:\s?[apAP]\.?[mM]\.?)?$/,
];
const NAMED = /^([^:<>\t;,"]{1,40}):[\s*_]*$/, NO_NAME = /^[\d\s:./+\-TZ]*$/;
const ABOUT_CODE = /(?:^|[^a-z])(?:code|codes|mijn|my|onze|our|hier|here|dit|this|is|ronde|round|antwoord|antwoorden|answer|answers)(?:$|[^a-z])/;
const PATTERNS = new Map();
const exactly = length => { if (!PATTERNS.has(length)) PATTERNS.set(length, new RegExp(`(?:${LOOSE}${SIGN}){${length}}`, "y")); return PATTERNS.get(length); };
const at = (pattern, text, place) => { pattern.lastIndex = place; return pattern.exec(text); };

// Mail writes the name, and the address between < and >.
const tidy = name => (name.split("<")[0].trim() || name).replace(/^[ \t\r\n"'“”‘’`*_<>[\](),;:~]+|[ \t\r\n"'“”‘’`*_<>[\](),;:~]+$/g, "").split(/\s+/).join(" ").toLowerCase();
const isName = text => text.trim().split(/\s+/).length <= 4 && !ABOUT_CODE.test(text.toLowerCase());

// The beginning of a row of a table, and not of a sentence with a comma: tabs, or a time, a number or an address in a cell of its own.
function isRow(front) {
  const cells = front.split(/[,;\t]/);
  if (cells.length < 2 || tidy(cells[cells.length - 1])) return false;
  return front.includes("\t") || cells.slice(0, -1).some(cell => cell.includes("@") || (tidy(cell) && NO_NAME.test(tidy(cell))));
}

function liner(text) {
  const starts = [0];
  for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) starts.push(i + 1);
  const number = place => { let low = 0, high = starts.length; while (low < high) { const mid = low + high >> 1; if (starts[mid] <= place) low = mid + 1; else high = mid; } return low - 1; };
  const line = n => text.slice(starts[n], Math.min(n + 1 < starts.length ? starts[n + 1] - 1 : text.length, starts[n] + 400)).replace(/\r+$/, "");
  function name(n, place, before) {
    const front = text.slice(Math.max(starts[n], place - 400), place).replace(/^[> \t*_"'“‘`]+/, "");
    for (const speaks of SPEAKS.slice(0, 2)) { const told = speaks.exec(front); if (told) return tidy(told[1]); }
    const named = NAMED.exec(front);
    if (named && isName(named[1])) return tidy(named[1]);
    const cells = front.split(/[,;\t]/).map(tidy);
    if (isRow(front)) return cells.slice(0, -1).reverse().find(cell => cell && !NO_NAME.test(cell)) || "";
    for (let back = n - 1; back > Math.max(n - BACK, before, -1); back--) for (const speaks of SPEAKS) { const told = speaks.exec(line(back)); if (told) return tidy(told[1]); }
    if (before >= 0 && before < n && n - before < BACK) for (const speaks of SPEAKS.slice(0, 2)) { const told = speaks.exec(line(before)); if (told) return tidy(told[1]); }
    return "";
  }
  return { number, name };
}

// The signs written in one piece after a beginning that stands free; nothing for words that only begin like a code.
function meantBy(text, start) {
  const written = at(WRITTEN, text, start.index + start[0].length);
  return start[0].length > 4 || (start.index > 0 && /[0-9A-Za-z]/.test(text[start.index - 1])) || !written ? "" : written[0].replace(NOT_SIGN, "");
}
function signsAfter(text, start) {
  const from = start.index + start[0].length;
  if (VALUES[start[1]] !== 1) throw new CodeFault("format", start[1]);
  const first = at(NEXT, text, from);
  if (!first) throw new CodeFault("short", 4);
  const wanted = lengthOf(VALUES[first[1]]), whole = at(exactly(wanted), text, from);
  if (!whole) {
    let count = 0, place = from;
    for (let found = at(NEXT, text, place); found; found = at(NEXT, text, place)) { count += 1; place += found[0].length; }
    const stray = at(STRAY, text, place);
    if (stray && /[\p{L}\p{N}]/u.test(stray[1])) throw new CodeFault("sign", stray[1]);
    throw new CodeFault("short", count + 4, wanted + 4);
  }
  return [from + whole[0].length, [...whole[0].replace(NOT_SIGN, "")].map(sign => VALUES[sign])];
}

// Gives every code, or what looks like one: {line, name, text, answers, fault}; answers or fault is null.
export function findCodes(text, find) {
  const lines = liner(text), taken = [];
  BEGINS.lastIndex = 0;
  for (let start = BEGINS.exec(text); start; start = BEGINS.exec(text)) {
    const after = start.index + start[0].length;
    let next = after;
    try {
      const [end, values] = signsAfter(text, start);
      taken.push([start.index, end, read(values, find), null]);
      next = end;
    } catch (fault) {
      if (!(fault instanceof CodeFault)) throw fault;
      const end = text.slice(after, after + AROUND).indexOf("\n"), to = after + (end >= 0 ? end : AROUND), meant = meantBy(text, start);
      if (fault.fault === "exercise" || fault.fault === "version") taken.push([start.index, to, null, fault]);
      else if (meant) {
        const wanted = lengthOf(VALUES[meant[0]]);
        taken.push([start.index, to, null, fault.fault === "check" && meant.length < wanted ? new CodeFault("short", meant.length + 4, wanted + 4) : fault]);
      }
    }
    BEGINS.lastIndex = next;
  }
  const spans = taken.slice();
  let place = 0;
  for (const match of text.matchAll(GROUPS)) {
    const end = match.index + match[0].length;
    while (place < spans.length && spans[place][0] < end) place += 1;
    if (!place || spans[place - 1][1] <= match.index) taken.push([match.index, end, null, new CodeFault("beginning", match[0].slice(0, 4))]);
  }
  taken.sort((a, b) => a[0] - b[0]);
  let before = -1;
  return taken.map(([start, end, answers, fault]) => {
    const n = lines.number(start), found = { line: n + 1, name: lines.name(n, start, before), text: text.slice(start, fault ? Math.min(end, start + AROUND) : end).trim(), answers, fault };
    before = n;
    return found;
  });
}
