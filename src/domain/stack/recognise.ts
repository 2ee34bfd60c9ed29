import type { ListedServer } from '#schema/api-profiles.ts';
import { quote } from '../text.ts';
import { addressKey, hostOf, repositoryKey } from './addresses.ts';
import type { Launch } from './launch-names.ts';
import type { PastedServer } from './paste-servers.ts';

/** What a server was recognised by. */
export type RecognisedBy = 'package' | 'image' | 'address' | 'repository';

/** What a pasted server turned out to be. */
export type Recognition =
  | {
      readonly kind: 'recognised';
      readonly entry: PastedServer;
      readonly server: ListedServer;
      readonly by: RecognisedBy;
      /** By what exactly, such as `npm:@scope/name`. */
      readonly evidence: string;
    }
  | {
      readonly kind: 'unknown';
      readonly entry: PastedServer;
      /** Why it was not recognised, in one or two full sentences. Holds untrusted names. */
      readonly reason: string;
      /** Servers that it may be, by name alone or by host alone; never taken without asking. */
      readonly guesses: readonly { readonly server: ListedServer; readonly because: string }[];
    };

/** Most guesses of one server. */
const mostGuesses = 3;

/**
 * Finds the servers of the catalogue that pasted ones are, in their order. Only what names one server alone is taken: its package, its
 * image, its address, or a repository that holds no other.
 */
export function recogniseServers(
  entries: readonly PastedServer[],
  index: readonly ListedServer[],
): Recognition[] {
  const known = indexServers(index);
  return entries.map((entry) => recognise(entry, known));
}

interface KnownServers {
  readonly all: readonly ListedServer[];
  readonly byPackage: ReadonlyMap<string, readonly ListedServer[]>;
  readonly byAddress: ReadonlyMap<string, readonly ListedServer[]>;
  readonly byHost: ReadonlyMap<string, readonly ListedServer[]>;
  readonly byRepository: ReadonlyMap<string, readonly ListedServer[]>;
  readonly byName: ReadonlyMap<string, readonly ListedServer[]>;
}

function indexServers(all: readonly ListedServer[]): KnownServers {
  return {
    all,
    byPackage: groupBy(all, ({ packages }) => packages.map(packageKey)),
    byAddress: groupBy(all, ({ endpoints }) => endpoints.map(addressKey)),
    byHost: groupBy(all, ({ endpoints }) => endpoints.map(hostOf)),
    byRepository: groupBy(all, ({ repository }) =>
      repository === null ? [] : [repositoryKey(repository) ?? ''],
    ),
    byName: groupBy(all, ({ id, name, packages }) => [id, name, ...packages].map(nameKey)),
  };
}

function recognise(entry: PastedServer, known: KnownServers): Recognition {
  const { launch } = entry;
  const ways: readonly { by: RecognisedBy; evidence: string | undefined; found: readonly ListedServer[] }[] =
    [
      { by: 'package', evidence: launch.package, found: look(known.byPackage, launch.package, packageKey) },
      {
        by: 'image',
        evidence: launch.image,
        found: look(known.byPackage, launch.image, (image) => packageKey(`oci:${image}`)),
      },
      { by: 'address', evidence: launch.url, found: look(known.byAddress, launch.url, addressKey) },
      {
        by: 'repository',
        evidence: launch.repository,
        found: look(known.byRepository, launch.repository, (text) => repositoryKey(text) ?? ''),
      },
    ];
  for (const { by, evidence, found } of ways) {
    const [server, ...others] = found;
    if (server && others.length === 0 && evidence !== undefined)
      return { kind: 'recognised', entry, server, by, evidence };
  }
  const shared = ways.find(({ found }) => found.length > 1);
  return {
    kind: 'unknown',
    entry,
    reason: shared
      ? `Several servers of the catalogue share its ${shared.by} ${quote(shared.evidence ?? '')}; which of them it is, the configuration does not say.`
      : explain(launch),
    guesses: guess(entry, known, shared),
  };
}

function guess(
  { alias, launch }: PastedServer,
  known: KnownServers,
  shared: { readonly by: string; readonly found: readonly ListedServer[] } | undefined,
): { server: ListedServer; because: string }[] {
  const names = [launch.package, launch.image, launch.repository, launch.module, launch.command, alias];
  const all = [
    ...(shared?.found ?? []).map((server) => ({
      server,
      because: `It has the same ${shared?.by ?? 'origin'}.`,
    })),
    ...look(known.byHost, launch.url, hostOf).map((server) => ({
      server,
      because: 'Its address is on the same host.',
    })),
    ...names.flatMap((name) =>
      look(known.byName, name, nameKey).map((server) => ({ server, because: 'It has the same name.' })),
    ),
  ];
  const first = new Map(all.toReversed().map((each) => [each.server.id, each]));
  return all.filter((each) => first.get(each.server.id) === each).slice(0, mostGuesses);
}

/** Why nothing was found, by what the configuration says. */
function explain({ package: name, image, url, repository, module, command }: Launch): string {
  if (url !== undefined) return `No server of the catalogue is recorded at the address ${quote(url)}.`;
  if (name !== undefined)
    return `No server of the catalogue comes from the package ${quote(name.slice(name.indexOf(':') + 1))}.`;
  if (image !== undefined) return `No server of the catalogue comes from the image ${quote(image)}.`;
  if (repository !== undefined)
    return `No server of the catalogue comes from the repository ${quote(repository)}.`;
  if (module !== undefined)
    return `It runs the Python module ${quote(module)}, and a module does not say from which package it comes.`;
  if (command === undefined) return 'Its command does not say what it starts.';
  return interpreters.test(command)
    ? `It runs something of this machine by ${quote(command)}, which does not say from which package it comes.`
    : `It starts the program ${quote(command)} of this machine, which does not say from which package it comes.`;
}

/** Programs that run what they are given, so that their own name tells nothing. */
const interpreters =
  /^(?:node|tsx|deno|bun|uv|python[\d.]*|py|java|dotnet|ruby|php|go|docker|podman|nerdctl|npm|pnpm|yarn|[a-z]*sh|cmd|env|make)$/i;

function look(
  map: ReadonlyMap<string, readonly ListedServer[]>,
  text: string | undefined,
  keyOf: (text: string) => string,
): readonly ListedServer[] {
  const key = text === undefined ? '' : keyOf(text);
  return key === '' ? [] : (map.get(key) ?? []);
}

/** Names of packages are compared without regard to case; those of Python also without regard to which dash they have. */
function packageKey(name: string): string {
  const lower = name.toLowerCase();
  return lower.startsWith('pypi:') ? lower.replace(/[-_.]+/g, '-') : lower;
}

/** The telling words of a name: `@modelcontextprotocol/server-github`, `github-mcp-server` and `GitHub` are one. */
function nameKey(name: string): string {
  const last =
    name
      .toLowerCase()
      .replace(/^[a-z]+:/, '')
      .split('/')
      .at(-1) ?? '';
  return last
    .replace(/\(.*\)/g, ' ')
    .split(/[^a-z0-9]+/)
    .filter((word) => !/^(?:mcp|server|the|official|)$/.test(word))
    .join('');
}

function groupBy(
  servers: readonly ListedServer[],
  keysOf: (server: ListedServer) => readonly string[],
): Map<string, ListedServer[]> {
  const groups = new Map<string, ListedServer[]>();
  for (const server of servers) {
    for (const key of new Set(keysOf(server))) {
      if (key === '') continue;
      const group = groups.get(key);
      if (group) group.push(server);
      else groups.set(key, [server]);
    }
  }
  return groups;
}
