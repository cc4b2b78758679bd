// What adds to the memo, and its way to the server and back. Runs with panel.js, in the same
// scope: `trigger` tells the server.
//
// The memo lies in the browser, sealed. Each request takes along what lies there at that
// moment and is sent when the one before has been answered, so that no two tabs and no two
// clicks overwrite each other: where another tab was faster, the request is made again.
const MEMO_LINKS = { "#memo=": ["add", "address"], "#memo-figure=": ["figure", "figure"], "#memo-series=": ["series", "address"] };
const memoUser = window.gradio_config?.username;
const MEMO_STORE = memoUser ? `chatbot-memo:${memoUser}` : "chatbot-memo";
let memoInPage = ""; // where the browser keeps nothing
let memoUnread = ""; // what cannot be read and could not be put aside: it stays where it is
const storedMemo = () => {
  if (memoInPage || memoUnread) return memoInPage;
  try { return localStorage.getItem(MEMO_STORE) || ""; } catch { return ""; }
};
const storeMemo = (sealed) => {
  if (memoUnread) { memoInPage = sealed; return false; }
  try { localStorage.setItem(MEMO_STORE, sealed); memoInPage = ""; return true; } catch { memoInPage = sealed; return false; }
};
const memoWords = () => document.querySelector("#memo-words i")?.dataset || {};

const memoQueue = [];
let memoSent = null;
let memoLeaving = false; // a request begun now would be cut off
let memoCount = 0;

// `drafts`: what was typed, by the keys of its fields; forgotten when it has arrived.
const askMemo = (fields, drafts = new Map()) => {
  if (fields.op === "show" && memoQueue.some((other) => other.fields.op === "show")) return;
  memoQueue.push({ fields, drafts, tries: 0 });
  sendMemo();
};

const sendMemo = () => {
  if (memoLeaving || memoSent || !memoQueue.length) return;
  memoSent = { ...memoQueue.shift(), sealed: storedMemo(), token: `${Date.now()}-${memoCount += 1}` };
  const { fields, sealed, token } = memoSent;
  if (fields.op === "export") tellMemo(memoWords().working);
  trigger("memo", { fields, sealed, token });
  memoSent.patience = setTimeout(() => { // the server does not answer: what was asked is not done
    memoSent = null;
    tellMemo(memoWords().noReply);
    sendMemo();
  }, 120000);
};

const takeMemoReply = () => {
  const reply = document.querySelector("#memo-kept [data-token]");
  if (!reply || !memoSent || reply.dataset.token !== memoSent.token) return;
  const sent = memoSent;
  memoSent = null;
  clearTimeout(sent.patience);
  const { sealed, aside } = reply.dataset;
  let { line } = reply.dataset;
  if (sent.said) line = `${sent.said} ${line}`.trim();
  const again = { ...sent, said: "", tries: sent.tries + 1 };
  const raced = sealed !== undefined && storedMemo() !== sent.sealed;
  if (aside && sent.tries < 5) {
    if (!putMemoAside(sent.sealed)) line = memoWords().unkept;
    memoQueue.unshift({ ...again, said: line });
  } else if (raced && ["undo", "redo"].includes(sent.fields.op)) {
    askMemo({ op: "show", other: true }); // the other tab's last change is not meant
  } else if (raced && sent.tries < 5) {
    memoQueue.unshift({ ...again, fields: { ...sent.fields, other: true } });
  } else {
    if (sealed !== undefined && !storeMemo(sealed)) line = `${line} ${memoWords().unkept}`;
    if (reply.dataset.done) settleDrafts(sent.drafts);
  }
  showMemoReply(reply, line, sent.fields);
  sendMemo();
};

