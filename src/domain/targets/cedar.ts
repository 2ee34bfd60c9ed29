import type { ArgumentRule } from '../policy/argument-rules.ts';
import { formatNumber, joinList, plural, revealHidden } from '../text.ts';
import { type ClientMeans, nearestDecision } from './nearest.ts';
import type { DecisionChange, Loss, Recommendation, TargetInput } from './target.ts';

/** How one system that is governed by Cedar policies presents calls to them. */
export interface CedarDialect {
  /** Begins the sentences about what is lost: "ToolHive". */
  readonly name: string;
  /** The record that holds the arguments, and what stands before an argument's name in it. */
  readonly record: string;
  readonly prefix: string;
  /** The arguments have the types of the tool's input schema; otherwise any value may come, and numbers come as decimals. */
  readonly typed: boolean;
  /** Where a limit can be kept beside the policies, in a full sentence; undefined when nowhere. */
  readonly limitHint: string | undefined;
  /** A full sentence on what befalls a tool whose arguments are checked, when tools are listed; undefined when nothing does. */
  readonly listing: string | undefined;
}

/** What the policies do with a tool. `when`: calls whose arguments meet the rules are permitted. */
export type CedarFate = 'allow' | 'when' | 'deny';

/**
 * What becomes of a tool. Cedar counts no calls and asks nobody, so this is the nearest decision; a tool of at most medium level
 * whose rules Cedar can express is permitted by them, and any other tool with rules is refused.
 */
export function fateInCedar(tool: Recommendation, dialect: CedarDialect): CedarFate {
  if (tool.action.kind !== 'limit' || tool.rules.length === 0) {
    return nearestDecision(tool, meansOf(dialect)) === 'allow' ? 'allow' : 'deny';
  }
  const expressible = tool.rules.every((rule) => writeCondition(rule, dialect) !== undefined);
  return isHarmless(tool) && expressible ? 'when' : 'deny';
}

/** The conditions of a tool's rules, joined; to be used where the fate is `when`. */
export function writeConditions({ rules }: Pick<Recommendation, 'rules'>, dialect: CedarDialect): string {
  return rules.flatMap((rule) => writeCondition(rule, dialect) ?? ['false']).join(' && ');
}

/**
 * A Cedar string. Controls, and characters that cannot be seen or that reorder text, are written as escapes.
 * @param text well-formed Unicode, see `isWellFormed`
 */
