import { expect, test } from 'vitest';
import { measureAccuracy } from '#domain/accuracy/measure.ts';
import type { LabelledTool } from '#schema/gold.ts';
import type { Tool } from '#schema/tool.ts';
import { formatScope } from './report.ts';

function labelled(tool: Tool, label: Partial<LabelledTool['label']> = {}): LabelledTool {
  const digest = `sha256:${'a'.repeat(64)}`;
  return {
    server: 'files',
    record: { name: 'Fixture', source: {} },
    set: 'held-out',
    tool,
    label: { tool: tool.name, digest, class: 'read', level: 'low', capabilities: [], ...label },
  };
}

const { 'held-out': report } = measureAccuracy([
  labelled({ name: 'list_items', description: 'List items.' }),
  labelled(
    { name: 'delete_all\u001b[2J', description: 'Delete \u202e everything.' },
    { reason: 'It only pretends.' },
  ),
]);

test('figures come with their counts, and a miss with the words of both sides', () => {
  const text = formatScope('held-out', report, { misses: true });
  expect(text).toMatch(/^Held out: 2 labelled tools of 1 server\n/);
  expect(text).toMatch(/Class agrees \(classAgreement\) +50\.0% +9\.4 to 90\.6% +1\/2$/m);
  expect(text).toMatch(/Dangerous tools found \(dangerousRecall\) +no case +0\/0$/m);
  expect(text).toMatch(/label read\/low, rules destructive\//);
  expect(text).toContain('label’s reason: It only pretends.');
});

test('no word of a definition steers the terminal', () => {
  const text = formatScope('held-out', report, { misses: true });
  expect(text).toContain('delete_all⟨U+001B⟩[2J');
  expect(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/.exec(text)).toBeNull();
});

test('misses are left out on demand, and an empty set says so', () => {
  expect(formatScope('held-out', report, { misses: false })).not.toContain('It only pretends.');
  expect(formatScope('development', measureAccuracy([]).development, { misses: true })).toMatch(
    /No labels\.$/,
  );
});
