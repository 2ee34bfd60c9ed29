import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Harness, WatchedPage } from './harness.ts';
import { kinds } from './pages.ts';

/** The panels of a policy that a reader sees. */
async function listShown(page: Page): Promise<(string | null)[]> {
  const variants = await page.locator('.policy-panel .variant').all();
  const shown = await Promise.all(
    variants.map(async (variant) =>
      (await variant.isVisible()) ? [await variant.getAttribute('data-for')] : [],
    ),
  );
  return shown.flat();
}

/** The raw file behind the snippet in sight. */
async function fetchRaw({ page }: WatchedPage): Promise<string> {
  const address = await page.locator('[data-snippet]:visible').getAttribute('data-src');
  const response = await page.request.get(new URL(address ?? '', page.url()).href);
  return response.text();
}

/** Choosing and copying a policy. */
export function testPolicyPanel(harness: () => Harness): void {
  test('copying gives exactly the raw file, and says that it did', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(kinds.tool);
    await page.getByRole('radio', { name: 'Strict' }).check();
    const button = page.locator('.variant:visible button[data-copy]');
    // The button says so for two seconds only.
    const said = button.getByText('Copied').waitFor();
    await button.click();
    await said;
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(await fetchRaw(watched));
    expect(JSON.parse(copied)).toMatchObject({ hide: ['create_api_key'] });
    expect(watched.faults).toEqual([]);
  });

  test('preset and format are chosen by arrow keys', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(kinds.tool);
    expect(await listShown(page)).toEqual(['recommended-gateway']);
    await page.getByRole('radio', { name: 'Recommended' }).focus();
    await page.keyboard.press('ArrowLeft');
    expect(await listShown(page)).toEqual(['strict-gateway']);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    expect(await listShown(page)).toEqual(['strict-claude-code']);
    expect(await page.locator('.variant:visible [data-snippet]').textContent()).toContain(
      'mcp__everyday__create_api_key',
    );
  });

  test('without JavaScript the policy is there, and presets switch', async () => {
    await using watched = await harness().open({ javaScriptEnabled: false });
    const { page } = watched;
    await watched.goto(kinds.tool);
    expect(await listShown(page)).toEqual(['recommended-gateway']);
    expect(await page.locator('[data-snippet]:visible').textContent()).toBe(await fetchRaw(watched));
    expect(await page.locator('button[data-copy]:visible').count()).toBe(0);
    await page.getByRole('radio', { name: 'Permissive' }).check();
    expect(await listShown(page)).toEqual(['permissive-gateway']);
  });

  test('paper has the policy and leaves out what cannot be used there', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(kinds.tool);
    await page.emulateMedia({ media: 'print' });
    expect(await listShown(page)).toEqual(['recommended-gateway']);
    expect(await page.locator('[data-snippet]:visible').count()).toBe(1);
    expect(
      await page
        .locator('[data-copy]:visible, [data-search-box]:visible, .policy-panel input:visible')
        .count(),
    ).toBe(0);
  });
}
