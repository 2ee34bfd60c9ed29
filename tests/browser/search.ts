import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Harness } from './harness.ts';
import { kinds } from './pages.ts';

/** Waits longer than the search may take on a busy machine, in milliseconds. */
const patience = { timeout: 15_000 };

const results = 'tool-search ol > li';

/** Names of the results, in order. */
async function listNames(page: Page): Promise<string[]> {
  return (await page.locator(`${results} [data-slot="name"]`).allTextContents()).map((name) => name.trim());
}

/** The words of the status line once it has settled. */
async function readStatus(page: Page): Promise<string> {
  await expect.poll(() => page.getByRole('status').textContent(), patience).toMatch(/match/);
  return (await page.getByRole('status').textContent()) ?? '';
}

/** Finding tools. */
export function testSearch(harness: () => Harness): void {
  test('the slash key goes to the search box, and Enter to the results', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(kinds.tool);
    await page.keyboard.press('/');
    await page.keyboard.type('api key/x');
    expect(await page.locator('#site-search').inputValue()).toBe('api key/x');
    await page.locator('#site-search').fill('api key');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search/?q=api+key');
    await page.locator(results).first().waitFor();
    expect(await listNames(page)).toContain('create_api_key');
    expect(watched.faults).toEqual([]);
  });

  test.each([
    ['create_api_key', 'create_api_key'],
    ['createApiKey', 'createApiKey'],
    ['create-api-key', 'create-api-key'],
    ['api key', undefined],
    ['apikey', undefined],
  ])('%s finds every spelling, the same one first', async (query, first) => {
    await using watched = await harness().open();
    await watched.goto(`search/?q=${encodeURIComponent(query)}`);
    await readStatus(watched.page);
    const names = await listNames(watched.page);
    expect(names).toEqual(expect.arrayContaining(['create_api_key', 'createApiKey', 'create-api-key']));
    if (first !== undefined) expect(names[0]).toBe(first);
  });

  test('facets narrow, stand in the address, and Back restores', async () => {
    await using watched = await harness().open({ viewport: { width: 1440, height: 900 } });
    const { page } = watched;
    await watched.goto('search/?q=weather');
    await readStatus(page);
    const before = await listNames(page);
    expect(before).toEqual(expect.arrayContaining(['get_weather_report', 'createApiKey']));
    await page.locator('input[name="level"][value="high"]').check();
    await expect.poll(() => listNames(page), patience).toEqual(['createApiKey']);
    expect(new URL(page.url()).search).toBe('?q=weather&level=high');
    await page.goBack();
    await expect.poll(() => listNames(page), patience).toEqual(before);
    expect(await page.locator('input[name="level"][value="high"]').isChecked()).toBe(false);
    expect(new URL(page.url()).search).toBe('?q=weather');
  });

  test('an address with facets opens as it was left', async () => {
    await using watched = await harness().open();
    await watched.goto('search/?level=critical&class=financial');
    expect(await readStatus(watched.page)).toBe('1 tool matches.');
    expect(await listNames(watched.page)).toEqual(['refund_payment']);
  });

  test('words of strangers are text among results, too', async () => {
    await using watched = await harness().open();
    await watched.goto('search/?q=script+alert');
    await readStatus(watched.page);
    expect(await listNames(watched.page)).toContain('<script>alert(1)</script>');
    expect(await watched.page.locator(`${results} script, ${results} img, ${results} b`).count()).toBe(0);
    expect(watched.faults).toEqual([]);
  });

  test('a query without results says so', async () => {
    await using watched = await harness().open();
    await watched.goto('search/');
    await watched.page.getByRole('searchbox').fill('qqqqzzzz');
    await expect
      .poll(() => watched.page.getByRole('status').textContent(), patience)
      .toBe('Nothing matches.');
  });
}

/** Finding tools on a site below a folder of its host. */
export function testSearchBelow(harness: () => Harness): void {
  test('a result leads to its page', async () => {
    await using watched = await harness().open();
    await watched.goto('search/?q=createApiKey');
    await readStatus(watched.page);
    await watched.page.locator(`${results} a`).first().click();
    await watched.page.waitForURL(/\/catalogue\/tools\/weather-east\/createapikey-[a-z0-9]+\/$/);
    expect(await watched.page.locator('h1').textContent()).toContain('createApiKey');
    expect(watched.faults).toEqual([]);
  });
}
