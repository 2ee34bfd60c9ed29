import { expect, test } from 'vitest';
import { readFacts } from '../facts.ts';
import { sample } from '../sample.fixture.ts';

test.each([
  ['create_issue', 'first', 'create', 'issue'],
  ['domain-record-delete', 'last, behind nouns that are verbs elsewhere', 'delete', 'domain record'],
  ['browser_click', 'behind a prefix', 'click', 'browser'],
  ['UpdateUsageTrigger', 'first, in words without separators', 'update', 'usage trigger'],
  ['usage_trigger_update', 'last, though both could be nouns', 'update', 'usage trigger'],
  ['netlify-deploy-services-reader', 'as the one who does it', 'reader', 'netlify deploy services'],
  ['backup_policy_get', 'last, where the first word is a noun', 'get', 'backup policy'],
  ['snapshot_delete', 'last, where the first word is a noun', 'delete', 'snapshot'],
])('%s has its verb %s', (name, _where, lemma, object) => {
  expect(verbOf(name)).toMatchObject({ verb: { lemma, weak: false }, object });
});

test('of two verbs, the one that opens the description is meant', () => {
  expect(verbOf('archive_search')?.verb.lemma).toBe('archive');
  expect(verbOf('archive_search', 'Search the archive of a paper.')?.verb.lemma).toBe('search');
});

test('a verb after "and" counts when it is worse', () => {
  expect(verbOf('find_and_delete')?.verb.lemma).toBe('delete');
  expect(verbOf('delete_and_find')?.verb.lemma).toBe('delete');
});

test('a verb in the middle of a name is weak, because it is as often a noun', () => {
  expect(verbOf('cloud_cluster_upgrade_options')?.verb).toEqual({
    lemma: 'upgrade',
    sense: 'write',
    weak: true,
  });
});

test.each([
  ['refund_eligibility', 'refund'],
  ['airport_transfer_quote', 'airport transfer'],
  ['maps_direction_driving', 'maps driving'],
])('%s ends in or holds a noun that asks a question', (name, object) => {
  expect(verbOf(name)).toMatchObject({ verb: { sense: 'read', weak: true }, object });
});

test('such a noun does not outweigh a verb that orders something', () => {
  expect(verbOf('create_status')?.verb).toMatchObject({ lemma: 'create', weak: false });
});

test('a name of nouns alone has no verb, and neither has one whose verb nobody knows', () => {
  expect([verbOf('widget'), verbOf('reputation_of_posts'), verbOf('frobnicate_host')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

function verbOf(name: string, description?: string) {
  return readFacts(sample(name, description).tool, undefined).nameVerb;
}
