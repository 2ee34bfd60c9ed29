import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { checkSite, type CheckOptions, type Finding } from './check-site.ts';
import { formatReport } from './lib/site-check/report.ts';

type Files = Readonly<Record<string, string>>;

const directories: string[] = [];
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

const toolPath = 'tools/mail/send/index.html';
const policyPath = 'api/v1/policies/mail/send/recommended.json';
const policy = {
  version: '1',
  default: 'allow',
  tools: { send: { limits: [{ counter: 'send_rate', window: 'minute', max: 30, scope: 'grant' }] } },
};
const policyText = `${JSON.stringify(policy, null, 2)}\n`;
const apiTool = {
  slug: 'send',
  name: 'send',
  level: 'medium',
  class: 'write',
  policy: { recommended: policy },
  attacks: [
    { id: 'spam', scope: 'tool' },
    { id: 'poison', scope: 'metadata' },
  ],
  description: 'Sends it.\n• to "you"\n• isn’t kept',
};

function snippet(
  text: string,
  attributes = `data-format="gateway" data-preset="recommended" data-src="/${policyPath}"`,
) {
  return `<pre data-snippet ${attributes}><code>${text.replaceAll('<', '&lt;').replaceAll('"', '&quot;')}</code></pre>`;
}

function page(title: string, body: string, main = '<main>'): string {
  return `<!doctype html><html lang="en"><head><title>${title}</title><meta name="description" content="About ${title}.">
    <link rel="stylesheet" href="/styles.css"></head><body><a href="/">Home</a>${main}<h1>${title}</h1>${body}</main></body></html>`;
}

function toolPage(
  body: string,
  verdict = '<p data-verdict><span data-level="medium">Medium</span></p>',
): string {
  const quoted = '<blockquote data-untrusted>Sends it.<br>• to "you"<br>• isn’t kept</blockquote>';
  const main = '<main data-page="tool" data-server="mail" data-tool="send">';
  return page('send on mail', verdict + quoted + body, main);
}

function goodSite(): Files {
  return {
    'index.html': page(
      'Home',
      '<p><b data-count="tools">1</b> tool</p><a href="/tools/mail/send/#policy">send</a>',
    ),
    [toolPath]: toolPage(`<h2 id="policy">Policy</h2><p>This tool is medium risk.</p>${snippet(policyText)}`),
    'api/v1/index.json': JSON.stringify({ totals: { tools: 1, servers: 1, many: 12_345 } }),
    'api/v1/servers/mail.json': JSON.stringify({ name: 'Mail', tools: [apiTool] }),
    'attacks/spam/index.html': page('Spam', ''),
    'attacks/poison/index.html': page('Poison', ''),
    [policyPath]: policyText,
    'styles.css': 'body { color: black }',
  };
}

/** Checks the good site with some files changed. */
async function check(changes: Files, options: Partial<CheckOptions> = {}): Promise<Finding[]> {
  const siteDir = mkdtempSync(join(tmpdir(), 'check-site-'));
  directories.push(siteDir);
  for (const [path, text] of Object.entries({ ...goodSite(), ...changes })) {
    mkdirSync(join(siteDir, dirname(path)), { recursive: true });
    writeFileSync(join(siteDir, path), text);
  }
  const report = await checkSite({ siteDir, basePath: '/', siteUrl: undefined, ...options });
  return report.findings;
}

const ids = (findings: readonly Finding[]) => [...new Set(findings.map((finding) => finding.check))];
const checkBody = (body: string) => check({ 'x/index.html': page('X', body) });
const checkTool = (body: string, verdict?: string) =>
  check({ [toolPath]: toolPage(`<h2 id="policy">P</h2>${body}`, verdict) });

test('a good site has no findings', async () => {
  expect(await check({})).toEqual([]);
});

test('a folder without pages is a finding, not a success', async () => {
  const siteDir = mkdtempSync(join(tmpdir(), 'check-site-'));
  directories.push(siteDir);
  const report = await checkSite({ siteDir, basePath: '/', siteUrl: undefined });
  expect(ids(report.findings)).toEqual(['some-pages', 'api-index']);
});

