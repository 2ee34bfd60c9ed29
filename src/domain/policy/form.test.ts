import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { policySchema } from '#schema/policy.ts';
import { anyDocument, anyPolicy } from './arbitrary.fixture.ts';
import { isPolicy, lintPolicy } from './lint.ts';
import { pointTo } from './parts.ts';

const published = z.toJSONSchema(policySchema, { io: 'output' });
const isPublishedPolicy = new Ajv2020({ strictTypes: false }).compile(published);

/** Documents as they are written, because a program cannot write all that a file can. `…` begins a valid document. */
const read = (text: string): unknown => JSON.parse(text.replace('…', '"version": "1", "default": "allow"'));
const inTool = (rule: string): string => `{…, "tools": {"w": ${rule}}}`;
const inRule = (rule: string): string => inTool(`{"deny_if": [${rule}]}`);
const inCondition = (condition: string): string => inRule(`{"conditions": [${condition}]}`);
const inLimit = (changed: string): string =>
  inTool(`{"limits": [{"counter": "c", "window": "day", "max": 1, "scope": "grant", ${changed}}]}`);
const compare = (op: string, value: string): string =>
  inCondition(`{"path": "args.a", "op": "${op}", "value": ${value}}`);

const rule = '/tools/w/deny_if/0';
const condition = `${rule}/conditions/0`;
const limit = '/tools/w/limits/0';

