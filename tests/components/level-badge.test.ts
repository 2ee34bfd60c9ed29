import { expect, test } from 'vitest';
import LevelBadge from '#components/LevelBadge.astro';
import { findOne, textOf } from '../support/html.ts';
import { renderComponent } from '../support/render.ts';

async function badge(
  props: Readonly<Record<string, unknown>>,
): Promise<[string, Readonly<Record<string, string>>]> {
  const span = findOne(await renderComponent(LevelBadge, props), 'badge', ({ name }) => name === 'span');
  return [textOf(span), span.attribs];
}

test.each([
  ['low', 'Low', 'Low risk'],
  ['critical', 'Critical', 'Critical risk'],
  ['unknown', 'Not classified', 'Not classified'],
])('%s is told in words, short and full', async (level, short, full) => {
  expect(await badge({ level })).toEqual([short, expect.objectContaining({ 'data-level': level })]);
  expect((await badge({ level, full: true }))[0]).toBe(full);
});

test('further attributes are kept', async () => {
  expect((await badge({ level: 'high', id: 'verdict' }))[1]).toMatchObject({ id: 'verdict' });
});
