import path from 'node:path';
import { expect, test } from 'vitest';
import contracts from '#domain/targets/contracts.json' with { type: 'json' };
import { targets } from '#domain/targets/targets.ts';
import { contractResultsSchema, contractTargets } from '#schema/contracts.ts';
import { projectRoot } from '#scripts/lib/settings.ts';
import { readCheckedRecord, readLibrary } from '#site/content-folder.ts';
import { clients } from './clients.ts';
import { listPublished } from './published.ts';

test('the committed results are those of as many snippets as the catalogue has now, and none failed', () => {
  const contentDir = path.join(projectRoot, 'content');
  const { catalogue, site } = readLibrary(contentDir);
  const choices = { numbers: site.policyNumbers, values: site.policyArguments };
  const readTools = (id: string) => readCheckedRecord(contentDir, id).tools;
  const results = contractResultsSchema.parse(contracts);
  expect(results.map(({ target }) => target)).toEqual([...contractTargets]);
  for (const { target, snippets, checks, passed, failed } of results) {
    const client = clients[target];
    const published = listPublished(client, targets[target], { catalogue, choices, readTools });
    expect([target, published.cases.length]).toEqual([target, snippets]);
    expect([passed, failed]).toEqual([checks, 0]);
  }
});
