// <a href="/page/" data-lms-dialog="id"> opens <dialog id="id"> here; without JavaScript it is a link to the page.
// A server-rendered [data-lms-focus] element, such as an error summary, receives the focus.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-lms-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.lmsDialog);
  if (dialog && dialog.showModal) {
    event.preventDefault();
    dialog.showModal();
    return;
  }
  const closer = event.target.closest("[data-lms-close]");
  if (closer) closer.closest("dialog")?.close();
  else if (event.target.matches("dialog[open]") && outside(event)) event.target.close();
});

function outside(event) {
  const box = event.target.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}

const focusFirst = (root) => root.querySelector?.("[data-lms-focus]")?.focus();
focusFirst(document);
document.addEventListener("htmx:afterSwap", (event) => focusFirst(event.target));
