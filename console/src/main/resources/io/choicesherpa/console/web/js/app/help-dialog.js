import {html} from 'lit';
import {LightElement} from '../base/light-element.js';
import * as icons from '../base/icons.js';
import {PAGES} from './pages.js';

const EVERYWHERE = [
  [['/'], 'Search'], [['j'], 'Next row'], [['k'], 'Row before'], [['Enter'], 'Open'], [['Esc'], 'Close, leave a field, go back'],
  [['r'], 'Refresh now'], [['?'], 'This help'],
];
const TRACE = [
  [['j', 'k'], 'Next span, span before'], [['←', '→'], 'Close, open what lies under a span'], [['Enter'], 'Details of the span'],
];
const CHART = [
  [['←', '→'], 'Move the marker of a chart that has the focus'], [['drag'], 'Choose a time range'], [['click'], 'In the legend: this series only; with Shift: without it'],
];

/** What can be done by key. */
class HelpDialog extends LightElement {
  show() {
    this.querySelector('dialog').showModal();
  }

  render() {
    return html`<dialog aria-labelledby="help-title" @click=${(e) => e.target.tagName === 'DIALOG' && e.target.close()}>
      <form method="dialog" class="sheet"><header><h2 id="help-title">Keys</h2>
        <button class="button plain" aria-label="Close">${icons.close}</button></header>
        <div class="help-columns">
          <section><h3>Go to</h3>${rows(PAGES.map((p) => [['g', p.key], p.title]))}</section>
          <section><h3>Everywhere</h3>${rows(EVERYWHERE)}</section>
          <section><h3>In a trace</h3>${rows(TRACE)}</section>
          <section><h3>On charts</h3>${rows(CHART)}</section>
        </div></form></dialog>`;
  }
}

function rows(list) {
  return html`<dl class="keys-list">${list.map(([keys, what]) => html`<dt>${keys.map((k) => html`<kbd>${k}</kbd> `)}</dt><dd>${what}</dd>`)}</dl>`;
}

customElements.define('help-dialog', HelpDialog);
