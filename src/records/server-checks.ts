import { toolSlug } from '#domain/slug.ts';
import type { Check } from './checks.ts';
import { findRepeated } from './content-index.ts';
import { count } from './problems.ts';

/** Licences under which definitions may be published, as SPDX identifiers, unless `site.yaml` names others. */
export const acceptedLicences: readonly string[] = [
  'MIT',
  'Apache-2.0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
];

/** The rules that server files keep. */
export const serverChecks: readonly Check[] = [
  {
    id: 'server-id',
    scope: 'file',
    description: 'The id of a server equals the name of its file.',
    remedy: 'Rename the file or correct the id.',
    check: ({ servers }) =>
      servers
        .filter(({ id, server }) => id !== server.id)
        .map(({ file, id, server }) => ({
          file,
          place: 'id',
          message: `the id is "${server.id}", the file is called "${id}"`,
        })),
  },
  {
    id: 'tool-names',
    scope: 'file',
    description: 'A name stands once among the tools of a server.',
    remedy: 'Keep the tool that the server really has, or capture the server again.',
    check: ({ servers }) =>
      servers.flatMap(({ file, server }) =>
        findRepeated(server.tools, ({ name }) => name).map(({ key, first, index }) => ({
          file,
          place: `tools[${index}].name`,
          message: `the name ${JSON.stringify(key)} is taken by tools[${first}]`,
        })),
      ),
  },
  {
    id: 'slug-collision',
    scope: 'file',
    description: 'Two tools of a server have different addresses.',
    remedy: 'Remove one of the tools: the names were made to meet, or met by rare chance.',
    check: ({ servers }) =>
      servers.flatMap(({ file, server }) => {
        const names = [...new Map(server.tools.map(({ name }, index) => [name, index]))];
        return findRepeated(names, ([name]) => toolSlug(name)).map(({ key, item: [name, index] }) => ({
          file,
          place: `tools[${index}].name`,
          message: `${JSON.stringify(name)} has the address "${key}", like another tool of the server`,
        }));
      }),
  },
  {
    id: 'declared-count',
    scope: 'file',
    description: 'A server declares at least as many tools as are recorded.',
    remedy: 'Set declaredToolCount to the number of tools that the server has.',
    check: ({ servers }) =>
      servers
        .filter(({ server }) => server.declaredToolCount < server.tools.length)
        .map(({ file, server }) => ({
          file,
          place: 'declaredToolCount',
          message: `declares ${count(server.declaredToolCount, 'tool')}, but ${server.tools.length} are recorded`,
        })),
  },
  {
    id: 'licence',
    scope: 'file',
    description: `Definitions taken from a package are under an accepted licence: ${acceptedLicences.join(', ')}, or what site.yaml lists under licences.`,
    remedy: `State the licence if it is an accepted one (${acceptedLicences.join(', ')}, unless site.yaml lists others under licences); otherwise remove the file: its definitions may not be published here.`,
    check: ({ servers, site }) => {
      const accepted = site?.licences ?? acceptedLicences;
      if (accepted === 'any') return [];
      return servers
        .filter(
          ({ server }) => server.source.package !== undefined && server.capture.method !== 'reference-page',
        )
        .filter(({ server }) => server.licence === null || !accepted.includes(server.licence))
        .map(({ file, server }) => ({
          file,
          place: 'licence',
          message:
            server.licence === null
              ? 'no licence is stated'
              : `the licence ${JSON.stringify(server.licence)} is not accepted`,
        }));
    },
  },
];
