import {html, nothing} from 'lit';
import {LightElement} from '../base/light-element.js';
import {suggestions} from './completion.js';
import {tokens} from './promql-tokens.js';

let ids = 0;

/**
 * A field for an expression, coloured, with completion. Emits `run` with the text on Enter or when
 * it is left changed. `mark` is the {line, column} of an error.
 */
class PromqlEditor extends LightElement {
  static properties = {
    value: {},
    label: {},
    mark: {attribute: false},
    text: {state: true},
    items: {state: true},
    chosen: {state: true},
  };

  constructor() {
    super();
    this.id_ = `completion-${ids++}`;
    this.items = [];
    this.chosen = 0;
  }

  willUpdate(changed) {
    if (changed.has('value')) this.text = this.value ?? '';
  }

  get field() {
    return this.querySelector('textarea');
  }

  render() {
    const open = this.items.length > 0;
    return html`<div class="promql">
      <pre class="paint" aria-hidden="true">${this.#painted()}<span> </span></pre>
      <textarea rows="1" spellcheck="false" autocapitalize="off" autocomplete="off" data-search aria-label=${this.label ?? 'PromQL expression'} placeholder="Expression, such as sum by (path) (rate(http_requests_total[5m]))"
        role="combobox" aria-autocomplete="list" aria-haspopup="listbox" aria-expanded=${open ? 'true' : 'false'} aria-controls=${this.id_} aria-invalid=${this.mark ? 'true' : 'false'}
        aria-activedescendant=${open ? `${this.id_}-${this.chosen}` : nothing}
        .value=${this.text} @input=${this.#typed} @keydown=${this.#key} @blur=${this.#left} @click=${() => (this.items = [])}></textarea>
      ${open ? this.#list() : nothing}
    </div>`;
  }

  #painted() {
    const at = this.#markOffset();
    return tokens(this.text).map((t) => html`<span class="t-${t.kind} ${at >= t.start && at < t.start + t.text.length && this.text === this.value ? 'wrong' : ''}">${t.text}</span>`);
  }

  #markOffset() {
    if (!this.mark?.column) return -1;
    const lines = this.text.split('\n').slice(0, this.mark.line - 1);
    const offset = lines.reduce((n, l) => n + l.length + 1, 0) + this.mark.column - 1;
    // "unexpected end" points behind the text: what is before it is marked then
    return Math.max(0, Math.min(offset, this.text.trimEnd().length - 1));
  }

  #list() {
    const item = this.items[this.chosen];
    return html`<div class="completion"><ul role="listbox" id=${this.id_} aria-label="Completions">${this.items.map((it, i) => html`<li role="option" id="${this.id_}-${i}" aria-selected=${i === this.chosen ? 'true' : 'false'}
        @pointerdown=${(e) => this.#take(e, i)}><span class="word">${it.word}</span><span class="kind">${it.kind}</span></li>`)}</ul>
      ${item?.help || item?.detail ? html`<p class="about">${item.detail ? html`<code>${item.detail}</code> ` : nothing}${item.help}</p>` : nothing}</div>`;
  }

  #typed(event) {
    this.text = event.target.value;
    this.#complete();
  }

  async #complete() {
    const {text} = this;
    const cursor = this.field.selectionEnd;
    try {
      const {from, items} = await suggestions(text, cursor);
      if (this.text !== text || document.activeElement !== this.field) return;
      const isWhole = items.length === 1 && (items[0].insert ?? items[0].word) === text.slice(from, cursor);
      this.items = isWhole ? [] : items;
      this.from = from;
      this.chosen = 0;
    } catch {
      this.items = []; // completion is a help; the query itself tells what is wrong
    }
  }

  #key(event) {
    if (event.ctrlKey && event.key === ' ') {
      event.preventDefault();
      this.#complete();
    } else if (this.items.length && this.#listKey(event)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.#run();
    }
  }

  #listKey(event) {
    const n = this.items.length;
    switch (event.key) {
      case 'ArrowDown': this.chosen = (this.chosen + 1) % n; break;
      case 'ArrowUp': this.chosen = (this.chosen + n - 1) % n; break;
      case 'Escape': this.items = []; return true;
      case 'Tab': this.#insert(this.items[this.chosen]); return true;
      // A word that is written in full is run, not completed to itself.
      case 'Enter': {
        const item = this.items[this.chosen];
        if (event.shiftKey || event.ctrlKey || item.word === this.text.slice(this.from, this.field.selectionEnd)) {
          this.items = [];
          return false;
        }
        this.#insert(item);
        return true;
      }
      default: return false;
    }
    this.updateComplete.then(() => this.querySelector('[aria-selected="true"]')?.scrollIntoView({block: 'nearest'}));
    return true;
  }

  #take(event, i) {
    event.preventDefault(); // the field keeps the focus
    this.#insert(this.items[i]);
  }

  async #insert(item) {
    const end = this.field.selectionEnd;
    const insert = item.insert ?? item.word;
    const after = this.text.slice(end);
    // What closes the inserted text may stand there already.
    const rest = after && insert.at(-1) === after[0] && '"](' .includes(after[0]) ? after.slice(1) : after;
    this.text = this.text.slice(0, this.from) + insert + rest;
    this.items = [];
    await this.updateComplete;
    this.field.setSelectionRange(this.from + insert.length, this.from + insert.length);
    if (/[("]$/.test(insert) && item.kind !== 'value') this.#complete();
  }

  #left() {
    this.items = [];
    this.#run();
  }

  #run() {
    this.items = [];
    if (this.text.trim() !== (this.value ?? '').trim()) this.dispatchEvent(new CustomEvent('run', {detail: this.text.trim()}));
    else if (document.activeElement === this.field) this.dispatchEvent(new CustomEvent('again'));
  }
}

customElements.define('promql-editor', PromqlEditor);
