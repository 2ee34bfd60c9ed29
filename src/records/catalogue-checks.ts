import { join } from 'node:path';
import { idSchema } from '#schema/common.ts';
import { limitedCells, listReversals } from '#domain/policy/recommend.ts';
import { attackChecks } from './attack-checks.ts';
import type { Check } from './checks.ts';
import { findRecordLinks } from './record-links.ts';
import { nearestWord } from './suggest.ts';

/** The rules that the site file, the prose and the catalogue as a whole keep. */
export const catalogueChecks: readonly Check[] = [
  {
    id: 'prose-id',
    scope: 'file',
    description: 'The file name of an attack pattern or a guide is an id.',
    remedy: 'Rename the file: lower-case letters and digits, joined by single dashes.',
    check: ({ prose }) =>
      prose
        .filter(({ id }) => !idSchema.safeParse(id).success)
        .map(({ file, id }) => ({ file, place: '', message: `the file name "${id}" is not an id` })),
  },
  {
    id: 'record-links',
    scope: 'catalogue',
    description: 'Links to attack patterns and guides lead to ones that exist.',
    remedy: 'Correct the id in the link, or add the file that it names.',
    check: (content, { proseIds }) =>
      findRecordLinks(content)
        .filter(({ kind, id }) => !proseIds[kind].has(id))
        .map(({ file, place, kind, id }) => ({
          file,
          place,
          message: `there is no ${kind === 'attack' ? 'attack pattern' : 'guide'} "${id}"`,
          nearest: nearestWord(id, [...proseIds[kind]]),
        })),
  },
  {
    id: 'record-self-link',
    scope: 'file',
    description: 'An attack pattern or a guide does not link to its own page.',
    remedy: 'Link to the page that was meant, to a heading as #heading, or to nothing.',
    check: (content) =>
      findRecordLinks(content)
        .filter(({ toItself }) => toItself)
        .map(({ file, place }) => ({ file, place, message: 'the link leads to the page that it stands on' })),
  },
  ...attackChecks,
  {
    id: 'policy-numbers',
    scope: 'file',
    description: 'Every key of policyNumbers names a cell of the policy table that limits calls.',
    remedy: `Write one of ${limitedCells().join(', ')}.`,
    check: ({ site, contentDir }) => {
      const cells = limitedCells();
      return Object.keys(site?.policyNumbers ?? {})
        .filter((key) => !cells.includes(key))
        .map((key) => ({
          file: join(contentDir, 'site.yaml'),
          place: `policyNumbers["${key}"]`,
          message: 'names no cell of the policy table that limits calls, so it would have no effect',
          nearest: nearestWord(key, cells),
        }));
    },
  },
  {
    id: 'policy-numbers-order',
    scope: 'file',
    description:
      'With the numbers of policyNumbers, a stricter preset never allows more calls than a looser one.',
    remedy:
      'Lower the number of the stricter preset, or raise that of the looser one, counted over the longer window.',
    check: ({ site, contentDir }) =>
      listReversals(site?.policyNumbers ?? {}).map(({ key, stricter, looser }) => ({
        file: join(contentDir, 'site.yaml'),
        place: `policyNumbers["${key}"]`,
        message: `${stricter} would allow more calls than ${looser}`,
      })),
  },
  {
    id: 'not-empty',
    scope: 'catalogue',
    description: 'The catalogue holds at least one tool.',
    remedy: 'Capture a server: npm run ingest -- --id <id> --name <name> --stdio "<command>"',
    check: ({ servers, refused, contentDir }) =>
      servers.some(({ server }) => server.tools.length > 0) ||
      [...refused].some((path) => path.startsWith('servers/'))
        ? []
        : [
            {
              file: join(contentDir, 'servers'),
              place: '',
              message: 'no tool is recorded, so there is nothing to build',
            },
          ],
  },
];
