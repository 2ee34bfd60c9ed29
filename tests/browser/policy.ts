import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { findBarriers } from './barriers.ts';
import type { Harness, WatchedPage } from './harness.ts';
import { kinds } from './pages.ts';

/** A tool whose recommended policy has recipients that the reader fills in. */
const bounded = 'tools/workshop/send_reminder/';

const panel = (page: Page) => page.getByRole('tabpanel');
const code = (page: Page) => page.locator('policy-panel [data-snippet] code:visible');
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });

/** The panels of the page's own variants that a reader sees. */
async function listShown(page: Page): Promise<(string | null)[]> {
  const variants = await page.locator('.policy-panel .variant').all();
  const shown = await Promise.all(
    variants.map(async (variant) =>
      (await variant.isVisible()) ? [await variant.getAttribute('data-for')] : [],
    ),
  );
  return shown.flat();
}

/** The selected tabs, preset first. */
async function listSelected(page: Page): Promise<string[]> {
  return page.locator('policy-panel [aria-selected="true"]').allTextContents();
}

/** Opens a page and waits until its tabs are there. */
async function openPanel(watched: WatchedPage, address: string): Promise<Page> {
  await watched.goto(address);
  await watched.page
    .locator('policy-panel[data-ready] pre:visible, policy-panel[data-ready] .notice:visible')
    .waitFor();
  return watched.page;
}

/** Chooses a format by its name, and waits for its text. */
async function chooseFormat(page: Page, name: string): Promise<void> {
  await tab(page, name).click();
  await page.locator('#policy-variant .live:not([inert]):visible').waitFor();
}

/** What the copy button in sight puts on the clipboard. */
async function copy(page: Page): Promise<string> {
  await page.locator('policy-panel button[data-copy]:visible').click();
  await page.locator('policy-panel button[data-copy]:visible').getByText('Copied').waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** The raw file that the link in sight leads to. */
async function fetchRaw(page: Page): Promise<string> {
  const address = await page.getByRole('link', { name: 'Raw', exact: true }).getAttribute('href');
  const response = await page.request.get(new URL(address ?? '', page.url()).href);
  return response.text();
}

/** Choosing, filling in and copying a policy. */
export function testPolicyPanel(harness: () => Harness): void {
  describe('with JavaScript', () => testTabs(harness));
  describe('values of the reader', () => testValues(harness));

  test('without JavaScript the policy is there, presets switch, and all other formats are links', async () => {
    await using watched = await harness().open({ javaScriptEnabled: false });
    const { page } = watched;
    await watched.goto(kinds.tool);
    expect(await listShown(page)).toEqual(['recommended-gateway']);
    expect(await code(page).textContent()).toBe(await fetchRaw(page));
    expect(await page.locator('button[data-copy]:visible, [role="tab"]').count()).toBe(0);
    await page.getByRole('radio', { name: 'Permissive' }).check();
    expect(await listShown(page)).toEqual(['permissive-gateway']);
    await page.getByText('other formats').click();
    const links = await page.locator('policy-panel [data-row] a:visible').all();
    expect(links.length).toBeGreaterThan(1);
    for (const link of links) {
      const address = new URL((await link.getAttribute('href')) ?? '', page.url()).href;
      expect([address, (await page.request.get(address)).status()]).toEqual([address, 200]);
    }
  });

  test('paper has the policy with its caption and leaves out what cannot be used there', async () => {
    await using watched = await harness().open();
    const page = await openPanel(watched, `${kinds.tool}#policy-permissive-claude-code`);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('[data-snippet]:visible').count()).toBe(1);
    expect(await panel(page).innerText()).toMatch(/the permissive policy for Claude Code/);
    expect(await page.locator('policy-panel .caption:visible, policy-panel .losses:visible').count()).toBe(2);
    const controls =
      '[data-copy]:visible, [data-search-box]:visible, policy-panel :is(input, button, [role="tab"]):visible';
    expect(await page.locator(controls).count()).toBe(0);
  });
}

