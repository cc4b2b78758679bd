// Thumbs in the chat and “the right passage” in the panel: what is pressed stays pressed.
// Runs with panel.js, in the same scope: `trigger` tells the server.
const RATE = "#rate=";
const MARKS = "chatbot-marks"; // as long as the conversation, in this tab only
const storedMarks = () => { try { return JSON.parse(sessionStorage.getItem(MARKS)) || []; } catch { return []; } };
const pressedMarks = new Set(storedMarks());

const lastExchange = () => {
  const links = document.querySelectorAll("#conversation a.rate");
  return links.length ? links[links.length - 1].getAttribute("href").slice(RATE.length).split("/")[0] : "";
};

// What a mark is about; a passage is marked for the last question.
const markOf = (button) => button.matches("a.rate")
  ? button.getAttribute("href").slice(RATE.length) : `${lastExchange()}/${button.dataset.right}`;

const setAttribute = (node, name, value) => {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
};

const storeMarks = () => {
  try { sessionStorage.setItem(MARKS, JSON.stringify([...pressedMarks].slice(-500))); } catch { /* this page only */ }
};

const paintMarks = () => {
  const refused = document.querySelector("#notice [data-refused]");
  if (refused) {
    pressedMarks.delete(refused.dataset.refused);
    refused.removeAttribute("data-refused");
    storeMarks();
  }
  for (const link of document.querySelectorAll('a[href^="#copy="]')) {
    setAttribute(link, "role", "button");
    setAttribute(link, "aria-label", link.title);
  }
  for (const button of document.querySelectorAll("a.rate, button[data-right]")) {
    if (button.matches("a.rate")) {
      setAttribute(button, "role", "button");
      setAttribute(button, "aria-label", button.title);
    }
    setAttribute(button, "aria-pressed", String(pressedMarks.has(markOf(button))));
  }
};

const pressMark = (button) => {
  const mark = markOf(button);
  const pressed = !pressedMarks.has(mark);
  pressedMarks.delete(mark);
  if (pressed) {
    pressedMarks.delete(mark.replace(/up$/, "down"));
    pressedMarks.delete(mark.replace(/down$/, "up"));
    pressedMarks.add(mark);
  }
  storeMarks();
  paintMarks();
  if (button.matches("a.rate")) trigger("rate", { address: mark, pressed });
  else trigger("right", { exchange: lastExchange(), address: button.dataset.right, pressed });
};

const onMark = (event) => {
  const button = event.target.closest?.("a.rate, button[data-right]");
  if (!button || (event.type === "keydown" && (event.key !== " " || !button.matches("a")))) return;
  event.preventDefault();
  event.stopPropagation();
  pressMark(button);
};

if (window.__marks) {
  document.removeEventListener("click", window.__marks.onMark, true);
  document.removeEventListener("keydown", window.__marks.onMark, true);
  window.__marks.observer.disconnect();
}
let paintDue = false;
window.__marks = {
  onMark,
  observer: new MutationObserver(() => {
    if (paintDue) return;
    paintDue = true;
    requestAnimationFrame(() => { paintDue = false; paintMarks(); });
  }),
};
document.addEventListener("click", onMark, true);
document.addEventListener("keydown", onMark, true);
window.__marks.observer.observe(document.body, { childList: true, subtree: true });
paintMarks();
