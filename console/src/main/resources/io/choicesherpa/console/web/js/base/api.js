/** The server answered that it cannot: `status` and, if it said so, `state` and the reason. */
export class Refused extends Error {
  constructor(status, body) {
    super(body?.error ?? `the console answered ${status}`);
    this.status = status;
    this.state = body?.state;
    this.body = body;
  }
}

/** Nobody answered. */
export class Unreachable extends Error {}

/** Arrays in `params` become repeated parameters; empty ones are left out. */
export function queryOf(params) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') query.append(name, one);
    }
  }
  return query.toString();
}

export async function getJson(path, params = {}, signal = undefined) {
  const query = queryOf(params);
  return answer(await ask(query ? `${path}?${query}` : path, {signal}), (r) => r.json());
}

export async function getText(path, signal = undefined) {
  return answer(await ask(path, {signal}), (r) => r.text());
}

/** Sends `body` as JSON by `method`; the answer's JSON, or null when it has none. */
export async function sendJson(method, path, body = undefined) {
  const json = body === undefined ? {} : {headers: {'content-type': 'application/json'}, body: JSON.stringify(body)};
  return answer(await ask(path, {method, ...json}), (r) => r.json().catch(() => null));
}

async function ask(path, init) {
  try {
    return await fetch(path, init);
  } catch (failure) {
    if (init.signal?.aborted) throw failure;
    throw new Unreachable(path);
  }
}

async function answer(response, read) {
  if (!response.ok) throw new Refused(response.status, await response.json().catch(() => null));
  return read(response);
}
