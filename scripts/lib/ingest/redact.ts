import { realpathSync } from 'node:fs';
import { homedir, hostname, tmpdir, userInfo } from 'node:os';

/** What must not get from the capturing machine into a record. */
export interface Surroundings {
  readonly home: string;
  readonly workingDirectory: string;
  readonly temporaryDirectory: string;
  readonly host: string;
  readonly user: string;
  /** Values that the server was started with. */
  readonly secrets: readonly string[];
}

/** Replaces, in every text and key of a JSON value, what must not be recorded. */
export type Redact = (value: unknown) => unknown;

/** The surroundings of this process; `secrets` are added by the caller. */
export function readSurroundings(secrets: readonly string[]): Surroundings {
  return {
    home: homedir(),
    workingDirectory: process.cwd(),
    temporaryDirectory: tmpdir(),
    host: hostname(),
    user: userInfo().username,
    secrets,
  };
}

/**
 * A redactor. Directories are replaced by `<home>`, `<cwd>` and `<tmp>`, also in their real spelling when they are links;
 * host and user name by `<host>` and `<user>`, as whole words; secrets by `<redacted>`. Words are only replaced when they
 * have more than three characters and are not ordinary (root, user, true …): others say nothing about this machine, and
 * replacing them would spoil descriptions. Secrets of eight characters and more are replaced within words too.
 */
export function createRedactor(surroundings: Surroundings): Redact {
  const rules = [
    ...surroundings.secrets.filter(isTelling).map((secret) => ({
      text: secret,
      label: '<redacted>',
      pattern: secret.length >= 8 ? RegExp.escape(secret) : wholeWord(secret),
    })),
    ...directoryRules(surroundings.workingDirectory, '<cwd>'),
    ...directoryRules(surroundings.temporaryDirectory, '<tmp>'),
    ...directoryRules(surroundings.home, '<home>'),
    ...wordRules(surroundings.host, '<host>'),
    ...wordRules(surroundings.host.split('.')[0] ?? '', '<host>'),
    ...wordRules(surroundings.user, '<user>'),
  ].toSorted((a, b) => b.text.length - a.text.length);
  if (rules.length === 0) return (value) => value;
  // One pass, the longest first: a replacement is never searched again.
  const pattern = new RegExp(rules.map((rule) => `(${rule.pattern})`).join('|'), 'gu');
  const redactText = (text: string): string =>
    text.replace(pattern, (match: string, ...groups: unknown[]) => {
      const index = groups.findIndex((group) => group === match);
      return rules[index]?.label ?? '<redacted>';
    });
  const redact: Redact = (value) => {
    if (typeof value === 'string') return redactText(value);
    if (Array.isArray(value)) return value.map(redact);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [redactText(key), redact(child)]));
  };
  return redact;
}

/** The words of a command that are credentials: values of options such as `--api-key`, and passwords in addresses. */
export function findCredentials(words: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    const option = /^--?([a-z0-9_-]+)(?:=(.*))?$/is.exec(word);
    const password = /^[a-z][a-z0-9+.-]*:\/\/[^\s/@:]*:([^\s/@]+)@/i.exec(word)?.[1];
    if (password !== undefined) return [password];
    if (!option || !/key|token|secret|passw|credential|auth/i.test(option[1] ?? '')) return [];
    const value = option[2] ?? words[index + 1];
    return value === undefined || (option[2] === undefined && value.startsWith('-')) ? [] : [value];
  });
}

interface Rule {
  readonly text: string;
  readonly label: string;
  readonly pattern: string;
}

const ordinaryWords: ReadonlySet<string> = new Set(
  `root user users node admin administrator ubuntu debian runner build builder home host local localhost server client
  test tests guest docker vagrant jenkins true false null none default debug info warn warning error production
  development staging stdio http https json`.split(/\s+/),
);

/** Whether a value says something about this machine or its owner. */
function isTelling(value: string): boolean {
  return value.length > 3 && !ordinaryWords.has(value.toLowerCase());
}

function wordRules(word: string, label: string): Rule[] {
  return isTelling(word) ? [{ text: word, label, pattern: wholeWord(word) }] : [];
}

function directoryRules(directory: string, label: string): Rule[] {
  const spellings = new Set([directory, realPath(directory), directory.replaceAll('\\', '/')]);
  return (
    [...spellings]
      .map((text) => text.replace(/[/\\]+$/, ''))
      // The root of a disk as a home directory would take the first slash of every path.
      .filter((text) => /[/\\]./.test(text))
      .map((text) => ({
        text,
        label,
        pattern: `(?<![\\p{L}\\p{N}_.-])${RegExp.escape(text)}(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}])`,
      }))
  );
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // A directory that is gone has no other spelling.
    return path;
  }
}

function wholeWord(word: string): string {
  return `(?<![\\p{L}\\p{N}_])${RegExp.escape(word)}(?![\\p{L}\\p{N}_])`;
}
