import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeServer, makeTool, writeContentFolder } from '#records/content-folder.fixture.ts';
import { projectRoot } from './lib/settings.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'policy-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Writes a file into the folder of the test; anything but a text as JSON. */
function write(name: string, content: unknown): void {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
}

/** Runs the script as the user does, in the folder of the test. */
function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'policy.ts'), ...args],
    { cwd: folder, encoding: 'utf8' },
  );
  return { status, stdout: stdout.replaceAll(folder, '<dir>'), stderr: stderr.replaceAll(folder, '<dir>') };
}

const perMinute = { counter: 'search_rate', window: 'minute', max: 2, scope: 'grant' };
const good = {
  version: '1',
  default: 'deny',
  hide: ['delete_note'],
  tools: { search: { limits: [perMinute] }, read_note: {} },
};
const tools = ['delete_note', 'read_note', 'search'].map((name) => makeTool({ name }));
const failsOpen = { conditions: [{ path: 'args.id', op: 'eq', value: 'root' }] };

describe('lint', () => {
  test('a good policy passes', () => {
    write('policy.json', good);
    expect(run('lint', 'policy.json', '--strict')).toEqual({
      status: 0,
      stdout: 'policy.json: a valid policy without findings.\n',
      stderr: '',
    });
  });

  test('all problems of schema, rules and server come at once, with line, rule and remedy', () => {
    using content = writeContentFolder({ 'servers/notes.json': makeServer({ tools, declaredToolCount: 3 }) });
    write('policy.json', {
      version: 1,
      default: 'allow',
      hide: ['delete_notes'],
      tools: { read_note: { rate_limit: 3, deny_if: [failsOpen] }, serch: {} },
    });
    const { status, stdout, stderr } = run(
      'lint',
      'policy.json',
      '--server',
      'notes',
      '--content',
      content.contentDir,
    );
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatchInlineSnapshot(`
      "policy.json
        error: version (line 2, column 3): schema: /version must be the text "1"; no other version is recognised; found 1.
          Write "version": "1", with the quotation marks.
        error: tools.read_note.rate_limit (line 9, column 7): schema: "rate_limit" is not a field of the format at /tools/read_note; the fields there are "require", "deny_if", "limits".
          Write a limit under "limits": {"counter": "<tool>_rate", "window": "minute", "max": 10, "scope": "grant"}.
        error: hide[0] (line 5, column 5): unknown-tool: The server has no tool "delete_notes".
          Did you mean "delete_note"? Write the name exactly as the server lists it, or remove it.
        error: tools.serch (line 22, column 5): unknown-tool: The server has no tool "serch".
          Did you mean "search"? Write the name exactly as the server lists it, or remove it.
        warning: tools.read_note.deny_if[0].conditions[0] (line 13, column 13): deny-if-fails-open: A call that leaves out args.id passes: "eq" does not hold for an absent argument.
          Add a rule to "require" that the argument exists, or turn the comparison round and require it.

      4 errors and 1 warning in 1 file.
      "
    `);
  });

  test('warnings fail only when that is asked for', () => {
    write('policy.json', { version: '1', default: 'allow', tools: { read_note: { deny_if: [failsOpen] } } });
    expect(run('lint', 'policy.json').status).toBe(0);
    const { status, stderr } = run('lint', 'policy.json', '--strict');
    expect(status).toBe(1);
    expect(stderr).toContain('1 warning in 1 file.');
  });

  test('names are held against a saved list of tools, unless the list breaks off', () => {
    write('policy.json', { ...good, hide: ['delete_notes'] });
    write('tools.json', { tools });
    write('page.json', { tools, nextCursor: 'more' });
    const whole = run('lint', 'policy.json', '--tools', 'tools.json');
    expect(whole.status).toBe(1);
    expect(whole.stderr).toContain('Did you mean "delete_note"?');
    const { status, stderr } = run('lint', 'policy.json', '--tools', 'page.json');
    expect(status).toBe(0);
    expect(stderr).toMatchInlineSnapshot(`
      "Names of tools were not checked, because not every tool is known: page.json, 3 tools of a list that breaks off.
      "
    `);
  });

  test('a key that stands twice is an error: parsers drop one of the two silently', () => {
    write('policy.json', '{"version": "1", "default": "allow",\n "hide": ["a"],\n "hide": ["b"]}');
    const { status, stderr } = run('lint', 'policy.json');
    expect(status).toBe(1);
    expect(stderr).toContain('error: line 3, column 2: repeated-key: "hide" stands twice');
  });

  test('JSON gives pointer, line and rule, and hides nothing', () => {
    write('policy.json', { ...good, hide: ['delete\u202e_note', 'delete\u202e_note'] });
    const { status, stdout } = run('lint', 'policy.json', '--json');
    expect(status).toBe(1);
    expect(stdout).toContain('delete\\u202e_note');
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      problems: [
        {
          severity: 'error',
          file: 'policy.json',
          rule: 'hide-names',
          path: '/hide/1',
          line: 6,
          message: '"delete\u202e_note" stands twice in hide.',
        },
      ],
    });
  });

  test('hidden characters and line breaks of a name become visible', () => {
    write('policy.json', { ...good, hide: ['a\u200b*\n  error: fake'] });
    expect(run('lint', 'policy.json').stderr).toContain('"a⟨U+200B⟩*\\n  error: fake" matches no tool');
    write('policy.json', { ...good, tools: { 'a\u200b\n  error: fake': 7 } });
    expect(run('lint', 'policy.json').stderr).toContain(
      '/tools/a⟨U+200B⟩⟨U+000A⟩  error: fake must be an object',
    );
  });
});

