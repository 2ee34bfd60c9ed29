import { describe, expect, test } from 'vitest';
import { assess } from '#domain/assess.ts';
import { definitionDigest } from '#records/canonical.ts';
import { checkServer } from '#records/checks.ts';
import { serverSchema } from '#schema/server.ts';
import { idsOf, riskClasses } from '#schema/vocabulary.ts';
import { generateServers, largestServer } from './catalogue.ts';

const servers = [...generateServers({ tools: 3_000, seed: 1 })];
const tools = servers.flatMap((server) => server.tools);
const share = (holds: (text: string) => boolean): number =>
  tools.filter(({ description = '' }) => holds(description)).length / tools.length;

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

describe('generateServers', () => {
  test('makes the same catalogue for a seed, and another for another', () => {
    const make = (seed: number): string => JSON.stringify([...generateServers({ tools: 60, seed })]);
    expect(make(5)).toBe(make(5));
    expect(make(5)).not.toBe(make(6));
  });

  test('makes records that the schema and the checks accept', () => {
    const problems = servers.flatMap((server) => {
      serverSchema.parse(server);
      return checkServer(
        { id: server.id, path: `servers/${server.id}.json`, file: server.id, server },
        undefined,
      );
    });
    expect(problems).toEqual([]);
    expect(new Set(servers.map(({ id }) => id)).size).toBe(servers.length);
  });

  test('makes exactly the tools and servers that were asked for', () => {
    expect(tools).toHaveLength(3_000);
    for (const asked of [25, 400, 3_000]) {
      const sizes = [...generateServers({ tools: 3_000, servers: asked, seed: 1 })].map(
        (server) => server.tools.length,
      );
      expect(sizes).toHaveLength(asked);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(3_000);
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(1);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(largestServer);
    }
  });

  test('says how many servers are possible when the tools do not fit', () => {
    expect(() => [...generateServers({ tools: 3_000, servers: 24, seed: 1 })]).toThrow(
      /Take 25 to 3000 servers/,
    );
    expect(() => [...generateServers({ tools: 5, servers: 6, seed: 1 })]).toThrow(/Take 1 to 5 servers/);
  });

  test('makes tools of every class, and few that nobody can judge', () => {
    const classes = tools.map(
      (tool) => assess(tool, definitionDigest(tool), undefined, undefined).verdict.class,
    );
    for (const id of idsOf(riskClasses)) {
      expect(classes.filter((found) => found === id).length, id).toBeGreaterThan(20);
    }
    expect(classes.filter((found) => found === 'unknown').length).toBeLessThan(150);
  });

  test('describes tools at the lengths and with the oddities of real ones', () => {
    const lengths = tools.map(({ description = '' }) => description.length);
    expect(median(lengths)).toBeGreaterThan(150);
    expect(median(lengths)).toBeLessThan(215);
    expect(Math.max(...lengths)).toBeGreaterThan(8_000);
    expect(share((text) => text.length < 746)).toBeCloseTo(0.9, 1);
    expect(share((text) => text.includes('\n'))).toBeCloseTo(0.35, 1);
    expect(share((text) => text.startsWith('\n    '))).toBeGreaterThan(0.02);
    expect(share((text) => text.includes("'"))).toBeCloseTo(0.19, 1);
    expect(share((text) => /\P{ASCII}/u.test(text))).toBeGreaterThan(0.05);
    expect(share((text) => /<\w/.test(text))).toBeGreaterThan(0.01);
  });

  test('gives tools the parameters and hints of real ones', () => {
    const schemas = tools.map(({ inputSchema }) => JSON.stringify(inputSchema ?? {}));
    const counts = tools.map(({ inputSchema }) => Object.keys(inputSchema?.['properties'] ?? {}).length);
    expect(median(counts)).toBe(3);
    expect(counts.filter((count) => count === 0).length).toBeGreaterThan(100);
    expect(counts.filter((count) => count > 40).length).toBeGreaterThan(10);
    expect(schemas.filter((schema) => schema.includes('"$ref"')).length / tools.length).toBeCloseTo(0.23, 1);
    expect(schemas.some((schema) => (schema.match(/zone-/g) ?? []).length === 126)).toBe(true);
    const declared = tools.filter(({ annotations }) => typeof annotations?.readOnlyHint === 'boolean');
    expect(declared.length / tools.length).toBeGreaterThan(0.5);
    expect(declared.length / tools.length).toBeLessThan(0.7);
  });

  test('writes names in the styles of real ones', () => {
    for (const style of [
      /^[a-z]+(?:_[a-z]+)+$/,
      /^[a-z]+[A-Z]/,
      /^[a-z]+(?:-[a-z]+)+$/,
      /--[A-Z]/,
      /^API-/,
      /[^\w-]/,
    ]) {
      expect(tools.filter(({ name }) => style.test(name)).length, String(style)).toBeGreaterThan(5);
    }
  });
});
