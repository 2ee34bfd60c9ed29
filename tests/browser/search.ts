import axe, { type AxeResults } from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Harness } from './harness.ts';
import { kinds } from './pages.ts';

/** Waits longer than the search may take on a busy machine, in milliseconds. */
const patience = { timeout: 15_000 };

const results = 'tool-search ol > li';
const dialog = '.search-dialog[open]';
const options = `${dialog} [role="option"]`;
/** Guides and attack patterns, in the dialog and on the search page. */
const group = `${dialog} [role="group"]`;
const prose = 'tool-search [data-prose] li';

/** Names of the results of the search page, in order. */
function listNames(page: Page): Promise<string[]> {
  return page.locator(`${results} .hit-name`).allTextContents();
}

/** Names of the results of the dialog, in order. */
function listOptions(page: Page): Promise<string[]> {
  return page.locator(`${options} .hit-name`).allTextContents();
}

/** Titles of the guides and attack patterns that are shown at a place. */
function listProse(page: Page, place: string): Promise<string[]> {
  return page.locator(`${place} .hit-title`).allTextContents();
}

/** What a screen reader is told of the results, once they have settled. */
async function readStatus(page: Page): Promise<string> {
  const status = page.locator('tool-search [role="status"]');
  await expect.poll(() => status.textContent(), patience).toMatch(/match/);
  return (await status.textContent()) ?? '';
}

/** Opens the dialog by its key, and types. */
async function typeInDialog(page: Page, query: string): Promise<void> {
  await page.keyboard.press('/');
  await page.locator(dialog).waitFor();
  await page.keyboard.type(query);
}

/** What the element with the focus is: its id or its words. */
function readFocus(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document;
    return activeElement?.id ? `#${activeElement.id}` : (activeElement?.textContent.trim() ?? '');
  });
}

/** Follows a link once what pointing at it loads is there: what a page breaks off when it is left counts as a fault. */
async function follow(page: Page, link: Locator): Promise<void> {
  await link.hover();
  await page.waitForLoadState('networkidle');
  await link.click();
}

/** Finding tools. */
export function testSearch(harness: () => Harness): void {
  describe('the dialog', () => testDialog(harness));
  describe('the page', () => testPage(harness));
  describe('prose', () => testProse(harness));
  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    test('no barrier in the open dialog, nor on the page with filters and prose', async () => {
      await using watched = await harness().open({ colorScheme, viewport: { width: 1440, height: 900 } });
      const { page } = watched;
      await watched.goto(kinds.tool);
      await typeInDialog(page, 'api key');
      await page.locator(options).first().waitFor();
      await page.keyboard.press('ArrowDown');
      expect(await listBarriers(page)).toEqual([]);
      await page.locator(`${dialog} .all`).click();
      await page.waitForURL('**/search/**');
      await readStatus(page);
      await watched.goto(kinds.tool);
      // The same dialog with what is remembered, and with advice.
      await page.keyboard.press('/');
      await page.locator(`${dialog} .recent-search`).waitFor();
      expect(await listBarriers(page)).toEqual([]);
      await page.keyboard.type('qqqqzzzz');
      await page.locator(`${dialog} .advice`).waitFor();
      expect(await listBarriers(page)).toEqual([]);
      await page.locator(`${dialog} [role="combobox"]`).fill('deletion');
      await page.locator(`${group} [role="option"]`).first().waitFor();
      expect(await listBarriers(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await page.waitForURL('**/search/**');
      await page.locator(prose).first().waitFor();
      expect(await listBarriers(page)).toEqual([]);
      await watched.goto('search/?q=api+key&level=high&class=write&hints=declared,undeclared');
      await readStatus(page);
      expect(await listBarriers(page)).toEqual([]);
      await watched.page.setViewportSize({ width: 390, height: 844 });
      await page.getByRole('button', { name: 'Filters' }).click();
      expect(await listBarriers(page)).toEqual([]);
      expect(watched.faults).toEqual([]);
    });
  });
}

