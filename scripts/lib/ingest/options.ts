import { parseArgs } from 'node:util';
import { idSchema } from '#schema/common.ts';
import { splitCommand } from './command-words.ts';

/** What the user wants captured. */
export interface IngestOptions {
  readonly id: string;
  readonly name: string;
  /** Where the definitions come from: a server to start, or a saved answer. */
  readonly from: { readonly words: readonly string[] } | { readonly file: string };
  /** Command to record in place of the one that was run. */
  readonly command?: string | undefined;
  /** Content folder that gets the record. */
  readonly out: string;
  /** Variables for the server; never recorded. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Facts about the source; they win over what the package says. */
  readonly package?: string | undefined;
  readonly version?: string | undefined;
  readonly repository?: string | undefined;
  readonly licence?: string | undefined;
  /** Notes for readers, in the user's words. */
  readonly notes: readonly string[];
}

/** How the command is used. */
export const usage = `Usage:
  npm run ingest -- --stdio "<command>" --id <server-id> --name <display name> [options]
  npm run ingest -- --from-file <tools-list.json> --id <server-id> --name <display name> [options]

  --stdio <command>     starts this server, asks for its tools and stops it; no tool is called, no shell is involved
  --from-file <file>    reads a saved answer to tools/list instead
  --id <id>             id of the server: lower-case letters and digits, joined by single dashes
  --name <name>         display name
  --out <folder>        content folder; CONTENT_DIR or ./content when not given
  --env NAME=value      variable for the server, may be repeated; --env NAME takes it from your environment; never recorded.
                        npx behind a proxy: --env HTTPS_PROXY
  --timeout <seconds>   how long to wait for the server: 60 when not given
  --command <command>   command to show to readers, when another one was run
  --licence, --package, --version, --repository <text>
                        facts about the source, when its package does not state them
  --note <text>         something that a reader should know; may be repeated`;

/** Reads the command line. Throws with everything that is wrong with it, and the usage. */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): IngestOptions {
  const { values } = parse(args);
  const faults: string[] = [];
  const { id = '', name = '', stdio } = values;
  const file = values['from-file'];
  if (!idSchema.safeParse(id).success) {
    faults.push(
      id === ''
        ? '--id is missing'
        : `--id ${JSON.stringify(id)} must be lower-case letters and digits, joined by single dashes`,
    );
  }
  if (name.trim() === '') faults.push('--name is missing');
  if ((stdio === undefined) === (file === undefined)) faults.push('give either --stdio or --from-file');
  const timeout = Number(values.timeout ?? '60');
  if (!(timeout > 0 && timeout <= 3600)) faults.push('--timeout must be a number of seconds, at most 3600');
  const env = readEnv(values.env ?? [], environment, faults);
  const words = stdio === undefined ? [] : tryToSplit(stdio, faults);
  if (stdio !== undefined && words.length === 0) faults.push('--stdio has no command');
  if (faults.length > 0) throw new Error(`${faults.join('\n')}\n\n${usage}`);
  return {
    id,
    name,
    from: file === undefined ? { words } : { file },
    command: values.command,
    out: values.out ?? environment['CONTENT_DIR'] ?? './content',
    env,
    timeoutMs: timeout * 1000,
    package: values.package,
    version: values.version,
    repository: values.repository,
    licence: values.licence,
    notes: values.note ?? [],
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const list = { type: 'string', multiple: true } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        stdio: text,
        'from-file': text,
        id: text,
        name: text,
        out: text,
        env: list,
        timeout: text,
        command: text,
        licence: text,
        package: text,
        version: text,
        repository: text,
        note: list,
      },
    });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`, {
      cause: error,
    });
  }
}

function readEnv(
  pairs: readonly string[],
  environment: NodeJS.ProcessEnv,
  faults: string[],
): Record<string, string> {
  return Object.fromEntries(
    pairs.flatMap((pair): [string, string][] => {
      const [, name, given] = /^([A-Za-z_]\w*)(?:=(.*))?$/s.exec(pair) ?? [];
      // The value may be a secret: it is not repeated.
      if (name === undefined) faults.push('--env must be NAME=value or NAME');
      const value = given ?? (name === undefined ? undefined : environment[name]);
      if (name !== undefined && value === undefined)
        faults.push(`--env ${name}: your environment has no such variable`);
      return name === undefined || value === undefined ? [] : [[name, value]];
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
