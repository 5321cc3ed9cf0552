import {LightElement} from './light-element.js';
import {Refused, Unreachable} from './api.js';
import {answered, unanswered} from './connection.js';
import {resolve} from './time-range.js';

/**
 * A page of the console. The shell sets `route`, `range` and counts `tick` up at each refresh; the
 * page says in `load(signal)` what it fetches and in `inputs()` what makes it fetch anew. A newer
 * load ends an older one.
 *
 * `problem` holds what the server refused; `busy` that the first answer is still to come.
 */
export class PageElement extends LightElement {
  static properties = {
    route: {attribute: false},
    range: {attribute: false},
    tick: {attribute: false},
    problem: {state: true},
    busy: {state: true},
  };

  constructor() {
    super();
    this.busy = true;
  }

  /** Overridden by pages of which not every parameter asks for other data. */
  inputs() {
    return location.hash;
  }

  /** The time to look at, in epoch milliseconds; fixed for the length of one load. */
  get span() {
    return resolve(this.range);
  }

  willUpdate(changed) {
    if (!changed.has('route') && !changed.has('range') && !changed.has('tick')) return;
    const inputs = this.inputs();
    if (changed.has('tick') || inputs !== this.loadedFor) {
      this.loadedFor = inputs;
      this.reload();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.request?.abort();
    this.loadedFor = undefined;
  }

  async reload() {
    this.request?.abort();
    const request = new AbortController();
    this.request = request;
    try {
      await this.load(request.signal);
      if (request.signal.aborted) return;
      this.problem = undefined;
      answered();
    } catch (failure) {
      if (request.signal.aborted) return;
      if (failure instanceof Refused) {
        this.problem = failure;
        answered();
      } else if (failure instanceof Unreachable) {
        unanswered(() => this.isConnected && this.reload());
      } else {
        throw failure;
      }
    } finally {
      if (this.request === request) this.busy = false;
    }
  }

  /** Keys that only this page knows; true when it took one. */
  key() {
    return false;
  }
}
