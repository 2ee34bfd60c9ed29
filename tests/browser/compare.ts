import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Harness } from './harness.ts';

const twoTools = 'compare/?tools=everyday/create_api_key,workshop/delete_all_records';

/** Tools and servers side by side. */
export function testCompare(harness: () => Harness): void {
  test('two tools are chosen by keyboard alone; the address, Back and a reload hold them', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto('compare/');
    await page.getByRole('combobox', { name: 'Server', exact: true }).focus();
    await page.keyboard.type('everyday');
    await page
      .getByRole('option', { name: /everyday/i })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await takeByKeyboard(page, 'create_api_key');
    await page.waitForURL(/tools=everyday\/create_api_key$/);
    expect(await readStatus(page)).toBe('One tool is shown. Add another to compare it with.');

    await takeByKeyboard(page, 'rename');
    await page.waitForFunction(() => document.querySelectorAll('thead th').length === 3);
    expect((await listHeads(page))[0]).toBe('create_api_key');
    expect(await readStatus(page)).toMatch(/^2 tools compared: \d+ of \d+ facts differ\.$/);
    const [address, heads] = [page.url(), await listHeads(page)];

    await page.reload();
    await page.locator('.compare-table').waitFor();
    expect(await listHeads(page)).toEqual(heads);
    await page.goBack();
    await page.waitForFunction(() => document.querySelectorAll('thead th').length === 2);
    await page.goForward();
    await page.waitForFunction(() => document.querySelectorAll('thead th').length === 3);
    expect(page.url()).toBe(address);
    expect(watched.faults).toEqual([]);
  });

  test('only differences leaves out what is the same, says so, and stays in the address', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await openTable(watched.goto, page, twoTools);
    const all = await listFacts(page);
    expect(all).toContain('Confidence');
    expect(all).toContain('Level, differs');
    await page.getByRole('checkbox', { name: 'Only differences' }).check();
    const [few, status] = [await listFacts(page), await readStatus(page)];
    expect(few).toEqual(all.filter((fact) => few.includes(fact)));
    expect(few.length).toBeLessThan(all.length);
    expect(status).toMatch(/left out\.$/);
    await page.reload();
    await page.locator('.compare-table').waitFor();
    expect(await listFacts(page)).toEqual(few);
  });

  test('columns change places and go, and the focus stays where it is of use', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await openTable(watched.goto, page, twoTools);
    await page.getByRole('button', { name: /^Move create_api_key .* later$/ }).press('Enter');
    await page.waitForURL(/tools=workshop\/delete_all_records,everyday\/create_api_key$/);
    expect(await listHeads(page)).toEqual(['delete_all_records', 'create_api_key']);
    expect(await focused(page)).toMatch(/^Move create_api_key .* earlier$/);
    await page.getByRole('button', { name: /^Remove delete_all_records/ }).press('Enter');
    await page.waitForURL(/tools=everyday\/create_api_key$/);
    expect(await focused(page)).toMatch(/^Remove create_api_key/);
    await page.getByRole('button', { name: /^Remove create_api_key/ }).press('Enter');
    await page.waitForURL(/compare\/$/);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('compare-server');
  });

  test('servers are compared, too, and tools become their servers', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await openTable(watched.goto, page, twoTools);
    await page.getByRole('radio', { name: 'Servers' }).check();
    await page.waitForURL(/\?servers=everyday,workshop$/);
    expect(await listFacts(page)).toContain('Tools by level, differs');
    const tokens = page.getByRole('row', { name: /^Tokens of all definitions/ }).getByRole('cell');
    const record = (await (await fetch(new URL('api/v1/servers/everyday.json', harness().url))).json()) as {
      tokens: number;
    };
    expect((await tokens.first().innerText()).replaceAll(',', '')).toContain(record.tokens.toString());
    expect(watched.faults).toEqual([]);
  });

  test('an address of what does not exist says so, shows the rest, and asks for nothing else', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await openTable(
      watched.goto,
      page,
      'compare/?tools=everyday/create_api_key,../../x,everyday/<img src=x>',
    );
    expect(await page.locator('[data-notices]').innerText()).toContain(
      '“../../x” and “everyday/<img src=x>”',
    );
    expect(await page.locator('tool-compare img').count()).toBe(0);
    expect(await listHeads(page)).toEqual(['create_api_key']);
    expect(asked.filter((url) => url.includes('/profiles/'))).toHaveLength(1);
    expect(watched.faults).toEqual([]);
  });

  test('strange names are text, in the fields and in the table', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await openTable(
      watched.goto,
      page,
      'compare/?tools=polyglot/script-alert-1-script-0e4cr3g,everyday/create_api_key',
    );
    expect((await listHeads(page))[0]).toContain('<script>');
    expect(await page.locator('tool-compare script').count()).toBe(0);
    await page.getByRole('combobox', { name: 'Server', exact: true }).fill('polyglot');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Tool' }).press('ArrowDown');
    expect(await page.getByRole('option').count()).toBeGreaterThan(5);
    expect(await page.locator('tool-compare script').count()).toBe(0);
    expect(watched.faults).toEqual([]);
  });

  test('a file that cannot be loaded leads to a second try', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await page.route('**/profiles/workshop.json', (route) => route.abort());
    await watched.goto(twoTools);
    const again = page.getByRole('button', { name: 'Try again' });
    await again.waitFor();
    await page.unroute('**/profiles/workshop.json');
    await again.click();
    await page.locator('.compare-table').waitFor();
    expect(await listHeads(page)).toHaveLength(2);
  });

  test('without scripts there is an explanation with ways on, and no field that does nothing', async () => {
    await using watched = await harness().open({ javaScriptEnabled: false });
    await watched.goto('compare/');
    expect(await watched.page.locator('main noscript a, main .notice a').count()).toBe(2);
    expect(await watched.page.locator('.compare form').isVisible()).toBe(false);
  });
}

async function openTable(
  goto: (address: string) => Promise<void>,
  page: Page,
  address: string,
): Promise<void> {
  await goto(address);
  await page.locator('.compare-table').waitFor();
}

/** Types into the field that has the focus after a server was taken, and takes the first tool. */
async function takeByKeyboard(page: Page, typed: string): Promise<void> {
  await page.waitForFunction(() => document.activeElement?.id === 'compare-tool');
  await page.keyboard.type(typed);
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
}

async function listHeads(page: Page): Promise<string[]> {
  return page.locator('thead th:not(.corner) [data-untrusted]').allTextContents();
}

async function listFacts(page: Page): Promise<string[]> {
  const facts = await page.locator('tbody th').allTextContents();
  return facts.map((fact) => fact.replace('≠', ''));
}

async function readStatus(page: Page): Promise<string> {
  return (await page.locator('[data-status]').innerText()).trim();
}

async function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
}
