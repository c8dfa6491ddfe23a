// Signing out leaves nothing of the person in this browser: a form names what it forgets.
document.addEventListener("submit", (event) => {
  const prefix = event.target.dataset.lmsForget;
  if (!prefix) return;
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
  } catch { /* storage may be closed to us; then nothing is kept there */ }
});
