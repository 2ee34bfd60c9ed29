import { formatNumber, joinList, plural, revealHidden } from '../text.ts';
import type { DecisionChange, Loss, Recommendation, TargetDecision, TargetInput } from './target.ts';

/** What a client can do that neither counts calls nor looks at their arguments. */
export interface ClientMeans {
  /** Begins the sentences about what is lost: "Claude Code". */
  readonly name: string;
  /** It can make a person decide about a call. */
  readonly asks: boolean;
  /** It can refuse a tool; otherwise a person is asked where the recommendation refuses. */
  readonly refuses: boolean;
}

/**
 * The decision that comes nearest to the recommendation without allowing what it refuses. A limit that cannot be kept becomes a
 * question, but for tools that read and are at most medium; where nobody can be asked, tools that are at most medium are allowed
 * without it and others refused. Arguments that cannot be checked become a question, or a refusal.
 */
export function nearestDecision(recommendation: Recommendation, means: ClientMeans): TargetDecision {
  const { action, rules, riskClass, level } = recommendation;
  const ask = means.asks ? 'ask' : 'deny';
  switch (action.kind) {
    case 'allow':
      return 'allow';
    case 'limit': {
      if (rules.length > 0) return ask;
      const harmless = level === 'low' || level === 'medium';
      return harmless && (riskClass === 'read' || !means.asks) ? 'allow' : ask;
    }
    case 'deny':
      return action.approval || !means.refuses ? ask : 'deny';
    case 'hide':
      return means.refuses ? 'deny' : ask;
  }
}

/** What is lost by that, each loss once, with the tools that it concerns. */
export function nearestLosses(tools: readonly Recommendation[], means: ClientMeans): Loss[] {
  return lossRules.flatMap(({ applies, text, changes }) => {
    const concerned = tools.filter((tool) => applies(tool, nearestDecision(tool, means)));
    return concerned.length === 0
      ? []
      : [{ text: text(means.name), tools: concerned.map(({ tool }) => tool), changes }];
  });
}

/** What each decision does in a client, for one tool and for several: "asks a person at each call", "ask …". */
export type Fates = Readonly<Record<TargetDecision, readonly [one: string, many: string]>>;

/**
 * The caption of a client's snippet.
 * @param rest what befalls tools that are not listed, in a full sentence
 */
export function captionForClient(
  { scope, tools }: TargetInput,
  means: ClientMeans,
  fates: Fates,
  rest: string,
): string {
  const [first] = tools;
  if (scope === 'tool' && first)
    return `${revealHidden(first.tool)} ${fates[nearestDecision(first, means)][0]}. ${rest}`;
  const decisions = tools.map((tool) => nearestDecision(tool, means));
  const parts = (['allow', 'ask', 'deny'] as const).flatMap((id) => {
    const count = decisions.filter((decision) => decision === id).length;
    return count === 0 ? [] : [`${formatNumber(count)} ${fates[id][count === 1 ? 0 : 1]}`];
  });
  return `Of ${plural(tools.length, 'recorded tool')}, ${joinList(parts)}. ${rest}`;
}

/**
 * The first name in a target that two tools of the server would share, the recorded others included; undefined when there is none.
 * A rule for one would then decide about the other.
 */
export function findTwin(
  { tools, others }: Pick<TargetInput, 'tools' | 'others'>,
  nameOf: (tool: string) => string,
): string | undefined {
  const taken = new Set(others.map(nameOf));
  for (const { tool } of tools) {
    const name = nameOf(tool);
    if (taken.has(name)) return name;
    taken.add(name);
  }
  return undefined;
}

interface LossRule {
  readonly applies: (tool: Recommendation, decision: TargetDecision) => boolean;
  readonly text: (name: string) => string;
  readonly changes: readonly DecisionChange[];
}

const change = (
  from: DecisionChange['from'],
  to: TargetDecision,
  when: DecisionChange['when'] = 'call',
): DecisionChange => ({ from, to, when });

const isLimited = ({ action }: Recommendation): boolean => action.kind === 'limit';
const isRefused = ({ action }: Recommendation): boolean => action.kind === 'deny' || action.kind === 'hide';
const mayAsk = ({ action }: Recommendation): boolean => action.kind === 'deny' && action.approval;

/** What is lost, by what was recommended and what became of it. */
const lossRules: readonly LossRule[] = [
  {
    applies: (tool, decision) => tool.rules.length > 0 && decision === 'ask',
    text: (name) =>
      `${name} does not look at arguments and does not count calls, so a person is asked at each call instead.`,
    changes: [change('allow', 'ask'), change('deny', 'ask')],
  },
  {
    applies: (tool, decision) => tool.rules.length > 0 && decision === 'deny',
    text: (name) => `${name} does not look at arguments, so the tool is refused altogether.`,
    changes: [change('allow', 'deny')],
  },
  {
    applies: (tool, decision) => isLimited(tool) && tool.rules.length === 0 && decision === 'ask',
    text: (name) => `${name} does not count calls, so a person is asked at each call instead.`,
    changes: [change('allow', 'ask'), change('deny', 'ask', 'over-limit')],
  },
  {
    applies: (tool, decision) => isLimited(tool) && decision === 'allow',
    text: (name) => `${name} does not count calls, so the tool is allowed without the recommended limit.`,
    changes: [change('deny', 'allow', 'over-limit')],
  },
  {
    applies: (tool, decision) => isLimited(tool) && tool.rules.length === 0 && decision === 'deny',
    text: (name) =>
      `${name} neither counts calls nor asks a person, so a tool of this level is refused altogether.`,
    changes: [change('allow', 'deny')],
  },
  {
    applies: (tool, decision) => mayAsk(tool) && decision === 'ask',
    text: () => 'Where the gateway refuses, a person is asked here.',
    changes: [change('deny', 'ask')],
  },
  {
    applies: (tool, decision) => isRefused(tool) && !mayAsk(tool) && decision === 'ask',
    text: (name) =>
      `${name} has no setting that refuses a tool: a person is asked at each call, and can let it pass.`,
    changes: [change('deny', 'ask')],
  },
  {
    applies: ({ action }, decision) => action.kind === 'deny' && decision === 'deny',
    text: (name) => `A refusal carries no message in ${name}.`,
    changes: [],
  },
];
