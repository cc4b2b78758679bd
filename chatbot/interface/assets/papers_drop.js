// Files and folders dropped on the Papers tab. Runs with papers.js, in the same scope.
// Of a folder the papers in it are taken, those in its folders too; hidden files are not.
const entriesOf = (folder) => new Promise((resolve, reject) => {
  const reader = folder.createReader();
  const found = [];
  const next = () => reader.readEntries((some) => {
    if (!some.length) return resolve(found);
    found.push(...some);
    return next(); // a reader gives a hundred at a time
  }, reject);
  next();
});

const fileOf = (entry) => new Promise((resolve, reject) => { entry.file(resolve, reject); });

const papersInFolder = async (folder, kinds) => {
  const found = [];
  for (const entry of await entriesOf(folder)) {
    const name = entry.name.toLowerCase();
    if (name.startsWith(".")) continue;
    if (entry.isDirectory) found.push(...await papersInFolder(entry, kinds));
    else if (kinds.some((kind) => name.endsWith(kind))) found.push(await fileOf(entry));
  }
  return found;
};

// What was dropped has to be asked for before anything is waited for: then it is gone.
const papersDropped = async (data, kinds) => {
  const dropped = [...data.items].filter((item) => item.kind === "file")
    .map((item) => ({ file: item.getAsFile(), entry: item.webkitGetAsEntry?.() }));
  const files = [];
  const empty = [];
  for (const { file, entry } of dropped) {
    if (!entry?.isDirectory) {
      if (file) files.push(file);
      continue;
    }
    const inside = await papersInFolder(entry, kinds).catch(() => []);
    if (inside.length) files.push(...inside);
    else empty.push(entry.name);
  }
  return { files, empty };
};
