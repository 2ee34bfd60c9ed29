import chromium from '@sparticuz/chromium';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium as driver,
  type Page,
} from 'playwright-core';
import { serveDirectory, type StaticServer } from '#scripts/lib/serve.ts';
import { afterAll, beforeAll } from 'vitest';
import type { FixtureSite } from '../support/fixture-site.ts';

/** A browser on a served site. */
export interface Harness {
  /** Address of the home page. */
  readonly url: string;
  /** Opens an empty page with settings of its own; it is watched, and closed on disposal. */
  readonly open: (options?: BrowserContextOptions) => Promise<WatchedPage>;
  readonly close: () => Promise<void>;
}

/** A page, and what it did that it should not have done. */
export interface WatchedPage extends AsyncDisposable {
  readonly page: Page;
  /** Goes to an address below the home page, without the slash in front, and waits until everything is loaded. */
  readonly goto: (address: string) => Promise<void>;
  /** Errors on the console, violations of the content security policy, failed requests and requests to other hosts. */
  readonly faults: string[];
}

/** Serves a site with its headers and starts the browser that `CHROME_PATH` names, or the one of the development dependencies. */
export async function startHarness({ directory, basePath }: FixtureSite): Promise<Harness> {
  const server: StaticServer = await serveDirectory({ directory, port: 0, basePath });
  const browser: Browser = await driver.launch({
    executablePath: process.env['CHROME_PATH'] || (await chromium.executablePath()),
    // In a single process, several contexts take the browser down.
    args: chromium.args.filter((argument) => argument !== '--single-process'),
    headless: true,
  });
  return {
    url: server.url,
    open: async (options = {}) => watch(await browser.newContext(options), server.url),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

/** Starts site and browser before the tests of a block and ends them after. */
export function useHarness(openSite: () => FixtureSite): () => Harness {
  let site: FixtureSite | undefined;
  let harness: Harness | undefined;
  beforeAll(async () => {
    site = openSite();
    harness = await startHarness(site);
  });
  afterAll(async () => {
    await harness?.close();
    site?.[Symbol.dispose]();
  });
  return () => {
    if (harness === undefined) throw new Error('The browser has not been started.');
    return harness;
  };
}

async function watch(context: BrowserContext, home: string): Promise<WatchedPage> {
  const { origin } = new URL(home);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (/^(?:error|warning)$/.test(message.type())) faults.push(`${page.url()}: console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`${page.url()}: error: ${error.message}`));
  page.on('dialog', (dialog) => {
    faults.push(`${page.url()}: dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('requestfailed', (request) => {
    const error = request.failure()?.errorText ?? '';
    // A page that is left breaks off what it is still loading.
    if (error !== 'net::ERR_ABORTED') faults.push(`${page.url()}: failed: ${request.url()} ${error}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) faults.push(`${page.url()}: elsewhere: ${request.url()}`);
  });
  return {
    page,
    faults,
    goto: async (address) => {
      await page.goto(new URL(address, home).href, { waitUntil: 'load' });
      if (address.startsWith('search/?')) await page.locator('tool-search ol li').first().waitFor();
    },
    [Symbol.asyncDispose]: () => context.close(),
  };
}