describe('a page of any kind', () => {
  const cases: [check: string, fires: string, passes: string][] = [
    ['links', '<a href="/nowhere/">x</a>', '<a href="/x/">x</a>'],
    ['links', '<a href="/x">x</a>', '<a href="/styles.css">x</a>'],
    ['links', '<a href="javascript:go()">x</a>', '<a href="mailto:a@example.org">x</a>'],
    ['links', '<a href="">x</a>', '<a href="#top">x</a>'],
    ['links', '<a href="../nowhere/">x</a>', '<a href="../">x</a>'],
    ['links', '<img alt="" src="/a.png">', '<a href="/?q=1">x</a>'],
    ['links', '<p data-src="/a.json">x</p>', `<p data-src="/${policyPath}">x</p>`],
    ['links', '<a href="/%zz/">x</a>', '<a href="/tools/m%61il/send/">x</a>'],
    ['fragments-here', '<a href="#there">x</a>', '<p id="there">y</p><a href="#there">x</a>'],
    ['fragments-elsewhere', '<a href="/#there">x</a>', '<a href="/tools/mail/send/#policy">x</a>'],
    [
      'external-links',
      '<a href="https://example.com/">x</a>',
      '<a rel="noopener" href="https://example.com/">x</a>',
    ],
    [
      'foreign-loads',
      '<img alt="" src="https://example.com/a.png">',
      '<img alt="" src="data:image/png;base64,">',
    ],
    ['foreign-loads', '<form action="//example.com/"></form>', '<form action="/x/"></form>'],
    ['inert-quotations', '<p data-untrusted>a <a href="/">b</a></p>', '<a href="/" data-untrusted>b</a>'],
    ['one-h1', '<h1>Again</h1>', '<h2>Again</h2><template><h1>Later</h1></template>'],
    ['heading-levels', '<h3>Deep</h3>', '<h2>A</h2><h3>B</h3><h2>C</h2>'],
    ['unique-ids', '<p id="a">x</p><p id="a">y</p>', '<p id="a">x</p><template><p id="a">y</p></template>'],
    ['no-inline-code', '<p style="color:red">x</p>', '<p class="style">x</p>'],
    ['no-inline-code', '<style>p{}</style>', '<code>&lt;style&gt;</code>'],
    ['no-inline-code', '<script>go()</script>', '<script type="application/ld+json">{}</script>'],
    ['no-inline-code', '<p onclick="go()">x</p>', '<p data-onclick="go()">x</p>'],
    [
      'structured-data',
      '<script type="application/ld+json">{</script>',
      '<script type="application/ld+json">[]</script>',
    ],
    ['headings-announce', '<h2>Tools:</h2>', '<h2 data-untrusted>Tools:</h2>'],
    [
      'lead-ins',
      '<section><p>These are:</p></section>',
      '<section><p>These are:</p><ul><li>a</li></ul></section>',
    ],
    ['lead-ins', '<p>These are:</p><h2>Next</h2>', '<p data-untrusted>Returns:</p><h2>Next</h2>'],
    ['empty-lists', '<ul> </ul>', '<ul hidden></ul>'],
    ['label-texts', '<b data-level="high">Low</b>', '<b data-level="high">High risk</b>'],
    ['label-texts', '<b data-class="update">Update</b>', '<tr data-class="write"><td>low</td></tr>'],
    ['counts', '<b data-count="tools">2 tools</b>', '<b data-count="tools">1 tool</b>'],
    ['counts', '<b data-count="tools">1,001</b>', '<b data-count="servers">1</b>'],
    ['counts', '<b data-count="tools">many</b>', '<b data-count="many">12,345 in all</b>'],
    ['counts', '<b data-count="clients">2</b>', '<b data-counter="clients">2</b>'],
    ['machine-paths', '<p>in /home/me/x</p>', '<code data-untrusted>/home/me/x</code>'],
    ['machine-paths', '<p data-file="C:\\Users\\me">x</p>', '<p>see example.org/home/ and /homepage/</p>'],
    ['argument-validation', '<p>Argument validation</p>', '<p data-untrusted>Argument validation</p>'],
    ['page-size', `<p>${'word '.repeat(80_000)}</p>`, `<p>${'word '.repeat(60_000)}</p>`],
  ];
  test.each(cases)('%s: %s', async (id, fires, passes) => {
    expect(ids(await checkBody(fires))).toEqual([id]);
    expect(await checkBody(passes)).toEqual([]);
  });

  test('head: title, description, language', async () => {
    const findings = await check({ 'x/index.html': '<!doctype html><html><body><h1>X</h1></body></html>' });
    expect(findings.map(({ message }) => message)).toEqual([
      'there is no <title>, or it is empty',
      'there is no meta description, or it is empty',
      '<html> has no lang',
    ]);
  });

  test('unique-titles names the other page', async () => {
    const [finding] = await check({ 'x/index.html': page('Home', '') });
    expect(finding?.message).toBe('"Home" is the title of index.html, too');
  });
});

