import { cleanAddress } from './addresses.ts';
import type { Launch } from './launch-names.ts';
import { bridges, runners, wrappers } from './launch-programs.ts';
import { looksSecret } from './secrets.ts';

/** Wrappers in wrappers, such as a shell in a shell; more is nobody's configuration. */
const deepest = 6;

/**
 * Reads what a command starts. Of its arguments only the name of a package, an image, a repository or the address of a hosted server
 * is kept: all else may be a credential, and is dropped here.
 * @param command the program, with or without its path, or a whole line
 */
export function readLaunch(command: string, args: readonly string[]): Launch {
  const whole = args.length === 0 && /\s/.test(command) && !/^(?:[a-z]:\\|\/)[^\s]*\s/i.test(command);
  const words = whole ? splitCommand(command) : [command, ...args];
  return readWords(words, 0);
}

/** Takes a command line apart at blanks, quotation marks respected. */
export function splitCommand(line: string): string[] {
  return [...line.matchAll(/(?:[^\s"']+|"(?:[^"\\]|\\.)*"|'[^']*')+/g)].map(([word]) =>
    word.replace(
      /"((?:[^"\\]|\\.)*)"|'([^']*)'/g,
      (_all, double?: string, single?: string) => double ?? single ?? '',
    ),
  );
}

function readWords(words: readonly string[], depth: number): Launch {
  const [program = '', ...args] = words.slice(words.findIndex((word) => !/^\w+=/.test(word)));
  const command = baseName(program);
  const named = command === undefined ? {} : { command };
  if (depth > deepest) return named;
  const key = (command ?? '').toLowerCase();
  const unwrapped = ownOf(wrappers, key)?.(args);
  if (unwrapped) {
    const inner = typeof unwrapped === 'string' ? splitCommand(unwrapped) : unwrapped;
    return inner.length === 0 ? named : readWords(inner, depth + 1);
  }
  const installed = followBridge(key, args, depth);
  if (installed) return { ...named, ...installed };
  const { rest, ...launch } = ownOf(runners, key)?.(args) ?? {};
  const started = launch.package?.replace(/^[a-z]+:/, '') ?? '';
  return { ...named, ...((rest && followBridge(started, rest, depth)) ?? launch) };
}

/**
 * What only passes calls on to another server is not the server: the one behind it is. Undefined where the name is that of no such
 * program, or its arguments do not say where it leads.
 */
function followBridge(name: string, args: readonly string[], depth: number): Launch | undefined {
  const { address, command } = ownOf(bridges, name)?.(args) ?? {};
  const url = address === undefined ? undefined : cleanAddress(address);
  if (url !== undefined) return { url, bridge: name };
  return command === undefined ? undefined : { ...readWords(splitCommand(command), depth + 1), bridge: name };
}

/** The name of a program without its folder and ending; undefined where it may be something else. */
function baseName(program: string): string | undefined {
  const name = (program.split(/[\\/]/).at(-1) ?? '').replace(/\.(?:exe|cmd|bat|ps1)$/i, '');
  return /^[\w.+-]{1,60}$/.test(name) && !looksSecret(name) ? name : undefined;
}

/** An entry of a table by a name that a stranger chose. */
function ownOf<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
