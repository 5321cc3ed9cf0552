import {html, nothing} from 'lit';
import {getJson} from '../base/api.js';
import {PageElement} from '../base/page-element.js';
import {href} from '../base/router.js';
import './dashboard-view.js';

/** `#/dashboards` lists what there is, `#/dashboards/{uid}` is one. */
class DashboardsPage extends PageElement {
  static properties = {list: {state: true}, dashboard: {state: true}, shownSpan: {state: true}};

  async load(signal) {
    const uid = this.route.path[1];
    this.shownSpan = this.span;
    this.list = (await getJson('/console/api/dashboards', {}, signal)).dashboards;
    if (uid && this.dashboard?.uid !== uid) {
      this.dashboard = undefined;
      this.dashboard = await getJson(`/console/api/dashboards/${encodeURIComponent(uid)}`, {}, signal);
    }
    if (!uid) this.dashboard = undefined;
  }

  key(event) {
    if (event.key !== 'Escape' || !this.route.path[1]) return false;
    location.hash = href(['dashboards']);
    return true;
  }

  render() {
    const uid = this.route.path[1];
    if (!this.list) return html`<p class="none">${this.problem?.message ?? 'Loading…'}</p>`;
    if (!uid) return this.#list();
    if (this.problem) return html`<section class="unavailable"><h2>No such dashboard</h2><p>${this.problem.message} <a href=${href(['dashboards'])}>All dashboards</a></p></section>`;
    const {dashboard} = this;
    return html`<div class="toolbar dash-head"><h1>${dashboard?.title ?? ''}</h1>
        <nav class="tabs" aria-label="Dashboards">${this.list.map((d) => html`<a aria-current=${d.uid === uid ? 'page' : nothing} href=${href(['dashboards', d.uid], carried(this.route.params))}>${d.title}</a>`)}</nav></div>
      ${dashboard ? html`<p class="muted small dash-about">${dashboard.description ?? ''}</p><dashboard-view .dashboard=${dashboard} .route=${this.route} .span=${this.shownSpan} .tick=${this.tick}></dashboard-view>` : html`<p class="none">Loading…</p>`}`;
  }

  #list() {
    if (!this.list.length) {
      return html`<section class="unavailable"><h2>No dashboards</h2><p>Dashboards are Grafana's JSON files. This console has none: name their directory in <code>CONSOLE_DASHBOARD_DIR</code>.</p></section>`;
    }
    return html`<h1 class="sr-only">Dashboards</h1><div class="dash-list">${this.list.map((d) => html`<a class="card" href=${href(['dashboards', d.uid])}>
      <h2>${d.title}</h2><p>${d.description}</p><p class="small muted">${d.problem ? html`<span class="bad-text">${d.problem}</span>` : html`${d.panels} panels${d.tags.length ? html`, ${d.tags.join(', ')}` : nothing}`}</p></a>`)}</div>`;
  }
}

/** Variables of the same name go along from one dashboard to the next. */
function carried(params) {
  return Object.fromEntries([...new Set(params.keys())].filter((k) => k.startsWith('var-')).map((k) => [k, params.getAll(k)]));
}

customElements.define('dashboards-page', DashboardsPage);
