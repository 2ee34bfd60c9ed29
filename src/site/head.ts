import { describeOutcome } from '#domain/policy/explain.ts';
import type { ToolProfile } from '#domain/profile.ts';
import { revealHidden, serverNoun } from '#domain/text.ts';
import { levels, riskClasses } from '#schema/vocabulary.ts';

/** The full address of a path when the site's own address is known. */
export function absoluteUrl(site: URL | undefined, pathname: string): string | undefined {
  return site === undefined ? undefined : new URL(pathname, site).href;
}

/** The text, cut at a word to fit a description for search engines. */
export function fitDescription(text: string, longest = 200): string {
  const folded = text.replace(/\s+/g, ' ').trim();
  if (folded.length <= longest) return folded;
  return `${folded.slice(0, longest - 1).replace(/\s+\S*$/, '')}…`;
}

/** The address where a verdict is disputed, with what it is about as `title`. */
export function writeDisputeAddress(dispute: string, subject: string): string {
  const address = new URL(dispute);
  address.searchParams.set('title', `Verdict on ${subject}`);
  return address.href;
}

/** Title of a tool's page: the name and its server, which together are unique. */
export function titleToolPage({ entry, server }: ToolProfile): string {
  return `${revealHidden(entry.name)} on ${server.name} (${server.id})`;
}

/** Description of a tool's page: level and class first, so that no name pushes them out, then what is recommended. Our own words only. */
export function describeToolPage({ entry, server, assessment, policy }: ToolProfile): string {
  const { verdict } = assessment;
  const judged =
    verdict.class === 'unknown'
      ? 'Not classified'
      : `${levels[verdict.level].label} risk, class ${riskClasses[verdict.class].label.toLowerCase()}`;
  return fitDescription(
    `${judged}: ${revealHidden(entry.name)} of ${serverNoun(server.name)}. Recommended: ${describeOutcome(policy.outcomes.recommended)}. Evidence, documented attacks and policy JSON.`,
  );
}
