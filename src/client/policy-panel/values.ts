import type { PolicyRequest } from '#domain/policy-request.ts';
import { type ArgumentValues, valueMeanings } from '#domain/policy/argument-rules.ts';
import type { Placeholder, Snippet, Target } from '#domain/targets/target.ts';

/** Something that a reader can state in place of a placeholder. */
export type FieldKey = keyof ArgumentValues | 'alias' | 'endpoint';

/** A field for one placeholder. */
export interface Field {
  readonly key: FieldKey;
  /** What stands in the snippet until something is stated. */
  readonly placeholder: string;
  /** What to state, as the end of "Replace … by". */
  readonly meaning: string;
}

/** What a reader has typed, by field; a field that was never touched is absent. */
export type Typed = Readonly<Partial<Record<FieldKey, string>>>;

/** What the placeholders of a snippet are to a page. */
export interface Replaceable {
  /** Those that have a field. */
  readonly fields: readonly Field[];
  /** Those that the reader has to replace in the text. */
  readonly rest: readonly Placeholder[];
}

/** A request with what the reader has typed. */
export interface Applied {
  readonly request: PolicyRequest;
  /** Why a text cannot be used, in a sentence, by field. The placeholder stays in its place. */
  readonly problems: Readonly<Partial<Record<FieldKey, string>>>;
}

/** What stands in snippets for the address of a server, where the record has none. */
export const endpointPlaceholder = 'https://your-server.example/mcp';

/** Sorts the placeholders of a snippet that was written without the reader's values. */
export function sortPlaceholders(
  snippet: Snippet,
  { usesAlias }: Pick<Target, 'usesAlias'>,
  { alias }: Pick<PolicyRequest, 'alias'>,
): Replaceable {
  if (snippet.kind === 'impossible') return { fields: [], rest: [] };
  const keyed = snippet.placeholders.map((placeholder) => ({ placeholder, key: keyOf(placeholder) }));
  const fields = keyed.flatMap(({ placeholder: { text, meaning }, key }): Field[] =>
    key === undefined ? [] : [{ key, placeholder: text, meaning }],
  );
  const name: Field = {
    key: 'alias',
    placeholder: alias,
    meaning: 'the name of the server in your configuration',
  };
  return {
    // Two arguments may be bounded by one value, and a value may be a list.
    fields: [...(usesAlias ? [name] : []), ...fields].filter(
      ({ key }, index, all) => all.findIndex((other) => other.key === key) === index,
    ),
    rest: keyed.flatMap(({ placeholder, key }) => (key === undefined ? [placeholder] : [])),
  };
}

/** Puts what the reader has typed into a request. A text that cannot be used changes nothing. */
export function applyTyped(request: PolicyRequest, typed: Typed): Applied {
  const problems: Partial<Record<FieldKey, string>> = {};
  const read = <T>(key: FieldKey, reader: (text: string) => T | Problem): T | undefined => {
    const text = typed[key]?.trim();
    if (text === undefined || text === '') return undefined;
    const result = reader(text);
    if (!isProblem(result)) return result;
    problems[key] = result.problem;
    return undefined;
  };
  const { values } = request;
  return {
    request: {
      ...request,
      alias: read('alias', readAlias) ?? request.alias,
      endpoint: read('endpoint', readEndpoint) ?? request.endpoint,
      values: {
        maxAmount: read('maxAmount', readAmount) ?? values.maxAmount,
        folder: read('folder', (text) => readFolder(text, true)) ?? values.folder,
        repositoryFolder:
          read('repositoryFolder', (text) => readFolder(text, false)) ?? values.repositoryFolder,
        hosts: read('hosts', readHosts) ?? values.hosts,
        recipients: read('recipients', readRecipients) ?? values.recipients,
      },
    },
    problems,
  };
}

interface Problem {
  readonly problem: string;
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'problem' in value;
}

function keyOf({ text, meaning }: Placeholder): FieldKey | undefined {
  if (text === endpointPlaceholder) return 'endpoint';
  return (Object.keys(valueMeanings) as (keyof ArgumentValues)[]).find(
    (key) => valueMeanings[key] === meaning,
  );
}

const control = /\p{Cc}/u;

function readAlias(text: string): string | Problem {
  return control.test(text) ? { problem: 'A name has no control characters.' } : text;
}

function readEndpoint(text: string): string | Problem {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || /\s/.test(text))
    return { problem: 'Give an address that begins with https:// or http://.' };
  if (url.username !== '' || url.password !== '')
    return { problem: 'Leave user name and password out: the snippet may be seen by others.' };
  return url.href;
}

function readAmount(text: string): number | Problem {
  const amount = /^\d{1,15}(?:\.\d{1,6})?$/.test(text) ? Number(text) : 0;
  return amount > 0 ? amount : { problem: 'Give a number above 0, in digits with a point at most.' };
}

/** A slash at the end is left out: rules know folders without it. */
function readFolder(text: string, absolute: boolean): string | Problem {
  const folder = text.replace(/\/+$/, '');
  const segments = folder.split('/').slice(absolute ? 1 : 0);
  if (absolute !== text.startsWith('/') || segments.length === 0) {
    return {
      problem: absolute
        ? 'Give an absolute path such as /srv/data; the root folder would bound nothing.'
        : 'Give a path within the repository such as docs/notes, without a slash in front.',
    };
  }
  const unsafe = segments.some(
    (part) => part === '' || part === '.' || part.startsWith('..') || /[\\%\p{Cc}]/u.test(part),
  );
  return unsafe
    ? {
        problem:
          'A part of the path is empty, or is a dot, begins with two, or holds a backslash, a percent sign or a control character.',
      }
    : folder;
}

function readHosts(text: string): readonly string[] | Problem {
  const hosts = [
    ...new Set(
      text
        .toLowerCase()
        .split(/[\s,]+/)
        .filter((host) => host !== ''),
    ),
  ];
  const good = hosts.length > 0 && hosts.every((host) => /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/.test(host));
  return good
    ? hosts
    : {
        problem:
          'Give host names such as api.example.com, with commas between them; no https:// and no path.',
      };
}

function readRecipients(text: string): readonly string[] | Problem {
  const recipients = [
    ...new Set(
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    ),
  ];
  const good = recipients.length > 0 && !control.test(text);
  return good ? recipients : { problem: 'Give recipients with commas between them.' };
}
