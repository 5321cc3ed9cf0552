/** The server answered that it cannot: `status` and, if it said so, `state` and `reason`. */
export class Refused extends Error {
  constructor(status, body) {
    super(body?.error ?? `the console answered ${status}`);
    this.status = status;
    this.state = body?.state;
  }
}

export async function getJson(path, params = {}, signal = undefined) {
  const query = new URLSearchParams(params).toString();
  const response = await fetch(query ? `${path}?${query}` : path, {signal});
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(response.status, body);
  return body;
}
