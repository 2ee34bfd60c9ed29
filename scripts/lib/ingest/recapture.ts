import { nearestWord } from '#records/suggest.ts';
import type { Server } from '#schema/server.ts';
import { splitCommand } from './command-words.ts';
import type { Job, Origin } from './job.ts';
import { readNpx } from './npx.ts';
import type { IngestOptions } from './options.ts';
import type { PlanContext, Step } from './plan.ts';
import { hiddenPart } from './secrets.ts';

/**
 * What to do about the recorded servers that are named, or about all: capture them by what their records say. A name
 * without a record, and a record that the schema refuses, cannot be captured.
 */
export function planAgain(named: readonly string[], context: PlanContext): Step[] {
  const { records, refused } = context;
  const byId = new Map(records.map(({ id, server }) => [id, server]));
  const wanted = named.length > 0 ? named : [...byId.keys(), ...refused];
  return wanted.map((id) => {
    const record = byId.get(id);
    if (record) return planRecord({ ...record, id }, wanted.length === 1, context);
    const reason = refused.includes(id)
      ? 'its record is refused; run npm run validate'
      : `there is no such record${suggest(id, [...byId.keys()])}`;
    return { kind: 'fail', omission: { id, reason } };
  });
}

function planRecord(record: Server, alone: boolean, { options, environment }: PlanContext): Step {
  const { id, name } = record;
  const origin = originOf(record, options);
  if ('reason' in origin) return { kind: 'skip', omission: { id, reason: origin.reason } };
  const recorded = record.capture.env ?? [];
  const known = recorded.flatMap((variable): [string, string][] => {
    const value = options.env[variable] ?? environment[variable];
    return value === undefined ? [] : [[variable, value]];
  });
  const env = { ...Object.fromEntries(known), ...(alone ? options.env : {}) };
  const job: Job = {
    id,
    name,
    origin,
    given: { notes: [], command: origin.kind === 'stdio' ? record.capture.command : undefined },
    env,
    madeUp: recorded.filter((variable) => !Object.hasOwn(env, variable)),
    values: [],
    fromRecord: true,
  };
  return { kind: 'job', job };
}

function originOf(
  { capture, source }: Server,
  { args, pinned, allowScripts, headers }: IngestOptions,
): Origin | { readonly reason: string } {
  switch (capture.method) {
    case 'reference-page':
      return { reason: 'its record was made from a published page' };
    case 'file':
      return { reason: 'its record was made from a saved answer; save a new one and use --from-file' };
    case 'http':
      if (source.endpoint === undefined) return { reason: 'its record names no address' };
      if (holdsHiddenPart(source.endpoint))
        return { reason: 'its address holds something that was not recorded; use --http' };
      return { kind: 'http', url: source.endpoint, headers };
    case 'stdio': {
      const words = capture.command === undefined ? [] : splitCommand(capture.command);
      const npx = readNpx(words);
      if (npx || (words.length === 0 && source.package !== undefined)) {
        const name = npx?.spec.name ?? source.package ?? '';
        const version = pinned ? (source.version ?? 'latest') : 'latest';
        return {
          kind: 'npm',
          spec: { name, version },
          args: args ?? npx?.args ?? [],
          bin: npx?.bin,
          allowScripts,
        };
      }
      return words.length > 0 ? { kind: 'stdio', words } : { reason: 'its record names no command' };
    }
  }
}

function holdsHiddenPart(address: string): boolean {
  const { pathname, searchParams } = new URL(address);
  return pathname.split('/').includes(hiddenPart) || [...searchParams.values()].includes(hiddenPart);
}

function suggest(id: string, ids: readonly string[]): string {
  const nearest = nearestWord(id, ids);
  return nearest === undefined ? '' : `; did you mean ${nearest}?`;
}