function testTabs(harness: () => Harness): void {
  test('copying gives exactly the raw file, and says once what was copied', async () => {
    await using watched = await harness().open();
    const page = await openPanel(watched, kinds.tool);
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      const status = [...document.querySelectorAll('[role="status"]')].at(-1);
      if (status)
        new MutationObserver(() => heard.push(status.textContent)).observe(status, { childList: true });
    });
    await tab(page, 'Strict').click();
    const copied = await copy(page);
    expect(copied).toBe(await fetchRaw(page));
    expect(JSON.parse(copied)).toMatchObject({ hide: ['create_api_key'] });
    const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    expect(heard.filter((text) => text !== '')).toEqual(['Copied the strict policy for Gateway JSON']);
    expect(watched.faults).toEqual([]);
  });

  test('every format can be chosen, and copied as its raw file holds it', async () => {
    await using watched = await harness().open();
    const page = await openPanel(watched, kinds.tool);
    const names = await page.getByRole('tablist', { name: 'Format' }).getByRole('tab').allTextContents();
    expect(names.length).toBeGreaterThan(1);
    for (const name of names.slice(1)) {
      await chooseFormat(page, name);
      if (await code(page).isVisible())
        expect([name, await copy(page)]).toEqual([name, await fetchRaw(page)]);
      else expect(await page.locator('policy-panel .notice:visible').innerText()).not.toBe('');
    }
    expect(watched.faults).toEqual([]);
  });

  test('arrows, Home and End go through tabs, and each list is one stop', async () => {
    await using watched = await harness().open();
    const page = await openPanel(watched, kinds.tool);
    await tab(page, 'Recommended').focus();
    await page.keyboard.press('ArrowLeft');
    expect(await listShown(page)).toEqual(['strict-gateway']);
    await page.keyboard.press('End');
    expect(await listShown(page)).toEqual(['permissive-gateway']);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    expect(await focused()).toBe('Gateway JSON');
    await page.keyboard.press('End');
    const last = await page.getByRole('tablist', { name: 'Format' }).getByRole('tab').last().textContent();
    expect(await focused()).toBe(last);
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('Gateway JSON');
    expect(await listSelected(page)).toEqual(['Permissive', 'Gateway JSON']);
    expect(await listShown(page)).toEqual(['permissive-gateway']);
    expect(await panel(page).getAttribute('aria-labelledby')).toBe(
      'tab-preset-permissive tab-format-gateway',
    );
  });

  test('the format is remembered and the preset is not', async () => {
    await using watched = await harness().open();
    const page = await openPanel(watched, kinds.tool);
    await chooseFormat(page, 'Claude Code');
    await tab(page, 'Strict').click();
    await openPanel(watched, kinds['tool with a conflict']);
    expect(await listSelected(page)).toEqual(['Recommended', 'Claude Code']);
    expect(await code(page).textContent()).toContain('mcp__workshop__delete_all_records');
  });

  test('a link opens its variant, and the address follows the choice', async () => {
    await using watched = await harness().open();
    const page = await openPanel(watched, `${kinds.tool}#policy-strict-claude-code`);
    expect(await listSelected(page)).toEqual(['Strict', 'Claude Code']);
    expect(JSON.parse((await code(page).textContent()) ?? '')).toMatchObject({
      permissions: { deny: ['mcp__everyday__create_api_key'] },
    });
    await tab(page, 'Permissive').click();
    expect(new URL(page.url()).hash).toBe('#policy-permissive-claude-code');
    expect(await page.getByRole('link', { name: 'Link to this' }).getAttribute('href')).toBe(
      '#policy-permissive-claude-code',
    );
    await page.evaluate(() => location.assign('#policy-strict-gateway'));
    await page.locator('.variant[data-for="strict-gateway"]:visible').waitFor();
    expect(await listSelected(page)).toEqual(['Strict', 'Gateway JSON']);
  });

  test('storage that is forbidden, and an address of nothing, do no harm', async () => {
    await using watched = await harness().open();
    await watched.page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('no', 'SecurityError');
        },
      });
    });
    const page = await openPanel(watched, `${kinds.tool}#policy-lax-nothing`);
    await chooseFormat(page, 'Claude Code');
    expect(await listSelected(page)).toEqual(['Recommended', 'Claude Code']);
    expect(watched.faults).toEqual([]);
  });

  test('a format whose code does not come is confessed, with its raw file', async () => {
    await using watched = await harness().open();
    const page = await openPanel(watched, kinds.tool);
    await page.route('**/claude-code*.js', (route) => route.abort());
    await tab(page, 'Claude Code').click();
    const notice = panel(page).getByRole('alert');
    await notice.waitFor();
    expect(await notice.innerText()).toContain('could not be loaded');
    expect(await notice.getByRole('link').getAttribute('href')).toContain('create_api_key');
    expect(await page.locator('[data-snippet]:visible').count()).toBe(0);
  });

  test('a variant that was written in the browser has no barrier where colours are the reader’s', async () => {
    await using watched = await harness().open({
      viewport: { width: 320, height: 700 },
      forcedColors: 'active',
    });
    const page = await openPanel(watched, 'servers/everyday/#policy-recommended-claude-code');
    await page.locator('.losses:visible').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });

  test('nothing is loaded for a format before it is chosen', async () => {
    await using watched = await harness().open();
    const scripts: string[] = [];
    watched.page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.push(new URL(request.url()).pathname);
    });
    const page = await openPanel(watched, kinds.tool);
    const before = scripts.length;
    expect(scripts.filter((path) => /claude-code|live/.test(path))).toEqual([]);
    await chooseFormat(page, 'Claude Code');
    expect(scripts.slice(before).some((path) => path.includes('claude-code'))).toBe(true);
  });
}