function testDialog(harness: () => Harness): void {
  test('by keyboard alone, from a tool to another', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(kinds.tool);
    await typeInDialog(page, 'refund');
    await expect.poll(() => listOptions(page), patience).toContain('refund_payment');
    const at = (await listOptions(page)).indexOf('refund_payment');
    for (let step = 0; step <= at; step += 1) await page.keyboard.press('ArrowDown');
    const active = page.locator(`${dialog} [role="combobox"]`);
    expect(await active.getAttribute('aria-activedescendant')).toBe(
      await page.locator(`${options}[aria-selected="true"]`).getAttribute('id'),
    );
    await page.keyboard.press('Enter');
    await page.waitForURL('**/tools/workshop/refund_payment/');
    expect(await page.locator('h1').textContent()).toContain('refund_payment');
    expect(watched.faults).toEqual([]);
  });

  test('arrows, Home and End move through the results and the cursor stays in the text', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(kinds.tool);
    await typeInDialog(page, 'api key');
    await page.locator(options).first().waitFor();
    const last = (await page.locator(options).count()) - 1;
    const selected = (): Promise<number> =>
      page
        .locator(options)
        .evaluateAll((all) => all.findIndex((option) => option.getAttribute('aria-selected') === 'true'));
    expect(last).toBeGreaterThan(1);
    expect(await selected()).toBe(-1);
    for (const [key, at] of [
      ['ArrowUp', last],
      ['ArrowDown', -1],
      ['ArrowDown', 0],
      ['End', last],
      ['Home', 0],
    ] as const) {
      await page.keyboard.press(key);
      expect([key, await selected()]).toEqual([key, at]);
    }
    await page.keyboard.type('s');
    expect(await page.locator(`${dialog} [role="combobox"]`).inputValue()).toBe('api keys');
    expect(await selected()).toBe(-1);
  });

  test('Enter without a choice leads to all results, and a slash in the text stays one', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(kinds.tool);
    await typeInDialog(page, 'api key/x');
    const field = page.locator(`${dialog} [role="combobox"]`);
    expect(await field.inputValue()).toBe('api key/x');
    await field.fill('api key');
    await expect.poll(() => listOptions(page), patience).toContain('create_api_key');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search/?q=api+key');
    await page.locator(results).first().waitFor();
    expect(await listNames(page)).toContain('create_api_key');
    expect(watched.faults).toEqual([]);
  });

  test('Escape gives the focus back to where it was', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(kinds.tool);
    const link = page.locator('main a').nth(3);
    await link.focus();
    const before = await readFocus(page);
    await typeInDialog(page, 'api');
    expect(await readFocus(page)).not.toBe(before);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator(dialog).count()).toBe(0);
    expect(await readFocus(page)).toBe(before);
  });

  test.each(['Control+k', 'Meta+k'])('%s opens it, also from a text field', async (key) => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(kinds.tool);
    await page.locator('#site-search').focus();
    await page.keyboard.press(key);
    await page.locator(dialog).waitFor();
    await page.keyboard.type('key');
    await expect.poll(() => listOptions(page), patience).toContain('create_api_key');
    expect(watched.faults).toEqual([]);
  });

  test('the box of the home page leads to it, too', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(kinds.home);
    await typeInDialog(page, 'key');
    await expect.poll(() => listOptions(page), patience).toContain('create_api_key');
    expect(watched.faults).toEqual([]);
  });

  test('a click into the box and a letter typed there open it, the Tab key leads past', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(kinds.tool);
    const box = page.locator('#site-search');
    await box.click();
    await page.locator(dialog).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => readFocus(page)).toBe('#site-search');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Shift+Tab');
    expect([await page.locator(dialog).count(), await readFocus(page)]).toEqual([0, '#site-search']);
    await page.keyboard.type('weather');
    await page.locator(dialog).waitFor();
    await expect.poll(() => page.locator(`${dialog} [role="combobox"]`).inputValue()).toBe('weather');
    await expect.poll(() => listOptions(page), patience).toContain('get_weather_report');
    expect(await box.inputValue()).toBe('');
  });

  test('the page behind does not scroll, and a click beside closes', async () => {
    await using watched = await harness().open({ viewport: { width: 1440, height: 900 } });
    const { page } = watched;
    await watched.goto(kinds.tool);
    await typeInDialog(page, 'api key');
    await page.mouse.move(20, 600);
    await page.mouse.wheel(0, 600);
    await page.locator(options).first().waitFor();
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await page.mouse.click(20, 600);
    await expect.poll(() => page.locator(dialog).count()).toBe(0);
    await page.mouse.wheel(0, 600);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
  });

  test('Ctrl Enter opens a result in a new tab', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(kinds.tool);
    await typeInDialog(page, 'refund_payment');
    await expect.poll(() => listOptions(page), patience).toContain('refund_payment');
    await page.keyboard.press('ArrowDown');
    const [tab] = await Promise.all([
      page.context().waitForEvent('page'),
      page.keyboard.press('Control+Enter'),
    ]);
    await tab.waitForURL('**/refund_payment/');
    expect(page.url()).toContain(kinds.tool);
  });

  test('searches are remembered once they led somewhere, and can be taken out', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(kinds.tool);
    await typeInDialog(page, 'key');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search/?q=key');
    await readStatus(page);
    for (const [query, name] of [
      ['weather', 'get_weather_report'],
      ['refund', 'refund_payment'],
    ] as const) {
      await watched.goto(kinds.tool);
      await typeInDialog(page, query);
      await page.locator(options, { hasText: name }).first().click();
      await page.waitForURL(`**/${name}/`);
    }
    await typeInDialog(page, 'not kept');
    await page.keyboard.press('Escape');
    await page.reload();
    await page.keyboard.press('/');
    const recent = page.locator(`${dialog} .recent-search`);
    await expect.poll(() => recent.allTextContents()).toEqual(['refund', 'weather', 'key']);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Delete');
    expect(await recent.allTextContents()).toEqual(['refund', 'key']);
    await page.getByRole('button', { name: 'Forget “refund”' }).click();
    await recent.first().click();
    await expect.poll(() => listOptions(page), patience).toContain('create_api_key');
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByRole('button', { name: 'Forget all' }).click();
    expect(await recent.count()).toBe(0);
    expect(await page.evaluate(() => localStorage.getItem('recent-searches'))).toBeNull();
  });

  test('marks the words, and says to what a misspelt one was corrected', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(kinds.tool);
    await typeInDialog(page, 'wether');
    await expect.poll(() => listOptions(page), patience).toContain('get_weather_report');
    expect(await page.locator(`${dialog} .notes`).textContent()).toBe('Showing results for weather.');
    expect(await page.locator(`${options} .hit-name mark`).allTextContents()).toContain('weather');
    await expect
      .poll(() => page.locator(`${dialog} [role="status"]`).textContent(), patience)
      .toMatch(/^Showing results for weather\. \d+ results match\./);
  });

  test('an empty result says what to try', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(kinds.tool);
    await typeInDialog(page, 'qqqqzzzz wwxx');
    const advice = page.locator(`${dialog} .advice`);
    await expect.poll(() => advice.textContent(), patience).toContain('Nothing matches “qqqqzzzz wwxx”.');
    expect(await page.locator(options).count()).toBe(0);
    await advice.getByRole('button', { name: 'wwxx' }).click();
    await expect.poll(() => advice.textContent(), patience).toContain('Nothing matches “wwxx”.');
    expect(await page.locator(`${dialog} [role="combobox"]`).inputValue()).toBe('wwxx');
  });

  test('words of strangers are text', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(kinds.tool);
    await typeInDialog(page, 'script alert');
    await expect.poll(() => listOptions(page), patience).toContain('<script>alert(1)</script>');
    expect(await page.locator(`${dialog} :is(script, img, iframe)`).count()).toBe(0);
    await page.locator(`${dialog} [role="combobox"]`).fill('<img src=x onerror=alert(1)>');
    await page.keyboard.press('Escape');
    expect(watched.faults).toEqual([]);
  });
}