// What cannot be read is kept beside, under a name that nothing has, and the memo begins anew.
const putMemoAside = (sealed) => {
  const names = (function* () {
    yield `${MEMO_STORE}:aside`;
    for (let number = 2; ; number += 1) yield `${MEMO_STORE}:aside-${number}`;
  })();
  try {
    let { value: name } = names.next();
    while (![null, sealed].includes(localStorage.getItem(name))) name = names.next().value;
    localStorage.setItem(name, sealed);
    if (localStorage.getItem(MEMO_STORE) === sealed) localStorage.removeItem(MEMO_STORE);
  } catch { // no room: the page goes on with a memo that the browser does not keep
    memoUnread = sealed;
  }
  if (memoInPage === sealed) memoInPage = "";
  return !memoUnread;
};

// What is asked or typed when the page is left or loaded anew (as it is when the server was
// away) is done when it is there again: the server keeps no memo, so nothing is done twice.
const MEMO_PENDING = `${MEMO_STORE}:pending`;
const keepPendingMemo = () => {
  memoLeaving = true;
  for (const field of document.querySelectorAll("#memo [data-set]")) {
    if (memoDrafts.has(keyOf(field))) commitField(field);
  }
  const pending = [memoSent, ...memoQueue].filter((each) => each && !["show", "save", "export"].includes(each.fields.op));
  try {
    if (pending.length) sessionStorage.setItem(MEMO_PENDING, JSON.stringify(pending.map((each) => each.fields)));
  } catch { /* there is no room for it */ }
};
const stayWithMemo = (event) => { // the browser shows the very page again that was left
  if (!event.persisted) return;
  memoLeaving = false;
  try { sessionStorage.removeItem(MEMO_PENDING); } catch { /* nothing was kept */ }
  sendMemo();
};
const askPendingMemo = () => {
  let pending = [];
  try {
    pending = JSON.parse(sessionStorage.getItem(MEMO_PENDING)) || [];
    sessionStorage.removeItem(MEMO_PENDING);
  } catch { /* nothing can be read */ }
  for (const fields of pending) askMemo(fields);
};

// --- what is in the memo already shows as added
let memoHeld = { spans: [], figures: [] };
const isHeld = (op, address) => {
  const [name, rest = ""] = address.split("/");
  const known = decodeURIComponent(name);
  if (op === "figure") return memoHeld.figures.some(([d, f]) => d === known && f === decodeURIComponent(rest));
  const [start, end] = rest.split("-").map(Number);
  return memoHeld.spans.some(([d, a, b]) => d === known && a < end && start < b);
};

const memoAsk = (node) => {
  if (node.dataset.memo !== undefined) return ["add", "address", node.dataset.memo];
  const href = node.getAttribute("href") || "";
  const start = Object.keys(MEMO_LINKS).find((known) => href.startsWith(known));
  return start ? [...MEMO_LINKS[start], href.slice(start.length)] : null;
};
const MEMO_ADDERS = 'a[href^="#memo="], a[href^="#memo-figure="], a[href^="#memo-series="], button[data-memo]';

const paintMemo = () => {
  const { add, inMemo } = memoWords(); // in the page's language, as a button is
  if (!add) return;
  for (const node of document.querySelectorAll(MEMO_ADDERS)) {
    const [op, , address] = memoAsk(node);
    const inside = isHeld(op, address);
    if (node.matches("a")) setAttribute(node, "role", "button");
    const name = inside ? inMemo : add;
    if (node.title !== name) node.title = name;
    setAttribute(node, "aria-label", name);
    if (node.hasAttribute("data-held") !== inside) node.toggleAttribute("data-held", inside);
  }
};

const exchangeOf = (node) => {
  const row = node.closest("#conversation .bot-row");
  return row ? [...document.querySelectorAll("#conversation .bot-row")].indexOf(row) : null;
};

const onMemoAdd = (event) => {
  const node = event.target.closest?.(MEMO_ADDERS);
  if (!node || (event.type === "keydown" && (event.key !== " " || !node.matches("a")))) return;
  event.preventDefault();
  event.stopPropagation();
  const [op, field, address] = memoAsk(node);
  askMemo({ op, [field]: address, at: exchangeOf(node) });
};

// Another tab of this browser has changed the memo.
const onMemoStored = (event) => {
  if (event.key === MEMO_STORE) askMemo({ op: "show", other: true });
};
