const FIRST_RETRY_MILLIS = 1000;
const LAST_RETRY_MILLIS = 10_000;
const EVENTS = ['overview', 'traces', 'trace'];

/**
 * The one stream of live updates. A view opens it after its first fetch and says how to begin
 * again; after a loss it begins again by itself, ever more slowly.
 *
 * `?live=off` in the page's address leaves it closed: for a still page, and for browsers that are
 * driven by a program which waits for the network to fall silent.
 */
export class Live {
  constructor(onState) {
    this.onState = onState;
    this.enabled = new URLSearchParams(location.search).get('live') !== 'off';
    this.paused = false;
    this.retryMillis = FIRST_RETRY_MILLIS;
    document.addEventListener('visibilitychange', () => this.#visibility());
  }

  /** `view` has params(), reload() and receive(event, data). */
  open(view) {
    this.close();
    this.view = view;
    if (!this.enabled || this.paused) {
      this.onState('paused');
      return;
    }
    if (document.hidden) return;
    this.onState('connecting');
    const source = new EventSource(`/console/api/live?${new URLSearchParams(view.params())}`);
    this.source = source;
    source.onopen = () => {
      this.retryMillis = FIRST_RETRY_MILLIS;
      this.onState('live');
    };
    source.onerror = () => this.lost(view);
    for (const name of EVENTS) {
      source.addEventListener(name, (event) => view.receive(name, JSON.parse(event.data)));
    }
  }

  /** Also what a view calls when its fetch got no answer. */
  lost(view) {
    this.close();
    this.view = view;
    const wait = this.retryMillis;
    this.retryMillis = Math.min(LAST_RETRY_MILLIS, wait * 2);
    this.onState('lost', wait);
    this.timer = setTimeout(() => view.reload(), wait);
  }

  retryNow() {
    this.retryMillis = FIRST_RETRY_MILLIS;
    this.close();
    this.view?.reload();
  }

  pause(paused) {
    this.paused = paused;
    if (paused) {
      this.close();
      this.onState('paused');
    } else {
      this.enabled = true;
      this.view?.reload();
    }
  }

  get isPaused() {
    return this.paused || !this.enabled;
  }

  close() {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = undefined;
  }

  // A browser opens six connections to one host at most: hidden tabs give theirs back.
  #visibility() {
    if (document.hidden) {
      this.close();
    } else if (this.view && !this.isPaused) {
      this.view.reload();
    }
  }
}
