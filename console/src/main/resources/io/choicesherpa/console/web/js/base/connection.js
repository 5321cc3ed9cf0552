// Whether the console answers. Pages that fetch tell it here; the shell shows it and tries again.

const changes = new EventTarget();
const FIRST_RETRY_MILLIS = 1000;
const LAST_RETRY_MILLIS = 10_000;

let retryMillis = FIRST_RETRY_MILLIS;
let timer;

export const connection = {state: 'connecting', retryMillis};

export function onConnection(listener) {
  changes.addEventListener('change', listener);
}

export function answered() {
  retryMillis = FIRST_RETRY_MILLIS;
  if (connection.state !== 'live') become('live');
}

/** No answer came: `again` is called after a while, ever more slowly, once for all that ask. */
export function unanswered(again) {
  if (timer) return;
  const wait = retryMillis;
  retryMillis = Math.min(LAST_RETRY_MILLIS, wait * 2);
  connection.retryMillis = wait;
  become('lost');
  timer = setTimeout(() => {
    timer = undefined;
    again();
  }, wait);
}

export function become(state) {
  connection.state = state;
  changes.dispatchEvent(new Event('change'));
}
