import { parseArgs } from 'node:util';
import { type ContractTarget, contractTargets } from '#schema/contracts.ts';

/** What is to be run, and where. */
export interface ContractOptions {
  readonly only: readonly ContractTarget[];
  /** Folder with an earlier installation; undefined installs anew. */
  readonly reuse: string | undefined;
  /** Folder to install into and to leave; undefined takes a temporary one. */
  readonly keep: string | undefined;
  /** Whether the results are stored for the guide. */
  readonly write: boolean;
}

const usage = `Usage: npm run test:contracts -- [options]
  --only <targets>   some of ${contractTargets.join(',')}, separated by commas (all)
  --keep <dir>       install the clients into this folder and leave them there, about 1.6 GB for all
  --reuse <dir>      use what --keep has left
  --write            store the results in src/domain/targets/contracts.json`;

/** Reads the command line. Throws one error that names every wrong argument, with the usage. */
export function readContractOptions(args: readonly string[]): ContractOptions {
  const { values, problems } = parse(args);
  const named = values.only?.split(',').map((id) => id.trim());
  const unknown = (named ?? []).filter((id) => !isTarget(id));
  problems.push(
    ...unknown.map((id) => `--only names "${id}". Write some of: ${contractTargets.join(', ')}.`),
    ...(values.keep !== undefined && values.reuse !== undefined
      ? ['--keep and --reuse exclude each other: what is reused is kept.']
      : []),
  );
  if (problems.length > 0) throw new Error([...problems, usage].join('\n'));
  return {
    only: contractTargets.filter((id) => named?.includes(id) ?? true),
    reuse: values.reuse,
    keep: values.keep,
    write: values.write,
  };
}

function parse(args: readonly string[]) {
  const { values, tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    options: {
      only: { type: 'string' },
      keep: { type: 'string' },
      reuse: { type: 'string' },
      write: { type: 'boolean' },
    },
  });
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const problems = tokens.flatMap((token) => {
    if (token.kind === 'positional') return [`"${token.value}" is no option.`];
    if (token.kind !== 'option') return [];
    if (!['only', 'keep', 'reuse', 'write'].includes(token.name))
      return [`There is no option ${token.rawName}.`];
    if (token.name === 'write') return token.value === undefined ? [] : ['--write takes no value.'];
    return token.value === undefined || token.value === '' ? [`${token.rawName} needs a value.`] : [];
  });
  return {
    values: {
      only: text(values['only']),
      keep: text(values['keep']),
      reuse: text(values['reuse']),
      write: values['write'] === true,
    },
    problems,
  };
}

function isTarget(id: string): id is ContractTarget {
  return contractTargets.some((target) => target === id);
}
