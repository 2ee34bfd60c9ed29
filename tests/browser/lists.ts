import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import type { Harness } from './harness.ts';

/** Waits longer than an answer may take on a busy machine, in milliseconds. */
const patience = { timeout: 15_000 };

/** The list of all tools has two pages in the fixture catalogue. */
const secondPage = 'tools/page/2/';
const server = 'servers/everyday/';

/** Lists of tools and servers: narrowing and sorting in place, over all pages, and nothing of it without scripts. */
export function testLists(harness: () => Harness): void {
  test('the tools of a server are narrowed in place, and Back from a tool finds them so', async () => {
    await using watched = await harness().open({ viewport: { width: 1440, height: 900 } });
    const { page } = watched;
    await watched.goto(server);
    const all = await listNames(page);
    await filterBox(page).fill('note');
    await expect.poll(() => listNames(page), patience).toEqual(['delete_note', 'rename_note']);
    expect(await readStatus(page)).toBe('2 of 7 tools match, most dangerous first.');
    await page.getByRole('combobox', { name: 'Class' }).selectOption('write');
    await expect.poll(() => listNames(page), patience).toEqual(['rename_note']);
    expect(new URL(page.url()).search).toBe('?q=note&class=write');

    await page.getByRole('link', { name: 'rename_note' }).first().click();
    await page.waitForURL('**/tools/everyday/rename_note/');
    await page.goBack();
    await expect.poll(() => listNames(page), patience).toEqual(['rename_note']);
    expect(await filterBox(page).inputValue()).toBe('note');
    await page.goBack();
    await expect.poll(() => listNames(page), patience).toEqual(['delete_note', 'rename_note']);
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect.poll(() => listNames(page), patience).toEqual(all);
    expect(new URL(page.url()).search).toBe('');
    expect(await filterBox(page).evaluate((box) => box === document.activeElement)).toBe(true);
    expect(watched.faults.filter(isFault)).toEqual([]);
  });

  test('a heading sorts, says which way, and turns round; so does the keyboard', async () => {
    await using watched = await harness().open({ viewport: { width: 1440, height: 900 } });
    const { page } = watched;
    await watched.goto(server);
    expect(await readSort(page)).toEqual(['Level descending']);
    const tokens = (): Promise<number[]> => readNumbers(page, 4);
    await page.getByRole('button', { name: 'Tokens' }).click();
    await expect.poll(() => readSort(page), patience).toEqual(['Tokens descending']);
    expect(await tokens()).toEqual((await tokens()).toSorted((a, b) => b - a));
    await page.getByRole('button', { name: 'Tokens' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => readSort(page), patience).toEqual(['Tokens ascending']);
    expect(await tokens()).toEqual((await tokens()).toSorted((a, b) => a - b));
    expect(new URL(page.url()).search).toBe('?sort=-tokens');
    expect(await readStatus(page)).toBe('7 tools, lightest definition first.');
    await page.getByRole('button', { name: 'Tool', exact: true }).click();
    await expect.poll(() => readSort(page), patience).toEqual(['Tool ascending']);
    expect(await listNames(page)).toEqual((await listNames(page)).toSorted());
    await page.getByRole('button', { name: 'Level' }).click();
    await expect.poll(() => readSort(page), patience).toEqual(['Level descending']);
    expect(new URL(page.url()).search).toBe('');
  });

  test('a list of several pages is narrowed over all of them by the index, which is loaded only then', async () => {
    await using watched = await harness().open({ viewport: { width: 1440, height: 900 } });
    const { page } = watched;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await watched.goto(secondPage);
    const all = await listNames(page);
    expect(all).not.toContain('create_api_key');
    const index = (await page.locator('filtered-list').getAttribute('data-bundle')) ?? '';
    const ofIndex = (): string[] => asked.filter((path) => path.startsWith(index));
    expect(ofIndex()).toEqual([]);
    await filterBox(page).fill('api key');
    await expect.poll(() => listNames(page), patience).toContain('create_api_key');
    expect(await readStatus(page)).toMatch(/^\d+ of 42 tools match, .*best match first\.$/);
    expect(ofIndex()).not.toEqual([]);
    expect(await page.getByRole('navigation', { name: 'Pages' }).isVisible()).toBe(false);
    await filterBox(page).fill('');
    await page.getByRole('combobox', { name: 'Level' }).selectOption('critical');
    await page.getByRole('combobox', { name: 'Class' }).selectOption('financial');
    await expect.poll(() => listNames(page), patience).toEqual(['refund_payment']);
    const row = page.locator('.tool-table tbody tr');
    expect((await row.innerText()).replace(/\s+/g, ' ')).toMatch(
      / Critical Financial Workshop Server workshop$/,
    );
    expect(await row.getByRole('link', { name: 'Workshop Server' }).getAttribute('href')).toBe(
      '/servers/workshop/',
    );
    await row.getByRole('link', { name: 'refund_payment' }).click();
    await page.waitForURL('**/tools/workshop/refund_payment/');
    await page.goBack();
    await expect.poll(() => listNames(page), patience).toEqual(['refund_payment']);
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect.poll(() => listNames(page), patience).toEqual(all);
    expect(await page.getByRole('navigation', { name: 'Pages' }).isVisible()).toBe(true);
    expect(watched.faults.filter(isFault)).toEqual([]);
  });

  test('a sorted list of several pages holds all of it, a part at a time', async () => {
    await using watched = await harness().open({ viewport: { width: 1440, height: 900 } });
    const { page } = watched;
    await watched.goto(`${secondPage}?sort=name`);
    await expect.poll(() => readStatus(page), patience).toBe('42 tools, by name.');
    expect(await readSort(page)).toEqual(['Tool ascending']);
    const before = (await listNames(page)).length;
    await page.getByRole('button', { name: /^Show \d+ more of \d+$/ }).click();
    await expect.poll(async () => (await listNames(page)).length, patience).toBe(42);
    const focused = await page.evaluate(() => document.activeElement?.closest('tr')?.rowIndex);
    expect(focused).toBe(before + 1);
  });

  test('a number of the chart narrows the list to the tools that it counts', async () => {
    await using watched = await harness().open({ viewport: { width: 1440, height: 900 } });
    const { page } = watched;
    await watched.goto(server);
    await page.getByRole('button', { name: '1: narrow to high, destructive' }).click();
    await expect.poll(() => listNames(page), patience).toEqual(['delete_note']);
    expect(new URL(page.url()).search).toBe('?level=high&class=destructive');
  });

  test('servers are narrowed and sorted like tools, and when nothing is left the page says what to try', async () => {
    await using watched = await harness().open({ viewport: { width: 1440, height: 900 } });
    const { page } = watched;
    await watched.goto('servers/?level=critical&sort=-name');
    await expect.poll(() => listNames(page), patience).toEqual(['Workshop Server', 'Polyglot']);
    await page.getByRole('combobox', { name: 'Transport' }).selectOption('streamable-http');
    await expect.poll(() => listNames(page), patience).toEqual(['Workshop Server']);
    await filterBox(page).fill('nobody');
    await expect.poll(() => readStatus(page), patience).toBe('None of 8 servers matches.');
    const elsewhere = page.getByRole('link', { name: 'Search the whole catalogue' });
    expect(await elsewhere.getAttribute('href')).toMatch(/\/search\/\?q=nobody$/);
  });

  test('a list of servers of several pages fetches the others when something is asked', async () => {
    await using watched = await harness().open({ viewport: { width: 1440, height: 900 } });
    const { page } = watched;
    // The fixture has too few servers, so its page is cut in two on the way.
    await page.route('**/servers/', async (route) => {
      const response = await route.fetch();
      const [head = '', rest = ''] = (await response.text()).split('<tbody>', 2);
      const [rows = '', foot = ''] = rest.split('</tbody>', 2);
      const first = rows.split('</tr>').slice(0, 2).join('</tr>');
      const several = head.replace(
        'data-total=',
        'data-list="/servers/" data-pages="2" data-current="1" data-total=',
      );
      await route.fulfill({ response, body: `${several}<tbody>${first}</tr></tbody>${foot}` });
    });
    await page.route('**/servers/page/2/', async (route) => {
      const response = await route.fetch({ url: route.request().url().replace('page/2/', '') });
      const text = await response.text();
      const [head = '', rest = ''] = text.split('<tbody>', 2);
      const second = rest.split('</tr>').slice(2).join('</tr>');
      await route.fulfill({ status: 200, contentType: 'text/html', body: `${head}<tbody>${second}` });
    });
    await watched.goto('servers/');
    expect(await listNames(page)).toEqual(['Bare', 'Everyday']);
    await filterBox(page).fill('weather');
    await expect.poll(() => listNames(page), patience).toEqual(['Weather', 'Weather']);
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect.poll(() => listNames(page), patience).toEqual(['Bare', 'Everyday']);
  });

  test('without scripts every row is there, in the order that is said, and no control that does nothing', async () => {
    await using watched = await harness().open({ javaScriptEnabled: false });
    const { page } = watched;
    for (const address of [server, 'tools/', 'servers/', 'capabilities/']) {
      await watched.goto(address);
      expect((await listNames(page)).length).toBeGreaterThan(3);
      expect(await filterBox(page).isVisible()).toBe(false);
      expect(await page.locator('filtered-list button:enabled').count()).toBe(0);
    }
    await watched.goto('tools/');
    await page.getByRole('link', { name: 'Next' }).click();
    expect((await listNames(page)).length).toBe(2);
  });

  test.each([390, 1440])('nothing moves while a list loads or is narrowed, at %i pixels', async (width) => {
    for (const address of ['tools/', server, 'servers/', `${server}?q=note`, `${secondPage}?level=high`]) {
      await using watched = await harness().open({ viewport: { width, height: 900 } });
      const { page } = watched;
      await page.addInitScript(() => {
        const moved: number[] = [];
        Object.assign(globalThis, { moved });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) moved.push((entry as unknown as { value: number }).value);
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await watched.goto(address);
      if (address.includes('?')) await page.locator('filtered-list[data-narrowed]').waitFor();
      await page.waitForTimeout(300);
      expect([address, await page.evaluate('moved')]).toEqual([address, []]);
    }
  });
}

/** What a page was still loading when it was left is no fault. */
function isFault(fault: string): boolean {
  return !fault.endsWith('net::ERR_ABORTED');
}

function filterBox(page: Page) {
  return page.locator('filtered-list input[type="search"]');
}

/** Names in the rows that are shown, in order. */
async function listNames(page: Page): Promise<string[]> {
  const rows = page.locator('filtered-list .scroll tbody tr:visible th a');
  return (await rows.allInnerTexts()).map((name) => name.trim());
}

async function readNumbers(page: Page, column: number): Promise<number[]> {
  const cells = page.locator(`filtered-list .scroll tbody tr > :nth-child(${column.toString()})`);
  return (await cells.allInnerTexts()).map((text) => Number(text.replace(/\D/g, '')));
}

async function readSort(page: Page): Promise<string[]> {
  const heads = page.locator('filtered-list th[aria-sort]');
  return heads.evaluateAll((all) => all.map((head) => `${head.textContent.trim()} ${head.ariaSort ?? ''}`));
}

async function readStatus(page: Page): Promise<string> {
  return (await page.locator('filtered-list [role="status"]').innerText()).trim();
}
