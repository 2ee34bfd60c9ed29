import type { ApiProfile, ApiProfiles, ProfileTool } from '#schema/api-profiles.ts';
import {
  capabilities,
  confidences,
  flags,
  hints,
  idsOf,
  levels,
  type Preset,
  presets,
  riskClasses,
} from '#schema/vocabulary.ts';
import { explainRules } from '#domain/policy/argument-rules.ts';
import { describeAction } from '#domain/policy/recommend.ts';
import { recommendTool } from '#domain/policy-request.ts';
import { capitalise, formatNumber } from '#domain/text.ts';
import { listOf, one, weigh } from './cells.ts';
import type { Cell, Fact } from './rows.ts';

/** A tool with what its server's profile says of it. */
export interface ComparedTool {
  readonly tool: ProfileTool;
  readonly server: ApiProfile;
}

/** What facts are read with: names of patterns and the operator's choices, from the list of profiles. */
export type FactContext = Pick<ApiProfiles, 'attacks' | 'policy'>;

/** What is compared of tools. */
export function listToolFacts({ attacks, policy }: FactContext): Fact<ComparedTool>[] {
  const patterns = new Map(attacks.map((pattern) => [pattern.id, pattern]));
  return [
    {
      label: 'Level',
      read: ({ tool }) => ({ items: [{ text: levels[tool.level].label, level: tool.level }] }),
    },
    { label: 'Class', read: ({ tool }) => one(riskClasses[tool.class].label) },
    {
      label: 'In its own words',
      plain: true,
      read: ({ tool: { summary } }) =>
        listOf(summary === '' ? [] : [{ text: summary, strange: 'sentence' }], 'No description'),
    },
    { label: 'Why this level', plain: true, read: ({ tool }) => one(tool.levelSentence) },
    { label: 'Confidence', read: ({ tool }) => one(confidences[tool.confidence].label) },
    {
      label: 'Reviewed',
      read: ({ tool }) => one(tool.reviewed ? 'Yes, by a person' : 'No: judged by the rules alone'),
    },
    {
      label: 'Capabilities',
      list: true,
      read: ({ tool }) =>
        listOf(
          tool.capabilities.map((id) => ({ text: capabilities[id].label })),
          'None is shown',
        ),
    },
    {
      label: 'Risk signals',
      list: true,
      read: ({ tool }) =>
        listOf(
          tool.flags.map((id) => ({ text: flags[id].label })),
          'None',
        ),
    },
    { label: 'Parameters', read: ({ tool }) => one(wordParameters(tool)) },
    {
      label: 'Tokens of the definition',
      read: ({ tool }) => weigh(tool.tokens),
    },
    { label: 'Declared hints', list: true, read: ({ tool }) => readHints(tool) },
    {
      label: 'Attack patterns that fit',
      list: true,
      read: ({ tool }) =>
        listOf(
          tool.attacks.map((id) => {
            const { name = id, url } = patterns.get(id) ?? {};
            return { text: name, ...(url === undefined ? {} : { href: url }) };
          }),
          'No pattern fits',
        ),
    },
    ...(['recommended', 'strict', 'permissive'] as const).map((preset): Fact<ComparedTool> => ({
      label: `${presets[preset].label} policy`,
      read: ({ tool }) => readPolicy(tool, preset, policy),
    })),
    { label: 'Captured on', read: ({ server }) => one(server.captured) },
    {
      label: 'More',
      plain: true,
      read: ({ tool: { url } }) => ({
        items:
          url === null
            ? []
            : [
                { text: 'Page of the tool', href: url },
                { text: 'Policies in every format', href: `${url}#control` },
              ],
      }),
    },
  ];
}

/** What a preset does, through the functions that write the policies of the site. */
function readPolicy(tool: ProfileTool, preset: Preset, choices: ApiProfiles['policy']): Cell {
  const { action, rules } = recommendTool(tool, preset, choices);
  // The table of policies names every rule that could apply; those that do apply are told below.
  const words = describeAction(action.kind === 'limit' ? { ...action, rules: [] } : action);
  const [condition] = explainRules(rules);
  return { items: [{ text: capitalise(words) }], ...(condition === undefined ? {} : { note: condition }) };
}

function wordParameters({ parameters, requiredParameters }: ProfileTool): string {
  if (parameters === null) return 'Input not documented';
  if (parameters === 0) return 'None';
  const required = requiredParameters ?? 0;
  if (required === parameters)
    return parameters === 1 ? '1, required' : `${formatNumber(parameters)}, all required`;
  return `${formatNumber(parameters)}, ${required === 0 ? 'none' : formatNumber(required)} required`;
}

function readHints({ declaredHints, assessedHints, hintConflicts }: ProfileTool): Cell {
  return listOf(
    idsOf(hints).flatMap((hint) => {
      const declared = declaredHints[hint];
      const assessed = assessedHints[hint];
      if (declared === undefined) return [];
      const note = hintConflicts.includes(hint)
        ? `conflict: the record shows ${String(assessed)}`
        : assessed === declared
          ? 'agrees with the record'
          : 'the record does not decide it';
      return [{ text: `${hint}: ${String(declared)}`, note }];
    }),
    'None declared',
  );
}
