import { join } from 'node:path';
import { idSchema } from '#schema/common.ts';
import { levels, riskClasses } from '#schema/vocabulary.ts';
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
    id: 'policy-numbers',
    scope: 'file',
    description: 'Every key of policyNumbers names a class and a level.',
    remedy: `Write <class>.<level>.<preset> with a class of ${Object.keys(riskClasses).join(', ')} and a level of ${Object.keys(levels).join(', ')}.`,
    check: ({ site, contentDir }) =>
      Object.keys(site?.policyNumbers ?? {})
        .filter((key) => {
          const [riskClass = '', level = ''] = key.split('.');
          return !Object.hasOwn(riskClasses, riskClass) || !Object.hasOwn(levels, level);
        })
        .map((key) => ({
          file: join(contentDir, 'site.yaml'),
          place: `policyNumbers["${key}"]`,
          message: 'names no cell of the policy table',
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
