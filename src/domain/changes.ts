import type { Change } from '#schema/change.ts';
import type { Capability, Flag } from '#schema/vocabulary.ts';
import { compareText } from './catalogue.ts';
import type { Difference, JudgedDefinition, ToolChangeKind } from './drift/judge-tool.ts';
import type { JudgedChange } from './drift.ts';
import type { RiskReason } from './drift/signals.ts';

/** The verdict on one definition of a tool, as lists show it. */
export interface DefinitionEntry extends Pick<JudgedDefinition, 'class' | 'level' | 'policy'> {
  /** Whether a review judged this definition. */
  readonly reviewed: boolean;
}

/** What lists need of one tool that a change concerns; its definitions are read when its page is made. */
export interface ToolChangeEntry {
  /** `<server-id>/<slug>`, whether or not the tool is still recorded. */
  readonly id: string;
  /** Raw name. Untrusted text. */
  readonly name: string;
  readonly kind: ToolChangeKind;
  readonly riskier: boolean;
  readonly reviewLapsed: boolean;
  readonly before: DefinitionEntry | undefined;
  readonly after: DefinitionEntry | undefined;
  readonly reasons: readonly RiskReason[];
  readonly capabilities: Difference<Capability>;
  readonly flags: Difference<Flag>;
  /** Paths that differ, at most fifty. Untrusted text. */
  readonly fields: readonly string[];
  /** How many paths differ. */
  readonly fieldCount: number;
}

/** What lists need of one change. */
export interface ChangeEntry {
  /** `<server-id>/<index>`, the newest change of a server having the index 0. */
  readonly id: string;
  readonly serverId: string;
  /** Position in the change file of the server. */
  readonly index: number;
  readonly date: string;
  readonly previous: string;
  readonly version: Change['version'];
  readonly riskier: boolean;
  /** Riskier tools first. */
  readonly tools: readonly ToolChangeEntry[];
}

/** All changes of a catalogue with their indexes, built once. */
export interface ChangeIndex {
  /** Newest first; on one day those with a riskier tool first, then by server. */
  readonly all: readonly ChangeEntry[];
  /** Changes of a server, newest first. */
  readonly ofServer: ReadonlyMap<string, readonly ChangeEntry[]>;
  /** Changes that concern a tool, by its id, newest first. */
  readonly ofTool: ReadonlyMap<string, readonly ChangeEntry[]>;
}

/** A longer list of places helps nobody; the page of the tool shows them all. */
const mostFields = 50;

/** The entry of a change. `toolId` gives the address of a tool from its raw name. */
export function entryOfChange(
  change: JudgedChange,
  serverId: string,
  index: number,
  toolId: (name: string) => string,
): ChangeEntry {
  return {
    id: `${serverId}/${index.toString()}`,
    serverId,
    index,
    date: change.date,
    previous: change.previous,
    version: change.version,
    riskier: change.riskier,
    tools: change.tools.map(
      ({ name, kind, riskier, reviewLapsed, reasons, capabilities, flags, ...rest }) => ({
        id: toolId(name),
        name,
        kind,
        riskier,
        reviewLapsed,
        before: rest.before && entryOfDefinition(rest.before),
        after: rest.after && entryOfDefinition(rest.after),
        reasons,
        capabilities,
        flags,
        fields: rest.fields.slice(0, mostFields).map(({ path }) => path),
        fieldCount: rest.fields.length,
      }),
    ),
  };
}

/** Builds the indexes. The order of the input does not matter. */
export function indexChanges(entries: readonly ChangeEntry[]): ChangeIndex {
  const all = [...entries].sort(
    (a, b) =>
      compareText(b.date, a.date) ||
      Number(b.riskier) - Number(a.riskier) ||
      compareText(a.serverId, b.serverId) ||
      a.index - b.index,
  );
  const inOrder = all.toSorted((a, b) => a.index - b.index);
  const ofTool = new Map<string, ChangeEntry[]>();
  for (const entry of inOrder) {
    for (const { id } of entry.tools) {
      const known = ofTool.get(id);
      if (known) known.push(entry);
      else ofTool.set(id, [entry]);
    }
  }
  return { all, ofServer: Map.groupBy(inOrder, ({ serverId }) => serverId), ofTool };
}

function entryOfDefinition(definition: JudgedDefinition): DefinitionEntry {
  const { class: riskClass, level, policy, assessment } = definition;
  return { class: riskClass, level, policy, reviewed: assessment.review !== undefined };
}
