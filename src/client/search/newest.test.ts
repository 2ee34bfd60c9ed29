import { expect, test } from 'vitest';
import { runNewest } from './newest.ts';

test('of what is asked while an answer is awaited only the last is answered, and the first is not shown', async () => {
  const begun: string[] = [];
  const shown: string[] = [];
  const gates = new Map<string, () => void>();
  const ask = runNewest<string>(async (value, isNewest) => {
    begun.push(value);
    await new Promise<void>((resolve) => gates.set(value, resolve));
    if (isNewest()) shown.push(value);
  });
  const answer = async (value: string): Promise<void> => {
    gates.get(value)?.();
    await new Promise((resolve) => setTimeout(resolve));
  };
  ask('d');
  ask('de');
  ask('del');
  await answer('d');
  expect(begun).toEqual(['d', 'del']);
  expect(shown).toEqual([]);
  await answer('del');
  expect(shown).toEqual(['del']);
  ask('dele');
  await answer('dele');
  expect(shown).toEqual(['del', 'dele']);
});
