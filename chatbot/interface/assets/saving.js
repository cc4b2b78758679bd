// A file that the server wrote is saved by the browser; the server keeps none.
watch("value", () => {
  for (const file of element.querySelectorAll("[data-name]")) {
    const bytes = Uint8Array.from(atob(file.dataset.text), (letter) => letter.charCodeAt(0));
    const type = file.dataset.made ? "application/octet-stream" : "text/plain;charset=utf-8";
    const address = URL.createObjectURL(new Blob([bytes], { type }));
    const link = document.createElement("a");
    link.href = address;
    link.download = file.dataset.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    file.remove(); // the same file may be asked for again
  }
});
