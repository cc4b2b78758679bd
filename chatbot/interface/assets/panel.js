// Gradio calls this with `element` (the panel), `trigger` and `watch`.
const SRC = "#src=";
const ASK = "#ask=";
const panel = () => document.getElementById("panel");
let opener = null;      // the chip that opened the panel: focus returns to it
let asked = false;      // whether a person asked for what the panel shows next
let shown = null;       // the address that the panel shows
let pressed = null;     // the panel's own button that was pressed, to keep focus on it

// On a phone the panel is a sheet over the chat; on wide screens this changes nothing.
const showPanel = (open) => panel()?.toggleAttribute("data-open", open);

// What is still fading in cannot take the focus: try again for some frames.
const focusOn = (target, frames = 30) => {
  target.focus({ preventScroll: true });
  if (document.activeElement !== target && target.hasAttribute("tabindex") && frames > 0) {
    requestAnimationFrame(() => focusOn(target, frames - 1));
  }
};

const tab = (index) => {
  const tabs = panel()?.querySelectorAll('[role="tab"]');
  if (tabs && tabs[index] && tabs[index].getAttribute("aria-selected") !== "true") {
    tabs[index].click();
  }
};

// Bring the quote into view and, if a person asked for it, the focus with it.
const reveal = () => {
  const article = element.querySelector("article");
  if (!article) return;
  dressPages(article);
  const target = pageTarget(article)
    || article.querySelector("mark") || article.querySelector(".now");
  const scroller = element.closest(".tabitem");
  if (target && scroller) {
    const gap = target.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    const head = article.querySelector(".top")?.getBoundingClientRect().height || 0;
    scroller.scrollTop += gap - head - scroller.clientHeight * 0.12;
  }
  if (!asked) return;
  const same = [...article.querySelectorAll("[data-key]")].find((b) => b.dataset.key === pressed);
  focusOn(same || article);
  asked = false;
  pressed = null;
};

const open = (address, fromChip) => {
  asked = true;
  tab(0);
  if (fromChip) showPanel(true);
  trigger("select", { address });
  if (address === shown) reveal(); // nothing will change, so nothing will tell
  shown = address;
};

const close = () => {
  const was = panel()?.hasAttribute("data-open");
  showPanel(false);
  if (!opener) return was;
  const again = opener.isConnected ? opener
    : [...document.querySelectorAll("a.chip")].find(
      (chip) => chip.getAttribute("href") === opener.getAttribute("href"));
  opener = null;
  again?.focus();
  return true;
};

const onClick = (event) => {
  const link = event.target.closest("a[href]");
  const href = link?.getAttribute("href") || "";
  if (href.startsWith(SRC)) {
    event.preventDefault();
    event.stopPropagation();
    if (!link.closest("#panel")) opener = link;
    open(href.slice(SRC.length), true);
    return;
  }
  if (href.startsWith(ASK)) {
    event.preventDefault();
    event.stopPropagation();
    trigger("example", { index: href.slice(ASK.length) });
    return;
  }
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.show !== undefined) {
    pressed = button.dataset.key || null;
    open(button.dataset.show, false);
  } else if (button.dataset.act === "panel") {
    opener = button;
    showPanel(true);
    panel()?.querySelector('[data-act="close"]')?.focus();
  } else if (button.dataset.act === "close") {
    close();
  }
};

const onKey = (event) => {
  if (event.key === "Escape" && close()) event.preventDefault();
};

if (window.__panel) {
  document.removeEventListener("click", window.__panel.onClick, true);
  document.removeEventListener("keydown", window.__panel.onKey, true);
}
window.__panel = { onClick, onKey };
document.addEventListener("click", onClick, true);
document.addEventListener("keydown", onKey, true);

watch("value", reveal);
