// A calm clock for an exercise: it counts, says the end once, and takes nothing away.
const clock = document.querySelector("[data-lsn-clock]");
if (clock) run(clock);

function run(clock) {
  const count = clock.querySelector("[data-lsn-count]"), said = clock.querySelector("[data-lsn-said]");
  const until = performance.now() + Number(clock.dataset.lsnSeconds) * 1000;

  function show() {
    const left = Math.ceil((until - performance.now()) / 1000);
    if (left <= 0) {
      count.textContent = "";
      said.textContent = clock.dataset.lsnOver;
      return;
    }
    count.textContent = clock.dataset.lsnLeft.replace("{seconds}", left);
    setTimeout(show, 1000);
  }
  show();
}
