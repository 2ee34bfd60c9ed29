import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import type { Harness } from './harness.ts';
import { kinds } from './pages.ts';

const tool = kinds.tool;

/** What every page does beside being read: theme, keys, links to headings, and how it holds in the settings that people have. */
export function testHabits(harness: () => Harness): void {
  test('a theme is chosen with the button or the key, spoken, remembered, and there before anything is painted', async () => {
    await using watched = await harness().open({ colorScheme: 'light' });
    const { page } = watched;
    // Every frame that is painted says which background it has.
    await page.addInitScript(() => {
      const painted: string[] = [];
      Object.assign(window, { painted });
      const look = (): void => {
        painted.push(getComputedStyle(document.documentElement).backgroundColor);
        if (painted.length < 20) requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await watched.goto(tool);
    const light = await backgroundOf(page);
    await page.getByRole('button', { name: 'Theme' }).click();
    await page.getByRole('status').filter({ hasText: 'Theme: light' }).waitFor();
    expect(await backgroundOf(page)).toBe(light);
    await page.keyboard.press('t');
    await page.getByRole('status').filter({ hasText: 'Theme: dark' }).waitFor();
    const dark = await backgroundOf(page);
    expect(dark).not.toBe(light);

    await watched.goto('attacks/');
    await page.waitForFunction(() => (window as unknown as { painted: string[] }).painted.length >= 3);
    const frames = await page.evaluate(() => (window as unknown as { painted: string[] }).painted);
    expect(new Set(frames)).toEqual(new Set([dark]));

    await page.keyboard.press('t');
    await page.getByRole('status').filter({ hasText: 'Theme: system' }).waitFor();
    expect(await backgroundOf(page)).toBe(light);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await backgroundOf(page)).toBe(dark);
    expect(watched.faults).toEqual([]);
  });

  test('without scripts no button is shown that does nothing', async () => {
    await using watched = await harness().open({ javaScriptEnabled: false });
    await watched.goto(tool);
    expect(await watched.page.locator('[data-theme-switch]').isVisible()).toBe(false);
    expect(await watched.page.locator('button:visible').count()).toBe(0);
  });

  test('the keys are shown on ?, and not while somebody types', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(tool);
    const dialog = page.getByRole('dialog', { name: 'Keys' });
    await page.keyboard.press('?');
    await dialog.waitFor();
    for (const words of ['Search', 'Change the theme', 'Show these keys']) {
      expect(await dialog.innerText()).toContain(words);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });

    await watched.goto('');
    await page.locator('#home-search').focus();
    await page.keyboard.type('?t');
    expect(await page.locator('html').getAttribute('data-theme')).toBeNull();
    expect(await dialog.count()).toBe(0);
    expect(watched.faults).toEqual([]);
  });

  test('a heading is a link to itself, by keyboard too; a press copies its address, and nothing moves', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(tool);
    const heading = page.getByRole('heading', { name: 'Risk signals' });
    const before = await heading.boundingBox();
    await page.keyboard.press('Tab');
    const link = heading.getByRole('link');
    await link.waitFor();
    expect(await heading.boundingBox()).toEqual(before);
    // The words stay those of the heading.
    expect(await link.innerText()).toBe('Risk signals');
    await link.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'Copied the link' }).waitFor();
    const address = new URL(`${tool}#signals`, harness().url).href;
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);
    expect(page.url()).toBe(address);
    expect(watched.faults).toEqual([]);
  });

  test('with text of twice the size, no page scrolls sideways', async () => {
    await using watched = await harness().open({ viewport: { width: 640, height: 900 } });
    const { page } = watched;
    const wide: string[] = [];
    for (const [kind, address] of Object.entries(kinds)) {
      await watched.goto(address);
      const width = await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%';
        return document.documentElement.scrollWidth;
      });
      if (width > 640) wide.push(`${kind}: ${width.toString()}`);
    }
    expect(wide).toEqual([]);
  });

  test('with forced colours, levels, areas of drawings, buttons and the focus are seen', async () => {
    await using watched = await harness().open({ forcedColors: 'active', colorScheme: 'dark' });
    const { page } = watched;
    await watched.goto(kinds.server);
    const canvas = await backgroundOf(page);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const style = (selector: string, pseudo?: string): CSSStyleDeclaration => {
        const element = document.querySelector(selector);
        if (!element) throw new Error(`There is no ${selector}.`);
        return getComputedStyle(element, pseudo);
      };
      const buttons = [...document.querySelectorAll<HTMLElement>('main .button')];
      const button = buttons.find((candidate) => candidate.offsetParent !== null);
      return {
        bars: style('.level', '::before').backgroundImage,
        area: style('main svg [class^="fill-"]').fill,
        button: button ? getComputedStyle(button).borderTopColor : '',
        outline: document.activeElement ? getComputedStyle(document.activeElement).outlineStyle : '',
      };
    });
    expect(seen.bars).toContain('rgb');
    expect(seen.bars.match(/rgba?\([^)]*\)/)?.[0]).not.toBe(canvas);
    expect(seen.area).not.toBe(canvas);
    expect(seen.button).not.toBe(canvas);
    expect(seen.outline).not.toBe('none');
  });

  test.each([390, 1440])('nothing shifts while a page loads, %i pixels wide', async (width) => {
    await using watched = await harness().open({ viewport: { width, height: 900 } });
    const { page } = watched;
    const shifted: string[] = [];
    for (const [kind, address] of Object.entries(kinds)) {
      // What an address names after its question mark is fetched after the page.
      if (address.includes('?')) continue;
      await watched.goto(address);
      await page.evaluate(() => document.fonts.ready);
      const shifts = await page.evaluate(listShifts);
      if (shifts.length > 0) shifted.push(`${kind}: ${shifts.join('; ')}`);
    }
    expect(shifted).toEqual([]);
  });

  test.each([390, 1440])('what an address asks for comes in its place, %i pixels wide', async (width) => {
    await using watched = await harness().open({ viewport: { width, height: 900 } });
    const { page } = watched;
    const moved: string[] = [];
    for (const address of [
      ...Object.values(kinds).filter((each) => each.includes('?')),
      'stack/#stack=1.recommended.everyday.workshop',
      'servers/everyday/#policy-strict-claude-code',
    ]) {
      await watched.goto(address);
      await page.waitForLoadState('networkidle');
      const shifts = await page.evaluate(listShifts);
      // A line that comes as words arrive is forgiven, a block that jumps is not.
      if (shifts.reduce((sum, shift) => sum + parseFloat(shift), 0) > 0.02)
        moved.push(`${address}: ${shifts.join('; ')}`);
      await page.goto('about:blank');
    }
    expect(moved).toEqual([]);
  });

  test('what is told to networks and search engines has full addresses of files that are there', async () => {
    await using watched = await harness().open();
    const { page } = watched;
    await watched.goto(tool);
    const image = await page.locator('meta[property="og:image"]').getAttribute('content');
    expect(image).toMatch(/^https:\/\/catalogue\.example\/preview\/[a-z]+\.png$/);
    const answer = await page.request.get(new URL(new URL(image ?? '').pathname, harness().url).href);
    expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'image/png']);
    for (const icon of ['favicon.ico', 'favicon.svg', 'apple-touch-icon.png']) {
      expect((await page.request.get(new URL(icon, harness().url).href)).status()).toBe(200);
    }
    const data = await page.locator('script[type="application/ld+json"]').allTextContents();
    expect(data.map((text) => JSON.parse(text) as unknown)).toMatchObject([
      { '@graph': [{ '@type': 'BreadcrumbList' }, { '@type': 'TechArticle' }] },
    ]);
    const dispute = await page.getByRole('link', { name: 'Dispute this verdict' }).getAttribute('href');
    expect(new URL(dispute ?? '').searchParams.get('title')).toBe('Verdict on everyday/create_api_key');
  });
}

function backgroundOf(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
}

/** What has shifted since the page began, with the elements that did. Runs in the page. */
function listShifts(): Promise<string[]> {
  interface Shift extends PerformanceEntry {
    readonly value: number;
    readonly hadRecentInput: boolean;
    readonly sources: readonly { readonly node?: Node | null }[];
  }
  return new Promise((resolve) => {
    const shifts: Shift[] = [];
    new PerformanceObserver((list) => {
      shifts.push(...(list.getEntries() as Shift[]));
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => {
      resolve(
        shifts
          .filter(({ value, hadRecentInput }) => value > 0 && !hadRecentInput)
          .map(
            ({ value, sources }) =>
              `${value.toFixed(4)} by ${sources
                .map(({ node }) => (node instanceof Element ? node.outerHTML.slice(0, 80) : 'text'))
                .join(', ')}`,
          ),
      );
    }, 250);
  });
}
