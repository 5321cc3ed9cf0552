import {html, nothing} from 'lit';
import {setParams} from '../base/router.js';
import {ALL_VALUE, isAll} from './variables.js';

/** A field for each variable that people may choose; the choice stands in the address. */
export function variableBar(variables) {
  const shown = variables.filter((v) => !v.hidden && v.type !== 'datasource' && v.type !== 'constant');
  if (!shown.length) return nothing;
  return html`<form class="toolbar variables" aria-label="Variables" @submit=${(e) => e.preventDefault()}>${shown.map(field)}</form>`;
}

const choose = (variable, values) => setParams({[`var-${variable.name}`]: values}, {replace: false});

function field(variable) {
  if (variable.type === 'textbox') {
    return html`<label title=${variable.description}><span>${variable.label}</span><input .value=${variable.chosen[0] ?? ''} @change=${(e) => choose(variable, e.target.value)}></label>`;
  }
  if (variable.multi) return several(variable);
  return html`<label title=${variable.description}><span>${variable.label}</span><select @change=${(e) => choose(variable, e.target.value)}>
    ${variable.includeAll ? html`<option value=${ALL_VALUE} ?selected=${isAll(variable)}>All</option>` : nothing}
    ${variable.options.map((o) => html`<option value=${o.value} ?selected=${variable.chosen.includes(o.value)}>${o.text}</option>`)}</select>${problem(variable)}</label>`;
}

/** Any number of values; none chosen means all. */
function several(variable) {
  const every = isAll(variable);
  const text = every ? 'All' : variable.options.filter((o) => variable.chosen.includes(o.value)).map((o) => o.text).join(', ') || variable.chosen.join(', ');
  const turn = (value, on) => {
    const chosen = every ? [] : variable.chosen;
    const next = on ? [...chosen, value] : chosen.filter((v) => v !== value);
    choose(variable, next.length && next.length < variable.options.length ? next : variable.includeAll ? ALL_VALUE : next);
  };
  return html`<details class="several" title=${variable.description}><summary><span>${variable.label}</span> <b>${text || 'none'}</b></summary>
    <div role="group" aria-label=${variable.label}>${variable.includeAll ? html`<label><input type="checkbox" .checked=${every} @change=${() => choose(variable, ALL_VALUE)}> All</label>` : nothing}
    ${variable.options.map((o) => html`<label><input type="checkbox" .checked=${!every && variable.chosen.includes(o.value)} @change=${(e) => turn(o.value, e.target.checked)}> ${o.text}</label>`)}</div></details>${problem(variable)}`;
}

const problem = (variable) => (variable.problem ? html`<span class="bad-text small" role="alert">${variable.problem}</span>` : nothing);