describe('explain', () => {
  test('says what becomes of each part, and of each tool of a server', () => {
    using content = writeContentFolder({
      'servers/notes.json': makeServer({
        tools: [...tools, makeTool({ name: 'share' })],
        declaredToolCount: 6,
      }),
    });
    write('policy.json', good);
    const { status, stdout, stderr } = run(
      'explain',
      'policy.json',
      '--server',
      'notes',
      '--content',
      content.contentDir,
    );
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatchInlineSnapshot(`
      "policy.json
        delete_note is removed from the tool list and refused, whatever the rest of the policy says.
        A tool that is not listed is denied.
        search: at most 2 calls a minute for each grant.
        read_note: allowed, with no rule of its own.

      Server "notes", 4 of 6 tools:
        Hidden and refused (1): delete_note
        Refused, because the policy does not list it (1): share
        At most 2 calls a minute (1): search
        Allowed without limit (1): read_note
        2 further tools and any that the server adds later: refused, because the policy does not list it.
      "
    `);
  });

  test('a name cannot break a line or reorder it', () => {
    const name = 'a\nServer "x":\u202e';
    write('policy.json', { version: '1', default: 'allow', tools: { [name]: {} } });
    write('tools.json', { tools: [{ name }] });
    const { stdout } = run('explain', 'policy.json', '--tools', 'tools.json');
    expect(stdout).toContain('  a⟨U+000A⟩Server "x":⟨U+202E⟩: allowed');
    expect(stdout).toContain('Allowed without limit (1): "a\\nServer \\"x\\":⟨U+202E⟩"');
  });

  test('a policy that is none is refused with the words of lint', () => {
    write('policy.json', { default: 'block' });
    const { status, stdout, stderr } = run('explain', 'policy.json');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('schema: /version is missing');
    expect(stderr).toContain('2 errors in 1 file.');
  });
});

