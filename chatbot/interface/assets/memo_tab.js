// The Memo tab: buttons, fields, dragging, keys. Runs with memo.js, in the same scope.
const memoRoot = () => document.getElementById("memo");
const tellMemo = (line) => { if (line) tell(line); const own = memoRoot()?.querySelector(".memo-said"); if (own) own.textContent = line || ""; };
const excerptOf = (node) => node.closest("[data-excerpt]")?.dataset.excerpt;
const groupOf = (node) => node.closest("[data-group]")?.dataset.group;

// --- what a redrawing must not lose: focus, what is open, what is being typed, what was chosen
// Gradio changes the page in place: a field or a focus may then stand at another excerpt.
const memoOpen = new Map();   // by the name of what folds
const memoDrafts = new Map(); // by the key of a field
const memoChoices = (() => { try { return JSON.parse(localStorage.getItem("chatbot-memo-choices")) || {}; } catch { return {}; } })();
let memoFocus = null;
let memoSteps = {};
let memoMending = false;
let memoDrawn = ""; // which state the page shows
const drawnMemo = () => {
  const drawn = memoRoot()?.querySelector(".memo");
  return drawn?.dataset.version ? `${drawn.dataset.version} ${drawn.lang}` : "";
};

const keyOf = (node) => [
  node.dataset.do || node.dataset.set || node.dataset.part || node.dataset.choice || node.tagName,
  node.dataset.by || "", excerptOf(node) || "", node.closest("[data-document]")?.dataset.document || "",
  excerptOf(node) ? "" : groupOf(node) || "",
].join("|");
const FOCUSABLE = "button, input, textarea, select, summary, a";
const withKey = (key) => [...(memoRoot() || document.createElement("i")).querySelectorAll(FOCUSABLE)].find((node) => keyOf(node) === key);

const fillFold = (fold) => {
  if (!fold.open || !fold.matches(".memo-edit") || fold.querySelector(".memo-tools")) return;
  fold.append(document.getElementById("memo-tools").content.cloneNode(true));
};

const mendMemo = () => {
  const root = memoRoot();
  const redrawn = drawnMemo() !== memoDrawn;
  memoDrawn = drawnMemo();
  if (!root || !redrawn) return; // only the open tab is in the page
  for (const fold of root.querySelectorAll("details[data-fold]")) {
    const open = memoOpen.get(fold.dataset.fold) ?? fold.dataset.fold === "export";
    if (fold.open !== open) fold.open = open;
    fillFold(fold);
  }
  for (const field of root.querySelectorAll("[data-set], [data-part]")) {
    const value = memoDrafts.get(keyOf(field)) ?? field.defaultValue;
    if (field.value !== value) field.value = value;
    if (field.matches("textarea")) field.style.height = "";
  }
  for (const choice of root.querySelectorAll(".memo-tools [data-choice]")) choice.selectedIndex = 0;
  for (const choice of root.querySelectorAll(".memo-export [data-choice]")) {
    const kept = memoChoices[choice.dataset.choice];
    if ([...choice.options].some((option) => option.value === kept)) choice.value = kept;
  }
  memoMending = true;
  restoreMemoFocus();
  memoMending = false;
};

const paintSteps = () => {
  for (const name of ["undo", "redo"]) {
    const button = memoRoot()?.querySelector(`[data-do="${name}"]`);
    if (button) setAttribute(button, "aria-disabled", String(!memoSteps[name]));
  }
};

const restoreMemoFocus = () => {
  const active = document.activeElement;
  const astray = active === document.body || (active.closest("#memo") && keyOf(active) !== memoFocus?.key);
  if (!memoFocus || !astray) return;
  const again = withKey(memoFocus.key)
    || [...memoRoot().querySelectorAll(".memo-card .memo-grip")][memoFocus.place]
    || memoRoot().querySelector('[data-do="undo"]');
  const { at } = memoFocus;
  again?.focus({ preventScroll: true });
  if (at !== undefined && again?.setSelectionRange) again.setSelectionRange(at, at);
};

