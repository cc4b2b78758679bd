// A place that another page links to, "./#src=…", is opened once the papers are there.
let linked = window.location.hash.startsWith(SRC) ? window.location.hash.slice(SRC.length) : "";
const openLinked = () => {
  if (!linked || !element.querySelector("article")) return;
  const address = linked;
  linked = "";
  open(address, true);
};
watch("value", openLinked);
