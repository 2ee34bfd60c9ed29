import { plural, quote } from '#domain/text.ts';
import type { ApiProfile } from '#schema/api-profiles.ts';

/** What must be known of a server before its tools are counted: tools that nobody has recorded, and a repository to distrust. Full sentences. */
export function listCaveats({
  name,
  recordedToolCount: recorded,
  declaredToolCount: declared,
  notices,
}: Pick<ApiProfile, 'name' | 'recordedToolCount' | 'declaredToolCount' | 'notices'>): string[] {
  return [
    ...(recorded < declared
      ? [
          `Of ${plural(declared, 'tool')} of ${quote(name)}, ${plural(recorded, 'tool')} ${recorded === 1 ? 'is' : 'are'} recorded. The others are missing here, and its policy denies them where the format can.`,
        ]
      : []),
    ...notices
      .filter(({ kind }) => kind === 'unsafe-repository')
      .map(({ text }) => `${quote(name)} is not to be trusted: ${text}`),
  ];
}
