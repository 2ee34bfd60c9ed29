import { describe, expect, test } from 'vitest';
import { lintPolicy, lintRules } from './lint.ts';
import type { LintContext, LintFinding } from './lint.ts';

const write = ({ severity, rule, path, message, remedy }: LintFinding): string =>
  `${severity} ${rule} ${path} | ${message} | ${remedy}`;
const base = { version: '1', default: 'allow' };
const withTool = (rule: unknown) => ({ ...base, tools: { w: rule } });
const withCondition = (condition: unknown) => withTool({ require: [{ conditions: [condition] }] });
const withLimit = (change: object) =>
  withTool({ limits: [{ counter: 'c', window: 'minute', max: 1, scope: 'grant', ...change }] });

describe('documents that no gateway takes', () => {
  test.each<[string, unknown, string]>([
    ['version as a number', { ...base, version: 1 }, '/version'],
    ['no default', { version: '1' }, '/default'],
    ['default "block"', { ...base, default: 'block' }, '/default'],
    ['rate_limit at the top', { ...base, rate_limit: 10 }, '/rate_limit'],
    ['action in a tool', withTool({ action: 'deny' }), '/tools/w/action'],
    [
      'reason in a rule',
      withTool({ deny_if: [{ conditions: [], reason: 'x' }] }),
      '/tools/w/deny_if/0/reason',
    ],
    [
      'path arguments.amount',
      withCondition({ path: 'arguments.amount', op: 'exists', value: true }),
      '/tools/w/require/0/conditions/0/path',
    ],
    [
      'bare args',
      withCondition({ path: 'args', op: 'exists', value: true }),
      '/tools/w/require/0/conditions/0/path',
    ],
    [
      'op matches',
      withCondition({ path: 'args.a', op: 'matches', value: 'x' }),
      '/tools/w/require/0/conditions/0/op',
    ],
    [
      'in with a text',
      withCondition({ path: 'args.a', op: 'in', value: 'x' }),
      '/tools/w/require/0/conditions/0/value',
    ],
    [
      'gt with a text',
      withCondition({ path: 'args.a', op: 'gt', value: '10' }),
      '/tools/w/require/0/conditions/0/value',
    ],
    [
      'exists with a text',
      withCondition({ path: 'args.a', op: 'exists', value: 'yes' }),
      '/tools/w/require/0/conditions/0/value',
    ],
    [
      'regex (',
      withCondition({ path: 'args.a', op: 'regex', value: '(' }),
      '/tools/w/require/0/conditions/0/value',
    ],
    [
      'regex (?=x)',
      withCondition({ path: 'args.a', op: 'regex', value: '(?=x)' }),
      '/tools/w/require/0/conditions/0/value',
    ],
    ['window 60', withLimit({ window: 60 }), '/tools/w/limits/0/window'],
    ['max 0', withLimit({ max: 0 }), '/tools/w/limits/0/max'],
    ['max -1', withLimit({ max: -1 }), '/tools/w/limits/0/max'],
    ['max 1.5', withLimit({ max: 1.5 }), '/tools/w/limits/0/max'],
    ['max missing', withLimit({ max: undefined }), '/tools/w/limits/0/max'],
    ['scope session', withLimit({ scope: 'session' }), '/tools/w/limits/0/scope'],
    ['blank name in hide', { ...base, hide: [''] }, '/hide/0'],
    ['a name twice in hide', { ...base, hide: ['a', 'b', 'a'] }, '/hide/2'],
    ['hide as a name', { ...base, hide: 'a' }, '/hide'],
    ['a tool rule that is a text', withTool('allow'), '/tools/w'],
    ['a condition that is a text', withCondition('args.a'), '/tools/w/require/0/conditions/0'],
    ['an empty tool name', { ...base, tools: { '': {} } }, '/tools/'],
    ['no object', 'allow', ''],
    ['null', null, ''],
  ])('%s', (_name, document, path) => {
    const errors = lintPolicy(document, {}).filter(({ severity }) => severity === 'error');
    expect(errors.map((finding) => finding.path)).toEqual([path]);
  });

  test('the wording names the place, the fault and the way out', () => {
    const broken = {
      version: 1,
      rate_limit: 10,
      hide: ['', 'a', 'a'],
      tools: {
        'a/b': { action: 'deny', limits: [{ counter: '', window: 60, max: 0 }] },
        w: {
          require: [{ conditions: [{ path: 'args', op: 'in', value: 'x' }], reason: 'no' }],
          deny_if: [
            {
              conditions: [
                { path: 'args.a', op: 'matches', value: 1 },
                { path: 'args.a', op: 'gt', value: '10' },
                { path: 'args.a', op: 'exists', value: 'yes' },
                { path: 'args.a', op: 'regex', value: '(?=x)' },
              ],
            },
          ],
        },
      },
    };
    expect(lintPolicy(broken, {}).map(write)).toMatchInlineSnapshot(`
      [
        "error schema /version | /version must be the text "1"; no other version is recognised; found 1. | Write "version": "1", with the quotation marks.",
        "error schema /default | /default is missing: it must be "allow" or "deny". | Write "default": "deny" to allow only listed tools, or "default": "allow" to allow the rest.",
        "error schema /tools/a~1b/limits/0/counter | /tools/a~1b/limits/0/counter must be a text that is not empty; found "". | Give the limit a name, such as "<tool>_rate".",
        "error schema /tools/a~1b/limits/0/window | /tools/a~1b/limits/0/window must be "minute", "hour" or "day"; found 60. | Write "window": "minute", "hour" or "day"; a number of seconds does not exist.",
        "error schema /tools/a~1b/limits/0/max | /tools/a~1b/limits/0/max must be 1 or more; a limit cannot forbid every call; found 0. | Write the number of calls allowed in one window, 1 or more; to refuse every call use "deny_if" with no conditions.",
        "error schema /tools/a~1b/limits/0/scope | /tools/a~1b/limits/0/scope is missing: it must be "grant". | Write "scope": "grant": a limit counts for each grant.",
        "error schema /tools/a~1b/action | "action" is not a field of the format at /tools/a~1b; the fields there are "require", "deny_if", "limits". | Remove it: a rule under "deny_if" denies by being there, and "tools": {"<tool>": {}} allows.",
        "error schema /tools/w/require/0/conditions/0/path | /tools/w/require/0/conditions/0/path must be args.<field>, with further fields joined by dots; array indexes and wildcards do not exist; found "args". | Write the path as args.<field>, such as "args.amount".",
        "error schema /tools/w/require/0/conditions/0/value | /tools/w/require/0/conditions/0/value must be a list: "in" compares with each of its values; found "x". | Give "in" a list as its "value".",
        "error schema /tools/w/require/0/reason | "reason" is not a field of the format at /tools/w/require/0; the fields there are "conditions", "on_deny". | Put the text for the agent into "on_deny" of a rule.",
        "error schema /tools/w/deny_if/0/conditions/0/op | /tools/w/deny_if/0/conditions/0/op must be one of eq, neq, in, not_in, lt, lte, gt, gte, regex, contains, exists; found "matches". | Choose an operator of the format; to match a pattern, use "regex".",
        "error schema /tools/w/deny_if/0/conditions/1/value | /tools/w/deny_if/0/conditions/1/value must be a number, not a text: "gt" compares numbers; found "10". | Give "gt" a number as its "value".",
        "error schema /tools/w/deny_if/0/conditions/2/value | /tools/w/deny_if/0/conditions/2/value must be true or false, without quotation marks; found "yes". | Give "exists" true or false as its "value".",
        "error schema /rate_limit | "rate_limit" is not a field of the format at the top of a policy; the fields there are "version", "default", "hide", "all_tools", "tools". | Write a limit under "limits": {"counter": "<tool>_rate", "window": "minute", "max": 10, "scope": "grant"}.",
        "error regex-compiles /tools/w/deny_if/0/conditions/3/value | The pattern does not compile: RE2 has no look-around at (?=. | Rewrite the pattern in RE2 syntax; split it into several conditions where it needs look-around or is too large.",
        "error hide-names /hide/0 | A name in hide is blank. | Remove the entry.",
        "error hide-names /hide/2 | "a" stands twice in hide. | Remove the entry.",
        "warning deny-if-fails-open /tools/w/deny_if/0/conditions/3 | A call that leaves out args.a passes: "regex" does not hold for an absent argument. | Add a rule to "require" that the argument exists, or turn the comparison round and require it.",
      ]
    `);
  });
});

