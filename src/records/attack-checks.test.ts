import { expect, test } from 'vitest';
import { checkContent } from './checks.ts';
import { makeAttack, makeGuide, writeContentFolder } from './content-folder.fixture.ts';
import { formatProblems } from './problems.ts';
import { readContent } from './read.ts';

/** What `npm run validate` says about one attack pattern, with the temporary folder replaced. */
function refusalOf(fields: Readonly<Record<string, unknown>>, body = 'Text.'): string {
  using folder = writeContentFolder({ 'attacks/mass-deletion.mdx': makeAttack(body, fields) });
  const content = readContent(folder.contentDir);
  return formatProblems([...content.problems, ...checkContent(content)]).replaceAll(
    folder.contentDir,
    'content',
  );
}

const mappings = { owaspMcp: [], owaspLlm: [], owaspAgentic: [], atlas: [], cwe: [] };
const incident = {
  date: '2026-03',
  title: 'An invented assistant deleted the notes of an invented team.',
  kind: 'demonstration',
  url: 'https://example.org/incident',
  opened: true,
};
const exposure = { classes: ['destructive'], capabilities: ['data-delete'], rule: 'The tool deletes data.' };

test('mappings with the exact ids and titles of the frameworks pass', () => {
  const atlas = [
    { id: 'AML.T0051.001', title: 'Indirect' },
    { id: 'AML.T0051', title: 'LLM Prompt Injection' },
  ];
  const cwe = [
    {
      id: 'CWE-89',
      title: "Improper Neutralization of Special Elements used in an SQL Command ('SQL Injection')",
    },
  ];
  expect(refusalOf({ mappings: { ...mappings, atlas, cwe } })).toBe('No problems.');
});

test('an id that its framework does not have is refused; the title tells which was meant', () => {
  const owaspLlm = [
    { id: 'LLM1', title: 'Prompt Injection' },
    { id: 'MCP03:2025', title: 'Tool Poisoning' },
  ];
  const atlas = [
    { id: 'AML.T0051.01', title: 'Injection' },
    { id: 'constructor', title: 'x' },
  ];
  expect(refusalOf({ mappings: { ...mappings, owaspLlm, atlas } })).toMatchInlineSnapshot(`
    "content/attacks/mass-deletion.mdx
      error: mappings.owaspLlm[0].id: OWASP Top 10 for LLM Applications has no "LLM1" here
        Did you mean "LLM01:2025"? Use an id of src/schema/frameworks.ts, in the edition that stands there.
      error: mappings.owaspLlm[1].id: OWASP Top 10 for LLM Applications has no "MCP03:2025" here
        It is an id of OWASP MCP Top 10: move it to mappings.owaspMcp.
      error: mappings.atlas[0].id: MITRE ATLAS has no "AML.T0051.01" here
        Did you mean "AML.T0051.001"? Use an id of src/schema/frameworks.ts, in the edition that stands there.
      error: mappings.atlas[1].id: MITRE ATLAS has no "constructor" here
        Use an id of src/schema/frameworks.ts, in the edition that stands there.

    4 errors in 1 file."
  `);
});

test('a title that is not exactly that of the framework is refused', () => {
  const atlas = [{ id: 'AML.T0051.001', title: 'LLM Prompt Injection: Indirect' }];
  const owaspMcp = [{ id: 'MCP01:2025', title: 'Token mismanagement & secret exposure' }];
  expect(refusalOf({ mappings: { ...mappings, atlas, owaspMcp } })).toMatchInlineSnapshot(`
    "content/attacks/mass-deletion.mdx
      error: mappings.owaspMcp[0].title: "Token mismanagement & secret exposure" is not the title of MCP01:2025
        Did you mean "Token Mismanagement & Secret Exposure"? Copy the title from src/schema/frameworks.ts, or correct the id.
      error: mappings.atlas[0].title: "LLM Prompt Injection: Indirect" is not the title of AML.T0051.001
        Did you mean "Indirect"? Copy the title from src/schema/frameworks.ts, or correct the id.

    2 errors in 1 file."
  `);
});

test('an id twice in one mapping is refused', () => {
  const entry = { id: 'ASI02', title: 'Tool Misuse & Exploitation' };
  const owaspAgentic = [entry, { id: 'ASI03', title: 'Identity & Privilege Abuse' }, entry];
  expect(refusalOf({ mappings: { ...mappings, owaspAgentic } })).toMatchInlineSnapshot(`
    "content/attacks/mass-deletion.mdx
      error: mappings.owaspAgentic[2].id: "ASI02" stands at [0] already
        Keep one of the two.

    1 error in 1 file."
  `);
});

test('a pattern that links to itself is refused, and so is a guide; a heading of its own is no such link', () => {
  const body = 'See [this](/attacks/mass-deletion/#limits), [here](#limits), [a guide](/guides/reading/).';
  expect(refusalOf({}, body)).toMatchInlineSnapshot(`
    "content/attacks/mass-deletion.mdx
      error: line 44: the link leads to the page that it stands on
        Link to the page that was meant, to a heading as #heading, or to nothing.

    1 error in 1 file."
  `);
  using folder = writeContentFolder({ 'guides/reading.mdx': makeGuide('[Again](../../guides/reading/)') });
  expect(formatProblems(checkContent(readContent(folder.contentDir)))).toContain(
    'guides/reading.mdx\n  error: line 6: the link leads to the page that it stands on',
  );
});

test('an exposure rule with a capability that does not exist is refused', () => {
  expect(refusalOf({ exposure: { ...exposure, capabilities: ['data-deletion'] } })).toMatchInlineSnapshot(`
    "content/attacks/mass-deletion.mdx
      error: exposure.capabilities[0] (line 15, column 7): "data-deletion" is not one of the allowed values
        Did you mean "data-delete"? Use one of: admin-permission-change, browser-control, bulk-update, cicd, cloud-infra, config-write, credential-handling, data-delete, database-query, filesystem-read, filesystem-write, key-issuance, key-rotation, memory-write, messaging-read, messaging-send, metered-api, model-sampling, network-egress, payment, pii-read, repo-read, repo-write, schedule-webhook, secrets-read, shell-exec, tool-metadata, untrusted-ingest.

    1 error in 1 file."
  `);
});

test.each([
  ['21.11.2026', false],
  ['2026-13', false],
  ['2026-11-31', false],
  ['2026-02-29', false],
  ['2026-1-2', false],
  ['2024-02-29', true],
  ['2026-11-21', true],
  ['2026-11', true],
  ['2026', true],
])('the date %s of an incident is accepted: %s', (date, accepted) => {
  const said = refusalOf({ incidents: [{ ...incident, date }] });
  expect(said === 'No problems.').toBe(accepted);
  if (!accepted)
    expect(said).toMatch(
      /mass-deletion\.mdx\n +error: incidents\[0\]\.date(?: \(line \d+, column \d+\))?: .+\n +Correct /,
    );
});

test('an incident without a source, or with a score without a version, is refused', () => {
  const incidents = [
    { ...incident, url: undefined },
    { ...incident, cvss: { score: 9.8 } },
    { ...incident, url: 'a talk' },
  ];
  expect(refusalOf({ incidents })).toMatchInlineSnapshot(`
    "content/attacks/mass-deletion.mdx
      error: incidents[0].url (line 27, column 5): required field is missing
        Add it; it holds text.
      error: incidents[1].cvss.version (line 39, column 7): required field is missing
        Use one of: 3.0, 3.1, 4.0.
      error: incidents[2].url (line 47, column 7): "a talk" must be a full address such as https://example.org/page
        Correct the value.

    3 errors in 1 file."
  `);
});
