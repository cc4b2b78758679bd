// A link from another page names the place to be shown: once the papers are there, it is.
// Runs with panel.js, in the same scope.
const arrive = () => {
  if (!location.hash.startsWith(SRC) || !element.querySelector(".home nav")) return;
  const address = location.hash.slice(SRC.length);
  history.replaceState(null, "", location.pathname + location.search);
  open(address, true);
};
watch("value", arrive);
