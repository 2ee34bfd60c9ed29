import { idsOf, type Preset, presets } from '#schema/vocabulary.ts';

/** What a link to a stack holds: servers of the catalogue and the preset. Nothing that was pasted, and no name of the reader's. */
export interface SharedStack {
  /** Ids of catalogue servers, each once. Whether the catalogue has them is for the reader of the link to find out. */
  readonly servers: readonly string[];
  readonly preset: Preset;
}

/** What a fragment turned out to be. */
export type ReadFragment =
  | ({ readonly kind: 'stack' } & SharedStack)
  /** No link to a stack: empty, or the anchor of a section. */
  | { readonly kind: 'none' }
  /** A link to a stack that cannot be read, and why, in one or two full sentences. */
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Version of the fragment; another meaning of what it holds changes it. */
const version = '1';

/** Most servers in a link. */
export const mostShared = 60;

/** As every id of the catalogue is written. */
const idForm = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const longestId = 80;

/** The fragment of a link to a stack, with its `#`; ids that the catalogue cannot have are left out. Empty for no server. */
export function writeShareFragment({ servers, preset }: SharedStack): string {
  const ids = [...new Set(servers)].filter(isId).slice(0, mostShared);
  return ids.length === 0 ? '' : `#stack=${version}.${preset}.${ids.join('.')}`;
}

/** Reads the fragment of an address, with or without its `#`. Never throws. */
export function readShareFragment(fragment: string): ReadFragment {
  const text = fragment.replace(/^#/, '');
  if (!text.startsWith('stack=')) return { kind: 'none' };
  if (text.length > mostShared * (longestId + 1) + 40) return unreadable('It is too long.');
  const [given, preset, ...ids] = text.slice('stack='.length).split('.');
  if (given !== version) return unreadable('It was made by another version of this page; ask for a new one.');
  const known = idsOf(presets).find((id) => id === preset);
  const servers = [...new Set(ids)];
  if (known === undefined || servers.length === 0 || servers.length > mostShared || !servers.every(isId))
    return unreadable('It may have been cut; copy all of it.');
  return { kind: 'stack', servers, preset: known };
}

function isId(text: string): boolean {
  return text.length <= longestId && idForm.test(text);
}

function unreadable(why: string): ReadFragment {
  return { kind: 'unreadable', reason: `The link to a stack cannot be read. ${why}` };
}
