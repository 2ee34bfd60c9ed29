import { byRisk, type Catalogue } from '#domain/catalogue.ts';
import { type ApiAttacks, apiAttacksSchema } from '#schema/api-attacks.ts';
import { apiVersion } from '#schema/api.ts';
import type { Attack } from '#schema/attack.ts';
import { type FrameworkEntry, frameworks } from '#schema/frameworks.ts';
import { idsOf } from '#schema/vocabulary.ts';
import type { Urls } from './urls.ts';

/** Goes with every file that holds mappings. */
const mappingNote = 'Mappings to frameworks are our judgement, not that of the frameworks.';

/** Maps the attack patterns to the API, each with the tools that it fits. A wrong shape ends the build. */
export function toApiAttacks(catalogue: Catalogue, urls: Urls): ApiAttacks {
  return apiAttacksSchema.parse({
    apiVersion,
    note: `${mappingNote} An incident whose source was not opened is known from another source.`,
    frameworks: idsOf(frameworks).map((id) => {
      const { label, edition, url, note, entries } = frameworks[id];
      return {
        id,
        label,
        edition,
        url,
        note,
        entries: entriesOf(entries).map(([key, { title, parent }]) => ({
          id: key,
          title,
          parent: parent ?? null,
        })),
      };
    }),
    attacks: catalogue.attacks.map((attack) => ({
      ...attack,
      url: urls.attack(attack.id),
      tools: (catalogue.toolsOfAttack.get(attack.id) ?? []).toSorted(byRisk).map((tool) => ({
        id: tool.id,
        name: tool.name,
        url: urls.tool(tool.id),
        class: tool.class,
        level: tool.level,
      })),
    })),
  });
}

/** What one row of the table is about. */
interface Row {
  readonly attack: Attack;
  /** Absent when none is documented: the pattern still has its row. */
  readonly incident: Attack['incidents'][number] | undefined;
  /** How many tools of the catalogue the pattern fits. */
  readonly tools: number;
}

/** The columns of the table, in order. */
const columns: readonly { readonly head: string; readonly cell: (row: Row) => string | undefined }[] = [
  { head: 'pattern', cell: ({ attack }) => attack.id },
  { head: 'name', cell: ({ attack }) => attack.name },
  { head: 'scope', cell: ({ attack }) => attack.scope },
  { head: 'confidence', cell: ({ attack }) => attack.confidence },
  { head: 'exposed_tools', cell: ({ tools }) => tools.toString() },
  { head: 'incident_date', cell: ({ incident }) => incident?.date },
  { head: 'incident_kind', cell: ({ incident }) => incident?.kind },
  { head: 'incident', cell: ({ incident }) => incident?.title },
  { head: 'cve', cell: ({ incident }) => incident?.cve },
  { head: 'cvss_score', cell: ({ incident }) => incident?.cvss?.score.toFixed(1) },
  { head: 'cvss_version', cell: ({ incident }) => incident?.cvss?.version },
  { head: 'source', cell: ({ incident }) => incident?.url },
  { head: 'source_opened', cell: ({ incident }) => incident && (incident.opened ? 'yes' : 'no') },
  { head: 'note', cell: ({ incident }) => incident?.note },
  { head: 'owasp_mcp', cell: ({ attack }) => listIds(attack.mappings.owaspMcp) },
  { head: 'owasp_llm', cell: ({ attack }) => listIds(attack.mappings.owaspLlm) },
  { head: 'owasp_agentic', cell: ({ attack }) => listIds(attack.mappings.owaspAgentic) },
  { head: 'atlas', cell: ({ attack }) => listIds(attack.mappings.atlas) },
  { head: 'cwe', cell: ({ attack }) => listIds(attack.mappings.cwe) },
];

/**
 * The patterns as a table in the form of RFC 4180, UTF-8: a row for each incident of each pattern, and one for a pattern
 * without incidents. No cell is taken for a formula by a spreadsheet.
 */
