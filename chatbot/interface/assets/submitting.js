// Send along whether the question is meant as it stands; the next one is not.
(...values) => {
  values[values.length - 1] = window.chatbotPlain ? "1" : "";
  window.chatbotPlain = false;
  return values;
}
