import { createRequire } from 'node:module';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { Role } from '#domain/identity/actor.js';
import { startMailbox } from '#platform/mail/mailbox.js';
import { freePort } from '#platform/network/free-port.js';
import { launchChromium } from './chromium.mjs';
import { startProcess } from './processes.js';

export interface VisitOptions {
  /** The first account of the demonstration that has this role; a visitor without. */
  as?: Role;
  width?: number;
  theme?: 'light' | 'dark';
}

/** Somebody's browser window, which is watched: what it logs, breaks or asks for fails `expectSound`. */
export interface Visit {
  page: Page;
  /** Nothing was logged, no script broke, the policy was never violated, no font of the State was asked for; axe finds nothing; no sideways scroll. */
  expectSound: () => Promise<void>;
  /** Refusals that the journey provokes (404, 409, 422…) are logged by the browser; call it when they are meant. */
  expectRefusals: () => void;
  close: () => Promise<void>;
}

/** The demonstration in real processes, on the file's own database, and a real browser. */
export interface Site {
  url: string;
  visit: (options?: VisitOptions) => Promise<Visit>;
  /** Closes every window that is open: after each journey. */
  closeWindows: () => Promise<void>;
  /** GET without the browser. */
  get<T>(address: string): Promise<T>;
  /** Sets the domain clock, forward only. */
  setClock(instant: string): Promise<void>;
  /** Where the caught mails are: tests may put one there. */
  mailbox: string;
  close(): Promise<void>;
}

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function openSite(settings: Record<string, string> = {}): Promise<Site> {
  const mayBearMarks = settings['ESSAIM_OFFICIAL_STATE_SITE'] === 'true';
  const mailbox = await mkdtemp(path.join(tmpdir(), 'essaim-mailbox-'));
  const smtp = await startMailbox({ dir: mailbox });
  const port = await freePort();
  const env = {
    LOG_LEVEL: 'info',
    PORT: String(port),
    DATABASE_URL: process.env['DATABASE_URL']!,
    SMTP_URL: smtp.smtpUrl,
    ESSAIM_MAILBOX: mailbox,
    ESSAIM_SECRET: 'a secret of the tests, thirty-two characters and more',
    ESSAIM_DEMONSTRATION: 'true',
    TIMERS_EVERY_MS: '1000',
    ...settings,
  };
  const processes = [startProcess('api', env), startProcess('worker', env)];
  const browser: Browser = await launchChromium();
  await Promise.all(processes.map((one) => one.says('"started"')));
  const url = `http://localhost:${port}`;
  const windows = new Set<BrowserContext>();
  const get = async <T>(address: string): Promise<T> => (await (await fetch(url + address)).json()) as T;
  return {
    url,
    mailbox,
    get,
    setClock: async (now) => {
      const answer = await fetch(`${url}/api/demonstration/clock`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ now }) });
      if (!answer.ok) throw new Error(await answer.text());
    },
    visit: async ({ as, width = 1440, theme = 'light' } = {}) => {
      const context = await browser.newContext({ baseURL: url, viewport: { width, height: 900 }, colorScheme: theme, locale: 'fr-FR', reducedMotion: 'reduce' });
      windows.add(context);
      if (as !== undefined) {
        const accounts = await get<{ id: string; roles: string[] }[]>('/api/demonstration/accounts');
        const account = accounts.find(({ roles }) => roles.includes(as));
        if (account === undefined) throw new Error(`the demonstration has no account with the role ${as}`);
        await context.request.post('/api/demonstration/sign-in', { data: { userId: account.id } });
      }
      const page = await context.newPage();
      const close = async (): Promise<void> => {
        windows.delete(context);
        await context.close();
      };
      return watched(page, mayBearMarks, close);
    },
    closeWindows: async () => {
      for (const context of windows) await context.close();
      windows.clear();
    },
    close: async () => {
      await browser.close();
      for (const one of processes) await one.kill();
      await smtp.close();
      await rm(mailbox, { recursive: true, force: true });
    },
  };
}

function watched(page: Page, mayBearMarks: boolean, close: () => Promise<void>): Visit {
  const said: string[] = [];
  let refusals = false;
  const isRefusal = (text: string): boolean => /^Failed to load resource: .* status of 4\d\d/.test(text);
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') said.push(message.text());
  });
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('request', (request) => {
    if ((!mayBearMarks && /Marianne|Spectral/.test(request.url())) || !request.url().startsWith(new URL(page.url() === 'about:blank' ? request.url() : page.url()).origin)) said.push(`asked for ${request.url()}`);
  });
  return {
    page,
    close,
    expectRefusals: () => {
      refusals = true;
    },
    expectSound: async () => {
      expect(said.filter((text) => !refusals || !isRefusal(text))).toEqual([]);
      expect([page.url(), await faults(page)]).toEqual([page.url(), []]);
      const sideways = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect([page.url(), 'scrolls sideways by', sideways]).toEqual([page.url(), 'scrolls sideways by', 0]);
    },
  };
}

interface Violation {
  id: string;
  help: string;
  nodes: { html: string; failureSummary: string }[];
}

/** What axe finds: WCAG 2.2 A and AA, and its best practices. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(await axe);
  const violations = (await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((found) => found.violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) })))`,
  )) as Violation[];
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html.slice(0, 300)} (${failureSummary.split('\n').slice(1, 3).join(' ').trim()})`));
}

/** The title of a page, as it is to read. */
export const heading = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { level: 1, name, exact: typeof name === 'string' });

/** What has the focus: its role, else its element, and its name. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(`(() => { const one = document.activeElement; return (one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? one.textContent ?? '').trim().slice(0, 80) || one.tagName.toLowerCase(); })()`);

/** Tab until what is reached begins with `name`; the label's hint may follow it. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const seen: string[] = [];
  for (let turn = 0; turn < 80; turn++) {
    await page.keyboard.press('Tab');
    const here = await focused(page);
    if (here.replaceAll(/\s/g, ' ').startsWith(name)) return;
    seen.push(here);
  }
  throw new Error(`no ${name} among ${seen.join(' | ')}`);
}

/** What a click saves, under which name. */
export async function taken({ page }: Visit, click: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}
