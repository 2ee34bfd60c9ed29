import { type Launch, packageOfPath, readImage, readSpecifier } from './launch-names.ts';

/** What a program starts, with what is left of its arguments for the package that it starts. */
export type Started = Launch & { readonly rest?: readonly string[] };

/** Programs that run another one: each gives the words of the inner command, or its line. Undefined where it runs something else. */
export const wrappers: Readonly<
  Record<string, (args: readonly string[]) => readonly string[] | string | undefined>
> = {
  cmd: (args) => {
    const at = args.findIndex((arg) => /^\/[ck]$/i.test(arg));
    return at === -1 ? undefined : oneOrMore(args.slice(at + 1));
  },
  powershell: shellCommand,
  pwsh: shellCommand,
  sh: shellCommand,
  bash: shellCommand,
  zsh: shellCommand,
  fish: shellCommand,
  env: (args) => oneOrMore(args.slice(args.findIndex((arg) => !/^-|^\w+=/.test(arg)))),
  sudo: (args) => args.slice(args.findIndex((arg) => !arg.startsWith('-'))),
  wsl: (args) => args.slice(args.findIndex((arg) => !arg.startsWith('-'))),
  wsl2: (args) => args.slice(args.findIndex((arg) => !arg.startsWith('-'))),
  nohup: (args) => args,
  exec: (args) => args,
};

/** What each program starts, by its name in lower case. */
export const runners: Readonly<Record<string, (args: readonly string[]) => Started>> = {
  npx: (args) => startPackage(args, npmValued, ['--package', '-p'], 'npm'),
  pnpx: (args) => startPackage(args, npmValued, ['--package'], 'npm'),
  bunx: (args) => startPackage(args, npmValued, ['--package', '-p'], 'npm'),
  npm: (args) =>
    afterWord(args, ['exec', 'x'], (rest) => startPackage(rest, npmValued, ['--package', '-p'], 'npm')),
  pnpm: (args) =>
    afterWord(args, ['dlx', 'exec'], (rest) => startPackage(rest, npmValued, ['--package'], 'npm')),
  yarn: (args) =>
    afterWord(args, ['dlx'], (rest) => startPackage(rest, npmValued, ['--package', '-p'], 'npm')),
  bun: (args) => ({
    ...startFile(args),
    ...afterWord(args, ['x'], (rest) => startPackage(rest, npmValued, ['--package', '-p'], 'npm')),
  }),
  node: startFile,
  tsx: startFile,
  deno: startDeno,
  uvx: (args) => startPackage(args, uvValued, ['--from'], 'pypi'),
  uv: (args) =>
    afterWords(args, ['tool', 'run'], (rest) => startPackage(rest, uvValued, ['--from'], 'pypi')) ??
    afterWord(args, ['run'], startPython),
  pipx: (args) => afterWord(args, ['run'], (rest) => startPackage(rest, pipxValued, ['--spec'], 'pypi')),
  python: startModule,
  python3: startModule,
  py: startModule,
  docker: startContainer,
  podman: startContainer,
  nerdctl: startContainer,
};

/**
 * Packages that only pass calls on, by name: each finds in its arguments the address of the hosted server, or the line that starts the
 * local one.
 */
export const bridges: Readonly<
  Record<string, (args: readonly string[]) => { readonly address?: string; readonly command?: string }>
> = {
  'mcp-remote': anyAddress,
  'mcp-proxy': anyAddress,
  'mcp-remote-client': anyAddress,
  '@geelen/mcp-remote': anyAddress,
  supergateway: (args) => {
    const stdio = valueOf(args, ['--stdio']);
    return stdio === undefined ? anyAddress(args) : { command: stdio };
  },
};

/** Options of npx and its like that take a value. */
const npmValued = new Set([
  '-c',
  '--call',
  '-w',
  '--workspace',
  '--registry',
  '--cache',
  '--prefix',
  '--userconfig',
]);
/** Options of uv that take a value, as far as they stand before what is run. */
const uvValued = new Set(
  '--with --with-editable --with-requirements -w --python -p --index --default-index --index-url -i --extra-index-url --find-links -f --directory --project --env-file --config-file --cache-dir --constraints -c --overrides --prerelease --resolution --link-mode --color --keyring-provider --exclude-newer --index-strategy --refresh-package --reinstall-package --upgrade-package -P --extra --group --allow-insecure-host --python-platform --build-constraints -b --torch-backend'.split(
    ' ',
  ),
);
/** Options that nobody's runner has, but that carry a credential wherever they stand: their value is never taken for a name. */
const secretOption =
  /^--?\w[\w-]*(?:key|token|secret|pass(?:word|wd)?|auth|credentials?|bearer|header|env|pat)$/i;
const pipxValued = new Set(['--python', '--index-url', '-i', '--pip-args', '--with']);
/** Options of `docker run` that take no value; all others do. */
const dockerSwitches = new Set(
  '-d --detach -i --interactive -t --tty --rm --init --privileged --read-only -P --publish-all --no-healthcheck --oom-kill-disable --sig-proxy --disable-content-trust -q --quiet --use-api-socket --tls --tlsverify --replace'.split(
    ' ',
  ),
);

