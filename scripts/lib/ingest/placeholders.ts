import { existsSync, mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mask } from './redact.ts';

/** Words of a record, made fit to be run again. */
export interface FilledWords {
  readonly words: readonly string[];
  /** What was made up, so that it comes out of the new record as it stood in the old one. */
  readonly masks: readonly Mask[];
}

/**
 * Fills in what a record shows in place of words of the machine on which it was made. `<cwd>`, `<home>` and `<tmp>` mean
 * those of this machine where such a path exists; `<directory>` and paths that do not exist become empty folders under
 * `scratch`; everything else in angle brackets becomes a value that nobody has.
 */
export function fillPlaceholders(words: readonly string[], scratch: string): FilledWords {
  const masks: Mask[] = [];
  const makeFolder = (label: string, rest: string): string => {
    const folder = join(scratch, `place-${masks.length + 1}`);
    const path = join(folder, ...rest.split('/').filter((part) => part !== '..'));
    mkdirSync(path, { recursive: true });
    masks.push({ text: folder, label });
    return path;
  };
  const fillPath = (label: string, rest: string): string => {
    const known = knownFolders[label]?.();
    const path = known === undefined ? undefined : `${known}${rest}`;
    return path !== undefined && existsSync(path) ? path : makeFolder(label, rest);
  };
  const filled = words.map((word) =>
    word
      .replace(
        /(?<=^|[=:,])(<(?:directory|dir|folder|path|cwd|home|tmp)>)((?:\/[^,:]*)?)/g,
        (_, label: string, rest: string) => fillPath(label, rest),
      )
      .replace(/<[a-z][a-z -]*>/g, (label) => {
        const text = `not-a-real-value-${masks.length + 1}`;
        masks.push({ text, label });
        return text;
      }),
  );
  return { words: filled, masks };
}

/** A value for a variable that nobody gave. Servers often want an address to be one. */
export function makeUpValue(name: string): string {
  return /ur[il]$|endpoint|address/i.test(name)
    ? 'http://127.0.0.1:9/not-a-real-value'
    : `not-a-real-value-for-${name.toLowerCase().replaceAll('_', '-')}`;
}

const knownFolders: Readonly<Record<string, () => string>> = {
  '<cwd>': () => process.cwd(),
  '<home>': homedir,
  '<tmp>': tmpdir,
};
