import { describe } from 'vitest';
import { testEveryPage } from './browser/every-page.ts';
import { testHabits } from './browser/habits.ts';
import { useHarness } from './browser/harness.ts';
import { openFixtureSite } from './support/fixture-site.ts';

// Beside the tests of what single pages do, since two browsers share the work.
const harness = useHarness(openFixtureSite);
describe('every page', () => testEveryPage(harness));
describe('habits', () => testHabits(harness));
