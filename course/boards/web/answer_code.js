// Answer codes, as course/boards/answer_code.py writes and reads them; a test holds the two equal.

const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", BEGINNING = "VNB", FORMAT = "1", CHECK = 6, HEADER = 9, BECH32M = 0x2bc830a3;
export const ROLES = ["", "participation", "back_office"];
const LARGE = [...[...SIGNS].map((sign, value) => [sign, value]), ["O", 0], ["I", 1], ["L", 1]];
export const VALUES = Object.fromEntries([...LARGE, ...LARGE.map(([sign, value]) => [sign.toLowerCase(), value])]);
export const SPACES = "\\t-\\r \\-\\u00a0\\u00ad\\u1680\\u2000-\\u2015\\u2028\\u2029\\u202f\\u205f\\u2060\\u2212\\u3000\\ufeff";
const BETWEEN = new RegExp(`[${SPACES}]+`, "g");
const STIRRED = Array.from({ length: 32 }, (_, top) => [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3].reduce((so, one, place) => top >> place & 1 ? so ^ one : so, 0));
const stir = (check, values) => values.reduce((so, value) => STIRRED[so >>> 25] ^ (so & 0x1ffffff) << 5 ^ value, check);
const spread = text => [...[...text].map(c => c.charCodeAt(0) >> 5), 0, ...[...text].map(c => c.charCodeAt(0) & 31)];
const START = stir(1, spread(BEGINNING + FORMAT));

export class CodeFault extends Error {
  constructor(fault, given = "", expected = "") { super(`answer code: ${fault} ${given}`); Object.assign(this, { fault, given: String(given), expected: String(expected) }); }
}

const perm = (n, k) => { let so = 1; for (let i = 0; i < k; i++) so *= n - i; return so; };
const ways = (options, most) => { let so = 0; for (let k = 0; k <= most; k++) so += perm(options, k); return so; };
const bits = number => number === 0n ? 0 : number.toString(2).length;
const width = total => Math.max(1, Math.ceil(bits(total - 1n) / 5));
const signs = (number, wide) => Array.from({ length: wide }, (_, i) => Number(BigInt(number) >> BigInt(5 * (wide - 1 - i)) & 31n));
// Five signs at a time, for a number of a hundred digits is slow to make sign by sign.
const numberOf = values => { let so = 0n; for (let i = 0; i < values.length; i += 5) { const part = values.slice(i, i + 5); so = so << BigInt(5 * part.length) | BigInt(small(part)); } return so; };
const small = values => values.reduce((so, value) => so * 32 + value, 0);
const optionsOf = (sheet, i) => sheet.lists[sheet.of[i]];

function rank(places, options) {
  let before = 0, so = 0;
  for (let k = 0; k < places.length; k++) before += perm(options, k);
  const left = Array.from({ length: options }, (_, i) => i);
  for (const place of places) { const at = left.indexOf(place); so = so * left.length + at; left.splice(at, 1); }
  return before + so;
}
function unranked(given, options) {
  let rest = given, many = 0;
  for (let all = perm(options, many); rest >= all; all = perm(options, many)) { rest -= all; many += 1; }
  if (many === 1) return [rest];
  const places = [], left = Array.from({ length: options }, (_, i) => i);
  for (let size = options - many + 1; size <= options; size++) { places.push(rest % size); rest = Math.floor(rest / size); }
  return places.reverse().map(place => left.splice(place, 1)[0]);
}

