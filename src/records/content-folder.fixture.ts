import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A content folder for one test; removed at the end of the block that holds it with `using`. */
export interface ContentFolder extends Disposable {
  readonly contentDir: string;
}

/** The smallest content folder that is valid, with some files replaced, added or (undefined) left out. */
export function writeContentFolder(files: Readonly<Record<string, unknown>>): ContentFolder {
  const contentDir = mkdtempSync(join(tmpdir(), 'content-'));
  for (const [path, content] of Object.entries({ ...validFiles, ...files })) {
    if (content === undefined) continue;
    const file = join(contentDir, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  }
  return { contentDir, [Symbol.dispose]: () => rmSync(contentDir, { recursive: true }) };
}

/** A valid server record with some fields replaced. */
export function makeServer(fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    id: 'notes',
    name: 'Notes',
    source: { package: 'notes-server', version: '1.0.0' },
    licence: 'MIT',
    transports: ['stdio'],
    capture: { method: 'stdio', date: '2026-11-21', command: 'npx -y notes-server@1.0.0' },
    declaredToolCount: 1,
    notices: [],
    tools: [makeTool()],
    ...fields,
  };
}

/** A valid tool record with some fields replaced. */
export function makeTool(fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    name: 'delete_note',
    description: 'Delete a note for good.',
    inputSchema: { type: 'object', properties: { id: { type: 'string', description: 'Id of the note' } } },
    annotations: { destructiveHint: true },
    ...fields,
  };
}

/** A valid review with some fields replaced. */
export function makeReview(fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    tool: 'delete_note',
    digest: `sha256:${'0'.repeat(64)}`,
    level: 'high',
    rationale: 'A note is lost.',
    evidence: [{ path: 'description', quote: 'for good' }],
    reviewer: 'A. Reviewer',
    date: '2026-11-21',
    ...fields,
  };
}

/** The text of an attack pattern that is valid, with a body and with some fields replaced. */
export function makeAttack(body: string, fields: Readonly<Record<string, unknown>> = {}): string {
  return `---\n${JSON.stringify({ ...attack, ...fields }, null, 2)}\n---\n${body}\n`;
}

/** The text of a guide that is valid, with a body. */
export function makeGuide(body: string): string {
  return `---\ntitle: Guide\nsummary: What to know.\norder: 1\n---\n${body}\n`;
}

const attack = {
  name: 'Mass deletion',
  summary: 'Everything is deleted.',
  scope: 'tool',
  confidence: 'high',
  preconditions: ['The tool deletes.'],
  exposure: { classes: ['destructive'], capabilities: ['data-delete'], rule: 'The tool deletes data.' },
  needs: { calls: 'one', yields: ['note', 'notes'] },
  incidents: [],
  mappings: { owaspMcp: [], owaspLlm: [], owaspAgentic: [], atlas: [], cwe: [] },
  controls: [{ kind: 'deny', note: 'Deny the call.' }],
  limits: 'What is allowed is deleted.',
  references: [],
};

/** The site file of a valid folder, with other fields. */
export function makeSite(fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    title: 'Catalogue',
    tagline: 'Tools and their risk.',
    gateway: { name: 'your gateway', steps: ['Load the policy.'] },
    callToAction: {
      heading: 'Go on',
      text: 'Read the guide.',
      action: { label: 'Guide', href: '/guides/reading/' },
    },
    formats: ['gateway'],
    ...fields,
  };
}

const validFiles: Readonly<Record<string, unknown>> = {
  'site.yaml': makeSite(),
  'servers/notes.json': makeServer(),
  'attacks/mass-deletion.mdx': makeAttack('## How it works\n\nSee [the guide](/guides/reading/).'),
  'guides/reading.mdx': makeGuide('See [mass deletion](/attacks/mass-deletion/#how-it-works).'),
};
