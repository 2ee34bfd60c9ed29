import { afterAll, beforeAll, describe } from 'vitest';
import { testAttacks } from './browser/attacks.ts';
import { testCompare } from './browser/compare.ts';
import { testEveryPage } from './browser/every-page.ts';
import { testHabits } from './browser/habits.ts';
import { type Harness, startHarness } from './browser/harness.ts';
import { testLists } from './browser/lists.ts';
import { testPolicyPanel } from './browser/policy.ts';
import { testSearch, testSearchBelow } from './browser/search.ts';
import { testStack, testStackBelow } from './browser/stack.ts';
import { testTester, testTesterBelow } from './browser/tester.ts';
import { type FixtureSite, openFixtureSite, openFixtureSiteBelow } from './support/fixture-site.ts';

describe('at the root of a host', () => {
  const harness = useHarness(openFixtureSite);
  describe('every page', () => testEveryPage(harness));
  describe('attacks', () => testAttacks(harness));
  describe('compare', () => testCompare(harness));
  describe('habits', () => testHabits(harness));
  describe('lists', () => testLists(harness));
  describe('policy', () => testPolicyPanel(harness));
  describe('search', () => testSearch(harness));
  describe('stack', () => testStack(harness));
  describe('tester', () => testTester(harness));
});

describe('below a folder of a host', () => {
  const harness = useHarness(openFixtureSiteBelow);
  describe('search', () => testSearchBelow(harness));
  describe('stack', () => testStackBelow(harness));
  describe('tester', () => testTesterBelow(harness));
});

/** Starts site and browser before the tests of a block and ends them after. */
function useHarness(openSite: () => FixtureSite): () => Harness {
  let site: FixtureSite | undefined;
  let harness: Harness | undefined;
  beforeAll(async () => {
    site = openSite();
    harness = await startHarness(site);
  });
  afterAll(async () => {
    await harness?.close();
    site?.[Symbol.dispose]();
  });
  return () => {
    if (harness === undefined) throw new Error('The browser has not been started.');
    return harness;
  };
}