/** What is written is found beside tools: attack patterns and guides. */
function testProse(harness: () => Harness): void {
  test('an attack pattern is found from the dialog by keyboard, after the tools', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(kinds.tool);
    await typeInDialog(page, 'key minting');
    await expect.poll(() => listProse(page, group), patience).toEqual(['Key minting']);
    expect(await page.getByRole('group', { name: 'Guides and attack patterns' }).count()).toBe(1);
    const kindsInOrder = await page
      .locator(options)
      .evaluateAll((all) => all.map((option) => option.closest('[role="group"]') !== null));
    expect(kindsInOrder.length).toBeGreaterThan(2);
    expect(kindsInOrder).toEqual(kindsInOrder.toSorted());
    await page.keyboard.press('ArrowUp');
    expect(await page.locator(`${options}[aria-selected="true"]`).textContent()).toContain('Attack pattern');
    await expect
      .poll(() => page.locator(`${dialog} [role="status"]`).textContent(), patience)
      .toMatch(/match\..* 1 guide or attack pattern\./);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/attacks/key-minting/');
    expect(watched.faults).toEqual([]);
  });

  test('a guide is found where no tool is, down to its section, before the advice', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(kinds.tool);
    await typeInDialog(page, 'begins verdict');
    await expect.poll(() => listProse(page, group), patience).toEqual(['Reading a page']);
    expect(await page.locator(options).count()).toBe(1);
    expect(await page.locator(`${dialog} .advice`).textContent()).toContain(
      'No tool or server matches “begins verdict”.',
    );
    await page.locator(`${dialog} [role="combobox"]`).fill('policies');
    await expect
      .poll(() => page.locator(`${group} .hit-from`).allTextContents(), patience)
      .toContain('Guide Policies');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/guides/reading-a-page/#policies');
    expect(watched.faults).toEqual([]);
  });

  test('an option stays the active one when prose comes after it', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await page.route('**/pagefind/pagefind.js', async (route) => {
      await page.locator(`${options}[aria-selected="true"]`).waitFor(patience);
      await route.continue();
    });
    await watched.goto(kinds.tool);
    await typeInDialog(page, 'key minting');
    await page.locator(options).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => listProse(page, group), patience).toEqual(['Key minting']);
    const active = await page.locator(`${dialog} [role="combobox"]`).getAttribute('aria-activedescendant');
    expect(await page.locator(options).first().getAttribute('id')).toBe(active);
    expect(await page.locator(options).first().getAttribute('aria-selected')).toBe('true');
  });

  test('without their index the tools are found all the same, and nothing is said', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await page.route('**/pagefind/**', (route) => route.abort());
    await watched.goto('search/?q=key+minting');
    expect(await readStatus(page)).toMatch(/match\.$/);
    expect(await listNames(page)).toContain('create_api_key');
    expect(await page.locator(prose).count()).toBe(0);
    expect(await page.getByRole('heading', { name: 'Guides and attack patterns' }).count()).toBe(0);
  });

  test('nothing of it is loaded before a query is answered', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await watched.goto('search/');
    await page.getByRole('searchbox').click();
    await page.waitForLoadState('networkidle');
    expect(asked.filter((path) => path.includes('/pagefind/'))).toEqual([]);
    await page.getByRole('searchbox').fill('key minting');
    await expect.poll(() => listProse(page, prose), patience).toEqual(['Key minting']);
    const firstDetails = asked.findIndex((path) => /search-index\/.*\/pages\//.test(path));
    expect(firstDetails).toBeGreaterThan(-1);
    expect(asked.findIndex((path) => path.includes('/pagefind/'))).toBeGreaterThan(firstDetails);
  });

  test('on the page it stands beside the tools, goes when they are narrowed, and comes back', async () => {
    await using watched = await harness().open({ viewport: { width: 1440, height: 900 } });
    const { page } = watched;
    await watched.goto('search/?q=key+minting');
    await expect.poll(() => listProse(page, prose), patience).toEqual(['Key minting']);
    await expect.poll(() => readStatus(page), patience).toMatch(/1 guide or attack pattern\.$/);
    expect(await page.locator(`${prose} mark`).allTextContents()).toEqual(
      expect.arrayContaining(['Key', 'minting']),
    );
    const [beside, list] = await Promise.all([
      page.locator('[data-prose]').boundingBox(),
      page.locator('tool-search ol').boundingBox(),
    ]);
    expect(beside?.x ?? 0).toBeGreaterThan((list?.x ?? 0) + (list?.width ?? 0));
    await page.locator('input[name="level"][value="high"]').check();
    await expect.poll(() => page.locator(prose).count(), patience).toBe(0);
    await page.goBack();
    await expect.poll(() => listProse(page, prose), patience).toEqual(['Key minting']);
    await follow(page, page.locator(`${prose} a`).first());
    await page.waitForURL('**/attacks/key-minting/');
    expect(watched.faults).toEqual([]);
  });

  test.each([390, 1440])('nothing that is there moves when it comes, at %i pixels', async (width) => {
    await using watched = await harness().open({ viewport: { width, height: 900 } });
    const { page } = watched;
    let proceed = (): void => undefined;
    const held = new Promise<void>((resolve) => (proceed = resolve));
    await page.route('**/pagefind/pagefind.js', async (route) => {
      await held;
      await route.continue();
    });
    const place = (): Promise<number[]> =>
      page.locator(`${results}, [data-bar]`).evaluateAll((all) =>
        all.flatMap((element) => {
          const { top, width: wide } = element.getBoundingClientRect();
          return [Math.round(top), Math.round(wide)];
        }),
      );
    await watched.goto('search/?q=key');
    await readStatus(page);
    const before = await place();
    proceed();
    await expect.poll(() => listProse(page, prose), patience).toContain('Key minting');
    expect(await place()).toEqual(before);
  });

  test('on a small screen a link leads to it', async () => {
    await using watched = await harness().open({ viewport: { width: 390, height: 844 } });
    const { page } = watched;
    await watched.goto('search/?q=key');
    await page.getByRole('link', { name: /guides? (?:and|or) attack patterns?$/ }).click(patience);
    await expect
      .poll(() =>
        page
          .getByRole('heading', { name: 'Guides and attack patterns' })
          .boundingBox()
          .then((box) => box?.y ?? -1),
      )
      .toBeLessThan(700);
    expect(await page.locator(results).count()).toBeGreaterThan(2);
  });

  test('the name of a tool brings none that only mentions it', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto('search/?q=key+minting');
    await expect.poll(() => listProse(page, prose), patience).toEqual(['Key minting']);
    await page.getByRole('searchbox').fill('create_api_key');
    await expect.poll(() => listNames(page).then(([name]) => name), patience).toBe('create_api_key');
    await expect.poll(() => page.locator(prose).count(), patience).toBe(0);
  });
}

