import type { ApiProfile, ProfileTool } from '#schema/api-profiles.ts';
import { capabilities, idsOf, levels, riskClasses } from '#schema/vocabulary.ts';
import { findCombinations } from '#domain/combinations.ts';
import { recommendTool } from '#domain/policy-request.ts';
import { levelRank } from '#domain/risk/level-rank.ts';
import { formatNumber, plural } from '#domain/text.ts';
import { listOf, one, weigh } from './cells.ts';
import type { Cell, Fact, Item } from './rows.ts';
import type { FactContext } from './tool-facts.ts';

/** How many of a server's tools are named as its worst. */
const mostNamed = 5;

/** What is compared of servers. */
export function listServerFacts({ attacks, policy }: FactContext): Fact<ApiProfile>[] {
  const patterns = new Map(attacks.map((pattern) => [pattern.id, pattern]));
  const worstFirst = idsOf(levels).toSorted((a, b) => levelRank[b] - levelRank[a]);
  return [
    { label: 'Tools', read: wordTools },
    {
      label: 'Tools by level',
      read: ({ tools }) => {
        const counts = countBy(worstFirst, tools, ({ level }) => [level]);
        const items = counts.map(({ id, count }) => ({
          text: levels[id].label,
          level: id,
          note: formatNumber(count),
        }));
        return {
          ...listOf(items, 'No tool is recorded'),
          shares: counts.map(({ id, count }) => ({ level: id, count })),
        };
      },
    },
    {
      label: 'Classes',
      read: ({ tools }) =>
        listOf(
          countBy(idsOf(riskClasses), tools, (tool) => [tool.class]).map(({ id, count }) => ({
            text: riskClasses[id].label,
            note: formatNumber(count),
          })),
          'No tool is recorded',
        ),
    },
    {
      label: 'Worst tools',
      plain: true,
      read: ({ tools }) =>
        listOf(
          tools
            .toSorted((a, b) => levelRank[b.level] - levelRank[a.level] || (a.name < b.name ? -1 : 1))
            .slice(0, mostNamed)
            .map(toToolItem),
          'No tool is recorded',
        ),
    },
    {
      label: 'Capabilities',
      list: true,
      read: ({ tools }) =>
        listOf(
          countBy(idsOf(capabilities), tools, (tool) => tool.capabilities).map(({ id, count }) => ({
            text: capabilities[id].label,
            note: plural(count, 'tool'),
          })),
          'None is shown',
        ),
    },
    {
      label: 'Possible together',
      list: true,
      read: ({ tools }) =>
        listOf(
          findCombinations(tools).map(({ label, attack }) => {
            const url = patterns.get(attack)?.url;
            return { text: label, ...(url === undefined ? {} : { href: url }) };
          }),
          'None of the combinations that are looked for',
        ),
    },
    {
      label: 'Exposure to attack patterns',
      list: true,
      read: ({ tools }) =>
        listOf(
          countBy([...patterns.keys()], tools, (tool) => tool.attacks)
            .toSorted((a, b) => b.count - a.count)
            .map(({ id, count }) => {
              const { name = id, url } = patterns.get(id) ?? {};
              return { text: name, note: plural(count, 'tool'), ...(url === undefined ? {} : { href: url }) };
            }),
          'No pattern fits a tool',
        ),
    },
    { label: 'Recommended policy', read: ({ tools }) => countActions(tools, policy) },
    { label: 'Tokens of all definitions', read: ({ tokens }) => weigh(tokens) },
    {
      label: 'Transports',
      list: true,
      read: ({ transports }) => listOf(transports.map(toItem), 'Not recorded'),
    },
    { label: 'Declared hints', read: readHints },
    {
      label: 'Reviewed by people',
      read: ({ tools }) => one(outOf(tools.filter(({ reviewed }) => reviewed).length, tools.length, 'tool')),
    },
    { label: 'Licence', read: ({ licence }) => one(licence ?? 'Not recorded') },
    { label: 'Captured on', read: ({ captured }) => one(captured) },
    {
      label: 'More',
      plain: true,
      read: ({ url, tools }) => ({
        items: [
          { text: 'Page of the server', href: url },
          ...(tools.length > 0 ? [{ text: 'One policy for all its tools', href: `${url}#policy` }] : []),
        ],
      }),
    },
  ];
}

function wordTools({ recordedToolCount, declaredToolCount }: ApiProfile): Cell {
  const complete = recordedToolCount >= declaredToolCount;
  return {
    items: [
      {
        text: formatNumber(recordedToolCount),
        ...(complete ? {} : { note: `of ${formatNumber(declaredToolCount)} recorded` }),
      },
    ],
    weight: recordedToolCount,
  };
}

/** What the recommended document of the whole server does, tool by tool: the rows of the table of policies, counted. */
function countActions(tools: readonly ProfileTool[], choices: FactContext['policy']): Cell {
  const kinds = tools.map((tool) => recommendTool(tool, 'recommended', choices).action.kind);
  // A document that would hide every tool refuses each with a message instead.
  const allHidden = kinds.every((kind) => kind === 'hide');
  const fates = [
    { text: 'Allowed without limit', is: 'allow' },
    { text: 'Limited in calls', is: 'limit' },
    { text: 'Refused with a message', is: 'deny' },
    { text: 'Hidden and refused', is: 'hide' },
  ] as const;
  return listOf(
    fates.flatMap(({ text, is }) => {
      const count = kinds.filter((kind) => (allHidden ? 'deny' : kind) === is).length;
      return count === 0 ? [] : [{ text, note: formatNumber(count) }];
    }),
    'No tool is recorded',
  );
}

function readHints({ tools }: ApiProfile): Cell {
  const declaring = tools.filter(({ declaredHints }) => Object.keys(declaredHints).length > 0);
  const conflicting = declaring.filter(({ hintConflicts }) => hintConflicts.length > 0);
  return listOf(
    [
      { text: 'Declared', note: outOf(declaring.length, tools.length, 'tool') },
      ...(declaring.length === 0
        ? []
        : [{ text: 'Conflicts', note: outOf(conflicting.length, declaring.length, 'declaring tool') }]),
    ],
    'No tool is recorded',
  );
}

function outOf(count: number, total: number, noun: string): string {
  return `${formatNumber(count)} of ${plural(total, noun)}`;
}

function toToolItem({ name, level, url }: ProfileTool): Item {
  return { text: name, strange: 'name', level, ...(url === null ? {} : { href: url }) };
}

function toItem(text: string): Item {
  return { text };
}

/** How many tools have each id, in the order of the ids; those that none has are left out. */
function countBy<Id extends string>(
  ids: readonly Id[],
  tools: readonly ProfileTool[],
  idsOfTool: (tool: ProfileTool) => readonly string[],
): { readonly id: Id; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const tool of tools) {
    for (const id of idsOfTool(tool)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return ids.flatMap((id) => {
    const count = counts.get(id);
    return count === undefined ? [] : [{ id, count }];
  });
}
