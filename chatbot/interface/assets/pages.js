// Rendered pages in the Source panel. Runs with panel.js, in the same scope.
const SHOWN = "chatbot-source-view";
const MOST_ZOOM = 5;
const LEAST_ZOOM = 0.5;
let zoom = 1;  // of the panel's width; kept while the page is open

const storedView = () => {
  try { return localStorage.getItem(SHOWN) === "text" ? "text" : "page"; } catch { return "page"; }
};

// The lines of the unseen text get the widths of those in the picture.
const fitLines = (article) => {
  for (const sheet of article.querySelectorAll(".sheet")) {
    const whole = sheet.clientWidth;
    if (!whole || sheet.dataset.fitted) continue;
    const lines = [...sheet.querySelectorAll(".layer span")];
    const widths = lines.map((line) => line.getBoundingClientRect().width);
    lines.forEach((line, at) => {
      if (widths[at]) line.style.transform = `scaleX(${(line.dataset.width * whole) / widths[at]})`;
    });
    sheet.dataset.fitted = "yes";
  }
};

const zoomPages = (article) => {
  const sheets = article.querySelector(".sheets");
  if (!sheets) return;
  sheets.style.setProperty("--zoom", zoom);
  for (const image of sheets.querySelectorAll("img")) {
    const width = image.parentElement.clientWidth;
    if (width) image.sizes = `${width}px`;
  }
  const press = (name, disabled) => {
    const button = article.querySelector(`[data-zoom="${name}"]`);
    if (button) button.disabled = disabled;
  };
  press("in", zoom >= MOST_ZOOM);
  press("out", zoom <= LEAST_ZOOM);
};

// The server writes both views: which one is seen is the reader's choice, kept in the browser.
const dressPages = (article) => {
  if (!article.dataset.shown) return;
  article.dataset.shown = storedView();
  for (const button of article.querySelectorAll("[data-view]")) {
    button.setAttribute("aria-pressed", String(button.dataset.view === article.dataset.shown));
  }
  zoomPages(article);
  fitLines(article);
};

// What to bring into view on a page: the quote; of two columns side by side, its own.
const pageTarget = (article) => {
  if (article.dataset.shown !== "page") return null;
  const sheets = article.querySelector(".sheets");
  const found = sheets.querySelector(".marks i");
  if (found) showColumn(sheets, found);
  return found || sheets;
};

const showColumn = (sheets, found) => {
  const gap = found.getBoundingClientRect().left - sheets.getBoundingClientRect().left;
  const right = gap + found.getBoundingClientRect().width;
  if (gap < 0 || right > sheets.clientWidth) sheets.scrollLeft += gap - 24;
};

const changeZoom = (step) => {
  const article = element.querySelector("article");
  const sheets = article?.querySelector(".sheets");
  const scroller = element.closest(".tabitem");
  if (!sheets || !scroller) return;
  const before = zoom;
  zoom = step === "fit" ? 1
    : Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, zoom * (step === "in" ? 1.25 : 0.8)));
  if (Math.abs(zoom - 1) < 0.02) zoom = 1;
  // What is in the middle stays there; of the columns, that of the quote in view.
  const seen = scroller.getBoundingClientRect();
  const quote = [...sheets.querySelectorAll(".marks i")].find((mark) => {
    const { top, bottom } = mark.getBoundingClientRect();
    return bottom > seen.top && top < seen.bottom;
  });
  const top = sheets.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  const middle = { x: sheets.clientWidth / 2, y: scroller.clientHeight / 2 };
  zoomPages(article);
  const share = zoom / before;
  sheets.scrollLeft = (sheets.scrollLeft + middle.x) * share - middle.x;
  scroller.scrollTop += (middle.y - top) * (share - 1);
  if (quote) showColumn(sheets, quote);
};

const onPageClick = (event) => {
  const button = event.target.closest?.("#source button");
  if (!button) return;
  if (button.dataset.zoom) changeZoom(button.dataset.zoom);
  if (!button.dataset.view) return;
  try { localStorage.setItem(SHOWN, button.dataset.view); } catch { /* this page only */ }
  const article = element.querySelector("article");
  if (article) reveal();
};

const ZOOM_KEYS = { "+": "in", "=": "in", "-": "out", 0: "fit" };
const onPageKey = (event) => {
  if (!event.target.closest?.(".sheets") || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = ZOOM_KEYS[event.key];
  if (!step) return;
  event.preventDefault();
  changeZoom(step);
};

// A picture that fails says why: the server's line stands at its address.
const onPageFault = async (event) => {
  const image = event.target;
  const sheets = image.closest?.("#source .sheets");
  if (!sheets || image.dataset.failed) return;
  image.dataset.failed = "yes";
  let why = "";
  try {
    const answer = await fetch(image.src);
    if (answer.headers.get("content-type")?.startsWith("text/plain")) why = await answer.text();
  } catch { /* the server is gone: the line says enough */ }
  const line = document.createElement("p");
  line.className = "fault";
  line.setAttribute("role", "status");
  line.textContent = why ? `${sheets.dataset.failed}: ${why}` : sheets.dataset.failed;
  image.replaceWith(line);
};

// The lines are set one by one, but what is copied is the paper's text as it runs.
const onPageCopy = (event) => {
  const selection = document.getSelection();
  const start = selection?.anchorNode?.parentElement?.closest?.(".layer");
  if (!start || selection.isCollapsed) return;
  event.clipboardData.setData("text/plain", selection.getRangeAt(0).cloneContents().textContent);
  event.preventDefault();
};

const PAGE_EVENTS = [
  ["click", onPageClick], ["keydown", onPageKey], ["error", onPageFault], ["copy", onPageCopy],
];
for (const [name, was] of window.__pages || []) document.removeEventListener(name, was, true);
window.__pages = PAGE_EVENTS;
for (const [name, listener] of PAGE_EVENTS) document.addEventListener(name, listener, true);
