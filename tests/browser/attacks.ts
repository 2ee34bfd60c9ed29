import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import type { Harness } from './harness.ts';

/** The attack database: its filter, its timeline, and its pages in narrow windows. */
export function testAttacks(harness: () => Harness): void {
  test('a choice narrows the list, counts, speaks, and stays in the address', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto('attacks/');
    const all = await listPatterns(page);
    expect(await readStatus(page)).toBe(`${all.length.toString()} patterns`);

    const box = page.getByRole('checkbox', { name: 'In the wild' });
    const promised = await box.locator('xpath=..').locator('[data-facet-count]').innerText();
    await box.check();
    const wild = await listPatterns(page);
    expect(wild).toEqual(['Key minting']);
    expect(promised).toBe(wild.length.toString());
    expect(await readStatus(page)).toBe(`1 of ${all.length.toString()} patterns`);
    expect(new URL(page.url()).search).toBe('?kind=in-the-wild');

    await page.getByRole('checkbox', { name: 'The tool listing' }).check();
    expect(await listPatterns(page)).toEqual([]);
    expect(await readStatus(page)).toBe('No pattern fits all of these choices.');

    await page.goBack();
    expect(await listPatterns(page)).toEqual(wild);
    await page.getByRole('button', { name: 'Clear these choices' }).click();
    expect(await listPatterns(page)).toEqual(all);
    expect(new URL(page.url()).search).toBe('');
    expect(watched.faults).toEqual([]);
  });

  test('an address brings its choice along', async () => {
    await using watched = await harness().open();
    await watched.goto('attacks/?kind=accident,in-the-wild&framework=no-such-framework');
    expect(await listPatterns(watched.page)).toEqual(['Command takeover', 'Key minting']);
    expect(await watched.page.getByRole('checkbox', { name: 'Accident' }).isChecked()).toBe(true);
  });

  test('the filter works by keyboard', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto('attacks/');
    await page.getByRole('checkbox', { name: 'In the wild' }).focus();
    await page.keyboard.press('Space');
    expect(await listPatterns(page)).toEqual(['Key minting']);
    await page.getByRole('button', { name: 'Clear these choices' }).focus();
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement instanceof HTMLInputElement)).toBe(true);
  });

  test('a mark of the timeline leads to its row, which is unfolded', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto('attacks/');
    const row = page.locator('tr[id^="event-"]', { hasText: 'An invented service found keys' });
    expect(await row.isVisible()).toBe(false);
    await page.locator('svg a', { hasText: 'An invented service found keys' }).click();
    await row.waitFor({ state: 'visible' });
    expect(await row.getByRole('link', { name: 'Key minting' }).count()).toBe(1);
  });

  test('without scripts every pattern is listed, and no filter that does nothing', async () => {
    await using watched = await harness().open({ javaScriptEnabled: false });
    await watched.goto('attacks/');
    expect((await listPatterns(watched.page)).length).toBeGreaterThan(3);
    expect(await watched.page.locator('attack-filter form').isVisible()).toBe(false);
  });

  test('the timeline scrolls in its own box where it does not fit', async () => {
    await using watched = await harness().open({ viewport: { width: 320, height: 900 } });
    await watched.goto('attacks/');
    const [page, inner, outer] = await watched.page.evaluate(() => {
      const box = document.querySelector('.plot');
      return [document.documentElement.scrollWidth, box?.scrollWidth ?? 0, box?.clientWidth ?? 0] as const;
    });
    expect(page).toBe(320);
    expect(outer).toBeLessThanOrEqual(320);
    expect(inner).toBeGreaterThan(outer);
  });
}

async function listPatterns(page: Page): Promise<string[]> {
  const names = await page.locator('[data-pattern]:not([hidden]) h3').allInnerTexts();
  return names.map((name) => name.trim());
}

async function readStatus(page: Page): Promise<string> {
  return (await page.locator('attack-filter [role="status"]').innerText()).trim();
}
