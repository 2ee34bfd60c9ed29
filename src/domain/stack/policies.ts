import { type Preset, policyFormats } from '#schema/vocabulary.ts';
import { type PolicyChoices, type PolicyRequest, recommendFor } from '../policy-request.ts';
import type { Snippet, Target } from '../targets/target.ts';
import { quote } from '../text.ts';
import { type MergedPolicy, mergePolicies } from './merge.ts';
import type { StackServer } from './stack.ts';

/** The policy of one server of the stack in one format. */
export interface ServerPolicy {
  readonly server: StackServer;
  /** What it was written from. */
  readonly request: PolicyRequest;
  readonly snippet: Snippet;
  /** Name of its file in the download. */
  readonly file: string;
}

/** The policies of a stack in one format. */
export interface StackPolicies {
  /** One for each server, in the order given. */
  readonly servers: readonly ServerPolicy[];
  /** All of them in one file, or why there is none. */
  readonly merged: MergedPolicy;
}

/** What the policies of a stack are written from. */
export interface StackPolicyInput {
  readonly servers: readonly StackServer[];
  readonly preset: Preset;
  /** The format; a page loads it when it is asked for. */
  readonly target: Target;
  /** Names in the reader's configuration by key of server, where they differ from what the servers say. */
  readonly aliases: ReadonlyMap<string, string>;
  /** What the operator has stated about recommendations. */
  readonly choices: PolicyChoices;
}

/**
 * Writes the recommended policy of every server in one format, and all of them as one file where the format has such files and the
 * result decides as the single ones do.
 */
export async function writeStackPolicies(input: StackPolicyInput): Promise<StackPolicies> {
  const { servers, preset, target, aliases } = input;
  const stems = distinctStems(servers);
  const written = servers.map((server, index): ServerPolicy => {
    const request = requestOf(server, aliases.get(server.key) ?? server.alias, input.choices);
    return {
      server,
      request,
      snippet: target.write(recommendFor(preset, request)),
      file: `${stems[index] ?? 'server'}.${preset}.${target.id}.${policyFormats[target.id].extension}`,
    };
  });
  return { servers: written, merged: await mergePolicies(target, written) };
}

/** The request for all tools of a server of the stack. */
export function requestOf(server: StackServer, alias: string, choices: PolicyChoices): PolicyRequest {
  return {
    ...choices,
    scope: 'server',
    tools: server.tools.map(({ name, class: riskClass, level, bounds }) => ({
      name,
      class: riskClass,
      level,
      bounds,
    })),
    others: [],
    alias,
    endpoint: server.endpoint,
  };
}

/** One file of a download. */
export interface StackFile {
  readonly name: string;
  readonly text: string;
}

/** The files of one download: the merged file where there is one, that of each server, and what a reader must know of them. */
export function listStackFiles({ servers, merged }: StackPolicies, target: Target): StackFile[] {
  const single = servers.flatMap(({ file, snippet }) =>
    snippet.kind === 'snippet' ? [{ name: `servers/${file}`, text: snippet.text }] : [],
  );
  const all = merged.kind === 'merged' ? [{ name: `all-servers/${merged.file}`, text: merged.text }] : [];
  return [{ name: 'README.txt', text: writeReadMe(servers, merged, target) }, ...all, ...single];
}

function writeReadMe(servers: readonly ServerPolicy[], merged: MergedPolicy, target: Target): string {
  const paragraphs = [
    `Recommended policies for ${target.label}, one file for each server.`,
    target.use,
    merged.kind === 'merged'
      ? [
          'The folder all-servers holds all of them in one file; use it or the single files, not both.',
          ...merged.notes,
        ].join(' ')
      : merged.reason,
    ...servers.map(({ server, file, snippet }) =>
      [
        `${quote(server.name)}: ${snippet.kind === 'snippet' ? file : `no file. ${snippet.reason}`}`,
        ...(snippet.kind === 'snippet'
          ? [
              ...snippet.placeholders.map(({ text, meaning }) => `  Replace ${text} by ${meaning}.`),
              ...snippet.losses.map(({ text }) => `  Not expressed: ${text}`),
            ]
          : []),
      ].join('\n'),
    ),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

/** A server may stand twice in a stack, under two names: each gets a file. */
function distinctStems(servers: readonly StackServer[]): string[] {
  const stems: string[] = [];
  for (const { key } of servers) {
    const stem = fileStem(key);
    let number = 1;
    while (stems.includes(number === 1 ? stem : `${stem}-${number}`)) number += 1;
    stems.push(number === 1 ? stem : `${stem}-${number}`);
  }
  return stems;
}

/** A key of a server as part of a file name on every system. */
function fileStem(key: string): string {
  return (
    key
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 80) || 'server'
  );
}