function testPage(harness: () => Harness): void {
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

  test('the slash key goes to its own box', async () => {
    await using watched = await harness().open();
    await watched.goto('search/');
    await watched.page.keyboard.press('/');
    await watched.page.keyboard.type('a/b');
    expect(await watched.page.getByRole('searchbox').inputValue()).toBe('a/b');
    expect(await watched.page.locator(dialog).count()).toBe(0);
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

  test('what is chosen is shown, counted and taken back', async () => {
    await using watched = await harness().open({ viewport: { width: 1440, height: 900 } });
    const { page } = watched;
    await watched.goto('search/?level=high&hints=undeclared');
    await readStatus(page);
    const shown = await page.locator('[data-found]').textContent();
    expect(shown).toMatch(/^\d+ tools$/);
    // The number beside the box is what choosing it alone would show.
    const count = page.locator('label:has([name="level"][value="critical"]) [data-facet-count]');
    const critical = Number(await count.textContent());
    await page.getByRole('button', { name: 'Take back Level: High' }).click();
    expect(await readFocus(page)).toContain('No hints declared');
    await expect.poll(() => new URL(page.url()).search).toBe('?hints=undeclared');
    await page.locator('[name="level"][value="critical"]').check();
    await expect.poll(() => page.locator('[data-found]').textContent(), patience).toBe(`${critical} tools`);
    await page.getByRole('button', { name: 'Clear all' }).click();
    await expect.poll(() => page.locator(results).count(), patience).toBe(0);
    expect(new URL(page.url()).search).toBe('');
  });

  test('a long group of filters is folded, and opens', async () => {
    await using watched = await harness().open({ viewport: { width: 1440, height: 900 } });
    const { page } = watched;
    await watched.goto('search/');
    const boxes = page.locator('input[name="capability"]');
    const all = await boxes.count();
    await expect.poll(() => boxes.filter({ visible: true }).count()).toBe(8);
    await page.getByRole('button', { name: `Show all ${all}` }).click();
    expect(await boxes.filter({ visible: true }).count()).toBe(all);
    await page.getByRole('button', { name: 'Show fewer' }).click();
    expect(await boxes.filter({ visible: true }).count()).toBe(8);
  });

  test('Back from a tool leads to the same list, as long as it was, and the same place', async () => {
    await using watched = await harness().open({ viewport: { width: 1440, height: 600 } });
    const { page } = watched;
    await watched.goto('search/?hints=undeclared,declared');
    await readStatus(page);
    const first = await page.locator(results).count();
    await page.getByRole('button', { name: /^Show \d+ more/ }).click();
    await expect.poll(() => page.locator(results).count(), patience).toBeGreaterThan(first);
    const before = await listNames(page);
    const link = page.locator(`${results} a`).nth(first + 3);
    await link.scrollIntoViewIfNeeded();
    const reached = await page.evaluate(() => scrollY);
    expect(reached).toBeGreaterThan(600);
    await page.mouse.wheel(0, 40);
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(reached + 40);
    const name = await link.textContent();
    const place = await link.evaluate((element) => element.getBoundingClientRect().top);
    await follow(page, link);
    await page.waitForURL('**/tools/**');
    await page.goBack();
    await expect.poll(() => listNames(page), patience).toEqual(before);
    await expect
      .poll(() => link.evaluate((element) => element.getBoundingClientRect().top))
      .toBeCloseTo(place, -1);
    expect(await readFocus(page)).toBe(name);
    expect(watched.faults).toEqual([]);
  });

  test('results are sorted, and the order stands in the address', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto('search/?level=critical,high,low');
    await readStatus(page);
    const before = await listNames(page);
    await page.getByLabel('Sort by').selectOption('name');
    expect(new URL(page.url()).search).toBe('?level=critical,high,low&sort=name');
    await expect.poll(() => listNames(page), patience).not.toEqual(before);
    const names = await listNames(page);
    expect(names.map((name) => name.toLowerCase())).toEqual(
      names.map((name) => name.toLowerCase()).toSorted(),
    );
    await page.getByLabel('Sort by').selectOption('level');
    await expect.poll(() => listNames(page), patience).not.toEqual(names);
    const levels = await page
      .locator(`${results} .level`)
      .evaluateAll((all) => all.map((level) => level.getAttribute('data-level') ?? ''));
    const rank = ['critical', 'high', 'low'];
    expect(levels).toEqual(levels.toSorted((a, b) => rank.indexOf(a) - rank.indexOf(b)));
    await page.goBack();
    await expect.poll(() => listNames(page), patience).toEqual(names);
    expect(await page.getByLabel('Sort by').inputValue()).toBe('name');
  });

  test('an address with facets opens as it was left', async () => {
    await using watched = await harness().open();
    await watched.goto('search/?level=critical&class=financial');
    expect(await readStatus(watched.page)).toBe('1 tool matches.');
    expect(await listNames(watched.page)).toEqual(['refund_payment']);
  });

  test('marks the words, and says to what a misspelt one was corrected', async () => {
    await using watched = await harness().open();
    await watched.goto('search/?q=wether');
    expect(await readStatus(watched.page)).toMatch(/^Showing results for weather\. /);
    expect(await listNames(watched.page)).toContain('get_weather_report');
    expect(await watched.page.locator(`${results} .hit-name mark`).allTextContents()).toContain('weather');
  });

  test('words of strangers are text among results, too', async () => {
    await using watched = await harness().open();
    await watched.goto('search/?q=script+alert');
    await readStatus(watched.page);
    expect(await listNames(watched.page)).toContain('<script>alert(1)</script>');
    expect(await watched.page.locator(`${results} script, ${results} img, ${results} b`).count()).toBe(0);
    expect(watched.faults).toEqual([]);
  });

  test('a query without results says so, and what to try', async () => {
    await using watched = await harness().open({ viewport: { width: 1440, height: 900 } });
    const { page } = watched;
    await watched.goto('search/');
    await page.locator('input[name="level"][value="low"]').check();
    await page.getByRole('searchbox').fill('qqqqzzzz');
    expect(await readStatus(page)).toBe('Nothing matches.');
    await page.getByRole('searchbox').fill('refund_payment');
    await page.getByRole('button', { name: 'Search without the filters' }).click(patience);
    await expect.poll(() => listNames(page), patience).toContain('refund_payment');
    expect(new URL(page.url()).search).toBe('?q=refund_payment');
  });
}

/** What a screen reader or a keyboard would stumble over, by the checks of axe. */
async function listBarriers(page: Page): Promise<string[]> {
  // A dialog that is still fading in has the contrast of a shadow.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))),
  );
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>('axe.run(document)');
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
}

