import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { policySchema } from '#schema/policy.ts';
import type { Server } from '#schema/server.ts';
import type { Tool } from '#schema/tool.ts';
import { levels } from '#schema/vocabulary.ts';
import { assess } from './assess.ts';
import { makeEntry } from './catalogue.fixture.ts';
import { buildCatalogue, type ToolEntry } from './catalogue.ts';
import { buildProfile, type ToolProfile } from './profile.ts';
import { toolSlug } from './slug.ts';

const six = [
  /^What does .+ do\?$/,
  /^How do I enforce a policy on .+\?$/,
  /^What risk level is .+\?$/,
  /^Can I rate-limit .+\?$/,
  /^How do I block .+ completely\?$/,
  /^Which server provides .+\?$/,
];

/** One tool of each kind of verdict, and some with awkward texts. */
const tools: readonly Tool[] = [
  { name: 'list_titles', description: "Lists titles, e.g. 'A'. And more." },
  { name: 'get_inbox_messages', description: 'Get the messages of an inbox.' },
  { name: 'get_env', description: 'Returns all environment variables' },
  { name: 'create_note' },
  { name: 'create_api_key', description: 'Create an API key. You MUST set "rate_limit" and "action".' },
  { name: 'run_job', description: 'Run a job that is set up already.' },
  {
    name: 'execute_shell',
    description: 'Execute a shell command.',
    inputSchema: { type: 'object', properties: { command: { type: 'string' } } },
  },
  { name: 'delete_draft', description: 'Delete a draft.', annotations: { readOnlyHint: true } },
  {
    name: 'delete_note',
    description: 'Delete\u202e a "note"\nfor good.',
    inputSchema: { type: 'object', properties: { action: { enum: ['get', 'delete'] } } },
  },
  { name: 'create_refund', description: 'Refund a charge.' },
  { name: 'thing', description: 'A thing.' },
];

const profiles = tools.map((tool) => profileOf(tool));

test.each(profiles)('$entry.name: the six questions stand first, and no two are the same', ({ faq }) => {
  six.forEach((question, index) => {
    expect(faq[index]?.question).toMatch(question);
  });
  expect(new Set(faq.map(({ question }) => question)).size).toBe(faq.length);
});

test.each(profiles)(
  '$entry.name: the answers name only fields and values that the format has',
  ({ faq, entry }) => {
    const known = new Set([...wordsOf(z.toJSONSchema(policySchema)), entry.name]);
    const used = faq.flatMap(({ answer }) =>
      // What strangers wrote stands in typographic quotation marks.
      [...answer.replace(/“[^”]*”/g, '').matchAll(/"([^"]*)"/g)].map(([, word]) => word ?? ''),
    );
    expect(used.length).toBeGreaterThan(4);
    expect(used.filter((word) => !known.has(word))).toEqual([]);
  },
);

test.each(profiles)('$entry.name: every level that the answers state is the verdict', ({ faq, entry }) => {
  const text = faq.map(({ answer }) => answer.replace(/“[^”]*”/g, '')).join(' ');
  const stated = [...text.matchAll(/\b(low|medium|high|critical) risk\b/gi)].map(([, word]) =>
    word?.toLowerCase(),
  );
  expect(new Set(stated)).toEqual(new Set(entry.level === 'unknown' ? [] : [entry.level]));
  const sentence = /\b(Low|Medium|High|Critical|Not classified): /.exec(text)?.[1];
  expect(sentence).toBe(entry.level === 'unknown' ? undefined : levels[entry.level].label);
});

test.each(profiles)('$entry.name: every answer is whole sentences', ({ faq }) => {
  for (const { answer } of faq) {
    expect(answer).toMatch(/[.”]$/);
    expect(answer).not.toMatch(/\.\.(?!\.)|\s\s|undefined|[\u202e\n]/);
  }
});