// A sheet is {number, mark, seed, most, items, lists, of}; answers {item: [option, …]}; what is not on the sheet is left out.
export function encode(sheet, answers, { role = "", round = 1 } = {}) {
  const chosen = sheet.items.map((item, i) => (answers[item] || []).map(one => optionsOf(sheet, i).indexOf(one)).filter(place => place >= 0).slice(0, sheet.most));
  const most = Math.max(1, ...chosen.map(places => places.length));
  let number = 0n, total = 1n;
  chosen.forEach((places, i) => {
    const options = optionsOf(sheet, i).length, size = BigInt(ways(options, most));
    number = number * size + BigInt(rank(places, options));
    total *= size;
  });
  const seed = sheet.seed ? signs(sheet.seed, width(BigInt(sheet.seed) + 1n)) : [];
  const about = [...signs(sheet.number, 2), ...signs(sheet.mark, 3), ROLES.indexOf(role) * 6 + (round - 1) * 3 + most - 1, seed.length, ...seed, ...signs(sheet.items.length, 2)];
  let said = signs(number, width(total));
  if ((about.length + said.length) % 2) said = [0, ...said];
  const body = [(about.length + said.length) / 2, ...about, ...said];
  const check = stir(START, [...body, ...Array(CHECK).fill(0)]) ^ BECH32M;
  const text = BEGINNING + FORMAT + [...body, ...signs(check, CHECK)].map(value => SIGNS[value]).join("");
  return text.match(/.{1,4}/g).join("-");
}

export function valuesOf(code) {
  const text = code.replace(BETWEEN, "");
  if (!text) throw new CodeFault("empty");
  for (const sign of text) if (!Object.hasOwn(VALUES, sign)) throw new CodeFault("sign", sign);
  const values = [...text].map(sign => VALUES[sign]);
  if ([...BEGINNING].some((sign, i) => values[i] !== VALUES[sign])) throw new CodeFault("beginning", text.slice(0, 4));
  if (values.length > 3 && values[3] !== VALUES[FORMAT]) throw new CodeFault("format", text[3]);
  return values.slice(4);
}
export const lengthOf = first => 1 + 2 * first + CHECK;

// `find` gives the sheet with this number, mark, seed and number of questions, or null.
export function read(values, find) {
  const wanted = values.length ? lengthOf(values[0]) : HEADER;
  if (values.length !== wanted) throw new CodeFault(values.length < wanted ? "short" : "long", values.length + 4, wanted + 4);
  if (stir(START, values) !== BECH32M) throw new CodeFault("check");
  const body = values.slice(1, -CHECK);
  if (body.length < HEADER || body.length < HEADER + body[6]) throw new CodeFault("check");
  const number = small(body.slice(0, 2)), mark = small(body.slice(2, 5)), about = body[5], wide = body[6];
  const seed = small(body.slice(7, 7 + wide)), many = small(body.slice(7 + wide, 9 + wide)), said = body.slice(9 + wide);
  const sheet = find(number, mark, seed, many);
  if (!sheet) throw new CodeFault("exercise", number);
  const role = Math.floor(about / 6), most = about % 3 + 1;
  if (sheet.mark !== mark || sheet.seed !== seed || sheet.items.length !== many) throw new CodeFault("version", number);
  const { sizes, big, total, signs: wideness } = shape(sheet, most);
  let rest = numberOf(said);
  const pad = said.length - wideness;
  if (role >= ROLES.length || most > sheet.most || rest >= total || pad < 0 || pad > 1) throw new CodeFault("check");
  const answers = {}, found = [];
  for (let i = sizes.length - 1; i >= 0; i--) {
    const at = Number(rest % big[i]);
    rest /= big[i];
    if (at) found.push([sheet.items[i], unranked(at, optionsOf(sheet, i).length).map(place => optionsOf(sheet, i)[place])]);
  }
  for (const [item, to] of found.reverse()) answers[item] = to;
  return { sheet, answers, role: ROLES[role], round: Math.floor(about % 6 / 3) + 1 };
}
const shapes = new WeakMap();
function shape(sheet, most) {
  if (!shapes.has(sheet)) shapes.set(sheet, {});
  const known = shapes.get(sheet);
  if (!known[most]) {
    const sizes = sheet.items.map((_, i) => ways(optionsOf(sheet, i).length, most)), big = sizes.map(BigInt), total = big.reduce((so, one) => so * one, 1n);
    known[most] = { sizes, big, total, signs: width(total) };
  }
  return known[most];
}
export const decode = (code, find) => read(valuesOf(code), find);
