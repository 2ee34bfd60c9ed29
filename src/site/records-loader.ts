import { join } from 'node:path';
import type { Loader } from 'astro/loaders';
import { assess } from '#domain/assess.ts';
import { findExposures } from '#domain/attacks/exposures.ts';
import { boundsOf } from '#domain/policy/argument-bounds.ts';
import type { ServerEntry, ToolEntry } from '#domain/catalogue.ts';
import type { ChangeEntry } from '#domain/changes.ts';
import { settingOf } from '#domain/facts.ts';
import { compareHints } from '#domain/hints.ts';
import { toolSlug } from '#domain/slug.ts';
import { firstSentence } from '#domain/text.ts';
import { countDefinitionTokens } from '#domain/token-count.ts';
import { definitionDigest } from '#records/canonical.ts';
import { checkContent } from '#records/checks.ts';
import { formatProblems, hasErrors } from '#records/problems.ts';
import { type Content, readContent } from '#records/read.ts';
import type { Attack } from '#schema/attack.ts';
import type { Review } from '#schema/review.ts';
import type { Server } from '#schema/server.ts';
import type { Site } from '#schema/site.ts';
import { changeEntries, judgeContext } from './change-entries.ts';

/** The collections that are made from records. */
export type RecordCollection = 'servers' | 'tools' | 'site';

/** What the store holds of a server: its record without tools, its reviews by tool id, and what changed, newest first. */
export interface StoredServer {
  readonly entry: ServerEntry;
  readonly reviews: Readonly<Record<string, Review>>;
  readonly changes: readonly ChangeEntry[];
}

/** The collections of one content folder, made together from one reading of it. */
interface Collections {
  readonly servers: readonly { readonly id: string; readonly data: StoredServer }[];
  readonly tools: readonly { readonly id: string; readonly data: ToolEntry }[];
  readonly site: readonly { readonly id: string; readonly data: Site }[];
}

const read = new Map<string, Collections>();

/** The newest reading of a content folder that the loaders of all collections share. */
function readCollections(contentDir: string): Collections {
  const known = read.get(contentDir);
  if (known) return known;
  const content = readContent(contentDir);
  const problems = [...content.problems, ...checkContent(content)];
  if (hasErrors(problems)) throw new Error(formatProblems(problems));
  const collections = buildCollections(content);
  read.set(contentDir, collections);
  return collections;
}

/**
 * A loader that fills a collection from the records. The store holds slim entries only: a full record of every tool would
 * fill memory long before a catalogue is large. While developing, a change of any record is read again.
 */
export function recordsLoader(contentDir: string, collection: RecordCollection): Loader {
  return {
    name: `records-${collection}`,
    load: async ({ store, watcher, logger, ...context }) => {
      const fill = (): void => {
        const entries = readCollections(contentDir)[collection];
        store.clear();
        for (const { id, data } of entries) {
          store.set({
            id,
            data: data as unknown as Record<string, unknown>,
            digest: context.generateDigest(id + JSON.stringify(data)),
          });
        }
      };
      fill();
      watcher?.add(['servers', 'reviews', 'changes', 'site.yaml'].map((name) => join(contentDir, name)));
      watcher?.on('all', (_event, path) => {
        if (!path.startsWith(contentDir) || path.endsWith('.mdx')) return;
        read.delete(contentDir);
        try {
          fill();
        } catch (error) {
          // All collections read the same files; one of them reports.
          if (collection === 'tools') logger.error(error instanceof Error ? error.message : String(error));
        }
      });
      await Promise.resolve();
    },
  };
}

/** Judges every tool once and makes the entries of all collections. */
export function buildCollections(content: Content): Collections {
  const reviewFiles = Map.groupBy(content.reviews, ({ server }) => server);
  const changeFiles = Map.groupBy(content.changes, ({ server }) => server);
  const reviewsOf = (serverId: string): Readonly<Record<string, Review>> =>
    Object.fromEntries(
      (reviewFiles.get(serverId) ?? []).flatMap(({ reviews }) =>
        reviews.map((review) => [`${serverId}/${toolSlug(review.tool)}`, review]),
      ),
    );
  return {
    servers: content.servers.map(({ server }) => ({
      id: server.id,
      data: {
        entry: serverEntry(server),
        reviews: reviewsOf(server.id),
        changes: (changeFiles.get(server.id) ?? []).flatMap((file) => {
          const reviews = reviewsOf(server.id);
          return changeEntries(
            file,
            judgeContext(server, content.site, (id) => reviews[id]),
          );
        }),
      },
    })),
    tools: content.servers.flatMap(({ server }) =>
      toolEntries(server, reviewsOf(server.id), content.attacks).map((data) => ({ id: data.id, data })),
    ),
    site: content.site ? [{ id: 'site', data: content.site }] : [],
  };
}

function serverEntry({ tools, ...rest }: Server): ServerEntry {
  return { ...rest, recorded: tools.length };
}

function toolEntries(
  server: Server,
  reviews: Readonly<Record<string, Review>>,
  attacks: readonly Attack[],
): ToolEntry[] {
  const setting = settingOf(server);
  return server.tools.map((tool, index) => {
    const slug = toolSlug(tool.name);
    const id = `${server.id}/${slug}`;
    const digest = definitionDigest(tool);
    const assessment = assess(tool, digest, reviews[id], setting);
    const { facts, verdict, flags, annotations, review, outdatedReview } = assessment;
    return {
      id,
      serverId: server.id,
      index,
      slug,
      name: tool.name,
      summary: firstSentence(tool.description ?? ''),
      class: verdict.class,
      level: verdict.level,
      confidence: verdict.confidence,
      capabilities: verdict.capabilities.map((finding) => finding.id),
      flags: flags.map((finding) => finding.id),
      bounds: boundsOf(assessment),
      attacks: findExposures(assessment, attacks).map(({ attack }) => attack.id),
      reviewed: review !== undefined,
      ...(outdatedReview ? { outdatedReview: outdatedReview.date } : {}),
      tokens: countDefinitionTokens(tool),
      parameters:
        facts.input === 'undocumented' ? null : facts.parameters.filter(({ depth }) => depth === 0).length,
      descriptionLength: Array.from(tool.description ?? '').length,
      declaredHints: compareHints(annotations.declared, annotations.assessed, annotations.conflicts),
      digest,
    };
  });
}
