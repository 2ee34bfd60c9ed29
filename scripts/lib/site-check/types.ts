import type { PageFacts } from './page-facts.ts';
import type { Site } from './site.ts';

/** Which site is checked. */
export interface CheckOptions {
  /** Folder that holds the built site. */
  readonly siteDir: string;
  /** Path under which the site is served: `/`, or `/x/` with both slashes. */
  readonly basePath: string;
  /** Address under which the site is published; links that begin with it are the site's own. */
  readonly siteUrl: string | undefined;
}

/** One thing that is wrong on one page or in one file. */
export interface Finding {
  /** Id of the check that found it. */
  readonly check: string;
  /** Path of the page or file within the site; `.` for the site as a whole. */
  readonly page: string;
  /** What is wrong and where, in one sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** What a check of a site gives. */
export interface CheckReport {
  /** Number of HTML pages read. */
  readonly pages: number;
  /** Everything found, ordered by check and then by page. */
  readonly findings: Finding[];
}

/** What a check says; the runner adds check, page and, unless another is given, the remedy of the check. */
export interface Problem {
  readonly message: string;
  /** When it differs from the remedy of the check. */
  readonly remedy?: string;
  /** For checks over the site: the page or file concerned. */
  readonly page?: string;
}

interface CheckBase {
  readonly id: string;
  /** What must be true, in one sentence. */
  readonly description: string;
  readonly remedy: string;
}

/** A check that needs one page only. */
export interface PageCheck extends CheckBase {
  readonly scope: 'page';
  readonly check: (page: PageFacts, site: Site) => Problem[];
}

/** A check that needs the text of one file that is not a page. */
export interface FileCheck extends CheckBase {
  readonly scope: 'file';
  /** Which files are read for it. */
  readonly appliesTo: (path: string) => boolean;
  readonly check: (path: string, text: string) => Problem[];
}

/** A check that needs what all pages left behind. */
export interface SiteCheck extends CheckBase {
  readonly scope: 'site';
  readonly check: (records: readonly PageRecord[], site: Site) => Problem[];
}

/** What is kept of a page when it has been checked: as little as the checks over the site need. */
export interface PageRecord {
  readonly path: string;
  /** The kind that the page gives itself in `data-page`. */
  readonly kind: string | undefined;
  /** Length in UTF-8. */
  readonly bytes: number;
  /** How many of the bytes stand there because the site is below a folder of its host: the base path, once for each link. */
  readonly basePathBytes: number;
  readonly title: string;
  /** All ids, one to a line: one string is passed between threads far quicker than a set. */
  readonly ids: string;
  /** Fragments of other pages that this page links to. */
  readonly fragments: readonly { readonly file: string; readonly fragment: string }[];
  /** Files of the site that `script[src]` loads. */
  readonly scripts: readonly string[];
  /** Files of the site that `link[rel=stylesheet]` loads. */
  readonly styles: readonly string[];
}
