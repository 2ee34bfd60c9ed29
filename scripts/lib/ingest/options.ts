import { parseArgs } from 'node:util';
import { idSchema } from '#schema/common.ts';
import { splitCommand } from './command-words.ts';
import type { GivenFacts } from './job.ts';
import { type PackageSpec, readPackageSpec } from './npx.ts';
import { usage } from './usage.ts';

/** Where definitions are to come from. */
export type Source =
  | { readonly kind: 'stdio'; readonly words: readonly string[] }
  | { readonly kind: 'npm'; readonly spec: PackageSpec }
  | { readonly kind: 'http'; readonly url: string }
  | { readonly kind: 'from-file'; readonly file: string }
  | { readonly kind: 'config'; readonly file: string }
  /** Recorded servers; all when none is named. */
  | { readonly kind: 'again'; readonly servers: readonly string[] };

/** What the user wants captured. */
export interface IngestOptions {
  readonly source: Source;
  /** Absent when it is to be found. */
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  /** Arguments for the server of a package; absent when none were given. */
  readonly args?: readonly string[] | undefined;
  readonly bin?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly given: GivenFacts;
  readonly allowScripts: boolean;
  /** Whether packages are captured in the recorded version. */
  readonly pinned: boolean;
  /** Whether to compare only. */
  readonly check: boolean;
  /** Content folder that gets the records. */
  readonly out: string;
  /** Variables for servers; their values are never recorded. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly concurrency: number;
}

const kinds = ['stdio', 'npm', 'http', 'from-file', 'config', 'again'] as const;

/** Options that only make sense for some kinds of source. */
const limited: Readonly<Record<string, readonly Source['kind'][]>> = {
  args: ['npm', 'again'],
  bin: ['npm'],
  header: ['http', 'again'],
  'allow-scripts': ['npm', 'config', 'again'],
  pinned: ['again'],
  check: ['again'],
  command: ['stdio', 'npm'],
  ...Object.fromEntries(
    ['id', 'name', 'licence', 'package', 'version', 'repository', 'note'].map((name) => [
      name,
      ['stdio', 'npm', 'http', 'from-file'],
    ]),
  ),
};

/** Reads the command line. Throws with everything that is wrong with it, and the usage. */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): IngestOptions {
  const { values, positionals } = parse(args);
  const faults: string[] = [];
  const source = readSource(values, positionals, faults);
  for (const [name, allowed] of Object.entries(limited)) {
    if (source && Object.hasOwn(values, name) && !allowed.includes(source.kind))
      faults.push(`--${name} goes with ${allowed.map((kind) => `--${kind}`).join(', ')} only`);
  }
  const { id, name } = values;
  const named = source?.kind === 'stdio' || source?.kind === 'http' || source?.kind === 'from-file';
  if (id === undefined ? named || !source : !idSchema.safeParse(id).success) {
    faults.push(
      id === undefined
        ? '--id is missing'
        : `--id ${JSON.stringify(id)} must be lower-case letters and digits, joined by single dashes`,
    );
  }
  if (name?.trim() === '') faults.push('--name is empty');
  if (source?.kind === 'again' && source.servers.length !== 1) {
    for (const option of ['args', 'header'] as const)
      if (values[option] !== undefined)
        faults.push(`--${option} goes with one server: name it after --again`);
  }
  const timeout = Number(values.timeout ?? '60');
  if (!(timeout > 0 && timeout <= 3600)) faults.push('--timeout must be a number of seconds, at most 3600');
  const concurrency = Number(values.concurrency ?? '2');
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 16)
    faults.push('--concurrency must be a whole number from 1 to 16');
  const env = readEnv(values.env ?? [], environment, faults);
  const headers = readHeaders(values.header ?? [], faults);
  const words = values.args === undefined ? undefined : tryToSplit(values.args, faults);
  if (faults.length > 0 || !source) throw new Error(`${faults.join('\n')}\n\n${usage}`);
  const { command, package: packageName, version, repository, licence, note } = values;
  return {
    source,
    id,
    name,
    args: words,
    bin: values.bin,
    headers,
    given: { command, package: packageName, version, repository, licence, notes: note ?? [] },
    allowScripts: values['allow-scripts'] ?? false,
    pinned: values.pinned ?? false,
    check: values.check ?? false,
    out: values.out ?? environment['CONTENT_DIR'] ?? './content',
    env,
    timeoutMs: timeout * 1000,
    concurrency,
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const list = { type: 'string', multiple: true } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      // Arguments of servers begin with dashes as a rule; only beside an equals sign they are taken as they are.
      args: args.flatMap((word, index) =>
        word === '--args' && index + 1 < args.length
          ? [`--args=${args[index + 1] ?? ''}`]
          : args[index - 1] === '--args'
            ? []
            : [word],
      ),
      allowPositionals: true,
      options: {
        ...{ stdio: text, npm: text, http: text, 'from-file': text, config: text, again: flag },
        ...{ id: text, name: text, args: text, bin: text, header: list, command: text },
        ...{ licence: text, package: text, version: text, repository: text, note: list },
        ...{ env: list, out: text, timeout: text, concurrency: text },
        ...{ 'allow-scripts': flag, pinned: flag, check: flag },
      },
    });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`, {
      cause: error,
    });
  }
}

type Values = ReturnType<typeof parse>['values'];

function readSource(values: Values, positionals: readonly string[], faults: string[]): Source | undefined {
  const given = kinds.filter((kind) => values[kind] !== undefined);
  const [kind] = given;
  if (kind === undefined || given.length > 1) {
    faults.push(
      `give exactly one of ${kinds.map((name) => `--${name}`).join(', ')}${given.length > 1 ? `, not ${given.length}` : ''}`,
    );
    return undefined;
  }
  if (kind === 'again') return { kind, servers: [...new Set(positionals)] };
  for (const word of positionals)
    faults.push(`${JSON.stringify(word)} belongs to no option; put quotes around commands with blanks`);
  const value = (values[kind] ?? '').trim();
  if (value === '') faults.push(`--${kind} is empty`);
  switch (kind) {
    case 'stdio':
      return { kind, words: tryToSplit(value, faults) };
    case 'npm': {
      const spec = readPackageSpec(value);
      if (!spec && value !== '')
        faults.push(`--npm ${JSON.stringify(value)} must be the name of a package, with or without @version`);
      return { kind, spec: spec ?? { name: '?' } };
    }
    case 'http':
      if (value !== '' && !/^https?:$/.test(URL.canParse(value) ? new URL(value).protocol : ''))
        faults.push('--http must be an address that begins with https:// or http://');
      return { kind, url: value };
    case 'from-file':
    case 'config':
      return { kind, file: value };
  }
}

function readEnv(
  pairs: readonly string[],
  environment: NodeJS.ProcessEnv,
  faults: string[],
): Record<string, string> {
  return Object.fromEntries(
    pairs.flatMap((pair): [string, string][] => {
      // Names of inputs may hold dashes, too.
      const [, name, given] = /^([A-Za-z_][\w.-]*)(?:=(.*))?$/s.exec(pair) ?? [];
      // The value may be a secret: it is not repeated.
      if (name === undefined) faults.push('--env must be NAME=value or NAME');
      const value = given ?? (name === undefined ? undefined : environment[name]);
      if (name !== undefined && value === undefined)
        faults.push(`--env ${name}: your environment has no such variable`);
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
}

function readHeaders(lines: readonly string[], faults: string[]): Record<string, string> {
  return Object.fromEntries(
    lines.flatMap((line): [string, string][] => {
      const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+):\s*([^\r\n]+)$/.exec(line) ?? [];
      if (name === undefined || value === undefined) faults.push('--header must be "Name: value"');
      return name === undefined || value === undefined ? [] : [[name, value.trim()]];
    }),
  );
}

function tryToSplit(command: string, faults: string[]): string[] {
  try {
    return splitCommand(command);
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error));
    return ['?'];
  }
}
