import { expect, test } from 'vitest';
import { matchServers } from './match.ts';

const servers = [
  { id: 'google-maps', name: 'Google Maps', packages: ['npm:@acme/maps'], repository: null },
  {
    id: 'slack-reference',
    name: 'Slack (reference server)',
    packages: ['npm:@acme/slack'],
    repository: null,
  },
  { id: 'slackline', name: 'A line', packages: [], repository: 'https://github.com/acme/line' },
  { id: 'acme', name: 'Acme', packages: [], repository: null },
];
const ids = (question: string): string[] => matchServers(question, servers).map(({ id }) => id);

test('what begins with the question stands before what only holds it', () => {
  expect(ids('acme')).toEqual(['acme', 'slackline', 'google-maps', 'slack-reference']);
  expect(ids('Slack')).toEqual(['slackline', 'slack-reference']);
  expect(ids('maps')).toEqual(['google-maps']);
});

test('every word must be there, in whatever field', () => {
  expect(ids('google acme')).toEqual(['google-maps']);
  expect(ids('google line')).toEqual([]);
  expect(ids('github.com/acme')).toEqual(['slackline']);
});

test('nothing asked offers every server by name', () => {
  expect(ids('  ')).toEqual(['slackline', 'acme', 'google-maps', 'slack-reference']);
});
