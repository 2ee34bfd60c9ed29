import { expect, test } from 'vitest';
import AttackMatches from '#components/tool/AttackMatches.astro';
import type { AttackMatch } from '#domain/attacks.ts';
import { makeAttack } from '#domain/attacks/attack.fixture.ts';
import { findAll, findTags, hasClass, textOf } from '../support/html.ts';
import { renderComponent } from '../support/render.ts';

const passes = { effect: 'does-not-stop', sentence: 'Every call passes.' } as const;
const refused = { effect: 'stops', sentence: 'Every call is refused.' } as const;

function makeMatches(count: number, group: AttackMatch['group']): AttackMatch[] {
  return Array.from({ length: count }, (_, index) => ({
    attack: makeAttack({ id: `${group}-${String(index)}`, name: `${group} ${String(index)}` }),
    group,
    reason: 'It fits because this tool issues keys.',
    evidence: [{ path: 'name', quote: 'create_api_key' }],
    record: 'Documented: 1 in the wild.',
    effects: { strict: refused, recommended: passes, permissive: passes },
  }));
}

/** The names of the patterns that stand open and of those that are folded, with what is written above them. */
async function render(access: number, context: number) {
  const matches = [...makeMatches(access, 'access'), ...makeMatches(context, 'context')];
  const html = await renderComponent(AttackMatches, { matches, tool: 'create_api_key' });
  const groups = findAll(html, (element) => hasClass(element, 'group')).map((group) => ({
    folded: group.name === 'details',
    lead: textOf(findTags(group, group.name === 'details' ? 'summary' : 'p')[0] ?? group),
    names: findTags(group, 'h3').map(textOf),
  }));
  return { text: textOf(html), groups };
}

test('five stand open, those about access first; the rest is folded and counted', async () => {
  expect((await render(4, 3)).groups).toEqual([
    {
      folded: false,
      lead: expect.stringContaining('abuse the kind of access that create_api_key gives') as string,
      names: ['access 0', 'access 1', 'access 2', 'access 3'],
    },
    {
      folded: false,
      lead: expect.stringContaining('not abuse what the tool does') as string,
      names: ['context 0'],
    },
    {
      folded: true,
      lead: expect.stringMatching(/^2 more patterns that do not abuse/) as string,
      names: ['context 1', 'context 2'],
    },
  ]);
  const many = await render(6, 1);
  expect(many.groups.map(({ folded, names }) => [folded, names.length])).toEqual([
    [false, 5],
    [true, 1],
    [true, 1],
  ]);
  expect(many.groups.slice(1).map(({ lead }) => lead)).toEqual([
    '1 more pattern of this kind',
    expect.stringMatching(/^1 more pattern that does not abuse/),
  ]);
});

test('presets under which the same happens share a line', async () => {
  const { text } = await render(1, 0);
  expect(text).toContain('Strict Stops. Every call is refused.');
  expect(text).toContain('Recommended and permissive Does not stop. Every call passes.');
});

test('a tool that nothing fits is told so, and so is one whose access nothing abuses', async () => {
  expect((await render(0, 0)).text).toContain('None of the documented patterns fits this tool.');
  expect((await render(0, 1)).text).toContain('None of the documented patterns abuses the access');
  expect((await render(1, 1)).text).not.toContain('None of the documented patterns');
});
