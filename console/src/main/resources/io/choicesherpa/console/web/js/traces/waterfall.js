import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {LightElement} from '../base/light-element.js';
import {criticalPath, lengthOf} from './critical-path.js';
import {ancestorsOf, buildTree, visibleRows} from './span-tree.js';
import {spanDetails} from './span-details.js';
import {count, duration, offset} from '../base/format.js';
import * as icons from '../base/icons.js';
import {colourOf} from '../base/palette.js';
import {vars} from '../base/vars.js';

/** A trace can have tens of thousands of spans; a browser draws them in portions. */
const ROWS_AT_ONCE = 1000;
const TICKS = [0, 0.25, 0.5, 0.75, 1];
/** Past this share of the width, a bar's duration no longer fits behind it. */
const LABEL_FLIPS_AT = 0.8;

/**
 * The spans of a trace against time. Emits `select` with a span id, or null. The rows are a tree
 * with one tab stop; details open below their row.
 */
class SpanWaterfall extends LightElement {
  static properties = {
    trace: {attribute: false},
    selected: {attribute: false},
    lit: {attribute: false},
    collapsed: {state: true},
    shown: {state: true},
    pathShown: {state: true},
  };

  constructor() {
    super();
    this.collapsed = new Set();
    this.shown = ROWS_AT_ONCE;
    this.pathShown = true;
  }

  willUpdate(changed) {
    if (changed.has('trace')) {
      this.roots = buildTree(this.trace.spans);
      this.path = criticalPath(this.roots);
      this.total = Math.max(this.trace.summary.duration_millis, 1e-6);
    }
    if (changed.has('selected') && this.selected) {
      const hiding = ancestorsOf(this.trace.spans, this.selected).filter((id) => this.collapsed.has(id));
      if (hiding.length) this.#collapse((set) => hiding.forEach((id) => set.delete(id)));
    }
  }

  /** Shows a span that something else has chosen. */
  async reveal(spanId) {
    await this.updateComplete;
    this.#row(spanId)?.scrollIntoView({block: 'nearest'});
  }