/** Finding tools on a site below a folder of its host. */
export function testSearchBelow(harness: () => Harness): void {
  test('a result leads to its page', async () => {
    await using watched = await harness().open();
    await watched.goto('search/?q=createApiKey');
    await readStatus(watched.page);
    await follow(watched.page, watched.page.locator(`${results} a`).first());
    await watched.page.waitForURL(/\/catalogue\/tools\/weather-east\/createapikey-[a-z0-9]+\/$/);
    expect(await watched.page.locator('h1').textContent()).toContain('createApiKey');
    expect(watched.faults).toEqual([]);
  });

  test('the dialog leads to a result, and to all', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(kinds.tool);
    await typeInDialog(page, 'refund_payment');
    await expect.poll(() => listOptions(page), patience).toContain('refund_payment');
    await follow(page, page.locator(options).first());
    await page.waitForURL('**/catalogue/tools/workshop/refund_payment/');
    await typeInDialog(page, 'refund');
    await expect.poll(() => listOptions(page), patience).toContain('refund_payment');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/catalogue/search/?q=refund');
    await readStatus(page);
    expect(watched.faults).toEqual([]);
  });

  test('an attack pattern is found, too', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto('search/?q=key+minting');
    await follow(page, page.locator(`${prose} a`).first());
    await page.waitForURL('**/catalogue/attacks/key-minting/');
    await typeInDialog(page, 'key minting');
    await follow(page, page.locator(`${group} [role="option"]`).first());
    await page.waitForURL('**/catalogue/attacks/key-minting/');
    expect(watched.faults).toEqual([]);
  });
}
