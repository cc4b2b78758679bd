// Links in an answer that do something: quick commands, “edit”, “ask as typed”, saving.
// Runs with panel.js, in the same scope: `trigger` tells the server.
const box = () => document.querySelector("#box textarea");

const fillBox = (text) => {
  const area = box();
  area.value = text;
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
  area.setSelectionRange(text.length, text.length);
};

// The line under the box; what the server writes next takes its place.
const tell = (text) => {
  const line = document.querySelector("#notice p");
  if (line) line.textContent = text;
};

// From “edit” on, until the box is emptied or sent, its text is meant as it stands.
const meanAsItStands = (plain) => {
  if (plain === Boolean(window.chatbotPlain)) return;
  window.chatbotPlain = plain;
  tell(plain ? document.getElementById("announcer")?.dataset.plain || "" : "");
};

const ACTIONS = {
  do: (name) => trigger("say", { text: `/${name}` }),
  typed: (exchange) => trigger("typed", { exchange }),
  export: (form) => trigger("export", { form }),
  edit: (exchange, link) => {
    fillBox(link.closest(".searched")?.querySelector("q")?.textContent || "");
    meanAsItStands(true);
  },
};

const onAction = (event) => {
  const link = event.target.closest?.("a.act");
  if (!link || (event.type === "keydown" && event.key !== " ")) return;
  const [name, ...rest] = (link.getAttribute("href") || "").slice(1).split("=");
  if (!ACTIONS[name]) return;
  event.preventDefault();
  event.stopPropagation();
  ACTIONS[name](rest.join("="), link);
};

const onTyped = (event) => {
  if (event.target === box() && !event.target.value) meanAsItStands(false);
};

if (window.__actions) {
  document.removeEventListener("click", window.__actions.onAction, true);
  document.removeEventListener("keydown", window.__actions.onAction, true);
  document.removeEventListener("input", window.__actions.onTyped, true);
}
window.__actions = { onAction, onTyped };
document.addEventListener("click", onAction, true);
document.addEventListener("keydown", onAction, true);
document.addEventListener("input", onTyped, true);
