import { expect, test } from 'vitest';
import type { Capability } from '#schema/vocabulary.ts';
import { assessSample, sample, type Sample } from './sample.fixture.ts';

test('what the description denies or says of another tool shows no capability', () => {
  const description =
    'Update a page. It never sends an email to people. Use create_api_key to create an API key.';
  expect(capabilitiesOf(sample('update_page', description))).toEqual([]);
});

test('a tool with several actions gives the access of each', () => {
  const record = (actions: readonly string[]): Sample =>
    sample('inbox_messages', 'Work with what is in an inbox.', { input: { action: { enum: actions } } });
  expect(capabilitiesOf(record(['list', 'delete']))).toEqual(
    expect.arrayContaining(['messaging-read', 'data-delete']),
  );
  expect(capabilitiesOf(record(['create', 'delete']))).not.toContain('messaging-read');
});

test('a capability quotes each passage once, where it stands', () => {
  const description = 'Generate a new API key for your agent. Generate a new API key for each.';
  const { verdict } = assessSample(sample('create_api_key', description));
  expect(verdict.capabilities.find(({ id }) => id === 'key-issuance')?.evidence).toEqual([
    { path: 'name', quote: 'create_api_key' },
    { path: 'description', quote: 'Generate a new API key' },
  ]);
});

test('what only the name of the server shows is quoted from there', () => {
  const project = sample('list_projects', 'List projects.', { server: 'Vercel' });
  expect(assessSample(project).verdict.capabilities).toEqual([
    { id: 'cloud-infra', evidence: [{ path: 'server', quote: 'Vercel' }] },
  ]);
});

function capabilitiesOf(record: Sample): Capability[] {
  return assessSample(record).verdict.capabilities.map(({ id }) => id);
}