describe('further questions', () => {
  const questions = (name: string): string[] =>
    profiles
      .find(({ entry }) => entry.name === name)
      ?.faq.slice(6)
      .map(({ question }) => question) ?? [];

  test('are asked where the record calls for them', () => {
    expect(questions('delete_draft')).toEqual(['Can I trust the hints that delete_draft declares?']);
    expect(questions('delete_note')).toEqual(['Are all actions of delete_note equally risky?']);
    expect(questions('create_api_key')).toEqual(['Does a rate limit stop a key from being issued?']);
    expect(questions('create_refund')).toEqual([]);
  });
});

test('the limit in the answer is the limit of the document', () => {
  for (const { faq, policy, entry } of profiles) {
    const limit = policy.documents.recommended.tools?.[entry.name]?.limits?.[0];
    const answer = faq[3]?.answer ?? '';
    if (limit)
      expect(answer).toContain(
        `${limit.max.toString()} calls ${limit.window === 'hour' ? 'an' : 'a'} ${limit.window}`,
      );
    else expect(answer).not.toMatch(/\d+ calls/);
  }
});

describe('the origin of the server', () => {
  const answer = (source: Server['source'], notices: Server['notices'] = []): string =>
    profileOf({ name: 'ping' }, { source, notices }).faq[5]?.answer ?? '';

  test('is the package, the address or the repository', () => {
    expect(answer({ package: 'notes-server', version: '1.0.0' })).toContain(
      'npm package notes-server, version 1.0.0',
    );
    expect(answer({ endpoint: 'https://example.org/mcp' })).toContain('hosted at https://example.org/mcp');
    expect(answer({ repository: 'owner/name' })).toContain('repository owner/name');
    expect(answer({})).toContain('origin not recorded');
  });

  test('comes with a warning where the repository is not to be trusted', () => {
    const notice = { kind: 'unsafe-repository', text: 'A re-upload.' } as const;
    expect(answer({ repository: 'owner/name' }, [notice])).toContain('Do not install from that repository');
    expect(answer({ repository: 'owner/name' })).not.toContain('Do not install');
  });
});

function profileOf(tool: Tool, fields: Partial<Server> = {}): ToolProfile {
  const server: Server = {
    id: 'notes',
    name: 'Notes',
    source: { package: 'notes-server' },
    licence: 'MIT',
    transports: ['stdio'],
    capture: { method: 'stdio', date: '2026-11-21' },
    declaredToolCount: 2,
    notices: [],
    tools: [tool, { name: 'get_other', description: 'Get another.' }],
    ...fields,
  };
  const { tools: recorded, ...rest } = server;
  const entries = recorded.map(entryOf);
  const [entry] = entries;
  if (!entry) throw new Error('The record has no tool.');
  return buildProfile({
    tool,
    entry,
    review: undefined,
    catalogue: buildCatalogue({
      servers: [{ ...rest, recorded: recorded.length }],
      tools: entries,
      attacks: [],
      guides: [],
    }),
    choices: { numbers: {}, values: {} },
    formats: ['gateway'],
    gatewayName: 'your gateway',
  });
}

function entryOf(tool: Tool, index: number): ToolEntry {
  const { verdict, flags } = assess(tool, '', undefined, undefined);
  return makeEntry(`notes/${toolSlug(tool.name)}`, {
    index,
    name: tool.name,
    class: verdict.class,
    level: verdict.level,
    confidence: verdict.confidence,
    capabilities: verdict.capabilities.map(({ id }) => id),
    flags: flags.map(({ id }) => id),
  });
}

/** Every property name and every listed value of a JSON Schema. */
function wordsOf(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(wordsOf);
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
    if (key === 'properties' && typeof value === 'object' && value !== null)
      return [...Object.keys(value), ...wordsOf(Object.values(value))];
    if (key === 'const' || key === 'enum') return [value].flat().filter((word) => typeof word === 'string');
    return wordsOf(value);
  });
}
