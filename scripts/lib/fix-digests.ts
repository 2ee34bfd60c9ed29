import { readFileSync, writeFileSync } from 'node:fs';
import { isScalar, parseDocument } from 'yaml';
import { definitionDigest } from '#records/canonical.ts';
import { indexContent } from '#records/content-index.ts';
import type { Content } from '#records/read.ts';
import { emptyDigest } from '#records/review-checks.ts';

/** A review whose digest was filled in. */
export interface FixedDigest {
  readonly file: string;
  /** Raw name of the tool. */
  readonly tool: string;
}

/**
 * Writes the digest of the recorded definition into every review that has none yet (all zeros), and keeps comments and
 * layout. A review that names another digest was made for another definition: only a person can renew it.
 */
export function fixDigests(content: Content): FixedDigest[] {
  const { toolsOf } = indexContent(content);
  return content.reviews.flatMap(({ file, server, reviews }) => {
    const empty = reviews.flatMap(({ tool, digest }, index) => {
      const definition = toolsOf.get(server)?.get(tool);
      return definition && digest === emptyDigest
        ? [{ tool, index, digest: definitionDigest(definition) }]
        : [];
    });
    if (empty.length === 0) return [];
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, replaceDigests(text, empty));
    return empty.map(({ tool }) => ({ file, tool }));
  });
}

/** Replaces the words at their place in the text: writing the document anew would change the layout. */
function replaceDigests(text: string, digests: readonly { index: number; digest: string }[]): string {
  const document = parseDocument(text);
  return digests.toReversed().reduce((edited, { index, digest }) => {
    const node = document.getIn(['reviews', index, 'digest'], true);
    if (!isScalar(node) || !node.range) return edited;
    const [start, end] = node.range;
    return edited.slice(0, start) + digest + edited.slice(end);
  }, text);
}
