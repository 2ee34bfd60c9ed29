import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { linkSchema } from '#schema/common.ts';
import { type PackageSpec, readNpx } from './npx.ts';

/** What the package of a server says of itself; what it does not say is absent. */
export interface PackageFacts {
  readonly package: string;
  readonly version?: string | undefined;
  /** SPDX expression. Absent when the package only points at a file. */
  readonly licence?: string | undefined;
  /** As https address or `owner/name`. */
  readonly repository?: string | undefined;
  readonly homepage?: string | undefined;
}

/**
 * Finds the npm package that a command starts: the one that `npx` is told to run, as installed or in npm's cache, or the one in
 * a `node_modules` folder that a word of the command leads into. Undefined when the command starts something else.
 */
export function findPackageFacts(words: readonly string[]): PackageFacts | undefined {
  const spec = npxSpec(words);
  const file = spec ? findNpxCopy(spec) : findInModules(words);
  const facts = file === undefined ? undefined : readManifest(file);
  return facts ?? (spec ? { package: spec.name, version: spec.version } : undefined);
}

/** The package that `npx` is told to run, with its version when that is one, and no range or tag. */
function npxSpec(words: readonly string[]): PackageSpec | undefined {
  const spec = readNpx(words)?.spec;
  return spec && { name: spec.name, version: isExact(spec.version) ? spec.version : undefined };
}

function isExact(version: string | undefined): boolean {
  return version !== undefined && /^\d+\.\d+\.\d+/.test(version);
}

/** The copy that `npx` runs: an installed one of the wanted version, or else the one in its cache that was used last. */
function findNpxCopy({ name, version }: PackageSpec): string | undefined {
  const manifestIn = (folder: string): string => join(folder, 'node_modules', name, 'package.json');
  return [...ancestorsOf(process.cwd()), ...listNpxCache()]
    .map(manifestIn)
    .filter((file) => statSync(file, { throwIfNoEntry: false }))
    .find((file) => version === undefined || readManifest(file)?.version === version);
}

function ancestorsOf(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestorsOf(parent)];
}

/** Folders of npm's cache in which `npx` installs packages, the latest first. */
function listNpxCache(): string[] {
  const cache = join(process.env['npm_config_cache'] ?? join(homedir(), '.npm'), '_npx');
  const folders = statSync(cache, { throwIfNoEntry: false }) ? readdirSync(cache) : [];
  return folders
    .map((folder) => ({ path: join(cache, folder), time: statSync(join(cache, folder)).mtimeMs }))
    .toSorted((a, b) => b.time - a.time)
    .map(({ path }) => path);
}

function findInModules(words: readonly string[]): string | undefined {
  // An interpreter may be installed as a package too; what it runs is the server.
  const program = /^(?:node|bun|deno|tsx)(?:\.exe)?$/.test(basename(words[0] ?? '')) ? words.slice(1) : words;
  for (const word of program) {
    if (!statSync(word, { throwIfNoEntry: false })?.isFile()) continue;
    const match = /^.*[/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+(?=[/\\])/.exec(realpathSync(word));
    const file = match && join(match[0], 'package.json');
    if (file !== null && statSync(file, { throwIfNoEntry: false })) return file;
  }
  return undefined;
}

const manifestSchema = z.object({
  name: z.string(),
  version: z.string().optional().catch(undefined),
  license: z.string().optional().catch(undefined),
  repository: z
    .union([z.string(), z.object({ url: z.string() }).transform(({ url }) => url)])
    .optional()
    .catch(undefined),
  homepage: linkSchema.optional().catch(undefined),
});

/** Facts of one `package.json`; undefined when it has no name. Throws when it cannot be read as JSON. */
export function readManifest(file: string): PackageFacts | undefined {
  const result = manifestSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!result.success) return undefined;
  const { name, version, license, repository, homepage } = result.data;
  return {
    package: name,
    version,
    licence:
      license === undefined || /^(?:see licen[cs]e in|unlicensed$)/i.test(license) ? undefined : license,
    repository: repository === undefined ? undefined : normaliseRepository(repository),
    homepage,
  };
}

/** npm takes `git+https:`, `git:`, `ssh:`, `git@host:` and `github:` addresses; readers want one to open. */
function normaliseRepository(repository: string): string {
  const short = /^(?:github:)?([\w.-]+\/[\w.-]+)$/.exec(repository)?.[1];
  if (short !== undefined) return short;
  return repository
    .replace(/^git\+/, '')
    .replace(/^(?:ssh:\/\/)?git@([^:/]+)[:/]/, 'https://$1/')
    .replace(/^(?:git|ssh|http):\/\//, 'https://')
    .replace(/(?:\.git)?(?:#.*)?$/, '');
}