const showMemoReply = (reply, line, fields) => {
  try { memoHeld = JSON.parse(reply.dataset.held); } catch { /* as before */ }
  memoSteps = { undo: reply.dataset.undo, redo: reply.dataset.redo };
  mendMemo();
  if (fields.op === "move" || fields.op === "beside") {
    memoRoot()?.querySelector(`[data-excerpt="${CSS.escape(fields.excerpt)}"]`)?.scrollIntoView({ block: "nearest" });
  }
  if (line) tellMemo(line);
  paintMemo();
};

// --- buttons
const partOf = (node, name) => node.closest(".memo-edit, .memo-missing")?.querySelector(`[data-part="${name}"]`)?.value;
const choiceOf = (name) => memoRoot().querySelector(`.memo-export [data-choice="${name}"]`)?.value;
const partDrafts = (node) => new Map(
  [...node.closest(".memo-edit, .memo-missing")?.querySelectorAll("[data-part]") || []]
    .map((field) => [keyOf(field), field.value]));

// What was typed has arrived: it is no draft any more, unless more was typed meanwhile.
const settleDrafts = (drafts) => {
  for (const [key, value] of drafts) {
    if ((memoDrafts.get(key) ?? value) !== value) continue;
    memoDrafts.delete(key);
    const field = withKey(key);
    if (field?.matches("[data-part]")) field.value = "";
  }
};

const MEMO_DOES = {
  move: (node) => ({ excerpt: excerptOf(node), by: Number(node.dataset.by) }),
  extend: (node) => ({ excerpt: excerptOf(node), by: Number(node.dataset.by) }),
  remove: (node) => ({ excerpt: excerptOf(node) }),
  restore: (node) => ({ excerpt: excerptOf(node) }),
  keep: (node) => ({ excerpt: excerptOf(node), first: partOf(node, "first"), last: partOf(node, "last") }),
  leave_out: (node) => ({ excerpt: excerptOf(node), first: partOf(node, "first"), last: partOf(node, "last") }),
  heading: (node) => ({ excerpt: excerptOf(node), heading: partOf(node, "heading") }),
  dissolve: (node) => ({ group: groupOf(node) }),
  move_group: (node) => ({ group: groupOf(node), by: Number(node.dataset.by) }),
  complete: (node) => ({
    document: node.closest("[data-document]").dataset.document,
    ...Object.fromEntries([...node.closest("[data-document]").querySelectorAll("[data-part]")]
      .map((field) => [field.dataset.part, field.value])),
  }),
  undo: () => ({}),
  redo: () => ({}),
  save: () => ({}),
  export: () => ({ form: choiceOf("form"), style: choiceOf("style"), template: choiceOf("template") }),
  clear: (node) => (window.confirm(node.dataset.sure) ? {} : null),
  open: () => { document.getElementById("memo-file").click(); return null; },
  grip: () => null,
};

const doMemo = (node) => {
  const name = node.dataset.do;
  const fields = MEMO_DOES[name]?.(node);
  if (!fields) return;
  const typed = ["keep", "leave_out", "heading", "complete"].includes(name);
  askMemo({ op: name, ...fields }, typed ? partDrafts(node) : undefined);
};

const onMemoClick = (event) => {
  const node = event.target.closest?.("#memo button[data-do]");
  if (node) doMemo(node);
};

// --- fields: what is typed is kept when the field is left
const commitField = (field) => {
  const [name, which] = (field.dataset.set || "").split(":");
  const drafts = new Map([[keyOf(field), field.value]]);
  if (name === "note") askMemo({ op: "note", excerpt: excerptOf(field), text: field.value }, drafts);
  else if (name === "head") askMemo({ op: "head", field: which, text: field.value }, drafts);
  else if (name === "findings") askMemo({ op: "findings", text: field.value }, drafts);
  else if (name === "rename") askMemo({ op: "rename", group: groupOf(field), heading: field.value }, drafts);
};

