import { join } from 'node:path';
import type { Attack } from '#schema/attack.ts';
import { dateSchema } from '#schema/common.ts';
import { type Framework, type FrameworkId, frameworks } from '#schema/frameworks.ts';
import { idsOf } from '#schema/vocabulary.ts';
import type { Check, Finding } from './checks.ts';
import { findRepeated } from './content-index.ts';
import type { Content } from './read.ts';
import { nearestWord } from './suggest.ts';

/** What attack patterns keep beyond their schema: `src/schema/frameworks.ts` has every id of a mapping with its exact title. */
export const attackChecks: readonly Check[] = [
  {
    id: 'mapping-id',
    scope: 'record',
    description: 'Every id of a mapping is one of its framework.',
    remedy: 'Use an id of src/schema/frameworks.ts, in the edition that stands there.',
    check: (content) =>
      eachMapping(content, ({ framework, entries, at }) =>
        entries.flatMap(({ id, title }, index): Finding[] => {
          if (titleOf(framework, id) !== undefined) return [];
          const finding = at(index, 'id', `${framework.label} has no "${id}" here`);
          const owner = idsOf(frameworks).find((key) => titleOf(frameworks[key], id) !== undefined);
          return owner === undefined
            ? [{ ...finding, nearest: suggestId(framework, id, title) }]
            : [
                {
                  ...finding,
                  remedy: `It is an id of ${frameworks[owner].label}: move it to mappings.${owner}.`,
                },
              ];
        }),
      ),
  },
  {
    id: 'mapping-title',
    scope: 'record',
    description: 'The title of a mapping is exactly that of its framework, without the title of a parent.',
    remedy: 'Copy the title from src/schema/frameworks.ts, or correct the id.',
    check: (content) =>
      eachMapping(content, ({ framework, entries, at }) =>
        entries.flatMap(({ id, title }, index) => {
          const exact = titleOf(framework, id);
          return exact === undefined || exact === title
            ? []
            : [at(index, 'title', `"${title}" is not the title of ${id}`, exact)];
        }),
      ),
  },
  {
    id: 'mapping-once',
    scope: 'record',
    description: 'An id stands once in a mapping.',
    remedy: 'Keep one of the two.',
    check: (content) =>
      eachMapping(content, ({ entries, at }) =>
        findRepeated(entries, ({ id }) => id).map(({ key, index, first }) =>
          at(index, 'id', `"${key}" stands at [${first.toString()}] already`),
        ),
      ),
  },
  {
    id: 'incident-date',
    scope: 'record',
    description: 'The day of an incident is one that the calendar has.',
    remedy: 'Correct it, or leave out what the source does not establish: 2026-02 is a month.',
    check: ({ attacks, contentDir }) =>
      attacks.flatMap(({ id, incidents }) =>
        incidents.flatMap(({ date }, index) =>
          date.length < '2026-02-28'.length || dateSchema.safeParse(date).success
            ? []
            : [
                {
                  file: fileOf(contentDir, id),
                  place: `incidents[${index.toString()}].date`,
                  message: `there is no ${date}`,
                },
              ],
        ),
      ),
  },
];

/** What one pattern says of one framework. */
interface Mapping {
  readonly framework: Framework;
  readonly entries: Attack['mappings'][FrameworkId];
  /** Makes a finding about one of the entries. */
  readonly at: (index: number, field: 'id' | 'title', message: string, nearest?: string) => Finding;
}

function eachMapping(
  { attacks, contentDir }: Content,
  check: (mapping: Mapping) => readonly Finding[],
): Finding[] {
  return attacks.flatMap((attack) =>
    idsOf(frameworks).flatMap((key) =>
      check({
        framework: frameworks[key],
        entries: attack.mappings[key],
        at: (index, field, message, nearest) => ({
          file: fileOf(contentDir, attack.id),
          place: `mappings.${key}[${index.toString()}].${field}`,
          message,
          nearest,
        }),
      }),
    ),
  );
}

function fileOf(contentDir: string, id: string): string {
  return join(contentDir, 'attacks', `${id}.mdx`);
}

function titleOf({ entries }: Framework, id: string): string | undefined {
  return Object.hasOwn(entries, id) ? entries[id]?.title : undefined;
}

/** The id that has the title, since whoever mistypes an id may have the title right; otherwise the most similar one. */
function suggestId({ entries }: Framework, id: string, title: string): string | undefined {
  const ids = Object.keys(entries);
  return ids.find((candidate) => entries[candidate]?.title === title) ?? nearestWord(id, ids);
}
