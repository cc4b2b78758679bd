// Charts redrawn from the text. Runs with panel.js, in the same scope.
const PLOT = "#plot=";
const onSeries = (event) => {
  const link = event.target.closest?.(`a[href^="${PLOT}"]`);
  if (link) {
    event.preventDefault();
    event.stopPropagation();
    if (!link.closest("#panel")) opener = link;
    open(link.getAttribute("href").slice(PLOT.length), true);
    return;
  }
  const button = event.target.closest?.("button[data-numbers]");
  if (button) trigger("numbers", { address: button.dataset.numbers });
};

// A chart is read from its heading, wherever the text before it was scrolled to.
watch("value", () => {
  const scroller = element.querySelector(".plotted")?.closest(".tabitem");
  if (scroller) scroller.scrollTop = 0;
});

if (window.__series) document.removeEventListener("click", window.__series, true);
window.__series = onSeries;
document.addEventListener("click", onSeries, true);