describe('wordings', () => {
  const cases: [rule: string, fires: string, passes: string][] = [
    [
      'double-noun',
      'the <i data-untrusted>Mail MCP Server</i> MCP server',
      '<i data-untrusted>MCP Server MCP Server</i>',
    ],
    ['initial-as-name', 'on the P MCP server', 'on the Mail MCP server'],
    ['two-full-stops', '<q data-untrusted>Sends it.</q>.', 'in <code>../x</code> and so on.'],
    ['cut-sentence', 'Sends the mail to...', 'Sends <q data-untrusted>the mail to...</q>'],
    ['article-a', 'a Execute tool', 'a <code>Executes</code> tool'],
    ['article-an', 'an Write tool', 'an Execute tool'],
    ['one-plural', '<b>1</b> tools', '<b>11</b> tools, 2.1 calls, 1 tool'],
    ['undated-update', 'Last updated: soon', 'Last updated: 2026-11-21'],
    ['ambiguous-date', 'on 03/04/2026', 'on 2026-04-03, version 1.2.3'],
    ['ambiguous-date', 'on 3.4.2026', 'version 0.0.83 and 1.2.22'],
    ['month-name', 'on March 4', 'it may 4 times march'],
    ['space-before-stop', '8 servers .', 'see .claude or 8 servers.'],
    ['no-such-field', 'a <code>rate_limit</code> block', 'a rate limit'],
    ['no-such-field', 'rate_limit', '<span data-other-format>rate_limit</span>'],
    ['no-such-field', 'max: 10 and window: 60', '<code>"window": "minute"</code>'],
    ['no-such-field', 'set action: deny', 'the action denied'],
    ['per-session', 'counted per agent session', 'counted per grant'],
    ['rest-keeps-working', 'The rest keeps working.', 'The rest is denied.'],
    ['nothing-to-install', 'Nothing to install.', 'Nothing is installed.'],
    ['classifier-talk', 'lowered confidence (0.75)', 'confidence is low'],
    ['leaked-value', 'level undefined', '<code>null</code>, undefined-behaviour'],
    ['leaked-object', '<code>[object Object]</code>', '[object]'],
    [
      'no-package-name',
      '<code>npx -y Mail Server!, now</code>',
      '<code>npx -y @scope/mail@1.2.3 dir</code>, npx (a tool)',
    ],
  ];
  test.each(cases)('%s: %s', async (rule, fires, passes) => {
    const findings = await checkBody(`<p>${fires}</p>`);
    expect(findings.map(({ message }) => message.split(':')[0])).toEqual([rule]);
    expect(await checkBody(`<p>${passes}</p>`)).toEqual([]);
  });

  test('titles and labels count, the name of the tool in them does not', async () => {
    expect(ids(await check({ 'x/index.html': page('undefined', '') }))).toEqual(['text']);
    expect(ids(await checkBody('<button aria-label="Copy null">x</button>'))).toEqual(['text']);
    const renamed = JSON.stringify({ tools: [{ ...apiTool, name: 'null', policy: {} }] });
    const body = toolPage('<h2 id="policy">P</h2><button aria-label="Copy null">x</button>');
    expect(await check({ 'api/v1/servers/mail.json': renamed, [toolPath]: body })).toEqual([]);
  });
});

