import {noChange} from 'lit';
import {Directive, directive} from 'lit/directive.js';

// CSS custom properties through the CSSOM: a style attribute would break the page's
// content security policy.
class Vars extends Directive {
  render() {
    return noChange;
  }

  update(part, [values]) {
    for (const [name, value] of Object.entries(values)) {
      part.element.style.setProperty(name, value);
    }
    return noChange;
  }
}

export const vars = directive(Vars);