describe('rules beyond the schema', () => {
  const exists = { path: 'args.a', op: 'exists', value: true };
  const over = { path: 'args.a', op: 'gt', value: 10 };
  const limit = { counter: 'c', window: 'minute', max: 1, scope: 'grant' };
  const inputSchema = {
    type: 'object',
    properties: {
      a: { type: ['number', 'null'] },
      text: { type: 'string' },
      list: { type: 'array', items: { type: 'object' } },
      free: { type: 'object' },
      closed: { type: 'object', properties: { x: {} } },
      choice: { anyOf: [{ type: 'object', properties: { x: {} } }] },
      extra: { type: 'object', properties: {}, additionalProperties: true },
      ref: { $ref: '#/$defs/r' },
    },
  };
  const context: LintContext = { toolNames: new Set(['w', 'x']), inputSchemaOf: () => inputSchema };
  const required = (path: string, op = 'exists', value: unknown = true) => withCondition({ path, op, value });

  /** Rule, a document on which it fires, the place, and a near miss on which it must not. */
  const cases: readonly (readonly [string, unknown, string, unknown])[] = [
    [
      'regex-compiles',
      required('args.text', 'regex', '('),
      '/tools/w/require/0/conditions/0/value',
      required('args.text', 'regex', '^(a)$'),
    ],
    [
      'regex-compiles',
      required('args.text', 'regex', '^(a{1000}){3}$'),
      '/tools/w/require/0/conditions/0/value',
      required('args.text', 'regex', '^a{1000}$'),
    ],
    ['hide-names', { ...base, hide: [' '] }, '/hide/0', { ...base, hide: ['x', 'w'] }],
    ['no-wildcards', { ...base, tools: { '*': {} } }, '/tools/*', { ...base, hide: ['*'] }],
    ['no-wildcards', { ...base, hide: ['get_*'] }, '/hide/0', { ...base, hide: '*' }],
    ['hide-star', { ...base, hide: ['w', '*'] }, '/hide/1', { ...base, hide: ['*'] }],
    [
      'counter-unique',
      withTool({ limits: [limit, { ...limit, window: 'day' }] }),
      '/tools/w/limits/1/counter',
      { ...base, tools: { w: { limits: [limit] }, x: { limits: [limit] } } },
    ],
    [
      'counter-unique',
      { ...base, all_tools: { limits: [limit, limit] } },
      '/all_tools/limits/1/counter',
      { ...withTool({ limits: [limit] }), all_tools: { limits: [limit] } },
    ],
    [
      'dead-entry',
      { ...base, hide: ['w'], tools: { w: {} } },
      '/tools/w',
      { ...base, hide: ['x'], tools: { w: {} } },
    ],
    ['dead-entry', { ...base, hide: '*', tools: { w: {} } }, '/tools/w', { ...base, hide: '*' }],
    [
      'denies-everything',
      { version: '1', default: 'deny', hide: ['w'] },
      '/default',
      { version: '1', default: 'deny', tools: { w: {} } },
    ],
    ['denies-everything', { version: '1', default: 'deny', tools: {} }, '/default', base],
    [
      'require-without-conditions',
      withTool({ require: [{ conditions: [] }] }),
      '/tools/w/require/0',
      withTool({ deny_if: [{ conditions: [] }] }),
    ],
    [
      'deny-if-fails-open',
      withTool({ deny_if: [{ conditions: [over] }] }),
      '/tools/w/deny_if/0/conditions/0',
      withTool({ require: [{ conditions: [exists] }], deny_if: [{ conditions: [over] }] }),
    ],
    [
      'deny-if-fails-open',
      withTool({ deny_if: [{ conditions: [{ path: 'args.a', op: 'not_in', value: [1] }] }] }),
      '/tools/w/deny_if/0/conditions/0',
      withTool({ deny_if: [{ conditions: [{ ...exists, value: false }] }, { conditions: [over] }] }),
    ],
    [
      'deny-if-fails-open',
      withTool({
        require: [{ conditions: [{ ...exists, path: 'args.text' }] }],
        deny_if: [{ conditions: [over] }],
      }),
      '/tools/w/deny_if/0/conditions/0',
      withTool({ deny_if: [{ conditions: [exists] }] }),
    ],
    [
      'deny-if-fails-open',
      withTool({ deny_if: [{ conditions: [{ ...exists, path: 'args.text' }, over] }] }),
      '/tools/w/deny_if/0/conditions/1',
      withTool({
        deny_if: [{ conditions: [exists, over, { path: 'args.a', op: 'not_in', value: [1] }] }],
      }),
    ],
    [
      'deny-if-fails-open',
      withTool({ deny_if: [{ conditions: [exists] }, { conditions: [over] }] }),
      '/tools/w/deny_if/1/conditions/0',
      withTool({ deny_if: [{ conditions: [over, exists] }] }),
    ],
    [
      'unanchored-regex',
      required('args.text', 'regex', '^ls'),
      '/tools/w/require/0/conditions/0/value',
      required('args.text', 'regex', '^ls$'),
    ],
    ['unknown-tool', { ...base, hide: ['gone'] }, '/hide/0', { ...base, hide: ['x'] }],
    ['unknown-tool', { ...base, tools: { 'Returns:': {} } }, '/tools/Returns:', withTool({})],
    [
      'unknown-argument',
      required('args.nope'),
      '/tools/w/require/0/conditions/0/path',
      required('args.text'),
    ],
    [
      'unknown-argument',
      required('args.closed.y'),
      '/tools/w/require/0/conditions/0/path',
      required('args.free.y'),
    ],
    [
      'unknown-argument',
      required('args.list.x'),
      '/tools/w/require/0/conditions/0/path',
      required('args.choice.y'),
    ],
    [
      'unknown-argument',
      required('args.constructor'),
      '/tools/w/require/0/conditions/0/path',
      required('args.extra.y'),
    ],
    [
      'unknown-argument',
      required('args.text.y'),
      '/tools/w/require/0/conditions/0/path',
      required('args.ref.y'),
    ],
    [
      'numeric-operator',
      required('args.text', 'lt', 5),
      '/tools/w/require/0/conditions/0/op',
      required('args.a', 'lt', 5),
    ],
    [
      'numeric-operator',
      required('args.list', 'gte', 5),
      '/tools/w/require/0/conditions/0/op',
      required('args.choice', 'gte', 5),
    ],
  ];

  test.each(cases)('%s fires: %j', (rule, document, path) => {
    const found = lintPolicy(document, context).filter((finding) => finding.rule === rule);
    expect(found.map((finding) => finding.path)).toEqual([path]);
  });

  test.each(cases)('%s keeps quiet on a near miss: %j', (rule, _document, _path, nearMiss) => {
    expect(
      lintPolicy(nearMiss, context).filter((finding) => finding.rule === rule || finding.rule === 'schema'),
    ).toEqual([]);
  });

  test('every rule of the table has a case', () => {
    expect(new Set(cases.map(([rule]) => rule))).toEqual(new Set(lintRules.map(({ id }) => id)));
  });

  test('"*" in hide is said to be more than the tool that is called so, in any list', () => {
    const named: LintContext = { toolNames: new Set(['*', 'w']) };
    const rulesOf = (policy: object): string[] => lintPolicy(policy, named).map(({ rule }) => rule);
    expect(rulesOf({ ...base, hide: ['*'] })).toEqual(['hide-star']);
    expect(rulesOf({ ...base, hide: '*' })).toEqual([]);
    expect(rulesOf({ ...base, tools: { '*': {} } })).toEqual([]);
  });

  test('without a record of the server, nothing is claimed about its tools', () => {
    expect(lintPolicy({ ...required('args.nope', 'lt', 5), hide: ['gone'] }, {})).toEqual([]);
  });

  test('the wording of each rule', () => {
    expect(
      cases
        .map(([rule, document]) => lintPolicy(document, context).find((finding) => finding.rule === rule))
        .map((finding) => finding && `${finding.severity} ${finding.message} ${finding.remedy}`),
    ).toMatchInlineSnapshot(`
      [
        "error The pattern does not compile: missing closing ) at (. Rewrite the pattern in RE2 syntax; split it into several conditions where it needs look-around or is too large.",
        "error The pattern does not compile: its repetitions come to more than 2000 steps. Rewrite the pattern in RE2 syntax; split it into several conditions where it needs look-around or is too large.",
        "error A name in hide is blank. Remove the entry.",
        "error "*" matches no tool: wildcards do not exist here. List each tool by its name; to decide about all others, use "default".",
        "error "get_*" matches no tool: wildcards do not exist here. List each tool by its name; to decide about all others, use "default".",
        "warning "*" hides every tool of the server. Write "hide": "*" to hide every tool. A tool that is called "*" cannot be hidden alone; refuse it with "deny_if": [{"conditions": []}].",
        "error The counter "c" is used by an earlier limit of the same list. Give each limit its own counter name, such as "<tool>_per_day".",
        "error The counter "c" is used by an earlier limit of the same list. Give each limit its own counter name, such as "<tool>_per_day".",
        "warning "w" is hidden, so what stands here has no effect. Remove the name from "hide" or from "tools".",
        "warning "w" is hidden, so what stands here has no effect. Remove the name from "hide" or from "tools".",
        "warning The policy denies every tool: nothing is listed under "tools". List the tools to allow under "tools", or write "default": "allow".",
        "warning The policy denies every tool: nothing is listed under "tools". List the tools to allow under "tools", or write "default": "allow".",
        "warning The rule has no conditions, so every call meets it. Give the rule a condition, or remove it; to refuse every call, move it to "deny_if".",
        "warning A call that leaves out args.a passes: "gt" does not hold for an absent argument. Add a rule to "require" that the argument exists, or turn the comparison round and require it.",
        "warning A call that leaves out args.a passes: "not_in" does not hold for an absent argument. Add a rule to "require" that the argument exists, or turn the comparison round and require it.",
        "warning A call that leaves out args.a passes: "gt" does not hold for an absent argument. Add a rule to "require" that the argument exists, or turn the comparison round and require it.",
        "warning A call that leaves out args.a passes: "gt" does not hold for an absent argument. Add a rule to "require" that the argument exists, or turn the comparison round and require it.",
        "warning A call that leaves out args.a passes: "gt" does not hold for an absent argument. Add a rule to "require" that the argument exists, or turn the comparison round and require it.",
        "warning The pattern lets any text stand after what it matches. Write ^(?:…)$ around the whole pattern.",
        "error The server has no tool "gone". Write the name exactly as the server lists it, or remove it.",
        "error The server has no tool "Returns:". Write the name exactly as the server lists it, or remove it.",
        "warning The input schema of "w" has no args.nope. Use a path of the input schema; fields of a list cannot be reached.",
        "warning The input schema of "w" has no args.closed.y. Use a path of the input schema; fields of a list cannot be reached.",
        "warning The input schema of "w" has no args.list.x. Use a path of the input schema; fields of a list cannot be reached.",
        "warning The input schema of "w" has no args.constructor. Use a path of the input schema; fields of a list cannot be reached.",
        "warning The input schema of "w" has no args.text.y. Use a path of the input schema; fields of a list cannot be reached.",
        "error "lt" compares numbers, and args.text is declared string. Compare an argument whose type is number or integer, or match the text with "regex".",
        "error "gte" compares numbers, and args.list is declared array. Compare an argument whose type is number or integer, or match the text with "regex".",
      ]
    `);
  });
});
