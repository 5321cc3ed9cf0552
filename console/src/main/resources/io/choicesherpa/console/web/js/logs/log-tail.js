import {answered, unanswered} from '../base/connection.js';
import {queryOf} from '../base/api.js';

/** Lines as they come: `onLines(lines, dropped)`. Begins again after a loss until it is closed. */
export class LogTail {
  constructor(query, onLines) {
    this.query = query;
    this.onLines = onLines;
    this.#open(0);
  }

  #open(lines) {
    const source = new EventSource(`/console/api/logs/tail?${queryOf({query: this.query, lines: String(lines)})}`);
    this.source = source;
    source.onopen = answered;
    source.onerror = () => {
      source.close();
      if (!this.closed) unanswered(() => this.closed || this.#open(0));
    };
    source.addEventListener('lines', (event) => {
      const {lines: fresh, dropped} = JSON.parse(event.data);
      this.onLines(fresh, dropped);
    });
  }

  close() {
    this.closed = true;
    this.source.close();
  }
}
