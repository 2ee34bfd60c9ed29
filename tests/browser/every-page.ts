import { describe, expect, test } from 'vitest';
import { findBarriers, findOverflow, unfold } from './barriers.ts';
import type { Harness } from './harness.ts';
import { expectedFault, kinds } from './pages.ts';
import { states } from './states.ts';

const variants = [
  { colorScheme: 'light', width: 1440 },
  { colorScheme: 'light', width: 390 },
  { colorScheme: 'dark', width: 1440 },
  { colorScheme: 'dark', width: 390 },
] as const;

/** What holds on every kind of page, as it comes and after it was used. */
export function testEveryPage(harness: () => Harness): void {
  describe.each(variants)('$colorScheme, $width pixels wide', ({ colorScheme, width }) => {
    test('no barrier, no error, nothing from elsewhere', async () => {
      await using watched = await harness().open({ colorScheme, viewport: { width, height: 900 } });
      const barriers: string[] = [];
      for (const [kind, address] of Object.entries(kinds)) {
        await watched.goto(address);
        await unfold(watched.page);
        barriers.push(...(await findBarriers(watched.page)).map((barrier) => `${kind}: ${barrier}`));
      }
      expect(barriers.join('\n')).toBe('');
      expect(watched.faults.filter((fault) => !expectedFault.test(fault))).toEqual([]);
    });

    test.each(Object.keys(states))('no barrier nor sideways scrolling: %s', async (name) => {
      await using watched = await harness().open({ colorScheme, viewport: { width, height: 900 } });
      await states[name]?.(watched);
      expect((await findBarriers(watched.page)).join('\n')).toBe('');
      expect(await findOverflow(watched.page)).toBe('');
      expect(watched.faults).toEqual([]);
    });
  });

  test.each([320, 390, 820, 1440])('no page scrolls sideways at %i pixels', async (width) => {
    await using watched = await harness().open({ viewport: { width, height: 900 } });
    const wide: string[] = [];
    for (const [kind, address] of Object.entries(kinds)) {
      await watched.goto(address);
      const overflow = await findOverflow(watched.page);
      if (overflow !== '') wide.push(`${kind}: ${overflow}`);
    }
    expect(wide).toEqual([]);
  });

  test.each(Object.keys(states))('at 320 pixels, no sideways scrolling: %s', async (name) => {
    await using watched = await harness().open({ viewport: { width: 320, height: 700 } });
    await states[name]?.(watched);
    expect(await findOverflow(watched.page)).toBe('');
  });
}
