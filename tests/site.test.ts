import { afterAll, describe } from 'vitest';
import { testAccuracy } from './site/accuracy.ts';
import { testAttribution } from './site/attribution.ts';
import { testChanges } from './site/changes.ts';
import { testDevelopment } from './site/development.ts';
import { testOddRecords } from './site/odd-records.ts';
import { testPolicies } from './site/policies.ts';
import { testPrograms } from './site/programs.ts';
import { createReader } from './site/reader.ts';
import { testStrangers } from './site/strangers.ts';
import { testVerdicts } from './site/verdicts.ts';
import { openFixtureSite } from './support/fixture-site.ts';

// Opened while tests are collected: several are made from what the site holds.
const site = openFixtureSite();
afterAll(() => site[Symbol.dispose]());
const reader = createReader(site);

describe('words of strangers', () => testStrangers(reader));
describe('odd records', () => testOddRecords(reader));
describe('verdicts', () => testVerdicts(reader));
describe('accuracy', () => testAccuracy(reader));
describe('attribution', () => testAttribution(reader));
describe('changes', () => testChanges(reader));
describe('policies', () => testPolicies(reader));
describe('programs', () => testPrograms(reader));
describe('development', () => testDevelopment(reader));
