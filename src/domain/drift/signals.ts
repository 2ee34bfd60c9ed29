import type { Evidence } from '#schema/common.ts';
import type { Limit } from '#schema/policy.ts';
import {
  type Capability,
  capabilities,
  type Flag,
  flags,
  idsOf,
  levels,
  riskClasses,
} from '#schema/vocabulary.ts';
import type { PolicyAction } from '../policy/recommend.ts';
import { levelRank } from '../risk/level-rank.ts';
import { lowerFirst } from '../text.ts';
import type { JudgedDefinition, Step } from './judge-tool.ts';
import { cutWords } from './cut-words.ts';

/** What a signal found. */
export interface SignalFinding {
  /** A full sentence of ours. */
  readonly text: string;
  /** The words of the definition that it rests on, cut when they are long. Untrusted text. */
  readonly quotes: readonly string[];
}

/** Why a tool is riskier than before. */
export interface RiskReason extends SignalFinding {
  /** Id of the signal that found it. */
  readonly signal: string;
  /** The signal in a few words. */
  readonly label: string;
}

/** One way in which a change makes a tool riskier. */
export interface RiskSignal {
  readonly id: string;
  /** In a few words, sentence case. */
  readonly label: string;
  /** Completes the sentence "It applies when …". */
  readonly when: string;
  /** Empty when it does not apply. */
  readonly find: (step: Step) => readonly SignalFinding[];
}

/** What makes a change riskier, as a table. What is not in it, such as other words for the same thing, does not. */
export const riskSignals: readonly RiskSignal[] = [
  {
    id: 'level-rose',
    label: 'Higher level',
    when: 'the level is higher than before; where it was unknown, when it is high or critical now',
    find: comparing((before, after) =>
      sayIf(
        isHigherLevel(before, after),
        `The level was ${lowerFirst(levels[before.level].label)} and is now ${lowerFirst(levels[after.level].label)}.`,
      ),
    ),
  },
  {
    id: 'class-worse',
    label: 'Worse class',
    when: 'the class stands later in the list of classes than before, or cannot be told any more',
    find: comparing((before, after) =>
      sayIf(
        isWorseClass(before, after),
        `The class was ${lowerFirst(riskClasses[before.class].label)} and is now ${lowerFirst(riskClasses[after.class].label)}.`,
      ),
    ),
  },
  {
    id: 'capability-gained',
    label: 'New access',
    when: 'the tool gained a capability that lets something out, in or run, or that changes what others rely on',
    find: comparing((_before, _after, step) =>
      step.capabilities.gained.flatMap((id) =>
        sayIf(
          reach[id] !== undefined,
          `It now ${lowerFirst(capabilities[id].label)}: that ${reach[id] ?? ''}.`,
        ),
      ),
    ),
  },
  {
    id: 'hint-weakened',
    label: 'Weaker hint',
    when: 'a hint that reassured says the opposite, or is no longer declared',
    find: (step) =>
      step.weakenedHints.map(({ hint, before, after }) => ({
        text: `${hint} was declared ${String(before)} and is now ${after === undefined ? 'not declared' : String(after)}.`,
        quotes: [],
      })),
  },
  flagGained('instructs-the-model', 'Orders to a model', 'The text now gives orders to a model.'),
  flagGained('hidden-text', 'Hidden characters', 'The text now contains hidden characters.'),
  {
    id: 'input-gained',
    label: 'New way for data to leave',
    when: 'a new parameter takes an address, a path, or code or a query',
    find: comparing((before, after) =>
      inputFlags.flatMap(([flag, takes]) => describeNewInput(flag, takes, before, after)),
    ),
  },
  {
    id: 'policy-stricter',
    label: 'Stricter policy',
    when: 'the recommended policy lets through less than before, because of the level or the class',
    find: comparing((before, after) =>
      sayIf(
        (isHigherLevel(before, after) || isWorseClass(before, after)) &&
          callsAnHour(after.action) < callsAnHour(before.action),
        `The recommended policy was: ${before.policy}. It is now: ${after.policy}.`,
      ),
    ),
  },
  {
    id: 'added-dangerous',
    label: 'New dangerous tool',
    when: 'an added tool has the level high or critical',
    find: ({ before, after }) =>
      !before && after && levelRank[after.level] >= levelRank.high
        ? sayIf(
            true,
            `The tool is new. Its level came out as ${lowerFirst(levels[after.level].label)}, and the recommended policy is: ${after.policy}.`,
          )
        : [],
  },
];

