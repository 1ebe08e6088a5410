import { Agent, request } from 'node:http';

/** A refusal of the api: its status and its stable code. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly body: unknown,
    request: string,
  ) {
    super(`${request}: ${status} ${code} ${JSON.stringify(body)}`);
  }
}

interface Answer {
  status: number;
  cookie: string | undefined;
  location: string | undefined;
  body: Buffer;
}

const agent = new Agent({ keepAlive: true });

/** One request, over connections that stay open; half the processor time of `fetch`, which counts when two thousand of them load a demonstration. */
function exchange(url: string, method: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
  const payload = body === undefined || Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  const sent = payload === undefined ? headers : { 'content-type': 'application/json', ...headers, 'content-length': String(payload.length) };
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, agent, headers: sent }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.once('error', reject);
      incoming.once('end', () => resolve({ status: incoming.statusCode ?? 0, cookie: incoming.headers['set-cookie']?.[0], location: incoming.headers.location, body: Buffer.concat(chunks) }));
    });
    outgoing.once('error', reject);
    outgoing.end(payload);
  });
}

function problemIn(body: Buffer): { code?: string } {
  try {
    return JSON.parse(body.toString()) as { code?: string };
  } catch {
    return {};
  }
}

/** Somebody at the api's door: keeps the session's cookie, throws `Refused`. */
export class Client {
  private cookie = '';
  userId = '';

  constructor(
    readonly url: string,
    readonly name = 'visitor',
  ) {}

  private async request(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Buffer> {
    const answer = await exchange(`${this.url}${path}`, method, body, { ...(this.cookie === '' ? {} : { cookie: this.cookie }), ...headers });
    if (answer.cookie !== undefined) this.cookie = answer.cookie.split(';')[0]!;
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    const problem = problemIn(answer.body);
    throw new Refused(answer.status, problem.code ?? '', problem, `${this.name}: ${method} ${path}`);
  }

  private async json<T>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<T> {
    const text = (await this.request(method, path, body, headers)).toString();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  get<T>(path: string): Promise<T> {
    return this.json<T>('GET', path);
  }

  post<T>(path: string, body: unknown = {}, headers?: Record<string, string>): Promise<T> {
    return this.json<T>('POST', path, body, headers);
  }

  put<T>(path: string, body: unknown): Promise<T> {
    return this.json<T>('PUT', path, body);
  }

  /** Sends a file of a few kilobytes to `path`, which begins uploads by tus; `said`: what the server is told of it. */
  async send(path: string, said: Record<string, string>, content: Uint8Array): Promise<void> {
    const tus = { 'tus-resumable': '1.0.0' };
    const metadata = Object.entries(said).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`).join(',');
    const begun = await exchange(`${this.url}${path}`, 'POST', undefined, { cookie: this.cookie, ...tus, 'upload-length': String(content.length), 'upload-metadata': metadata });
    if (begun.location === undefined) throw new Refused(begun.status, problemIn(begun.body).code ?? '', problemIn(begun.body), `${this.name}: POST ${path}`);
    await this.request('PATCH', begun.location, Buffer.from(content), { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' });
  }

  bytes(path: string): Promise<Buffer> {
    return this.request('GET', path);
  }

  /** Every row of a list, page after page. */
  async all<T>(path: string): Promise<T[]> {
    const rows: T[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const page: { items: T[]; next: string | null } = await this.get(`${path}${path.includes('?') ? '&' : '?'}limit=100${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`);
      rows.push(...page.items);
      after = page.next;
    }
    return rows;
  }
}

/** One click at the demonstration's door. */
export async function signIn(url: string, userId: string, name: string): Promise<Client> {
  const client = new Client(url, name);
  await client.post('/api/demonstration/sign-in', { userId });
  client.userId = userId;
  return client;
}

/** Ids by address of those whose address holds `search`: a hundred at most, as the door shows them. */
export async function findUsers(url: string, search: string): Promise<Map<string, string>> {
  const found = await new Client(url).get<{ id: string; email: string }[]>(`/api/demonstration/accounts?search=${encodeURIComponent(search)}`);
  return new Map(found.map(({ id, email }) => [email, id]));
}

export const setClock = (url: string, now: string): Promise<unknown> => new Client(url).put('/api/demonstration/clock', { now });

/** Does `work` on each, a few at a time, in order of arrival. */
export async function each<T, R>(items: readonly T[], work: (item: T, index: number) => Promise<R>, atOnce = 8): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const line = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, line));
  return results;
}

/** Expects a refusal with this status and code; anything else is an error. */
export async function refused(work: Promise<unknown>, status: number, code: string): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refused && error.status === status && error.code === code) return;
    throw error;
  }
  throw new Error(`expected ${status} ${code}, but it went through`);
}

export async function until(what: string, check: () => Promise<boolean>, limitMs = 60_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`${what}: not so after ${limitMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
