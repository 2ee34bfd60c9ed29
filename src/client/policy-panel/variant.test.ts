import { describe, expect, test } from 'vitest';
import { createCounters, evaluate } from '#domain/policy/evaluate.ts';
import { recommendFor } from '#domain/policy-request.ts';
import { claudeCode } from '#domain/targets/claude-code.ts';
import { gateway } from '#domain/targets/gateway.ts';
import { targets } from '#domain/targets/targets.ts';
import type { Policy } from '#schema/policy.ts';
import { idsOf, policyFormats } from '#schema/vocabulary.ts';
import { loadTarget } from './loaders.ts';
import { makeRequest, pathBound } from './request.fixture.ts';
import { writeVariant } from './variant.ts';

const request = makeRequest(pathBound);

/** Whether the written document lets a call with this path pass. */
function isAllowed(text: string | undefined, path: string): boolean {
  const policy = JSON.parse(text ?? '') as Policy;
  return (
    evaluate(policy, { tool: 'files_save', args: { path }, grant: 'g', at: 0 }, createCounters()).outcome ===
    'allow'
  );
}

test.each(idsOf(policyFormats))('%s is loaded under its id', async (id) => {
  expect((await loadTarget(id))?.id).toBe(id);
});

test('an id that is no format loads nothing', async () => {
  expect(await loadTarget('constructor')).toBeUndefined();
});

describe.each(idsOf(policyFormats))('%s', (id) => {
  test('untouched, it is the text of the raw file', () => {
    const own = targets[id].write(recommendFor('recommended', request));
    const { text, edited } = writeVariant(targets[id], 'recommended', request, {}, '');
    expect([text, edited]).toEqual([own.kind === 'snippet' ? own.text : undefined, false]);
  });

  test('every placeholder with a field is marked, and gone once it is stated', () => {
    const { fields, pieces, text } = writeVariant(targets[id], 'recommended', request, {}, '');
    if (text === undefined) return;
    const marked = pieces.filter((piece) => piece.marked).map((piece) => piece.text);
    for (const { placeholder } of fields) expect(marked.join(' ')).toContain(placeholder);
    const stated = { alias: 'own-server', folder: '/srv/own', endpoint: 'https://own.example/mcp' };
    const after = writeVariant(targets[id], 'recommended', request, stated, '');
    expect([after.edited, after.pieces.filter((piece) => piece.marked)]).toEqual([fields.length > 0, []]);
  });
});

test('a stated folder decides', () => {
  const { text } = writeVariant(gateway, 'recommended', request, { folder: '/srv/a+b/' }, '');
  expect(
    ['/srv/a+b/x', '/srv/aab/x', '/your/folder/x', '/srv/a+b/../x'].map((path) => isAllowed(text, path)),
  ).toEqual([true, false, false, false]);
});

test('what was seen is told with the folder that is stated', () => {
  const found = 'files_save: at most 10 calls an hour. A call passes only when path lies below /your/folder.';
  const limit = 'A link inside the folder can still lead out of it: only the server can resolve links.';
  const { caption } = writeVariant(gateway, 'recommended', request, { folder: '/srv' }, `${found} ${limit}`);
  expect(caption).toBe(`${found.replace('/your/folder', '/srv')} ${limit}`);
});

test('what cannot be used leaves the placeholder, and says so', () => {
  const variant = writeVariant(gateway, 'recommended', request, { folder: '/srv/../etc' }, '');
  expect(variant.text).toBe(writeVariant(gateway, 'recommended', request, {}, '').text);
  expect([variant.edited, variant.problems.folder]).toEqual([
    false,
    expect.stringContaining('begins with two'),
  ]);
  expect(variant.pieces.some(({ marked }) => marked)).toBe(true);
});

test('quotes in a name do not break out of the text', () => {
  const { text } = writeVariant(claudeCode, 'recommended', request, { alias: 'a", "allow": ["*' }, '');
  expect(Object.keys((JSON.parse(text ?? '') as { permissions: object }).permissions)).toEqual(['ask']);
});
