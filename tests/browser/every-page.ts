import axe, { type AxeResults } from 'axe-core';
import { describe, expect, test } from 'vitest';
import type { Harness } from './harness.ts';
import { expectedFault, kinds } from './pages.ts';

const variants = [
  { colorScheme: 'light', width: 1440 },
  { colorScheme: 'light', width: 390 },
  { colorScheme: 'dark', width: 1440 },
  { colorScheme: 'dark', width: 390 },
] as const;

/** What holds on every kind of page. */
export function testEveryPage(harness: () => Harness): void {
  describe.each(variants)('$colorScheme, $width pixels wide', ({ colorScheme, width }) => {
    test('no barrier, no error, nothing from elsewhere', async () => {
      await using watched = await harness().open({ colorScheme, viewport: { width, height: 900 } });
      const barriers: string[] = [];
      for (const [kind, address] of Object.entries(kinds)) {
        await watched.goto(address);
        // What is folded is read, too.
        await watched.page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
        });
        await watched.page.evaluate(axe.source);
        const { violations } = await watched.page.evaluate<AxeResults>('axe.run(document)');
        for (const { id, impact, help, nodes } of violations) {
          const places = nodes
            .slice(0, 3)
            .map(
              ({ html, target, failureSummary = '' }) =>
                `    ${target.join(' ')}: ${html.slice(0, 160)}\n      ${failureSummary.replace(/\s+/g, ' ')}`,
            );
          barriers.push([`${kind}: ${id} (${impact ?? 'no impact'}, ${nodes.length}): ${help}`, ...places].join('\n'));
        }
      }
      expect(barriers.join('\n')).toBe('');
      expect(watched.faults.filter((fault) => !expectedFault.test(fault))).toEqual([]);
    });
  });

  test.each([320, 390, 820, 1440])('no page scrolls sideways at %i pixels', async (width) => {
    await using watched = await harness().open({ viewport: { width, height: 900 } });
    const wide: string[] = [];
    for (const [kind, address] of Object.entries(kinds)) {
      await watched.goto(address);
      const overflow = await watched.page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        if (scrollWidth <= clientWidth) return '';
        const outside = [...document.querySelectorAll('main *')].filter(
          (element) =>
            element.getBoundingClientRect().right > clientWidth && element.closest('.scroll, pre') === null,
        );
        return `${scrollWidth} > ${clientWidth}: ${outside
          .slice(0, 3)
          .map((element) => element.outerHTML.slice(0, 100))
          .join(' | ')}`;
      });
      if (overflow !== '') wide.push(`${kind}: ${overflow}`);
    }
    expect(wide).toEqual([]);
  });
}
