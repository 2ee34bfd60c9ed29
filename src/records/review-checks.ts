import type { Check } from './checks.ts';
import { definitionDigest } from './canonical.ts';
import { findRepeated } from './content-index.ts';
import { findEvidenceFault } from './evidence.ts';
import type { Review } from '#schema/review.ts';
import type { ReviewFile } from './read.ts';
import { nearestWord } from './suggest.ts';

/** The digest that a review carries until somebody fills it in. */
export const emptyDigest = `sha256:${'0'.repeat(64)}`;

/** The rules that reviews keep. */
export const reviewChecks: readonly Check[] = [
  {
    id: 'review-id',
    scope: 'file',
    description: 'The server of a review file equals the name of the file.',
    remedy: 'Rename the file or correct the server.',
    check: ({ reviews }) =>
      reviews
        .filter(({ id, server }) => id !== server)
        .map(({ file, id, server }) => ({
          file,
          place: 'server',
          message: `the server is "${server}", the file is called "${id}"`,
        })),
  },
  {
    id: 'review-server',
    scope: 'catalogue',
    description: 'The server of a review is in the catalogue.',
    remedy: 'Add the record of the server, or delete the review file.',
    check: ({ reviews, refused }, { toolsOf }) =>
      reviews
        .filter(({ server }) => !toolsOf.has(server) && !refused.has(`servers/${server}.json`))
        .map(({ file, server }) => ({
          file,
          place: 'server',
          message: `there is no server "${server}"`,
          nearest: nearestWord(server, [...toolsOf.keys()]),
        })),
  },
  {
    id: 'review-tool',
    scope: 'catalogue',
    description: 'The tool of a review is recorded.',
    remedy: 'Correct the name, or delete the review of a tool that no longer exists.',
    check: ({ reviews }, { toolsOf }) =>
      eachReview(reviews).flatMap(({ file, server, review, place }) => {
        const tools = toolsOf.get(server);
        if (!tools || tools.has(review.tool)) return [];
        const message = `the server "${server}" has no tool ${JSON.stringify(review.tool)}`;
        return [
          { file, place: `${place}.tool`, message, nearest: nearestWord(review.tool, [...tools.keys()]) },
        ];
      }),
  },
  {
    id: 'review-once',
    scope: 'file',
    description: 'A tool is reviewed once.',
    remedy: 'Keep the newer review; a review replaces the one before it.',
    check: ({ reviews }) =>
      reviews.flatMap(({ file, reviews: list }) =>
        findRepeated(list, ({ tool }) => tool).map(({ key, first, index }) => ({
          file,
          place: `reviews[${index}].tool`,
          message: `${JSON.stringify(key)} is reviewed by reviews[${first}] already`,
        })),
      ),
  },
  {
    id: 'review-evidence',
    scope: 'record',
    description: 'The words that a review quotes stand in the record.',
    remedy: 'Quote the record exactly, at a path such as name, description or annotations.destructiveHint.',
    check: ({ reviews }, { toolsOf }) =>
      eachReview(reviews).flatMap(({ file, server, review, place }) => {
        const tool = toolsOf.get(server)?.get(review.tool);
        if (!tool) return [];
        return review.evidence.flatMap((evidence, index) => {
          const fault = findEvidenceFault(tool, evidence);
          if (!fault) return [];
          const message =
            evidence.quote === ''
              ? `the quote says that nothing stands at "${evidence.path}", but something does`
              : fault === 'no-path'
                ? `the record has nothing at "${evidence.path}"`
                : `the record does not say ${JSON.stringify(evidence.quote)} at "${evidence.path}"`;
          return [{ file, place: `${place}.evidence[${index}]`, message }];
        });
      }),
  },
  {
    id: 'review-digest',
    scope: 'record',
    severity: 'warning',
    description: 'A review judges the definition that is recorded.',
    remedy: 'Read the definition again, then set the digest to the one given here.',
    check: ({ reviews }, { toolsOf }) =>
      eachReview(reviews).flatMap(({ file, server, review, place }) => {
        const tool = toolsOf.get(server)?.get(review.tool);
        const digest = tool && definitionDigest(tool);
        if (digest === undefined || digest === review.digest) return [];
        return review.digest === emptyDigest
          ? [
              {
                file,
                place: `${place}.digest`,
                message: 'the digest is not filled in',
                remedy: 'Run: npm run validate -- --fix-digests',
              },
            ]
          : [
              {
                file,
                place: `${place}.digest`,
                message: `was made for an earlier definition; the recorded one has ${digest}`,
              },
            ];
      }),
  },
];

/** Every review with its file, its server and its place in the file. */
function eachReview(
  files: readonly ReviewFile[],
): { file: string; server: string; review: Review; place: string }[] {
  return files.flatMap(({ file, server, reviews }) =>
    reviews.map((review, index) => ({ file, server, review, place: `reviews[${index}]` })),
  );
}
