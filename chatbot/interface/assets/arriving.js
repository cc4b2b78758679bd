// A link from another page, "./#src=…", names the place to be shown: once the papers are
// there, which the panel's list of them tells, it is. Runs with panel.js, in the same scope.
const arrive = () => {
  if (!location.hash.startsWith(SRC) || !element.querySelector(".home.listed")) return;
  const address = location.hash.slice(SRC.length);
  history.replaceState(null, "", location.pathname + location.search);
  open(address, true);
};
watch("value", arrive);
