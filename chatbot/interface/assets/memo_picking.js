// Words that are selected in the Source panel or in an excerpt: a small bar beside them offers
// what can be done. Runs with memo.js and memo_tab.js, in the same scope.
const picker = document.getElementById("memo-pick") || document.createElement("div");
picker.id = "memo-pick";
picker.setAttribute("role", "group");
picker.hidden = true;
document.body.append(picker);

// Characters as the server counts them, from the beginning of a block to a place in it. What
// stands before a block's own words (a number, a mark) does not count.
const countTo = (holder, node, offset) => {
  const edge = document.createRange();
  edge.setStart(node, offset);
  const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
  let count = 0;
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (text.parentElement.closest(".number, .label")) continue;
    if (text === node) return count + [...text.data.slice(0, offset)].length;
    if (edge.comparePoint(text, 0) < 0) count += [...text.data].length;
  }
  return count;
};

const pickedWords = () => {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount || !selection.toString().trim()) return null;
  const range = selection.getRangeAt(0);
  const holders = [...document.querySelectorAll("#source [data-of], #memo [data-of]")]
    .filter((holder) => range.intersectsNode(holder));
  if (!holders.length) return null;
  const [first, last] = [holders[0], holders[holders.length - 1]];
  if (first.dataset.of !== last.dataset.of || excerptOf(first) !== excerptOf(last)) return null;
  return {
    range,
    excerpt: excerptOf(first),
    fields: {
      document: decodeURIComponent(first.dataset.of),
      printed: first.dataset.printed !== undefined,
      start_block: Number(first.dataset.at),
      start: countTo(first, range.startContainer, range.startOffset),
      end_block: Number(last.dataset.at),
      end: countTo(last, range.endContainer, range.endOffset),
    },
  };
};

const pickButton = (label, act) => {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.setAttribute("aria-keyshortcuts", "Alt+Enter");
  button.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  button.addEventListener("click", () => { act(); getSelection().removeAllRanges(); picker.hidden = true; });
  return button;
};

const showPicker = () => {
  const picked = pickedWords();
  if (!picked) { picker.hidden = true; return; }
  const words = memoWords();
  const { fields, excerpt, range } = picked;
  picker.setAttribute("aria-label", words.picked || "");
  picker.replaceChildren(...(excerpt
    ? [pickButton(words.pickKeep, () => askMemo({ op: "keep", excerpt, ...fields })),
      pickButton(words.pickLeaveOut, () => askMemo({ op: "leave_out", excerpt, ...fields }))]
    : [pickButton(words.pickAdd, () => askMemo({ op: "words", ...fields }))]));
  picker.hidden = false;
  const rectangles = range.getClientRects();
  const box = rectangles[rectangles.length - 1] || range.getBoundingClientRect();
  const size = picker.getBoundingClientRect();
  picker.style.left = `${Math.max(8, Math.min(box.right - size.width / 2, innerWidth - size.width - 8))}px`;
  picker.style.top = `${Math.max(8, Math.min(box.bottom + 6, innerHeight - size.height - 8))}px`;
};

let pickDue = 0;
const onPick = () => {
  clearTimeout(pickDue);
  pickDue = setTimeout(showPicker, 150);
};
const onPickKey = (event) => {
  if (picker.hidden) return;
  if (event.key === "Enter" && event.altKey) {
    event.preventDefault();
    event.stopPropagation();
    picker.querySelector("button")?.click();
  } else if (event.key === "Escape") picker.hidden = true;
};
const hidePicker = () => { picker.hidden = true; };

// --- listening, once for all of the memo's scripts
const MEMO_LISTENS = [
  ["click", onMemoAdd], ["keydown", onMemoAdd], ["click", onMemoClick], ["change", onMemoChange],
  ["input", onMemoInput], ["focusin", onMemoFocus], ["click", onMemoFold], ["keydown", onMemoKey],
  ["dragstart", onMemoDrag], ["dragover", onMemoDrag], ["drop", onMemoDrag], ["dragend", onMemoDrag],
  ["selectionchange", onPick], ["keydown", onPickKey], ["scroll", hidePicker],
];
if (window.__memo) {
  for (const [name, listener] of window.__memo.listens) document.removeEventListener(name, listener, true);
  removeEventListener("storage", window.__memo.onMemoStored);
  removeEventListener("pagehide", window.__memo.keepPendingMemo);
  removeEventListener("pageshow", window.__memo.stayWithMemo);
  window.__memo.observer.disconnect();
}
let memoDue = false;
const lookAtMemo = () => {
  memoDue = false;
  const words = document.querySelector("#memo-words i:not([data-seen])"); // written anew, as the tab is
  if (words) {
    words.setAttribute("data-seen", "");
    askMemo({ op: "show" });
    askPendingMemo();
  }
  takeMemoReply();
  paintMemo();
  paintSteps();
};
window.__memo = {
  listens: MEMO_LISTENS,
  onMemoStored,
  keepPendingMemo,
  stayWithMemo,
  observer: new MutationObserver(() => {
    // At once: a key that is pressed next must find the focus where it was.
    if (drawnMemo() !== memoDrawn) mendMemo();
    if (memoDue) return;
    memoDue = true;
    setTimeout(lookAtMemo, 16); // a frame is never drawn in a tab that is not looked at
  }),
};
for (const [name, listener] of MEMO_LISTENS) document.addEventListener(name, listener, true);
addEventListener("storage", onMemoStored);
addEventListener("pagehide", keepPendingMemo);
addEventListener("pageshow", stayWithMemo);
window.__memo.observer.observe(document.body, { childList: true, subtree: true });
lookAtMemo();
