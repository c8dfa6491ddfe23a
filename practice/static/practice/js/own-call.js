// The line under the draft says what was kept and what was not: a refusal is shown as well as a receipt.
// Without this module, and without htmx, the buttons of the form keep the draft.
const form = document.querySelector("[data-own-call-lost]");

function lost() {
  const line = document.getElementById("own-call-saved");
  if (!line || !form) return;
  const told = document.createElement("p");
  told.className = "saved bad";
  told.textContent = form.dataset.ownCallLost;
  line.replaceChildren(told);
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (event.detail.target?.id !== "own-call-saved") return;
  const isOurs = xhr.responseText.includes("data-own-call-said");
  event.detail.shouldSwap = isOurs;  // anything else is another page, such as the one to sign in
  event.detail.isError = !isOurs;
  if (!isOurs) lost();
});
document.addEventListener("htmx:sendError", lost);
