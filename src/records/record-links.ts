import { join } from 'node:path';
import type { Content, ProseFile } from './read.ts';

/** A link from our own prose to an attack pattern or a guide. */
export interface RecordLink {
  /** The file that holds the link, as its reader can open it. */
  readonly file: string;
  /** Where the link stands in it. */
  readonly place: string;
  /** What it should lead to. */
  readonly kind: 'attack' | 'guide';
  readonly id: string;
  /** Whether the file is itself what the link leads to. */
  readonly toItself: boolean;
}

/** Every link to `/attacks/<id>/` or `/guides/<id>/`: in the bodies of patterns and guides, and in the site file. */
export function findRecordLinks({ prose, site, contentDir }: Content): RecordLink[] {
  const file = join(contentDir, 'site.yaml');
  const href = site?.callToAction.action?.href;
  const own = href === undefined ? undefined : targetOf(href);
  return [
    ...prose.flatMap(linksInProse),
    ...(own ? [{ file, place: 'callToAction.action.href', ...own, toItself: false }] : []),
  ];
}

function linksInProse({ file, kind, id, body, bodyLine }: ProseFile): RecordLink[] {
  return body.split('\n').flatMap((text, index) =>
    [...text.matchAll(/(?:\]\(\s*<?|\]:\s*<?|href=["'{`]*)([^\s)"'`>}]+)/g)].flatMap(([, href = '']) => {
      const target = targetOf(href);
      if (!target) return [];
      const toItself = target.kind === kind && target.id === id;
      return [{ file, place: `line ${bodyLine + index}`, ...target, toItself }];
    }),
  );
}

/** Addresses of other sites have the same folders now and then, and are left alone. */
function targetOf(href: string): Pick<RecordLink, 'kind' | 'id'> | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(href)) return undefined;
  const match = /(?:^|\/)(attacks|guides)\/([^/?#]+)/.exec(href);
  return match?.[2] === undefined
    ? undefined
    : { kind: match[1] === 'attacks' ? 'attack' : 'guide', id: match[2] };
}
