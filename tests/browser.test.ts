import { describe } from 'vitest';
import { testAttacks } from './browser/attacks.ts';
import { testCompare } from './browser/compare.ts';
import { useHarness } from './browser/harness.ts';
import { testLists } from './browser/lists.ts';
import { testPolicyPanel } from './browser/policy.ts';
import { testSearch, testSearchBelow } from './browser/search.ts';
import { testStack, testStackBelow } from './browser/stack.ts';
import { testTester, testTesterBelow } from './browser/tester.ts';
import { openFixtureSite, openFixtureSiteBelow } from './support/fixture-site.ts';

describe('at the root of a host', () => {
  const harness = useHarness(openFixtureSite);
  describe('attacks', () => testAttacks(harness));
  describe('compare', () => testCompare(harness));
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
