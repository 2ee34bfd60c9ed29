import { basename } from 'node:path';

/** A package of the npm registry. */
export interface PackageSpec {
  readonly name: string;
  /** Version, range or tag. Absent when none was named. */
  readonly version?: string | undefined;
}

/** What a command that starts with `npx` runs. */
export interface NpxCommand {
  readonly spec: PackageSpec;
  /** The program of the package, when the command names it apart from the package. */
  readonly bin?: string | undefined;
  /** Arguments of the program. */
  readonly args: readonly string[];
}

/** Splits `name@version`; undefined when the text is no name of a package, but an address or a path. */
export function readPackageSpec(text: string): PackageSpec | undefined {
  const [, name, version] = /^((?:@[\w.~-]+\/)?[\w~-][\w.~-]*)(?:@([\w.^~+-]+))?$/.exec(text) ?? [];
  return name === undefined ? undefined : { name, version };
}

/** Reads a command as npx does; undefined when it starts something else, or no package of a registry. */
export function readNpx(words: readonly string[]): NpxCommand | undefined {
  if (!/^npx(?:\.cmd)?$/.test(basename(words[0] ?? ''))) return undefined;
  let named: string | undefined;
  for (let index = 1; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (word === '-p' || word === '--package') named ??= words[(index += 1)];
    else if (word.startsWith('--package=')) named ??= word.slice('--package='.length);
    else if (!word.startsWith('-')) return commandOf(named, word, words.slice(index + 1));
  }
  return commandOf(named, undefined, []);
}

function commandOf(
  named: string | undefined,
  word: string | undefined,
  args: readonly string[],
): NpxCommand | undefined {
  const spec = readPackageSpec(named ?? word ?? '');
  return spec && { spec, bin: named === undefined ? undefined : word, args };
}

/** The command by which a reader starts this very version. */
export function writeNpx({ spec, bin, args }: NpxCommand): string[] {
  const full = spec.version === undefined ? spec.name : `${spec.name}@${spec.version}`;
  return ['npx', '-y', ...(bin === undefined ? [full] : ['-p', full, bin]), ...args];
}
