import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readContent } from '#records/read.ts';
import { projectRoot } from '../settings.ts';
import { readQueries } from './queries.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'queries-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function refusalOf(text: string): string {
  const file = path.join(folder, 'queries.yaml');
  writeFileSync(file, text);
  try {
    readQueries(file, new Set(['mail', 'mail/send']));
  } catch (error) {
    return String(error).replaceAll(file, 'queries.yaml');
  }
  throw new Error('The file was accepted.');
}

test('the labelled queries name tools and servers of this catalogue', () => {
  const { servers } = readContent(path.join(projectRoot, 'content'));
  const answers = servers.flatMap(({ server }) => [
    server.id,
    ...server.tools.map(({ name }) => `${server.id}/${name}`),
  ]);
  const queries = readQueries(path.join(projectRoot, 'tests/search/queries.yaml'), new Set(answers));
  expect(queries.length).toBeGreaterThanOrEqual(120);
});

test('answers that do not exist and repeated queries are refused together', () => {
  const refusal = refusalOf(`knownItems:
  - { query: send, style: exact, right: [mail/sent] }
intents:
  - { query: send, right: [mail/send] }
`);
  expect(refusal).toContain('knownItems[0].right: the catalogue has no "mail/sent"');
  expect(refusal).toContain('Did you mean "mail/send"?');
  expect(refusal).toContain('intents[0].query: "send" is asked by knownItems[0] already');
});

test.each([
  ['a key that is not known', '  - { query: a, right: [mail], weight: 2 }', 'intents[0].weight'],
  ['no answer', '  - { query: a, right: [] }', 'must hold an answer'],
  ['an answer twice', '  - { query: a, right: [mail, mail] }', 'names an answer twice'],
  ['spaces at an end', '  - { query: "a ", right: [mail] }', 'must have no space at its ends'],
])('%s is refused', (_, intent, message) => {
  const refusal = refusalOf(`knownItems:
  - { query: send, style: exact, right: [mail/send] }
intents:
${intent}
`);
  expect(refusal).toContain(message);
});