  #row(spanId) {
    return this.querySelector(`.span-row[data-span="${CSS.escape(spanId)}"]`);
  }

  render() {
    const all = visibleRows(this.roots, this.collapsed);
    const chosen = this.selected ?? this.lit;
    const needed = chosen ? all.findIndex((r) => r.node.span.span_id === chosen) + 1 : 0;
    const rows = all.slice(0, Math.max(this.shown, needed));
    const first = rows.find((r) => !r.node.missing)?.node.span.span_id;
    this.tabStop = rows.some((r) => r.node.span.span_id === this.selected) ? this.selected : first;
    return html`<section class="pane waterfall" aria-labelledby="spans-title">
      <header><h2 id="spans-title">Spans</h2>
        <span class="end">
          ${this.path.size > 1 ? html`<button class="button plain" type="button" aria-pressed=${this.pathShown ? 'true' : 'false'} title="What the trace's length hung on" @click=${() => (this.pathShown = !this.pathShown)}>Critical path</button>` : nothing}
          <button class="button plain" type="button" @click=${this.#collapseAll}>Collapse all</button>
          <button class="button plain" type="button" @click=${() => this.#collapse((set) => set.clear())}>Expand all</button>
        </span></header>
      <div class="axis" aria-hidden="true"><span></span><div class="ticks">${TICKS.map((t) => html`<span ${vars({'--x': `${t * 100}%`})}>${t ? duration(t * this.total) : '0'}</span>`)}</div></div>
      <div class="rows" role="tree" aria-label="Spans of the trace" @keydown=${this.#key}>
        ${repeat(rows, (r) => r.node.span.span_id, (r) => this.#rowOf(r))}
      </div>
      ${rows.length < all.length
        ? html`<p class="none"><button class="button" type="button" @click=${() => (this.shown = rows.length + ROWS_AT_ONCE)}>Show more of the ${count(all.length)} spans</button></p>`
        : nothing}
    </section>`;
  }

  #rowOf(row) {
    const {span} = row.node;
    const open = span.span_id === this.selected && !row.node.missing;
    return html`<div class="span-row ${row.node.missing ? 'missing' : ''} ${this.lit === span.span_id ? 'lit' : ''}" role="treeitem"
        data-span=${span.span_id} aria-level=${row.depth + 1} aria-selected=${open ? 'true' : 'false'}
        aria-expanded=${row.node.children.length ? String(row.hidden === 0) : nothing}
        aria-label=${row.node.missing ? 'Span that has not been received' : label(span)}
        tabindex=${span.span_id === this.tabStop ? 0 : -1}
        @click=${() => this.#select(row, open)}
        ${vars({'--depth': row.depth, '--service': span.service ? colourOf(span.service) : 'var(--line-strong)'})}>
        <div class="span-name">${this.#twist(row)}<span class="swatch"></span>${span.failed ? icons.flag : nothing}
          <span class="text">${span.name}${row.announced ? html`<small>${span.service}</small>` : nothing}</span>
          ${row.hidden ? html`<span class="hidden-count">+${row.hidden}</span>` : nothing}</div>
        <div class="time">${row.node.missing ? this.#openBar(row.node) : this.#bar(span)}</div>
      </div>${open ? spanDetails(span, this.trace, lengthOf(this.path.get(span.span_id)), () => this.#emit(null)) : nothing}`;
  }

  #twist(row) {
    if (!row.node.children.length) return html`<span class="twist leaf"></span>`;
    return html`<button class="twist" type="button" tabindex="-1" aria-hidden="true" data-open=${row.hidden === 0}
      @click=${(e) => {
        e.stopPropagation();
        this.#turn(row);
      }}>${icons.chevron}</button>`;
  }

  #bar(span) {
    const x = span.offset_millis / this.total;
    const w = span.duration_millis / this.total;
    const place = {'--x': `${x * 100}%`, '--w': `${w * 100}%`};
    return html`<span class="bar ${span.kind} ${span.failed ? 'failed' : ''}" ${vars(place)}></span>
      ${this.pathShown ? (this.path.get(span.span_id) ?? []).map((c) => html`<span class="critical" ${vars({'--x': `${(c.from / this.total) * 100}%`, '--w': `${((c.to - c.from) / this.total) * 100}%`})}></span>`) : nothing}
      ${span.events.map((e) => html`<span class="tick ${e.name === 'exception' ? 'exception' : ''}" title="${e.name} ${offset(e.offset_millis)}" ${vars({'--x': `${(e.offset_millis / this.total) * 100}%`})}></span>`)}
      <span class="took ${x + w > LABEL_FLIPS_AT && x > 1 - LABEL_FLIPS_AT ? 'before' : 'after'}" ${vars(place)}>${duration(span.duration_millis)}</span>`;
  }

  /** A span that has not ended, or was never sent: known by what lies under it only. */
  #openBar(node) {
    const from = Math.min(...node.children.map((c) => c.span.offset_millis));
    return html`<span class="bar open" title="Not received: still open, or never sent" ${vars({'--x': `${(from / this.total) * 100}%`, '--w': `${100 - (from / this.total) * 100}%`})}></span>`;
  }

  #select(row, open) {
    if (row.node.missing) return;
    this.#row(row.node.span.span_id)?.focus({preventScroll: true});
    this.#emit(open ? null : row.node.span.span_id);
  }

  #emit(spanId) {
    this.dispatchEvent(new CustomEvent('select', {detail: spanId}));
  }

  #collapse(change) {
    const set = new Set(this.collapsed);
    change(set);
    this.collapsed = set;
  }

  #turn(row) {
    const id = row.node.span.span_id;
    this.#collapse((set) => set.delete(id) || set.add(id));
  }

  #collapseAll() {
    const parents = new Set(this.trace.spans.map((s) => s.parent_span_id).filter(Boolean));
    const roots = new Set(this.roots.map((r) => r.span.span_id));
    this.#collapse((set) => parents.forEach((id) => roots.has(id) || set.add(id)));
  }

  #key(event) {
    const rowElement = event.target.closest?.('.span-row');
    if (!rowElement || event.target !== rowElement || event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = visibleRows(this.roots, this.collapsed);
    const at = rows.findIndex((r) => r.node.span.span_id === rowElement.dataset.span);
    const row = rows[at];
    const handled = this.#act(event.key, rows, at, row);
    if (handled) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  #act(key, rows, at, row) {
    switch (key) {
      case 'j': case 'ArrowDown': return this.#focus(rows[at + 1]);
      case 'k': case 'ArrowUp': return this.#focus(rows[at - 1]);
      case 'Home': return this.#focus(rows[0]);
      case 'End': return this.#focus(rows.at(-1));
      case 'Enter': case ' ': this.#select(row, row.node.span.span_id === this.selected); return true;
      case 'ArrowLeft':
        if (row.node.children.length && !row.hidden) this.#turn(row);
        else this.#focus(rows.slice(0, at).findLast((r) => r.depth < row.depth));
        return true;
      case 'ArrowRight':
        if (row.hidden) this.#turn(row);
        else if (row.node.children.length) this.#focus(rows[at + 1]);
        return true;
      default: return false;
    }
  }

  #focus(row) {
    if (row) this.#row(row.node.span.span_id)?.focus();
    return true;
  }

  /** Where j and k begin when nothing has the focus. */
  focusFirst() {
    (this.querySelector('.span-row[tabindex="0"]') ?? this.querySelector('.span-row'))?.focus();
  }
}

function label(span) {
  return [span.name, span.service, span.kind, duration(span.duration_millis), span.failed ? 'failed' : ''].filter(Boolean).join(', ');
}

customElements.define('span-waterfall', SpanWaterfall);
