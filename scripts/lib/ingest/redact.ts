import { realpathSync } from 'node:fs';
import { homedir, hostname, tmpdir, userInfo } from 'node:os';
import { ordinaryWords } from './secrets.ts';

/** A text that stands for something of the capturing machine, and what a record shows in its place. */
export interface Mask {
  /** A path, or a made-up value. */
  readonly text: string;
  readonly label: string;
}

/** What must not get from the capturing machine into a record. */
export interface Surroundings {
  readonly home: string;
  readonly workingDirectory: string;
  readonly temporaryDirectory: string;
  readonly host: string;
  readonly user: string;
  /** Credentials and ids that the server was started with. */
  readonly secrets: readonly string[];
  /** Folders and values that were made up for the capture. */
  readonly masks: readonly Mask[];
}

/** Replaces, in every text and key of a JSON value, what must not be recorded. */
export type Redact = (value: unknown) => unknown;

/** The surroundings of this process; secrets and masks are those of one capture. */
export function readSurroundings(secrets: readonly string[], masks: readonly Mask[]): Surroundings {
  return {
    home: homedir(),
    workingDirectory: process.cwd(),
    temporaryDirectory: tmpdir(),
    host: hostname(),
    user: userInfo().username,
    secrets,
    masks,
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
    ...secretRules(surroundings.secrets),
    ...surroundings.masks.flatMap(({ text, label }) =>
      /[/\\]/.test(text) ? directoryRules(text, label) : [{ text, label, pattern: RegExp.escape(text) }],
    ),
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

/** A text with every credential taken out and all else as it was: for messages to the user, who knows the machine. */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  const rules = secretRules(secrets);
  return rules.length === 0
    ? text
    : text.replace(new RegExp(rules.map(({ pattern }) => pattern).join('|'), 'gu'), '<redacted>');
}

interface Rule {
  readonly text: string;
  readonly label: string;
  readonly pattern: string;
}

/** The longest first; each also as it would stand in an address. */
function secretRules(secrets: readonly string[]): Rule[] {
  return [...new Set(secrets.filter(isTelling).flatMap((secret) => [secret, encodeURIComponent(secret)]))]
    .toSorted((a, b) => b.length - a.length)
    .map((text) => ({
      text,
      label: '<redacted>',
      pattern: text.length >= 8 ? RegExp.escape(text) : wholeWord(text),
    }));
}

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