describe('test', () => {
  const search = { tool: 'search', want: 'allow' };

  test('cases that end as wanted are counted', () => {
    write('policy.json', good);
    write('cases.json', [
      {
        id: 'quota',
        calls: [
          search,
          search,
          { tool: 'search', want: 'deny', rule: '/tools/search/limits/search_rate' },
          { ...search, grant: 'other' },
          { ...search, t: 60_000 },
        ],
      },
      { id: 'no policy', policy: null, calls: [{ tool: 'search', want: 'deny', rule: '(no policy)' }] },
    ]);
    expect(run('test', 'policy.json', 'cases.json')).toEqual({
      status: 0,
      stdout: '6 calls in 2 cases: every one as wanted.\n',
      stderr: '',
    });
  });

  test('the cases of this project bring their policies', () => {
    expect(run('test', join(projectRoot, 'tests/fixtures/policy-cases.json')).status).toBe(0);
  });

  test('calls that end otherwise are shown with rule and message', () => {
    write('policy.json', good);
    write('cases.json', [
      {
        id: 'mixed',
        why: 'nothing is deleted',
        calls: [
          { tool: 'delete_note', args: { id: 'a\u200b' }, want: 'allow' },
          { tool: 'read_note', want: 'deny', rule: '(hidden)' },
          { tool: 'share', want: 'deny', rule: '/tools/share/', message: 'No.' },
          search,
        ],
      },
    ]);
    const { status, stdout, stderr } = run('test', 'policy.json', 'cases.json');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatchInlineSnapshot(`
      "cases.json
        mixed (nothing is deleted), call 1: delete_note {"id":"a⟨U+200B⟩"}
          wanted: allow
          got:    deny by (hidden) with "The policy hides this tool."
        mixed (nothing is deleted), call 2: read_note {}
          wanted: deny by (hidden)
          got:    allow
        mixed (nothing is deleted), call 3: share {}
          wanted: deny by /tools/share/ with "No."
          got:    deny by (default deny) with "The policy does not list this tool."

      3 of 4 calls in 1 case not as wanted.
      "
    `);
    expect(JSON.parse(run('test', 'policy.json', 'cases.json', '--json').stdout)).toMatchObject({
      ok: false,
      cases: 1,
      calls: 4,
      differences: [
        { case: 'mixed', call: 1, tool: 'delete_note', want: 'allow', got: { rule: '(hidden)' } },
        { call: 2, got: { outcome: 'allow' } },
        { call: 3, got: { rule: '(default deny)' } },
      ],
    });
  });

  test('a case names the file of its policy, counted from the file of the cases', () => {
    write('strict.json', good);
    write('cases.json', [{ id: 'named', policy: 'strict.json', calls: [search] }]);
    expect(run('test', join(folder, 'cases.json')).status).toBe(0);
  });

  test('cases that cannot be run are explained, all at once', () => {
    write('cases.json', [
      { id: 'none', calls: [search] },
      { id: 'broken', policy: { version: '1', default: 'allow', hide: 7 }, calls: [search] },
      { id: 'lost', policy: 'lost.json', calls: [search] },
      { id: 'lost again', policy: 'lost.json', calls: [search] },
    ]);
    const { status, stderr } = run('test', 'cases.json');
    expect(status).toBe(1);
    expect(stderr).toMatchInlineSnapshot(`
      "cases.json
        error: [0] (line 2, column 3): the case brings no policy, and none was given
          Name the policy before the cases: test <policy.json> <cases.json>; or write "policy" into the case.
        error: [1].policy.hide (line 16, column 7): schema: /hide must be a list of tool names, or "*"; found 7.
          Write "hide": ["tool_name"], or "hide": "*" to hide every tool.

      lost.json
        error: there is no such file
          Name a file that is there and that you may read; the path counts from <dir>.

      3 errors in 2 files.
      "
    `);
    write('cases.json', [
      { id: 'typo', call: [], calls: [{ ...search, want: 'allowed', rule: '(hidden)' }] },
    ]);
    expect(run('test', 'cases.json').stderr).toMatchInlineSnapshot(`
      "cases.json
        error: [0].calls[0].want (line 8, column 9): "allowed" is not one of the allowed values
          Did you mean "allow"? Use one of: allow, deny.
        error: [0].call (line 4, column 5): unknown key "call"
          Did you mean "calls"? Rename or remove it.

      2 errors in 1 file.
      "
    `);
  });

  test('a policy that no case uses is not passed over', () => {
    write('policy.json', good);
    write('cases.json', [{ id: 'own', policy: good, calls: [search] }]);
    const { status, stderr } = run('test', 'policy.json', 'cases.json');
    expect(status).toBe(1);
    expect(stderr).toContain('no case uses policy.json, because each brings a policy of its own');
  });
});

describe('what cannot be done', () => {
  test.each([
    [['lnt', 'a.json'], 'There is no command "lnt". Did you mean lint?'],
    [[], 'Say what to do with a policy: lint, explain or test.'],
    [['lint'], 'lint takes one file, the policy; 0 given.'],
    [
      ['explain', 'a', 'b', '--strict', '--json'],
      '--strict goes with lint only.\n--json goes with lint and test only.',
    ],
    [['lint', 'a', '--server', 'x', '--tools', 'y'], 'Give --server or --tools, not both.'],
    [['lint', 'a', '--servr', 'x'], "Unknown option '--servr'"],
  ])('%j is explained with the usage', (args, message) => {
    const { status, stdout, stderr } = run(...args);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
    expect(stderr).toContain('Usage: npm run policy -- <command>');
  });

  test('a missing file, broken JSON and an unknown server are reported together', () => {
    using content = writeContentFolder({});
    const server = ['--server', 'nots', '--content', content.contentDir];
    const missing = run('lint', 'missing.json', ...server).stderr;
    expect(missing.replaceAll(content.contentDir, '<content>')).toMatchInlineSnapshot(`
      "<content>/servers
        error: there is no server "nots"
          Did you mean notes? Servers there: notes.

      missing.json
        error: there is no such file
          Name a file that is there and that you may read; the path counts from <dir>.

      2 errors in 2 files.
      "
    `);
    write('broken.json', '{\n  "version": "1",\n}');
    const { status, stderr } = run('lint', 'broken.json', ...server);
    expect(status).toBe(1);
    expect(stderr).toContain('error: line 3, column 1: not valid JSON');
    expect(stderr).toContain('2 errors in 2 files.');
  });
});
