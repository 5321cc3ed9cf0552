import {html, nothing} from 'lit';
import {LightElement} from '../base/light-element.js';
import {getJson} from '../base/api.js';
import {count} from '../base/format.js';
import {isLogQl, typingAt} from './log-query.js';

const MOST = 30;

/**
 * The field for words or LogQL, with the fields and values that kept lines have. `span` is the time
 * whose lines count. Emits `find` with the text (`search` is the browser's own).
 */
class LogSearch extends LightElement {
  static properties = {value: {}, span: {attribute: false}, wrong: {}, text: {state: true}, items: {state: true}, chosen: {state: true}};

  constructor() {
    super();
    this.items = [];
    this.chosen = -1;
  }

  willUpdate(changed) {
    if (changed.has('value')) this.text = this.value ?? '';
  }

  get field() {
    return this.querySelector('input');
  }

  render() {
    const open = this.items.length > 0;
    return html`<div class="field log-search">
      <input type="search" data-search spellcheck="false" autocomplete="off" autocapitalize="off" aria-label="Words, field=value, or LogQL" placeholder="Words, field=value, -without, or {LogQL}"
        role="combobox" aria-autocomplete="list" aria-expanded=${open ? 'true' : 'false'} aria-controls="log-completion" aria-activedescendant=${open && this.chosen >= 0 ? `log-completion-${this.chosen}` : nothing}
        aria-invalid=${this.wrong ? 'true' : 'false'} .value=${this.text} @input=${this.#typed} @keydown=${this.#key} @blur=${() => this.#run()}>
      <kbd aria-hidden="true">/</kbd>
      ${open ? html`<div class="completion"><ul role="listbox" id="log-completion" aria-label="Completions">${this.items.map((it, i) => html`<li role="option" id="log-completion-${i}"
          aria-selected=${i === this.chosen ? 'true' : 'false'} @pointerdown=${(e) => this.#take(e, it)}><span class="word">${it.word}</span><span class="kind">${it.about}</span></li>`)}</ul></div>` : nothing}
    </div>`;
  }

  #typed(event) {
    this.text = event.target.value;
    if (this.text === '') this.#run();
    else this.#complete();
  }

  async #complete() {
    const {text} = this;
    const at = typingAt(text, this.field.selectionEnd);
    try {
      const items = await this.#wordsFor(at);
      if (text !== this.text || document.activeElement !== this.field) return;
      this.items = items;
      this.from = at.from;
      this.chosen = -1;
    } catch {
      this.items = []; // a help only: the search itself tells what is wrong
    }
  }

  async #wordsFor(at) {
    const time = {start: Math.round(this.span.start), end: Math.round(this.span.end)};
    if (at.kind === 'value') {
      const {values} = await getJson('/console/api/logs/values', {field: at.field, prefix: at.typed, ...time});
      const word = (v) => (/^[^\s"]+$/.test(v) && !isLogQl(this.text) ? v : `"${v.replace(/["\\]/g, '\\$&')}"`);
      return values.slice(0, MOST).map((v) => ({word: v.value, insert: `${word(v.value)} `, about: `${count(v.lines)} lines`}));
    }
    if (at.kind === 'field' && at.typed.length > 1) {
      const {fields} = await getJson('/console/api/logs/fields', {...time, limit: 1000});
      return fields.filter((f) => f.name.toLowerCase().includes(at.typed.toLowerCase())).slice(0, MOST)
        .map((f) => ({word: f.name, insert: `${f.name}=`, about: `${count(f.values)} ${f.values === 1 ? 'value' : 'values'}`}));
    }
    return [];
  }

  #key(event) {
    const n = this.items.length;
    if (n && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      this.chosen = event.key === 'ArrowDown' ? (this.chosen + 1) % n : (this.chosen - 1 + n) % n;
      this.updateComplete.then(() => this.querySelector('[aria-selected="true"]')?.scrollIntoView({block: 'nearest'}));
    } else if (n && event.key === 'Escape') {
      event.stopPropagation();
      event.preventDefault();
      this.items = [];
    } else if (n && (event.key === 'Tab' || (event.key === 'Enter' && this.chosen >= 0))) {
      event.preventDefault();
      this.#insert(this.items[Math.max(0, this.chosen)]);
    } else if (event.key === 'Enter') {
      this.#run();
    }
  }

  #take(event, item) {
    event.preventDefault();
    this.#insert(item);
  }

  async #insert(item) {
    const end = this.field.selectionEnd;
    // A quote that was opened belongs to the value that replaces it.
    const from = item.insert[0] === '"' && this.text[this.from - 1] === '"' ? this.from - 1 : this.from;
    this.text = this.text.slice(0, from) + item.insert + this.text.slice(end).trimStart();
    this.items = [];
    await this.updateComplete;
    this.field.setSelectionRange(from + item.insert.length, from + item.insert.length);
    this.#complete();
  }

  #run() {
    this.items = [];
    if (this.text.trim() !== (this.value ?? '').trim()) this.dispatchEvent(new CustomEvent('find', {detail: this.text.trim()}));
  }
}

customElements.define('log-search', LogSearch);
