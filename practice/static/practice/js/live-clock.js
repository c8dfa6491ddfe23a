// A clock for a round, drawn as a ring: begun by hand, without a sound, and it ends nothing by itself.
const clock = document.querySelector("[data-live-timer]");
if (clock) offer(clock);

function offer(clock) {
  const key = `live-clock:${clock.dataset.liveKey}`, button = clock.querySelector("[data-live-start]");
  clock.hidden = false;
  const begun = Number(remembered(key));
  if (begun) run(clock, begun, button);
  else button.addEventListener("click", () => {
    const now = Date.now();
    remember(key, now);
    run(clock, now, button);
  });
}

function run(clock, begun, button) {
  const minutes = Number(clock.dataset.liveTimer), ring = clock.querySelector("[data-live-ring]");
  const said = clock.querySelector("[data-live-said]"), end = clock.querySelector("[data-live-end]");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const hadFocus = document.activeElement === button;

  function show() {
    const gone = (Date.now() - begun) / 60_000, left = Math.ceil(minutes - gone);
    // Where motion is not wanted, the ring stands still and is drawn anew once a minute.
    const drawn = Math.min(calm.matches ? Math.floor(gone) : gone, minutes);
    ring.setAttribute("stroke-dasharray", `${(100 * (minutes - drawn)) / minutes} 100`);
    mark(gone);
    if (left <= 0) {
      said.textContent = end.textContent = clock.dataset.liveOver;
      return;
    }
    said.textContent = left === 1 ? clock.dataset.liveLast : clock.dataset.liveLeft.replace("{minutes}", left);
    setTimeout(show, 1000);
  }
  show();
  said.tabIndex = -1;
  button.hidden = true;
  if (hadFocus) said.focus(); // not to the top of the page
}

function mark(gone) {
  let from = 0;
  for (const step of document.querySelectorAll("[data-live-step]")) {
    const until = from + Number(step.dataset.liveStep), isNow = from <= gone && gone < until;
    step.classList.toggle("live-now", isNow);
    if (isNow) step.setAttribute("aria-current", "step");
    else step.removeAttribute("aria-current");
    from = until;
  }
}

function remembered(key) {
  try { return sessionStorage.getItem(key); } catch { return null; }
}

function remember(key, at) {
  try { sessionStorage.setItem(key, at); } catch { /* then a reload begins the clock anew */ }
}
