import {queryOf} from './api.js';
import {answered, become, unanswered} from './connection.js';

const EVENTS = ['overview', 'traces', 'trace'];

/**
 * The one stream of changed traces. A view opens it after its first fetch and says how to begin
 * again; after a loss it begins again by itself, ever more slowly.
 *
 * `?live=off` in the page's address leaves it closed: for a still page, and for browsers that are
 * driven by a program which waits for the network to fall silent.
 */
class Live {
  constructor() {
    this.forbidden = new URLSearchParams(location.search).get('live') === 'off';
    document.addEventListener('visibilitychange', () => this.#visibility());
  }

  /** `view` has params(), reload() and receive(event, data). */
  open(view) {
    this.close();
    this.view = view;
    if (this.isPaused) return become('paused');
    if (document.hidden) return undefined;
    const source = new EventSource(`/console/api/live?${queryOf(view.params())}`);
    this.source = source;
    source.onopen = answered;
    source.onerror = () => this.lost(view);
    for (const name of EVENTS) {
      source.addEventListener(name, (event) => view.receive(name, JSON.parse(event.data)));
    }
    return undefined;
  }

  /** Also what a view calls when its fetch got no answer. */
  lost(view) {
    this.close();
    this.view = view;
    unanswered(() => this.view === view && view.reload());
  }

  /** Follows the refresh of the address. */
  pause(paused) {
    if (paused === this.paused) return;
    this.paused = paused;
    if (paused) this.close();
    else this.view?.reload();
  }

  get isPaused() {
    return this.paused || this.forbidden;
  }

  close() {
    this.source?.close();
    this.source = undefined;
  }

  /** Ends the stream of a view that goes. */
  leave(view) {
    if (this.view !== view) return;
    this.close();
    this.view = undefined;
  }

  // A browser opens six connections to one host at most: hidden tabs give theirs back.
  #visibility() {
    if (document.hidden) this.close();
    else if (this.view && !this.isPaused) this.view.reload();
  }
}

export const live = new Live();