function startPackage(
  args: readonly string[],
  valued: ReadonlySet<string>,
  naming: readonly string[],
  registry: 'npm' | 'pypi',
): Started {
  let named: string | undefined;
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    const [option, value] = splitOption(arg);
    if (arg === '--') continue;
    if (naming.includes(option)) {
      named ??= value ?? args[at + 1];
      if (value === undefined) at += 1;
    } else if (valued.has(option) || secretOption.test(option)) {
      if (value === undefined) at += 1;
    } else if (!arg.startsWith('-')) {
      // Where the package is given by an option, the first word is the program in it.
      return { ...readSpecifier(named ?? arg, registry), rest: args.slice(at + 1) };
    }
  }
  return named === undefined ? {} : { ...readSpecifier(named, registry), rest: [] };
}

function startFile(args: readonly string[]): Started {
  const at = args.findIndex((arg) => /[\\/]node_modules[\\/]/.test(arg) && !arg.startsWith('-'));
  return at === -1 ? {} : { ...packageOfPath(args[at] ?? ''), rest: args.slice(at + 1) };
}

function startDeno(args: readonly string[]): Started {
  const at = args.findIndex((arg) => /^(?:npm|jsr):/.test(arg));
  if (at === -1) return {};
  const [, registry, name = ''] = /^(npm|jsr):\/?((?:@[^/]+\/)?[^/]+)/.exec(args[at] ?? '') ?? [];
  return { ...readSpecifier(name, registry === 'jsr' ? 'jsr' : 'npm'), rest: args.slice(at + 1) };
}

function startPython(args: readonly string[]): Started {
  const first = firstWord(args, uvValued);
  const word = args[first] ?? '';
  if (/^python3?$/.test(word)) return startModule(args.slice(first + 1));
  if (word === '-m') return startModule(args.slice(first));
  const module = valueOf(args.slice(0, first), ['-m', '--module']);
  if (module !== undefined) return startModule(['-m', module]);
  // A name without ending and folder is a program of some package, most often of the same name.
  return /^[a-z][\w-]*mcp[\w-]*$|^mcp[\w-]+$/i.test(word) ? moduleNamed(word) : {};
}

function startModule(args: readonly string[]): Started {
  const module = valueOf(args, ['-m']);
  return module === undefined ? startFile(args) : moduleNamed(module);
}

function moduleNamed(text: string): Launch {
  const { package: name } = readSpecifier(text.split('.')[0] ?? '', 'pypi');
  return name === undefined ? {} : { module: name.slice('pypi:'.length) };
}

function startContainer(args: readonly string[]): Started {
  const run = args.findIndex((arg) => arg === 'run');
  if (run === -1) {
    // The gateway of Docker's own catalogue starts many servers; it names none.
    return {};
  }
  for (let at = run + 1; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (!arg.startsWith('-')) return readImage(arg);
    const clustered = /^-[ditPq]{1,5}$/.test(arg);
    if (!arg.includes('=') && !dockerSwitches.has(arg) && !clustered) at += 1;
  }
  return {};
}

function shellCommand(args: readonly string[]): string | undefined {
  const at = args.findIndex((arg) => /^-(?:[a-z]*c|command)$/i.test(arg));
  if (at === -1) return undefined;
  // Of several commands, such as `cd x && npx y`, the last is the one that stays.
  return args
    .slice(at + 1)
    .join(' ')
    .split(/&&|;|\|\|/)
    .at(-1)
    ?.trim();
}

function oneOrMore(args: readonly string[]): readonly string[] | string {
  return args.length === 1 ? (args[0] ?? '') : args;
}

function afterWord(
  args: readonly string[],
  words: readonly string[],
  read: (rest: readonly string[]) => Started,
): Started {
  const at = firstWord(args, uvValued);
  return words.includes(args[at] ?? '') ? read(args.slice(at + 1)) : {};
}

function afterWords(
  args: readonly string[],
  [first, second]: readonly [string, string],
  read: (rest: readonly string[]) => Started,
): Started | undefined {
  const at = args.findIndex((arg, index) => arg === first && args[index + 1] === second);
  return at === -1 ? undefined : read(args.slice(at + 2));
}

/** Index of the first word that is neither an option nor the value of one. */
function firstWord(args: readonly string[], valued: ReadonlySet<string>): number {
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (!arg.startsWith('-') || arg === '-m') return at;
    if (valued.has(arg)) at += 1;
  }
  return args.length;
}

function valueOf(args: readonly string[], options: readonly string[]): string | undefined {
  for (const [at, arg] of args.entries()) {
    const [option, value] = splitOption(arg);
    if (options.includes(option)) return value ?? args[at + 1];
  }
  return undefined;
}

function splitOption(arg: string): [option: string, value: string | undefined] {
  const at = arg.startsWith('--') ? arg.indexOf('=') : -1;
  return at === -1 ? [arg, undefined] : [arg.slice(0, at), arg.slice(at + 1)];
}

function anyAddress(args: readonly string[]): { address?: string } {
  const address = args
    .flatMap((arg) => [arg, splitOption(arg)[1] ?? ''])
    .find((arg) => /^(?:https?|wss?):\/\//.test(arg));
  return address === undefined ? {} : { address };
}
