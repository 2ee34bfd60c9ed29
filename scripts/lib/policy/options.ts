import { parseArgs } from 'node:util';
import { nearestWord } from '#records/suggest.ts';

/** The tools that a policy is to be held against: a captured server, or a saved answer to `tools/list`. */
export type TargetOption =
  | { readonly kind: 'server'; readonly id: string; readonly contentDir: string }
  | { readonly kind: 'tools'; readonly file: string };

/** What the user wants done with a policy. */
export type PolicyOptions =
  | {
      readonly command: 'lint';
      readonly policyFile: string;
      readonly target: TargetOption | undefined;
      /** Whether warnings fail, too. */
      readonly strict: boolean;
      readonly json: boolean;
    }
  | { readonly command: 'explain'; readonly policyFile: string; readonly target: TargetOption | undefined }
  | {
      readonly command: 'test';
      /** For cases that bring no policy; undefined when each of them does. */
      readonly policyFile: string | undefined;
      readonly casesFile: string;
      readonly json: boolean;
    };

const usage = `Usage: npm run policy -- <command> <files> [options]
  lint <policy.json>                  what is wrong with a policy; exit code 1 for errors
  explain <policy.json>               what a policy does, in sentences
  test [<policy.json>] <cases.json>   makes calls and compares what becomes of them; exit code 1 when one differs

  --server <id>     lint, explain: hold the policy against the tools of a captured server
  --tools <file>    lint, explain: against a saved answer to tools/list
  --content <dir>   folder of the captured servers, with --server (CONTENT_DIR, or content)
  --strict          lint: exit code 1 for warnings, too
  --json            lint, test: print the result as JSON`;

const commands: readonly PolicyOptions['command'][] = ['lint', 'explain', 'test'];

/** Files that follow a command, in words, and how many they may be. */
const files = {
  lint: { words: 'one file, the policy', least: 1, most: 1 },
  explain: { words: 'one file, the policy', least: 1, most: 1 },
  test: { words: 'the file of the cases, after that of the policy if they bring none', least: 1, most: 2 },
} as const;

/** Options that only make sense for some commands. */
const limited: Readonly<Record<string, readonly PolicyOptions['command'][]>> = {
  server: ['lint', 'explain'],
  tools: ['lint', 'explain'],
  content: ['lint', 'explain'],
  strict: ['lint'],
  json: ['lint', 'test'],
};

/** Reads the command line. `contentDir` is where servers are looked up without `--content`. Throws with everything that is wrong, and the usage. */
export function readPolicyOptions(args: readonly string[], contentDir: string): PolicyOptions {
  const { values, positionals } = parse(args);
  const [word, ...given] = positionals;
  const command = commands.find((name) => name === word);
  if (command === undefined) throw new Error(`${wordCommand(word)}\n\n${usage}`);
  const faults = listFaults(command, given, values);
  const [first, second] = given;
  if (first === undefined || faults.length > 0) throw new Error(`${faults.join('\n')}\n\n${usage}`);
  const target = readTargetOption(values, contentDir);
  const { strict = false, json = false } = values;
  switch (command) {
    case 'lint':
      return { command, policyFile: first, target, strict, json };
    case 'explain':
      return { command, policyFile: first, target };
    case 'test':
      return second === undefined
        ? { command, policyFile: undefined, casesFile: first, json }
        : { command, policyFile: first, casesFile: second, json };
  }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { server: text, tools: text, content: text, strict: flag, json: flag },
    });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`, {
      cause: error,
    });
  }
}

type Values = ReturnType<typeof parse>['values'];

function wordCommand(word: string | undefined): string {
  if (word === undefined) return 'Say what to do with a policy: lint, explain or test.';
  const near = nearestWord(word, commands);
  return `There is no command ${JSON.stringify(word)}. ${near === undefined ? 'Write lint, explain or test.' : `Did you mean ${near}?`}`;
}

function listFaults(
  command: PolicyOptions['command'],
  given: readonly string[],
  values: Values,
): readonly string[] {
  const { words, least, most } = files[command];
  const misplaced = Object.entries(limited).filter(
    ([name, allowed]) => Object.hasOwn(values, name) && !allowed.includes(command),
  );
  const empty = [
    ...given.filter((file) => file === '').map(() => 'The name of a file'),
    ...(['server', 'tools', 'content'] as const)
      .filter((name) => values[name] === '')
      .map((name) => `--${name}`),
  ];
  return [
    ...(given.length < least || given.length > most
      ? [`${command} takes ${words}; ${given.length} given.`]
      : []),
    ...misplaced.map(([name, allowed]) => `--${name} goes with ${allowed.join(' and ')} only.`),
    ...empty.map((what) => `${what} is empty.`),
    ...(values.server !== undefined && values.tools !== undefined
      ? ['Give --server or --tools, not both.']
      : []),
    ...(values.content !== undefined && values.server === undefined && !misplaced.length
      ? ['--content goes with --server: name the server.']
      : []),
  ];
}

function readTargetOption({ server, tools, content }: Values, contentDir: string): TargetOption | undefined {
  if (server !== undefined) return { kind: 'server', id: server, contentDir: content ?? contentDir };
  return tools === undefined ? undefined : { kind: 'tools', file: tools };
}
