import { buildCatalogue, type Catalogue, type ServerEntry, type ToolEntry } from '#domain/catalogue.ts';
import { type ChangeEntry, type ChangeIndex, indexChanges } from '#domain/changes.ts';
import { buildProfile, buildServerProfile, type ServerProfile, type ToolProfile } from '#domain/profile.ts';
import { requestForServer, requestForTool } from '#domain/policy-request.ts';
import { writePolicies } from '#domain/policy-set.ts';
import { findRelated, type Related } from '#domain/related.ts';
import type { Attack, Guide } from '#schema/attack.ts';
import type { ChangeFile } from '#schema/change.ts';
import type { Review } from '#schema/review.ts';
import type { Server } from '#schema/server.ts';
import type { Site } from '#schema/site.ts';
import type { PolicyFormat, Preset } from '#schema/vocabulary.ts';
import { historyOf, type HistoryStep, judgeContext } from './change-entries.ts';
import { type ContradictedTool, listContradicted } from './hint-conflicts.ts';
import { mergePolicies } from './policy-variants.ts';

/** What a library is made from: slim entries, and a way to read one full record. */
export interface LibrarySource {
  readonly servers: readonly ServerEntry[];
  readonly tools: readonly ToolEntry[];
  readonly changes: readonly ChangeEntry[];
  readonly attacks: readonly Attack[];
  readonly guides: readonly Guide[];
  /** Reviews by tool id. */
  readonly reviews: ReadonlyMap<string, Review>;
  readonly site: Site;
  /** Reads the full record of a server. Called once for a run of its tools. */
  readonly readRecord: (serverId: string) => Server;
  /** Reads the changes of a server that has some. Called once for a run of its tools. */
  readonly readChanges: (serverId: string) => ChangeFile;
}

/** A raw policy file: the text that the page of a tool or a server shows and copies. */
export interface PolicyFile {
  /** `<server-id>/<slug>` or `<server-id>`. */
  readonly id: string;
  readonly preset: Preset;
  readonly target: PolicyFormat;
  readonly text: string;
}

/** Everything that pages and data files ask for. */
export interface Library {
  readonly catalogue: Catalogue;
  readonly site: Site;
  /** The tools server by server: the order in which to ask for profiles, so that each record is read once. */
  readonly toolsByServer: readonly ToolEntry[];
  /** The profile of one tool, `<server-id>/<slug>`. */
  readonly tool: (id: string) => ToolProfile;
  /** The profile of one server. */
  readonly server: (id: string) => ServerProfile;
  /** The tools of a server with a declared hint that the assessment contradicts; only then is its record read. */
  readonly contradicted: (serverId: string) => readonly ContradictedTool[];
  /** What changed between captures. */
  readonly changes: ChangeIndex;
  /** The history of one tool, newest first; empty when its definition never changed, and then nothing is read. */
  readonly history: (id: string) => readonly HistoryStep[];
  /** Tools worth comparing with one. */
  readonly related: (entry: ToolEntry) => Related;
  /** The raw policy files of a tool or a server: they follow from verdicts alone, so no record is read for them. */
  readonly policyFiles: (id: string) => readonly PolicyFile[];
}

/** Full records that are kept: those of the servers that were asked for last. */
const keptRecords = 8;

/** Builds the catalogue with its indexes once, and profiles when they are asked for. */
export function createLibrary(source: LibrarySource): Library {
  const { site, reviews } = source;
  const catalogue = buildCatalogue(source);
  const choices = { numbers: site.policyNumbers, values: site.policyArguments };
  const toolFormats = site.fileFormats ?? site.formats;
  const record = keepRecent(source.readRecord);
  const changes = indexChanges(source.changes);
  const changesOf = keepRecent(source.readChanges);
  return {
    catalogue,
    site,
    toolsByServer: catalogue.servers.flatMap(({ id }) => catalogue.toolsOfServer.get(id) ?? []),
    tool: (id) => {
      const entry = catalogue.tool.get(id);
      const tool = entry && record(entry.serverId).tools[entry.index];
      if (!entry || !tool) throw new Error(`The catalogue has no tool "${id}", but something asked for it.`);
      return buildProfile({
        catalogue,
        choices,
        formats: toolFormats,
        tool,
        entry,
        review: reviews.get(id),
        gatewayName: site.gateway.name,
      });
    },
    server: (id) => buildServerProfile(id, { catalogue, choices, formats: site.formats }),
    contradicted: (id) =>
      listContradicted(
        catalogue.toolsOfServer.get(id) ?? [],
        () => record(id),
        (toolId) => reviews.get(toolId),
      ),
    changes,
    history: (id) => {
      const entries = changes.ofTool.get(id);
      const server = catalogue.server.get(entries?.[0]?.serverId ?? '');
      if (!entries || !server) return [];
      const context = judgeContext(server, site, (toolId) => reviews.get(toolId));
      return historyOf(id, changesOf(server.id), entries, context);
    },
    related: (entry) => findRelated(entry, catalogue),
    policyFiles: (id) => {
      const tool = catalogue.tool.get(id);
      const policies = tool
        ? writePolicies(requestForTool(tool, catalogue, choices), toolFormats)
        : writePolicies(requestForServer(id, catalogue, choices), site.formats);
      return mergePolicies(policies).flatMap(({ preset, target, snippet }) =>
        snippet.kind === 'snippet' ? [{ id, preset, target, text: snippet.text }] : [],
      );
    },
  };
}

function keepRecent<T>(read: (id: string) => T): (id: string) => T {
  const recent = new Map<string, T>();
  return (id) => {
    const known = recent.get(id);
    if (known) return known;
    const file = read(id);
    recent.set(id, file);
    if (recent.size > keptRecords) recent.delete(recent.keys().next().value ?? '');
    return file;
  };
}