describe('a tool page', () => {
  const claim = '<p>These abuse the kind of access that send gives.</p>';
  const spam = '<a href="/attacks/spam/">spam</a>';
  const poison = '<a href="/attacks/poison/">poison</a>';
  const cases: [check: string, fires: string, passes: string][] = [
    ['level-words', '<p>It is high risk.</p>', '<p data-untrusted>It is high risk.</p>'],
    ['level-words', '<p>The risk level of send is critical.</p>', '<p>The risk level of send is medium.</p>'],
    ['level-words', '<p>Its level is low.</p>', '<p>The base level is low.</p>'],
    ['level-words', '<p>low risk</p>', '<li data-level="low">low risk</li>'],
    ['verdict-labels', '<p data-verdict data-class="read">Read</p>', '<p data-class="read">Read</p>'],
    [
      'attack-claims',
      `<div>${claim}${poison}</div>`,
      `<div>${claim}<ul><li>${spam}</ul></div><p>${poison}</p>`,
    ],
    ['attack-claims', `<div>${claim}</div>${spam}`, `<div>${claim}${spam}</div>`],
    ['snippet-files', snippet(policyText.trim()), snippet(policyText)],
    ['snippet-files', snippet(policyText, 'data-format="gateway"'), snippet(policyText)],
    ['argument-validation', `<p>Argument validation</p>${snippet(policyText)}`, snippet(policyText)],
  ];
  test.each(cases)('%s: %s', async (id, fires, passes) => {
    expect(ids(await checkTool(fires))).toEqual([id]);
    expect(await checkTool(passes)).toEqual([]);
  });

  test('argument validation may be claimed beside a rule with conditions', async () => {
    const condition = { conditions: [{ path: 'args.to', op: 'exists', value: true }] };
    const text = JSON.stringify({ ...policy, tools: { send: { require: [condition] } } });
    const body = toolPage(
      `<h2 id="policy">P</h2><p>Argument validation</p>${snippet(text, `data-format="gateway" data-src="/${policyPath}"`)}`,
    );
    expect(await check({ [toolPath]: body, [policyPath]: text })).toEqual([]);
  });

  test('a level word in the meta description is that of the API', async () => {
    const described = (words: string) =>
      toolPage('<h2 id="policy">P</h2>').replace('About send on mail.', words);
    expect(ids(await check({ [toolPath]: described('Sends mail. High.') }))).toEqual(['level-words']);
    expect(await check({ [toolPath]: described('Medium: low is the base for class Read.') })).toEqual([]);
  });

  test('a verdict has to be marked', async () => {
    expect(ids(await checkTool('', '<p>Medium</p>'))).toEqual(['tool-in-api']);
  });

  test('a tool that the API does not have, or that is no tool', async () => {
    const withTool = (tool: object) =>
      check({ 'api/v1/servers/mail.json': JSON.stringify({ tools: [{ ...apiTool, ...tool }] }) });
    expect((await withTool({ slug: 'other' })).map(({ message }) => message)).toEqual([
      'api/v1/servers/mail.json has no tool with the slug "send"',
    ]);
    expect((await withTool({ name: 'Returns:' })).map(({ message }) => message)).toContain(
      '"Returns:" is no name of a tool; it is a heading of a description',
    );
  });

  test('the description is quoted whole', async () => {
    const cut = toolPage('<h2 id="policy">P</h2>').replace('• isn’t kept', '• isn');
    expect(ids(await check({ [toolPath]: cut }))).toEqual(['description-whole']);
  });
});

