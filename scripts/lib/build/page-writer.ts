import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { AstroIntegration, AstroPrerenderer, RouteData } from 'astro';

/** How far a rendering is. */
export interface RenderProgress {
  /** HTML pages written. */
  readonly pages: number;
  /** Pages and other files of routes written. */
  readonly written: number;
  /** Pages and other files of routes to write. */
  readonly total: number;
}

/** What the page writer reports while Astro renders. */
export interface PageWriterOptions {
  /** Absolute path of the folder to write to: Astro's own output folder. */
  readonly siteDir: string;
  /** Path of the site on its host, with slashes at both ends. */
  readonly basePath: string;
  /** Called after each file. */
  readonly onFile: (progress: RenderProgress) => void;
}

/**
 * An integration that writes each rendered file itself, with synchronous calls, and hands Astro an empty answer, for which Astro
 * writes nothing. Astro's own way costs five asynchronous file operations per page, which is a large part of the time of a big build.
 * Redirects and renderings that are to be cached stay with Astro.
 */
export function createPageWriter(options: PageWriterOptions): AstroIntegration {
  return {
    name: 'page-writer',
    hooks: {
      'astro:build:start': ({ setPrerenderer }) => {
        setPrerenderer((prerenderer) => writePages(prerenderer, options));
      },
    },
  };
}

/**
 * The file of a rendered route, relative to the site, as `trailingSlash: 'always'` and `build.format: 'directory'` ask for it.
 * Throws when the path has a character that a host may rewrite, or lies outside the base path.
 */
export function locateFile(pathname: string, basePath: string, type: RouteData['type']): string {
  if (!pathname.startsWith(basePath))
    throw new Error(`Astro rendered ${pathname}, which is outside of ${basePath}.`);
  const route = pathname.slice(basePath.length).replace(/\/$/, '');
  if (!/^[A-Za-z0-9._@/-]*$/.test(route) || route.split('/').includes('..')) {
    throw new Error(
      `The page ${pathname} has a character that not every host serves. Make paths of letters, digits, dots, dashes and underscores.`,
    );
  }
  if (type === 'endpoint') return route;
  if (route === '404' || route === '500') return `${route}.html`;
  return route === '' ? 'index.html' : `${route}/index.html`;
}

function writePages(
  prerenderer: AstroPrerenderer,
  { siteDir, basePath, onFile }: PageWriterOptions,
): AstroPrerenderer {
  const folders = new Set<string>();
  let pages = 0;
  let written = 0;
  let total = 0;
  return {
    ...prerenderer,
    name: 'page-writer',
    async getStaticPaths() {
      const paths = await prerenderer.getStaticPaths();
      total = paths.length;
      return paths;
    },
    async render(request, options) {
      const result = await prerenderer.render(request, options);
      const response = result instanceof Response ? result : result.response;
      const redirects = response.status >= 300 && response.status < 400;
      if (options.collectMetadata || redirects || response.body === null) return result;
      const file = path.join(
        siteDir,
        locateFile(new URL(request.url).pathname, basePath, options.routeData.type),
      );
      writeNewFile(file, new Uint8Array(await response.arrayBuffer()), folders);
      written += 1;
      if (options.routeData.type === 'page') pages += 1;
      onFile({ pages, written, total });
      return new Response(null, { status: response.status, headers: response.headers });
    },
  };
}

function writeNewFile(file: string, body: Uint8Array, folders: Set<string>): void {
  const folder = path.dirname(file);
  if (!folders.has(folder)) {
    mkdirSync(folder, { recursive: true });
    folders.add(folder);
  }
  try {
    writeFileSync(file, body, { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    throw new Error(
      `Two sources make ${file}: a page, and another page or a file in public/. Rename one of them.`,
      { cause: error },
    );
  }
}
