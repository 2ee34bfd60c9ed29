import type { IncidentKind } from '#schema/vocabulary.ts';

/** How a kind of incident is drawn. */
export interface KindShape {
  /** Outline around 0, 0 in a square of 14 by 14. */
  readonly path: string;
  /** Filled where it happened to somebody; hollow where it was shown or reported to be possible. */
  readonly filled: boolean;
}

/** The shapes by which kinds are told apart, always beside their words. */
export const kindShapes: Readonly<Record<IncidentKind, KindShape>> = {
  'in-the-wild': { path: 'M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0z', filled: true },
  accident: { path: 'M-5 -5h10v10h-10z', filled: true },
  demonstration: { path: 'M0 -5.5l5.8 10.2h-11.6z', filled: false },
  vulnerability: { path: 'M0 -6l6 6l-6 6l-6 -6z', filled: false },
};
