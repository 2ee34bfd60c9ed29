import type { ServerEntry } from '#domain/catalogue.ts';

/** A page on which a server is at home. */
export interface OriginPage {
  readonly label: 'Repository' | 'Home page';
  /** As the record writes it, without what only a program needs. */
  readonly text: string;
  /** Absent when it is no web address, or when a notice forbids the link. */
  readonly href?: string;
}

/** Repository and home page of a server, each once, as far as the record has them. */
export function listOriginPages({ source, notices }: Pick<ServerEntry, 'source' | 'notices'>): OriginPage[] {
  const linkable = !isDistrusted({ notices });
  const repository = source.repository === undefined ? undefined : tidyAddress(source.repository);
  const homepage = source.homepage === undefined ? undefined : tidyAddress(source.homepage);
  const page = (label: OriginPage['label'], text: string): OriginPage =>
    linkable && /^https?:\/\/\S+$/.test(text)
      ? { label, text: shorten(text), href: text }
      : { label, text: shorten(text) };
  return [
    ...(repository === undefined ? [] : [page('Repository', repository)]),
    // Package files often give the repository a second time, at its README.
    ...(homepage === undefined || homepage.replace(/#readme$/, '') === repository
      ? []
      : [page('Home page', homepage)]),
  ];
}

/** Whether a notice says that nothing of the server's origin may be linked. */
export function isDistrusted({ notices }: Pick<ServerEntry, 'notices'>): boolean {
  return notices.some(({ kind }) => kind === 'unsafe-repository');
}

/** What the notices of a record say of its licence, such as that only a README states it. Our own words. */
export function listLicenceNotes({ notices }: Pick<ServerEntry, 'notices'>): string[] {
  return notices
    .filter(({ kind, text }) => kind === 'note' && /\blicen[cs]e/i.test(text))
    .map(({ text }) => text);
}

function tidyAddress(address: string): string {
  return address.replace(/^git\+/, '').replace(/\.git$/, '');
}

function shorten(address: string): string {
  return address.replace(/^https?:\/\//, '').replace(/(?:#readme|\/)$/, '');
}