describe('snippets', () => {
  const withText = (text: string, attributes?: string) =>
    check({
      [policyPath]: text,
      'x/index.html': page('X', snippet(text, attributes)),
      [toolPath]: toolPage('<h2 id="policy">P</h2>'),
    });
  const claude = `data-format="claude-code" data-preset="strict" data-src="/${policyPath}"`;

  test('a gateway policy passes schema and lint', async () => {
    const findings = await withText(JSON.stringify({ version: 1, default: 'deny', rate_limit: 3 }));
    expect(ids(findings)).toEqual(['snippets']);
    expect(findings.length).toBeGreaterThan(2);
  });

  test('a gateway policy names tools of its server only', async () => {
    const text = policyText.replaceAll('send', 'sent');
    const body = toolPage(
      `<h2 id="policy">P</h2>${snippet(text, `data-format="gateway" data-src="/${policyPath}"`)}`,
    );
    expect(ids(await check({ [toolPath]: body, [policyPath]: text }))).toEqual(['snippets']);
    expect(await withText(text)).toEqual([]);
  });

  test('a client policy names tools as the client does', async () => {
    expect(await withText('{"permissions":{"ask":["mcp__mail__send"]}}', claude)).toEqual([]);
    const findings = await withText('{"permissions":{"ask":["mail.send"],"never":[]}}', claude);
    expect(findings.map(({ message }) => message)).toMatchInlineSnapshot(`
      [
        "the snippet claude-code/strict: permissions.ask.0: must be mcp__<server>__<tool>, in letters, digits, _ and -.",
        "the snippet claude-code/strict: permissions: Unrecognized key: "never".",
      ]
    `);
  });

  test('broken JSON and a format without a check', async () => {
    expect(ids(await withText('{'))).toEqual(['api-json', 'snippets']);
    expect(ids(await withText('{}', `data-format="toml" data-src="/${policyPath}"`))).toEqual(['snippets']);
  });

  test('the policy on the page is the policy of the API', async () => {
    const text = policyText.replace('30', '60');
    const findings = await check({
      [policyPath]: text,
      [toolPath]: toolPage(`<h2 id="policy">P</h2>${snippet(text)}`),
    });
    expect(ids(findings)).toEqual(['snippet-policies']);
  });
});

describe('files', () => {
  const noise = (length: number) =>
    Array.from({ length }, (_, index) => ((index * index * 7919) % 65_521).toString(36)).join(';');
  const scripted = page('X', '<script type="module" src="/a.js"></script>');
  const styled = page('X', '<link rel="stylesheet" href="/a.css">');
  const cases: [check: string, fires: Files, passes: Files][] = [
    ['api-json', { 'api/x.json': '{' }, { 'data/x.json': '{' }],
    [
      'api-index',
      { 'api/v1/index.json': '[]', 'index.html': page('Home', '') },
      { 'api/v1/list.json': '[]' },
    ],
    ['file-names', { 'a%20b.txt': '' }, { '@a_b-c.txt': '' }],
    ['case-collisions', { 'A.txt': '', 'a.txt': '' }, { 'a.txt': '', 'b/a.txt': '' }],
    // An invented path: what the check is there to find.
    ['machine-paths-in-files', { 'a.js': '// /root/x' }, { 'api/x.txt': '/root/x' }],
    [
      'foreign-styles',
      { 'a.css': 'p{background:url(https://example.com/a.png)}' },
      { 'a.css': 'p{background:url(/a.png)}' },
    ],
    [
      'style-size',
      { 'x/index.html': styled, 'a.css': noise(9000) },
      { 'x/index.html': styled, 'a.css': 'p{margin:0}', 'opened-later.css': noise(9000) },
    ],
    [
      'script-size',
      { 'x/index.html': scripted, 'a.js': 'import"./b.js"', 'b.js': noise(6000) },
      { 'x/index.html': scripted, 'a.js': 'import("./b.js")', 'b.js': noise(6000) },
    ],
    ['page-median', { [toolPath]: toolPage(`<h2 id="policy">P</h2>${'<p>x</p>'.repeat(4000)}`) }, {}],
  ];
  test.each(cases)('%s', async (id, fires, passes) => {
    expect(ids(await check(fires))).toEqual([id]);
    expect(await check(passes)).toEqual([]);
  });
});

