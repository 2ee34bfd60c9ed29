import type { Preset } from '#schema/vocabulary.ts';

/** What an address says about the tester. What is absent is as it was when the page was opened. */
export interface TesterState {
  /** Text of the policy; absent while it is the unchanged document of the preset. */
  readonly policy?: string | undefined;
  readonly preset?: Preset | undefined;
  /** Name of the tool that is called. */
  readonly tool?: string | undefined;
  /** Arguments of the call, as the text that was typed. */
  readonly args?: string | undefined;
  /** Id of the server of the catalogue whose tools are offered. */
  readonly server?: string | undefined;
}

/** A state, or the reason why a fragment holds none, as a sentence. */
export type DecodedState =
  { readonly ok: true; readonly state: TesterState } | { readonly ok: false; readonly reason: string };

/** How a fragment of the tester begins; the digit is the version of what follows. */
export const fragmentPrefix = '#t1.';

/** Most characters of a fragment: longer addresses are cut by chat programs and mail. */
export const longestFragment = 8_192;

/** Most bytes of a state: a few characters can be made to unfold to gigabytes. */
const largestState = 400_000;

/** Order of the fields in a fragment; a new one goes to the end. */
const fields = ['policy', 'preset', 'tool', 'args', 'server'] as const;

const presetIds: readonly string[] = ['strict', 'recommended', 'permissive'] satisfies Preset[];

/** The fragment of a state, or undefined when it would be longer than `longestFragment`. */
export async function encodeState(state: TesterState): Promise<string | undefined> {
  const text = JSON.stringify(fields.map((field) => state[field] ?? null));
  const bytes = await transform(new TextEncoder().encode(text), new CompressionStream('deflate-raw'));
  if (bytes === undefined || bytes.length > longestFragment) return undefined;
  const code = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
  const fragment = fragmentPrefix + code;
  return fragment.length > longestFragment ? undefined : fragment;
}

/** Reads a fragment, which anybody may have written; undefined when it is none of the tester. Never throws. */
export async function decodeState(fragment: string): Promise<DecodedState | undefined> {
  if (!fragment.startsWith(fragmentPrefix)) return undefined;
  if (fragment.length > longestFragment) return { ok: false, reason: 'The link is too long.' };
  const broken = { ok: false, reason: 'The link is damaged: a part of it is missing or changed.' } as const;
  try {
    const code = fragment.slice(fragmentPrefix.length).replaceAll('-', '+').replaceAll('_', '/');
    const packed = Uint8Array.from(atob(code), (character) => character.charCodeAt(0));
    const bytes = await transform(packed, new DecompressionStream('deflate-raw'));
    if (bytes === undefined) return { ok: false, reason: 'The link holds more than the tester takes.' };
    const values: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isWritten(values) ? { ok: true, state: toState(values) } : broken;
  } catch {
    return broken;
  }
}

/** The bytes behind a stream; undefined when they are more than a state may have. */
async function transform(
  bytes: Uint8Array<ArrayBuffer>,
  through: CompressionStream | DecompressionStream,
): Promise<Uint8Array | undefined> {
  const reader = new Blob([bytes]).stream().pipeThrough(through).getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    chunks.push(part.value);
    size += part.value.length;
    if (size <= largestState) continue;
    await reader.cancel();
    return undefined;
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function isWritten(values: unknown): values is (string | null)[] {
  return (
    Array.isArray(values) &&
    values.length >= fields.length &&
    values.every((value) => value === null || typeof value === 'string')
  );
}

function toState(values: readonly (string | null)[]): TesterState {
  const state = Object.fromEntries(fields.map((field, index) => [field, values[index] ?? undefined]));
  return { ...state, preset: isPreset(state['preset']) ? state['preset'] : undefined };
}

function isPreset(value: string | undefined): value is Preset {
  return value !== undefined && presetIds.includes(value);
}
