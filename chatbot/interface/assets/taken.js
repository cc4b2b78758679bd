// What the server wrote for the clipboard goes to the script that waits for it.
watch("value", () => {
  const taken = element.querySelector("[data-asked]");
  if (taken) window.chatbotTaken?.({ ...taken.dataset });
});