const out = 'lets something out';
const inside = 'lets something in';
const run = 'lets something run';
const others = 'changes what others rely on';

/** What a capability does to those outside the tool; undefined where gaining it alone is no reason to look. */
const reach: Readonly<Record<Capability, string | undefined>> = {
  'admin-permission-change': others,
  'browser-control': run,
  'bulk-update': undefined,
  cicd: run,
  'cloud-infra': undefined,
  'config-write': others,
  'credential-handling': inside,
  'data-delete': undefined,
  'database-query': run,
  'filesystem-read': inside,
  'filesystem-write': others,
  'key-issuance': others,
  'key-rotation': others,
  'memory-write': others,
  'messaging-read': inside,
  'messaging-send': out,
  'metered-api': undefined,
  'model-sampling': run,
  'network-egress': out,
  payment: out,
  'pii-read': inside,
  'repo-read': undefined,
  'repo-write': undefined,
  'schedule-webhook': out,
  'secrets-read': inside,
  'shell-exec': run,
  'tool-metadata': undefined,
  'untrusted-ingest': inside,
};

/** Flags of parameters through which data can leave, and what such a parameter takes. */
const inputFlags = [
  ['url-input', 'takes an address'],
  ['path-input', 'takes a path on a machine'],
  ['freeform-query', 'takes code, a command or a query'],
] as const satisfies readonly (readonly [Flag, string])[];

/** Named of one finding at most; more would not make the case stronger. */
const mostNamed = 4;

/** A signal on tools that were there before and still are. */
function comparing(
  find: (before: JudgedDefinition, after: JudgedDefinition, step: Step) => readonly SignalFinding[],
): RiskSignal['find'] {
  return (step) => (step.before && step.after ? find(step.before, step.after, step) : []);
}

function flagGained(flag: Flag, label: string, text: string): RiskSignal {
  return {
    id: flag,
    label,
    when: `the flag “${flags[flag].label}” was gained`,
    // An added tool with such a text is as bad as one that was changed.
    find: ({ after, flags: { gained } }) => {
      const found = after?.assessment.flags.find(({ id }) => id === flag);
      if (!found || !gained.includes(flag)) return [];
      return [{ text, quotes: quotesOf(found.evidence) }];
    },
  };
}

/** By parameter: a tool that takes one path already can gain another. */
function describeNewInput(
  flag: Flag,
  takes: string,
  before: JudgedDefinition,
  after: JudgedDefinition,
): SignalFinding[] {
  const known = new Set(before.assessment.facts.parameters.map(({ recordPath }) => recordPath));
  const found = after.assessment.flags.find(({ id }) => id === flag)?.evidence ?? [];
  const fresh = found.filter(({ path }) => path.startsWith('inputSchema') && !known.has(path));
  if (fresh.length === 0) return [];
  return [{ text: `A new parameter ${takes}.`, quotes: quotesOf(fresh) }];
}

function sayIf(applies: boolean, text: string): SignalFinding[] {
  return applies ? [{ text, quotes: [] }] : [];
}

function quotesOf(evidence: readonly Evidence[]): string[] {
  return evidence.slice(0, mostNamed).map((found) => cutWords(found.quote));
}

function isHigherLevel(before: JudgedDefinition, after: JudgedDefinition): boolean {
  // What nobody could judge before is not riskier because somebody can now.
  const floor = before.level === 'unknown' ? levelRank.medium : levelRank[before.level];
  return levelRank[after.level] > floor;
}

/** The order of the classes is that of the vocabulary, where unknown comes last. */
function isWorseClass(before: JudgedDefinition, after: JudgedDefinition): boolean {
  const order = idsOf(riskClasses);
  return order.indexOf(after.class) > order.indexOf(before.class);
}

/** How much an action lets through, for comparing actions: calls an hour, and what is hidden lets through less than nothing. */
function callsAnHour(action: PolicyAction): number {
  switch (action.kind) {
    case 'allow':
      return Infinity;
    case 'limit':
      return action.max * windowsAnHour[action.window];
    case 'deny':
      return 0;
    case 'hide':
      return -1;
  }
}

const windowsAnHour: Readonly<Record<Limit['window'], number>> = { minute: 60, hour: 1, day: 1 / 24 };