const openMemoFile = async (input) => {
  const [file] = input.files;
  input.value = "";
  if (!file) return;
  if (file.size > 8 * 1024 * 1024) { tellMemo(memoWords().fileTooLarge); return; }
  const bytes = new Uint8Array(await file.arrayBuffer());
  let letters = "";
  for (let at = 0; at < bytes.length; at += 8192) letters += String.fromCharCode(...bytes.subarray(at, at + 8192));
  askMemo({ op: "open", name: file.name, data: btoa(letters) });
};

const onMemoChange = (event) => {
  const field = event.target;
  if (memoMending || !field.isConnected || !field.closest?.("#memo")) return;
  if (field.id === "memo-file") openMemoFile(field);
  else if (field.dataset.set) commitField(field);
  else if (field.dataset.choice === "under") {
    if (field.value) askMemo({ op: "under", excerpt: excerptOf(field), heading: field.value });
  } else if (field.dataset.choice) {
    memoChoices[field.dataset.choice] = field.value;
    try { localStorage.setItem("chatbot-memo-choices", JSON.stringify(memoChoices)); } catch { /* this page only */ }
  }
};

const grow = (area) => { area.style.height = "auto"; area.style.height = `${area.scrollHeight + 2}px`; };

const onMemoInput = (event) => {
  const field = event.target;
  if (!field.closest?.("#memo") || !(field.dataset.set || field.dataset.part)) return;
  memoDrafts.set(keyOf(field), field.value);
  if (memoFocus) memoFocus.at = field.selectionStart;
  if (field.matches("textarea")) grow(field);
};

const onMemoFocus = (event) => {
  const node = event.target;
  if (!node.closest?.("#memo")) { memoFocus = null; return; }
  const cards = [...memoRoot().querySelectorAll(".memo-card")];
  memoFocus = { key: keyOf(node), place: Math.max(0, cards.indexOf(node.closest(".memo-card"))) };
};

// What was folded or unfolded by the person stays so.
const onMemoFold = (event) => {
  const fold = event.target.closest?.("#memo summary")?.parentElement;
  if (!fold) return;
  memoOpen.set(fold.dataset.fold, !fold.open);
  setTimeout(() => fillFold(fold));
};

const onMemoKey = (event) => {
  const node = event.target;
  if (!node.closest?.("#memo")) return;
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (by && event.altKey && !node.matches("input, textarea, select") && excerptOf(node)) {
    event.preventDefault();
    askMemo({ op: "move", excerpt: excerptOf(node), by });
  } else if (event.key === "Enter" && node.matches("input[data-part]")) {
    event.preventDefault();
    const row = node.closest(".memo-missing") || node.closest(".memo-row");
    row.querySelector(node.dataset.part === "heading" ? '[data-do="heading"]' : "[data-do]")?.click();
  } else if (event.key === "Enter" && node.matches("input[data-set]")) node.blur();
};

// --- dragging: the number of an excerpt is its handle
let memoDragged = null;
const dropPlace = (event) => {
  const card = event.target.closest?.("#memo .memo-card");
  if (!card || !memoDragged) return null;
  const box = card.getBoundingClientRect();
  return { card, after: event.clientY > box.top + box.height / 2 };
};
const showDrop = (place) => {
  for (const card of memoRoot().querySelectorAll("[data-drop]")) card.removeAttribute("data-drop");
  if (place) place.card.dataset.drop = place.after ? "after" : "before";
};
const onMemoDrag = (event) => {
  if (event.type === "dragstart") {
    const grip = event.target.closest?.("#memo .memo-grip");
    if (!grip) return;
    memoDragged = excerptOf(grip);
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", memoDragged);
    event.dataTransfer.setDragImage(grip.closest(".memo-card"), 20, 20);
    return;
  }
  if (!memoDragged) return;
  const place = dropPlace(event);
  if (event.type === "dragover") {
    if (place) event.preventDefault();
    showDrop(place);
    return;
  }
  showDrop(null);
  if (event.type === "drop" && place) {
    event.preventDefault();
    const other = place.card.dataset.excerpt;
    if (other !== memoDragged) askMemo({ op: "beside", excerpt: memoDragged, other, after: place.after });
  }
  memoDragged = null;
};