function testValues(harness: () => Harness): void {
  test('the name of the server goes into the text and the copy', async () => {
    await using watched = await harness().open();
    const page = await openPanel(watched, kinds.tool);
    await chooseFormat(page, 'Claude Code');
    expect(await code(page).locator('mark').allTextContents()).toEqual(['everyday']);
    await page.getByLabel('The name of the server in your configuration').fill('my own');
    await code(page).getByText('mcp__my_own__create_api_key').waitFor();
    expect(await code(page).locator('mark').count()).toBe(0);
    expect(await copy(page)).toContain('mcp__my_own__create_api_key');
    expect(await panel(page).innerText()).toContain('The raw file has the text without your values.');
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download' }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe('settings.json');
    await page.getByLabel('The name of the server in your configuration').fill('');
    await panel(page).getByText('Nothing is stated').waitFor();
    expect(await copy(page)).toBe(await fetchRaw(page));
    expect(watched.faults).toEqual([]);
  });

  test('a recipient that is typed rewrites the rules, stays for other formats, and keeps the focus', async () => {
    await using watched = await harness().open();
    const page = await openPanel(watched, bounded);
    expect(await code(page).locator('mark').first().textContent()).toBe('you@your-domain');
    const field = page.getByLabel('The recipient that messages may go to');
    await field.focus();
    await page.keyboard.type('o"b@example.com, ann@example.com');
    await code(page).getByText('ann@example.com').first().waitFor();
    expect(await field.inputValue()).toBe('o"b@example.com, ann@example.com');
    const text = (await code(page).textContent()) ?? '';
    expect(JSON.stringify(JSON.parse(text))).toContain(
      JSON.stringify(['o"b@example.com', 'ann@example.com']),
    );
    expect(text).not.toContain('you@your-domain');
    expect(await copy(page)).toBe(text);
    expect(await page.locator('policy-panel .caption:visible').innerText()).toContain('ann@example.com');
    await chooseFormat(page, 'Gateway JSON, part to merge');
    await code(page).getByText('ann@example.com').first().waitFor();
    await field.fill(' , ');
    await panel(page).getByText('Give recipients').waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await code(page).textContent()).toContain('you@your-domain');
    expect(watched.faults).toEqual([]);
  });
}
