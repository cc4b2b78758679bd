// The list of commands over the question box: opened by “/” or by its button, walked with
// the arrow keys while the focus stays in the box (WAI-ARIA: aria-activedescendant).
// Runs with panel.js and actions.js, in the same scope.
const list = () => document.getElementById("command-list");
const offered = () => [...list().querySelectorAll("li:not([hidden])")];
const chosen = () => list()?.querySelector('[aria-selected="true"]');

const choose = (option) => {
  for (const other of list().querySelectorAll('[aria-selected="true"]')) {
    other.setAttribute("aria-selected", "false");
  }
  if (option) {
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    box().setAttribute("aria-activedescendant", option.id);
  } else box().removeAttribute("aria-activedescendant");
};

const listIsOpen = () => list() && !list().hidden;

const openList = (open) => {
  if (!list() || open === listIsOpen()) return;
  list().hidden = !open;
  box().setAttribute("aria-controls", "command-list");
  box().setAttribute("aria-autocomplete", "list");
  document.querySelector('[data-act="commands"]').setAttribute("aria-expanded", String(open));
  tell(open ? list().dataset.hint : "");
  if (!open) choose(null);
};

// A command without a blank after it is still being chosen.
const filterList = () => {
  const typed = box().value.trimStart().toLowerCase();
  const choosing = /^\/\S*$/.test(typed);
  if (!choosing || !list()) { openList(false); return; }
  for (const option of list().children) option.hidden = !option.dataset.command.startsWith(typed);
  openList(offered().length > 0);
  if (listIsOpen()) choose(offered()[0]);
};

const take = (option) => {
  const { command } = option.dataset;
  openList(false);
  if (option.dataset.more !== undefined) { fillBox(`${command} `); return; }
  fillBox("");
  trigger("say", { text: command });
};

const onListKey = (event) => {
  if (event.target !== box() || !listIsOpen() || event.isComposing) return;
  const options = offered();
  const at = options.indexOf(chosen());
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (steps[event.key]) choose(options[(at + steps[event.key] + options.length) % options.length]);
  else if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab") take(chosen());
  else if (event.key === "Escape") openList(false);
  else return;
  event.preventDefault();
  event.stopPropagation();
};

const onListClick = (event) => {
  const option = event.target.closest?.("#command-list li");
  const button = event.target.closest?.('[data-act="commands"]');
  if (option) take(option);
  else if (button) {
    if (listIsOpen()) { fillBox(""); openList(false); } else { fillBox("/"); filterList(); }
  } else if (listIsOpen() && event.target !== box()) openList(false);
};

const onListInput = (event) => { if (event.target === box()) filterList(); };

if (window.__commands) {
  document.removeEventListener("keydown", window.__commands.onListKey, true);
  document.removeEventListener("click", window.__commands.onListClick, true);
  document.removeEventListener("input", window.__commands.onListInput, true);
}
window.__commands = { onListKey, onListClick, onListInput };
document.addEventListener("keydown", onListKey, true);
document.addEventListener("click", onListClick, true);
document.addEventListener("input", onListInput, true);