describe('documents that no gateway takes', () => {
  /** The document and the only place that is at fault. */
  const documents: readonly (readonly [string, string])[] = [
    ['1', ''],
    ['[]', ''],
    ['"{}"', ''],
    ['{"version": "1"}', '/default'],
    ['{"version": "1", "default": null}', '/default'],
    ['{"version": "1", "default": "Deny"}', '/default'],
    ['{"version": "1", "default": ["deny"]}', '/default'],
    ['{"default": "deny"}', '/version'],
    ['{"version": 1, "default": "deny"}', '/version'],
    ['{"version": 1.0, "default": "deny"}', '/version'],
    ['{"version": "1.0", "default": "deny"}', '/version'],
    ['{"version": "2", "default": "deny"}', '/version'],
    ['{…, "Default": "deny"}', '/Default'],
    ['{…, "limits": []}', '/limits'],
    ['{…, "__proto__": {}}', '/__proto__'],
    ['{…, "constructor": 1}', '/constructor'],
    ['{…, "": 1}', '/'],
    ['{…, "hide": null}', '/hide'],
    ['{…, "hide": "**"}', '/hide'],
    ['{…, "hide": ""}', '/hide'],
    ['{…, "hide": {"w": true}}', '/hide'],
    ['{…, "hide": [1]}', '/hide/0'],
    ['{…, "hide": [null]}', '/hide/0'],
    ['{…, "hide": [["w"]]}', '/hide/0'],
    ['{…, "hide": ["\\u00a0\\t"]}', '/hide/0'],
    ['{…, "hide": ["w", "W", "w"]}', '/hide/2'],
    ['{…, "all_tools": null}', '/all_tools'],
    ['{…, "all_tools": []}', '/all_tools'],
    ['{…, "all_tools": {"limits": {}}}', '/all_tools/limits'],
    ['{…, "all_tools": {"deny_if": []}}', '/all_tools/deny_if'],
    ['{…, "all_tools": {"limits": [1]}}', '/all_tools/limits/0'],
    ['{…, "tools": null}', '/tools'],
    ['{…, "tools": []}', '/tools'],
    ['{…, "tools": "*"}', '/tools'],
    ['{…, "tools": {"": {}}}', '/tools/'],
    ['{…, "tools": {"__proto__": {}}}', '/tools/__proto__'],
    ['{…, "tools": {"w": {}, "__proto__": {"deny_if": [{"conditions": []}]}}}', '/tools/__proto__'],
    ['{…, "tools": {"a/b~c": null}}', '/tools/a~1b~0c'],
    [inTool('null'), '/tools/w'],
    [inTool('true'), '/tools/w'],
    [inTool('[]'), '/tools/w'],
    [inTool('{"allow": true}'), '/tools/w/allow'],
    [inTool('{"__proto__": {}}'), '/tools/w/__proto__'],
    [inTool('{"require": {}}'), '/tools/w/require'],
    [inTool('{"require": null}'), '/tools/w/require'],
    [inTool('{"deny_if": "always"}'), '/tools/w/deny_if'],
    [inTool('{"limits": {}}'), '/tools/w/limits'],
    [inTool('{"limits": [null]}'), limit],
    [inRule('null'), rule],
    [inRule('[]'), rule],
    [inRule('{}'), `${rule}/conditions`],
    [inRule('{"conditions": {}}'), `${rule}/conditions`],
    [inRule('{"conditions": [], "on_deny": null}'), `${rule}/on_deny`],
    [inRule('{"conditions": [], "on_deny": 1}'), `${rule}/on_deny`],
    [inRule('{"conditions": [], "reason": "x"}'), `${rule}/reason`],
    [inRule('{"conditions": [], "__proto__": "x"}'), `${rule}/__proto__`],
    [inCondition('[]'), condition],
    [inCondition('{"op": "eq", "value": 1}'), `${condition}/path`],
    [inCondition('{"path": "args.a", "value": 1}'), `${condition}/op`],
    [inCondition('{"path": "args.a", "op": "eq"}'), `${condition}/value`],
    [inCondition('{"path": "args.a", "op": "eq", "value": 1, "not": true}'), `${condition}/not`],
    [inCondition('{"path": "args.a", "op": "eq", "value": 1, "__proto__": {}}'), `${condition}/__proto__`],
    [compare('EQ', '1'), `${condition}/op`],
    [compare('constructor', '1'), `${condition}/op`],
    [compare('', '1'), `${condition}/op`],
    ...['"args"', '"args."', '"args..a"', '"args.a."', '"a"', '".args.a"', '"Args.a"', '"arguments.a"'].map(
      badPath,
    ),
    ...[
      '"args.a[0]"',
      '"args.*"',
      '"args.a b"',
      '"args.a\\n"',
      '" args.a"',
      '"args[a]"',
      '1',
      '["args", "a"]',
    ].map(badPath),
    ...['eq', 'neq', 'contains'].flatMap((op) =>
      ['null', '[]', '{}', '1e400'].map((value) => [compare(op, value), `${condition}/value`] as const),
    ),
    ...['in', 'not_in'].flatMap((op) => [
      ...['"x"', '1', 'null', '{}'].map((value) => [compare(op, value), `${condition}/value`] as const),
      ...['["x", null]', '["x", ["y"]]', '["x", {}]', '["x", -1e400]'].map(
        (value) => [compare(op, value), `${condition}/value/1`] as const,
      ),
    ]),
    ...['lt', 'lte', 'gt', 'gte'].flatMap((op) =>
      ['"10"', 'true', 'null', '[10]', '1e400'].map(
        (value) => [compare(op, value), `${condition}/value`] as const,
      ),
    ),
    ...['1', 'null', '["a"]', '{}'].map((value) => [compare('regex', value), `${condition}/value`] as const),
    ...['"yes"', '"true"', '1', 'null'].map(
      (value) => [compare('exists', value), `${condition}/value`] as const,
    ),
    ...['0', '-1', '1.5', '"10"', 'null', '1e400', '1e20', 'true'].map(
      (max) => [inLimit(`"max": ${max}`), `${limit}/max`] as const,
    ),
    ...['60', '"60s"', '"week"', '"Minute"', 'null'].map(
      (window) => [inLimit(`"window": ${window}`), `${limit}/window`] as const,
    ),
    ...['"session"', '"Grant"', 'null', 'true'].map(
      (scope) => [inLimit(`"scope": ${scope}`), `${limit}/scope`] as const,
    ),
    ...['""', '1', 'null'].map((counter) => [inLimit(`"counter": ${counter}`), `${limit}/counter`] as const),
    [inLimit('"per": "user"'), `${limit}/per`],
    [inLimit('"__proto__": {}'), `${limit}/__proto__`],
  ];

  function badPath(path: string): readonly [string, string] {
    return [inCondition(`{"path": ${path}, "op": "exists", "value": true}`), `${condition}/path`];
  }

  test.each(documents)('%s', (text, place) => {
    const document = read(text);
    const errors = lintPolicy(document, {}).filter(({ severity }) => severity === 'error');
    expect(errors.map(({ path }) => path)).toEqual([place]);
    for (const { message, remedy } of errors) {
      expect(message).toMatch(/\.$/);
      expect(remedy).toMatch(/\.$/);
    }
    expect(isPolicy(document)).toBe(false);
    expect(policySchema.safeParse(document).success).toBe(false);
    expect(isPublishedPolicy(document)).toBe(false);
  });

  test('an entry that many programs lose is refused with the reason and a way to protect the tool', () => {
    const [finding] = lintPolicy(read('{…, "tools": {"__proto__": {"limits": []}}}'), {});
    expect(finding?.message).toContain('goes unprotected');
    expect(finding?.remedy).toContain('"hide": ["__proto__"]');
  });

  test('a number beyond all numbers is said to be one', () => {
    expect(lintPolicy(read(inLimit('"max": 1e400')), {})[0]?.message).toMatch(/found Infinity\.$/);
  });
});