export function quoteCedar(text: string): string {
  const escaped = text
    .replace(/["\\]/g, '\\$&')
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
  return `"${escaped}"`;
}

/** Whether a text has no half of a surrogate pair alone. Such a text has no form in UTF-8, so no policy can name it. */
export function isWellFormed(text: string): boolean {
  return !/\p{Cs}/u.test(text);
}

/** The caption: what befalls the tools, and `rest`, a full sentence on those that are not listed. */
export function captionInCedar({ scope, tools }: TargetInput, dialect: CedarDialect, rest: string): string {
  const [first] = tools;
  if (scope === 'tool' && first) {
    return `${revealHidden(first.tool)} ${fateWords[fateInCedar(first, dialect)][0]}. ${rest}`;
  }
  const fates = tools.map((tool) => fateInCedar(tool, dialect));
  const parts = (['allow', 'when', 'deny'] as const).flatMap((id) => {
    const count = fates.filter((fate) => fate === id).length;
    return count === 0 ? [] : [`${formatNumber(count)} ${fateWords[id][count === 1 ? 0 : 1]}`];
  });
  return `Of ${plural(tools.length, 'recorded tool')}, ${joinList(parts)}. ${rest}`;
}

/** What is lost, each loss once, with the tools that it concerns. */
export function cedarLosses(tools: readonly Recommendation[], dialect: CedarDialect): Loss[] {
  return lossRules.flatMap(({ applies, text, changes }) => {
    const concerned = tools.filter((tool) => applies(tool, fateInCedar(tool, dialect), dialect));
    const sentences = text(dialect);
    return concerned.length === 0
      ? []
      : [{ text: sentences, tools: concerned.map(({ tool }) => tool), changes }];
  });
}

const fateWords: Readonly<Record<CedarFate, readonly [one: string, many: string]>> = {
  allow: ['is permitted', 'are permitted'],
  when: [
    'is permitted when its arguments meet the conditions',
    'are permitted when their arguments meet the conditions',
  ],
  deny: ['is refused and not listed', 'are refused and not listed'],
};

function meansOf({ name }: CedarDialect): ClientMeans {
  return { name, asks: false, refuses: true };
}

function isHarmless({ level }: Recommendation): boolean {
  return level === 'low' || level === 'medium';
}

/**
 * The condition under which a rule permits a call; undefined when Cedar has none. It permits no call that the rule refuses: a
 * value of another type makes it false, or an error, and a permit that fails permits nothing. It never stands in a forbid, which
 * would not forbid when it fails.
 */
function writeCondition(rule: ArgumentRule, dialect: CedarDialect): string | undefined {
  if (!isWellFormed(rule.argument)) return undefined;
  const key = `${dialect.prefix}${rule.argument}`;
  const isPlain = /^[A-Za-z_]\w*$/.test(key) && !reservedWords.has(key);
  // Schemas are made only of names that are identifiers.
  if (dialect.typed && !isPlain) return undefined;
  const value = isPlain ? `${dialect.record}.${key}` : `${dialect.record}[${quoteCedar(key)}]`;
  const test = writeTest(rule, value, dialect);
  return test && `${dialect.record} has ${isPlain ? key : quoteCedar(key)} && ${test}`;
}

const reservedWords: ReadonlySet<string> = new Set([
  'true',
  'false',
  'if',
  'then',
  'else',
  'in',
  'is',
  'like',
  'has',
  '__cedar',
]);

function writeTest(rule: ArgumentRule, value: string, { typed }: CedarDialect): string | undefined {
  switch (rule.kind) {
    case 'at-most': {
      // The type decides between Long and decimal, and it is not known here.
      const most = typed ? undefined : writeDecimal(rule.max);
      return most && `${value}.greaterThan(decimal("0.0")) && ${value}.lessThan(decimal("${most}"))`;
    }
    case 'one-of': {
      const [first, ...rest] = rule.values;
      if (first === undefined || !rule.values.every(isWellFormed)) return undefined;
      return rest.length === 0
        ? `${value} == ${quoteCedar(first)}`
        : `[${rule.values.map(quoteCedar).join(', ')}].contains(${value})`;
    }
    case 'off':
      return typed ? `${value} == false` : `(${value} == false || ${value} == "false")`;
    case 'below-folder':
    case 'at-host':
    case 'reading-sql':
    case 'reason':
      return undefined;
  }
}

/** A number as the engine cuts it: four digits after the point, towards zero; undefined beyond the range of decimals. */
function writeDecimal(value: number): string | undefined {
  const cut = Math.trunc(value * 10_000);
  if (!Number.isSafeInteger(cut) || cut <= 0) return undefined;
  const digits = String(cut).padStart(5, '0');
  return `${digits.slice(0, -4)}.${digits.slice(-4).replace(/0{1,3}$/, '')}`;
}

interface LossRule {
  readonly applies: (tool: Recommendation, fate: CedarFate, dialect: CedarDialect) => boolean;
  readonly text: (dialect: CedarDialect) => string;
  readonly changes: readonly DecisionChange[];
}

const unlimited: DecisionChange = { from: 'deny', to: 'allow', when: 'over-limit' };
const refused: DecisionChange = { from: 'allow', to: 'deny', when: 'call' };

const isLimited = ({ action }: Recommendation): boolean => action.kind === 'limit';
const hint = (text: string | undefined, more = ''): string => (text === undefined ? '' : ` ${text}${more}`);

/** Whether a number or a truth value, written as text, equals it. */
export function readsLikeScalar(text: string): boolean {
  return text === 'true' || text === 'false' || String(Number(text)) === text;
}

/** What is lost, by what was recommended and what became of it. */
const lossRules: readonly LossRule[] = [
  {
    applies: (tool, fate) => isLimited(tool) && fate === 'allow',
    text: ({ name, limitHint }) =>
      `Policies of ${name} do not count calls, so the tool is permitted without the recommended limit.${hint(limitHint)}`,
    changes: [unlimited],
  },
  {
    applies: (tool, fate) => isLimited(tool) && fate === 'when',
    text: ({ name, limitHint }) =>
      `Policies of ${name} do not count calls, so calls that meet the conditions are permitted without the recommended limit.${hint(limitHint)}`,
    changes: [unlimited],
  },
  {
    applies: (tool, fate) => isLimited(tool) && fate === 'deny' && !isHarmless(tool),
    text: ({ name, limitHint }) =>
      `Policies of ${name} neither count calls nor ask a person, so a tool of this level is refused altogether.${hint(limitHint, ' Set one there before you permit the tool.')}`,
    changes: [refused],
  },
  {
    applies: (tool, fate) => isLimited(tool) && fate === 'deny' && isHarmless(tool),
    text: ({ typed }) =>
      `Cedar cannot state the recommended rule about the arguments: it has no regular expressions${typed ? ', and the type of a number is not known here' : ''}. So the tool is refused altogether.`,
    changes: [refused],
  },
  {
    applies: (tool, fate) => fate === 'when' && tool.rules.some(({ kind }) => kind === 'at-most'),
    text: ({ name }) =>
      `${name} cuts numbers after four digits, so zero and the highest amount themselves are refused, since what lies just outside cannot be told from them.`,
    changes: [refused],
  },
  {
    applies: ({ rules }, fate) =>
      fate === 'when' && rules.some((rule) => 'optional' in rule && rule.optional),
    text: () =>
      'An argument that has a condition must be given, also where the gateway lets it be left out: a value that the engine cannot take looks as if it were absent.',
    changes: [refused],
  },
  {
    applies: ({ rules }, fate, { typed }) =>
      fate === 'when' &&
      rules.some(
        (rule) =>
          (rule.kind === 'off' && typed) || (rule.kind === 'one-of' && rule.values.some(readsLikeScalar)),
      ),
    text: () =>
      'A text and the number or truth value that reads like it are different values in Cedar; the gateway takes them for equal.',
    changes: [refused],
  },
  {
    applies: (_tool, fate, { listing }) => fate === 'when' && listing !== undefined,
    text: ({ listing }) => listing ?? '',
    changes: [],
  },
  {
    applies: ({ action }) => action.kind === 'deny',
    text: ({ name }) => `A refusal carries no message in ${name}, and the tool is not listed.`,
    changes: [],
  },
];
