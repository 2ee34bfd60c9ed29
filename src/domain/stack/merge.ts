import type { PolicyFormat } from '#schema/vocabulary.ts';
import type { Snippet, Target } from '../targets/target.ts';
import { joinList, quote } from '../text.ts';
import { jsonMerges, type JsonMerge, type MergeResult } from './merge-json.ts';

/** The policies of all servers as one file, or why there is none. */
export type MergedPolicy =
  | {
      readonly kind: 'merged';
      /** Name of the file, without folder. */
      readonly file: string;
      readonly text: string;
      /** What differs from the single files, in full sentences; empty when nothing does. */
      readonly notes: readonly string[];
    }
  | {
      readonly kind: 'separate';
      /** Why each server has a file of its own, in one or two full sentences. */
      readonly reason: string;
    };

/** A policy to merge: what was written, and the names of the server. */
export interface MergeInput {
  readonly server: { readonly name: string };
  readonly request: { readonly alias: string };
  readonly snippet: Snippet;
}

/** Merges the policies of servers by their structure, never by their text. */
export async function mergePolicies(target: Target, policies: readonly MergeInput[]): Promise<MergedPolicy> {
  const { id } = target;
  const reason = apart[id];
  if (reason !== undefined) return { kind: 'separate', reason };
  const written = policies.flatMap(({ snippet, request }) =>
    snippet.kind === 'snippet' ? [{ text: snippet.text, alias: request.alias }] : [],
  );
  if (written.length < 2)
    return { kind: 'separate', reason: 'There is only one policy to write in this format.' };
  const twin = written.find(
    ({ alias }, index) => written.findIndex((other) => other.alias === alias) < index,
  );
  if (twin)
    return {
      kind: 'separate',
      reason: `Two servers are called ${quote(twin.alias)}, so that one file could not tell them apart. Give each a name of its own.`,
    };
  const result = await mergeTexts(id, written);
  if (typeof result === 'string') return { kind: 'separate', reason: result };
  const missing = policies
    .filter(({ snippet }) => snippet.kind === 'impossible')
    .map(({ server }) => quote(server.name));
  return {
    kind: 'merged',
    file: target.file.split('/').at(-1) ?? target.file,
    text: result.text,
    notes: [
      ...result.notes,
      ...(missing.length > 0
        ? [`No policy can be written here for ${joinList(missing)}; the file leaves it out.`]
        : []),
    ],
  };
}

/** Formats that have no file for several servers, and why. */
const apart: Readonly<Partial<Record<PolicyFormat, string>>> = {
  gateway:
    'A document belongs to the grant for one server and names tools without their server, so each server has its own.',
  'gateway-part':
    'A part belongs to the document of the grant for one server and names tools without their server, so each server has its own.',
  'openai-agents':
    'Each file is a module of its own with one constant: import them under different names and put all into "tools" of your agent.',
  toolhive:
    'ToolHive takes a file for each server that it starts, and the policies name tools without their server.',
  agentgateway:
    'The rules belong to the route that leads to one server and name tools without it; in one file, those of one server would refuse the tools of the others.',
  intercept: 'The proxy stands before one server and takes one file; it names tools without their server.',
  agentcore:
    'Each statement becomes a policy of its own in the policy engine, and the name of the target in it must be replaced for each server.',
};

async function mergeTexts(
  id: PolicyFormat,
  written: readonly { readonly text: string; readonly alias: string }[],
): Promise<MergeResult | string> {
  const texts = written.map(({ text }) => text);
  const merge: JsonMerge | undefined = Object.hasOwn(jsonMerges, id) ? jsonMerges[id] : undefined;
  if (merge) {
    const result = merge(texts.map((text): unknown => JSON.parse(text)));
    return typeof result === 'string'
      ? result
      : { text: `${JSON.stringify(result.value, null, 2)}\n`, notes: result.notes };
  }
  const { mergeCodex, mergeGemini } = await import('./merge-toml.ts');
  return id === 'codex' ? mergeCodex(texts) : mergeGemini(texts);
}