export function writeAttackTable({ attacks, toolsOfAttack }: Catalogue): string {
  const rows = attacks.flatMap((attack): Row[] => {
    const tools = toolsOfAttack.get(attack.id)?.length ?? 0;
    const incidents = attack.incidents.length > 0 ? attack.incidents : [undefined];
    return incidents.map((incident) => ({ attack, incident, tools }));
  });
  const lines = [columns.map(({ head }) => head), ...rows.map((row) => columns.map(({ cell }) => cell(row)))];
  return lines.map((cells) => `${cells.map(writeCell).join(',')}\r\n`).join('');
}

/** A cell that a spreadsheet would run begins with an apostrophe; one with a comma, a quotation mark or a line break is quoted. */
function writeCell(value = ''): string {
  const inert = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

function listIds(mapping: Attack['mappings']['atlas']): string {
  return mapping.map(({ id }) => id).join(' ');
}

/** One technique of a layer. A parent of which only a part is mapped has no score: it is there to unfold its parts. */
interface LayerTechnique {
  readonly techniqueID: string;
  /** How many patterns are mapped to it. */
  readonly score?: number;
  /** Names of the patterns. */
  readonly comment?: string;
  readonly showSubtechniques?: true;
}

/** A layer of the Navigator, format 4.5. */
export interface AtlasLayer {
  readonly name: string;
  /** The format, and the oldest Navigator that reads it. */
  readonly versions: { readonly layer: '4.5'; readonly navigator: '4.9.0' };
  readonly domain: 'atlas-atlas';
  readonly description: string;
  readonly sorting: 3;
  readonly layout: { readonly layout: 'side'; readonly showID: true; readonly showName: true };
  readonly techniques: readonly LayerTechnique[];
  readonly gradient: {
    readonly colors: readonly string[];
    readonly minValue: number;
    readonly maxValue: number;
  };
  readonly metadata: readonly { readonly name: string; readonly value: string }[];
}

/** The layer that shows in the ATLAS Navigator to which techniques the patterns are mapped, and how many to each. */
export function toAtlasLayer({ attacks }: Catalogue, title: string): AtlasLayer {
  const { edition, entries } = frameworks.atlas;
  const techniques = entriesOf(entries);
  const namesOf = new Map(
    techniques.map(([id]) => [
      id,
      attacks
        .filter(({ mappings }) => mappings.atlas.some((entry) => entry.id === id))
        .map(({ name }) => name),
    ]),
  );
  const unfolded = new Set(
    techniques.flatMap(([id, { parent }]) =>
      parent !== undefined && namesOf.get(id)?.length ? [parent] : [],
    ),
  );
  return {
    name: `${title}: attack patterns`,
    versions: { layer: '4.5', navigator: '4.9.0' },
    domain: 'atlas-atlas',
    description: `The score of a technique is the number of attack patterns mapped to it; its comment names them. ${mappingNote}`,
    sorting: 3,
    layout: { layout: 'side', showID: true, showName: true },
    techniques: techniques.flatMap(([id]): LayerTechnique[] => {
      const names = namesOf.get(id) ?? [];
      if (names.length === 0 && !unfolded.has(id)) return [];
      return [
        {
          techniqueID: id,
          ...(names.length > 0 && { score: names.length, comment: names.join('; ') }),
          ...(unfolded.has(id) && { showSubtechniques: true }),
        },
      ];
    }),
    gradient: {
      colors: ['#ffffff', '#c0392b'],
      minValue: 0,
      maxValue: Math.max(1, ...[...namesOf.values()].map(({ length }) => length)),
    },
    metadata: [
      { name: 'ATLAS data version', value: edition },
      { name: 'Mappings', value: mappingNote },
    ],
  };
}

function entriesOf(entries: Readonly<Record<string, FrameworkEntry>>): [string, FrameworkEntry][] {
  return Object.entries(entries);
}
