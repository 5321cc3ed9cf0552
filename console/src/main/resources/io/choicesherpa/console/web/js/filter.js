// The list's filter. It stands in the page's address, so that a filtered list can be passed on.

const FIELDS = ['text', 'service', 'min_duration', 'errors'];

let latest = '';

/** The filter that the address holds. */
export function fromAddress() {
  const params = new URLSearchParams(location.hash.split('?')[1] ?? '');
  return Object.fromEntries(FIELDS.filter((f) => params.get(f)).map((f) => [f, params.get(f)]));
}

/** Writes the filter to the address without a step in the history. */
export function toAddress(filter) {
  latest = new URLSearchParams(filter).toString();
  history.replaceState(null, '', listAddress());
}

/** Address of the list as it was last looked at. */
export const listAddress = () => (latest ? `#/?${latest}` : '#/');
