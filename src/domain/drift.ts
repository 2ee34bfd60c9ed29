import type { Change } from '#schema/change.ts';
import type { Server } from '#schema/server.ts';
import type { Tool } from '#schema/tool.ts';
import { idsOf, levels, riskClasses } from '#schema/vocabulary.ts';
import { compareText } from './catalogue.ts';
import { sameJson } from './drift/fields.ts';
import {
  type JudgeContext,
  type JudgedDefinition,
  type JudgedTool,
  judgeTool,
  toolChangeKinds,
} from './drift/judge-tool.ts';
import { cutWords } from './drift/cut-words.ts';
import { joinList, lowerFirst, plural, quote } from './text.ts';

/** A change with everything that is derived from it. */
export interface JudgedChange {
  /** The day of the newer capture. */
  readonly date: string;
  /** The day of the capture before it. */
  readonly previous: string;
  /** Versions, as far as the captures state them. */
  readonly version: Change['version'];
  /** The tools that differ: the riskier first, then changed, added and removed ones, by name. */
  readonly tools: readonly JudgedTool[];
  /** Whether one of the tools got riskier. */
  readonly riskier: boolean;
}

/**
 * What differs between two captures of one server; undefined when every tool is defined as before, whatever the order of
 * tools and of keys. Only tools are compared: a new version or date alone is no change.
 */
export function compareCaptures(before: Server, after: Server): Change | undefined {
  const earlier = byName(before.tools);
  const later = byName(after.tools);
  const added = after.tools.filter(({ name }) => !earlier.has(name));
  const removed = before.tools.filter(({ name }) => !later.has(name));
  const changed = after.tools.flatMap((tool) => {
    const was = earlier.get(tool.name);
    return was && !sameJson(was, tool) ? [{ before: was, after: tool }] : [];
  });
  if (added.length + removed.length + changed.length === 0) return undefined;
  return {
    date: after.capture.date,
    previous: before.capture.date,
    ...versionsOf(before, after),
    added,
    removed,
    changed,
  };
}

/** Judges both sides of a change by the rules of today, and says which tools got riskier and why. */
export function judgeChange(change: Change, context: JudgeContext): JudgedChange {
  const tools = [
    ...change.changed.map(({ before, after }) => judgeTool(before, after, context)),
    ...change.added.map((tool) => judgeTool(undefined, tool, context)),
    ...change.removed.map((tool) => judgeTool(tool, undefined, context)),
  ].sort(
    (a, b) =>
      Number(b.riskier) - Number(a.riskier) ||
      kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
      compareText(a.name, b.name),
  );
  return {
    date: change.date,
    previous: change.previous,
    version: change.version,
    tools,
    riskier: tools.some(({ riskier }) => riskier),
  };
}

/** The change as lines for a terminal, the riskier tools with their reasons first. Words of strangers are made visible, quoted and cut. */
export function describeChange({ tools, date, previous, version }: JudgedChange): string[] {
  const counts = kinds
    .map((kind) => ({ kind, count: tools.filter((tool) => tool.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${plural(count, 'tool')} ${lowerFirst(toolChangeKinds[kind].label)}`);
  const versions = version === undefined ? '' : `, version ${show(version.before)} → ${show(version.after)}`;
  return [`${previous} → ${date}${versions}: ${counts.join(', ')}.`, ...tools.flatMap(describeTool)];
}

function describeTool(tool: JudgedTool): string[] {
  const { name, kind, before, after, fields, reasons, reviewLapsed } = tool;
  const verdicts = [before, after].flatMap((side) => (side ? [describeVerdict(side)] : []));
  return [
    `${tool.riskier ? 'RISKIER ' : ''}${lowerFirst(toolChangeKinds[kind].label)} ${quote(cutWords(name))}: ${[...new Set(verdicts)].join(' → ')}`,
    ...reasons.map(({ text, quotes }) => `  ! ${[text, joinList(quotes.map(quote))].join(' ').trim()}`),
    ...(reviewLapsed ? ['  A review judged the definition before; it has no effect on this one.'] : []),
    ...fields
      .slice(0, mostFields)
      .map(({ path, before: was, after: is }) => `  ${cutWords(path)}: ${show(was)} → ${show(is)}`),
    ...(fields.length > mostFields ? [`  and ${plural(fields.length - mostFields, 'more place')}`] : []),
  ];
}

/** Places of one tool that a terminal shows. */
const mostFields = 12;

const kinds = idsOf(toolChangeKinds);

function describeVerdict({ class: riskClass, level }: JudgedDefinition): string {
  return riskClass === 'unknown'
    ? lowerFirst(levels.unknown.label)
    : `${lowerFirst(riskClasses[riskClass].label)}, ${lowerFirst(levels[level].label)}`;
}

function show(text: string | undefined): string {
  return text === undefined ? '(nothing)' : quote(cutWords(text));
}

function byName(tools: readonly Tool[]): ReadonlyMap<string, Tool> {
  return new Map(tools.map((tool) => [tool.name, tool]));
}

function versionsOf(before: Server, after: Server): Pick<Change, 'version'> {
  const was = versionOf(before);
  const is = versionOf(after);
  if (was === undefined && is === undefined) return {};
  return {
    version: { ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) },
  };
}

/** The version of the package says what was installed; a server's own word for its version is often left behind. */
function versionOf({ source, serverInfo }: Server): string | undefined {
  return (source.version ?? serverInfo?.version)?.trim() || undefined;
}