test('under a base path, addresses begin with it', async () => {
  const based = Object.fromEntries(
    Object.entries(goodSite()).map(([path, text]) => [
      path,
      text.replaceAll(/(href|data-src)="\//g, '$1="/x/'),
    ]),
  );
  const options = { basePath: '/x/', siteUrl: 'https://example.org' };
  expect(await check(based, options)).toEqual([]);
  const links = '<a href="/">a</a><a href="https://example.org/">b</a><a href="https://example.org/x/">c</a>';
  const findings = await check(
    { ...based, 'y/index.html': page('Y', links).replace('/styles.css', '/x/styles.css') },
    options,
  );
  expect([...new Set(findings.map(({ message }) => message))]).toMatchInlineSnapshot(`
    [
      "<a href="/">: it leaves the base path /x/",
      "<a href="https://example.org/">: it leaves the base path /x/",
    ]
  `);
});

test('links to the published address are the links of the site', async () => {
  const options = { siteUrl: 'https://example.org/' };
  const body = '<a href="https://example.org/nowhere/">a</a><a href="https://example.org.example.com/">b</a>';
  expect(ids(await check({ 'x/index.html': page('X', body) }, options))).toEqual(['links', 'external-links']);
});

test('many pages are checked on several threads, with the same result', async () => {
  const pages = Object.fromEntries(
    Array.from({ length: 600 }, (_, index) => [
      `p/${index}/index.html`,
      page(`P ${index}`, `<a href="/p/${index + 1}/#no">x</a>`),
    ]),
  );
  const findings = await check(pages);
  expect(findings.filter((finding) => finding.check === 'links').map((finding) => finding.page)).toEqual([
    'p/599/index.html',
  ]);
  expect(findings.filter((finding) => finding.check === 'fragments-elsewhere')).toHaveLength(599);
});

test('a report says once what is wrong on many pages', () => {
  const on = (page: string): Finding => ({
    check: 'links',
    page,
    message: 'a link is broken',
    remedy: 'Mend it.',
  });
  const report = formatReport({ pages: 5, findings: ['a', 'b', 'c', 'd', 'e'].map(on) });
  expect(report).toContain('\n  a, b, c and 2 more pages: a link is broken\n');
});

test('a report names check, page, problem and remedy', async () => {
  const findings = await check({
    'x/index.html': page('X', '<a href="/nowhere/">x</a><p>Nothing to install..</p><p>Its 1 tools</p>'),
    [toolPath]: toolPage('<h2 id="policy">P</h2><p>It is high risk.</p>'),
  });
  expect(formatReport({ pages: 5, findings })).toMatchInlineSnapshot(`
    "links (1): Every internal address leads to a file of the site, under the base path.
      x/index.html: <a href="/nowhere/"> leads to nowhere/index.html, which is not there
      → Build the address with site/urls.ts, and check that the page or file it names is generated.

    level-words (1): No sentence of a tool page names another level than the API.
      tools/mail/send/index.html: "high risk" in <p>, and the API says "medium"
      → Write the level from the profile; put the level of another tool into an element with its own data-level.

    text (3): No wording appears that is known to be wrong.
      x/index.html: two-full-stops: "Nothing to install.." in <p>. Two full stops end one sentence.
      x/index.html: one-plural: "Its 1 tools" in <p>. One is singular.
      → Use the helpers of domain/text.ts.
      x/index.html: nothing-to-install: "Nothing to install.." in <p>. A server that speaks stdio has to be installed.
      → Leave it out.

    5 findings on 5 pages"
  `);
});