test.each([
  '{…}',
  '{"version": "1", "default": "deny", "tools": {"w": {}}}',
  '{…, "hide": []}',
  '{…, "hide": "*"}',
  '{…, "hide": ["*"]}',
  '{…, "hide": ["w", " w", "W", "__proto__", "constructor"]}',
  '{…, "all_tools": {}}',
  '{…, "all_tools": {"limits": []}}',
  '{…, "tools": {"constructor": {}, "toString": {}, " ": {}}}',
  inTool('{"require": [], "deny_if": [], "limits": []}'),
  inRule('{"conditions": []}'),
  inRule('{"conditions": [], "on_deny": ""}'),
  compare('eq', '-0'),
  compare('neq', '""'),
  compare('in', '[]'),
  compare('not_in', '["a", 1, 1.5, false]'),
  compare('lt', '-1e-7'),
  compare('regex', '""'),
  compare('contains', 'false'),
  compare('exists', 'false'),
  inLimit('"max": 9007199254740991'),
  inLimit('"max": 2.0'),
  inLimit('"counter": " /~"'),
  inCondition('{"path": "args.__proto__.0.a-b.ä/~", "op": "exists", "value": true}'),
])('a document that a gateway takes: %s', (text) => {
  const document = read(text);
  expect(lintPolicy(document, {}).filter(({ rule: id }) => id === 'schema' || id === 'hide-names')).toEqual(
    [],
  );
  expect(isPolicy(document)).toBe(true);
  expect(policySchema.parse(document)).toEqual(document);
  expect(isPublishedPolicy(document)).toBe(true);
});

test('any document is accepted by all or by none: the form, the schema, and the schema that is published', () => {
  fc.assert(
    fc.property(fc.oneof(anyDocument, anyPolicy), (document) => {
      const accepted = policySchema.safeParse(document).success;
      expect(isPolicy(document)).toBe(accepted);
      expect(isPublishedPolicy(document)).toBe(accepted);
    }),
    { numRuns: 2000 },
  );
});

test('every place that the schema refuses is named, if not one above or below it', () => {
  fc.assert(
    fc.property(anyDocument, (document) => {
      const places = lintPolicy(document, {}).map(({ path }) => path);
      for (const issue of policySchema.safeParse(document).error?.issues ?? []) {
        const place = pointTo(issue.path);
        expect(places.some((found) => found.startsWith(place) || place.startsWith(found))).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});

test('the published schema closes every object', () => {
  const objects: object[] = [];
  JSON.stringify(published, (_key, value: unknown) => {
    if (typeof value === 'object' && value !== null && 'properties' in value) objects.push(value);
    return value;
  });
  expect(objects.length).toBeGreaterThan(10);
  for (const each of objects) expect(each).toMatchObject({ additionalProperties: false });
});
