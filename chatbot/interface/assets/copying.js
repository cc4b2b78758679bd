// Copying a quotation with its citation. Runs with panel.js, in the same scope.
// The server writes both forms; the clipboard gets them as a promise, so that the browser
// still knows that a person asked for it.
const COPY = "#copy=";
const STYLE = "chatbot-copy-style";
const awaited = new Map();
let copies = 0;

const copyStyle = () => {
  try { return localStorage.getItem(STYLE) || "chicago-author-date"; } catch { return "chicago-author-date"; }
};

const copyPlace = (address, element_) => {
  const asked = ++copies;
  const answer = new Promise((resolve, reject) => {
    awaited.set(asked, { resolve, reject });
    setTimeout(() => { awaited.delete(asked); reject(new Error("no answer")); }, 4000);
  });
  answer.catch(() => {});
  trigger("take", { address, style: copyStyle(), asked });
  window.chatbotCopy(element_, answer.then((it) => it.plain), answer.then((it) => it.html));
};

// Called by the component in which the server writes.
window.chatbotTaken = (taken) => {
  const waiting = awaited.get(Number(taken.asked));
  awaited.delete(Number(taken.asked));
  if (taken.plain) waiting?.resolve(taken);
  else waiting?.reject(new Error("no such place"));
};

const onCopy = (event) => {
  const found = event.target.closest?.('a[href^="#copy="], button[data-copy-place]');
  if (!found || (event.type === "keydown" && event.key !== " ")) return;
  event.preventDefault();
  event.stopPropagation();
  const href = found.getAttribute("href");
  copyPlace(href ? href.slice(COPY.length) : found.dataset.copyPlace, found);
};

const onStyle = (event) => {
  if (event.target.dataset?.copyStyle === undefined) return;
  try { localStorage.setItem(STYLE, event.target.value); } catch { /* this page only */ }
};

const showStyle = () => {
  for (const choice of element.querySelectorAll("[data-copy-style]")) choice.value = copyStyle();
};

if (window.__copying) {
  document.removeEventListener("click", window.__copying.onCopy, true);
  document.removeEventListener("keydown", window.__copying.onCopy, true);
  document.removeEventListener("change", window.__copying.onStyle, true);
}
window.__copying = { onCopy, onStyle };
document.addEventListener("click", onCopy, true);
document.addEventListener("keydown", onCopy, true);
document.addEventListener("change", onStyle, true);
watch("value", showStyle);
