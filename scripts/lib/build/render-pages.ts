import path from 'node:path';
import { build } from 'astro';
import { lockRendering } from './render-lock.ts';
import { createPageWriter, type RenderProgress } from './page-writer.ts';
import { type Settings, toEnvironment } from '../settings.ts';

/** What a rendering needs beside the settings. */
export interface RenderOptions {
  /** Folder that belongs to this build alone; the site is made in it. */
  readonly workDir: string;
  /** Called after each file. */
  readonly onFile: (progress: RenderProgress) => void;
}

/** Where the site is made within the work folder of a build. */
export function siteDirectory(workDir: string): string {
  return path.join(workDir, 'site');
}

/**
 * Renders the site with Astro into the work folder; returns the number of HTML pages.
 * Sets the variables that the Astro configuration and the content loader read, so one process renders one site at a time.
 * Throws one error with what Astro says: message, place and hint.
 */
export async function renderSite(settings: Settings, { workDir, onFile }: RenderOptions): Promise<number> {
  // Vite would take this variable of the reader's shell for the base path.
  delete process.env['BASE_URL'];
  Object.assign(process.env, toEnvironment(settings), { ASTRO_TELEMETRY_DISABLED: '1' });
  const siteDir = siteDirectory(workDir);
  let pages = 0;
  const writer = createPageWriter({
    siteDir,
    basePath: settings.basePath,
    onFile: (progress) => {
      pages = progress.pages;
      onFile(progress);
    },
  });
  const unlock = await lockRendering(settings.root);
  try {
    await build({
      root: settings.root,
      outDir: siteDir,
      // The content store lives here. Its own folder for each build keeps records of another content folder out.
      cacheDir: path.join(workDir, 'cache'),
      logLevel: 'warn',
      integrations: [writer],
    });
  } catch (error) {
    throw new Error(describeAstroError(error), { cause: error });
  } finally {
    unlock();
  }
  return pages;
}

/** An error of Astro or Vite as text: what, where, and what to do. Other values are written as they are. */
export function describeAstroError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place = 'loc' in error ? describePlace(error.loc) : undefined;
  const route = 'id' in error && typeof error.id === 'string' ? error.id : undefined;
  const hint = 'hint' in error && typeof error.hint === 'string' ? error.hint : undefined;
  const where = place ?? route;
  const source = where === undefined ? firstFrame(error.stack) : undefined;
  return [error.message, where && `  at ${where}`, source, hint && `  ${hint}`].filter(Boolean).join('\n');
}

function describePlace(loc: unknown): string | undefined {
  if (typeof loc !== 'object' || loc === null || !('file' in loc) || typeof loc.file !== 'string')
    return undefined;
  const line = 'line' in loc && typeof loc.line === 'number' ? `:${loc.line}` : '';
  return `${loc.file}${line}`;
}

function firstFrame(stack: string | undefined): string | undefined {
  return stack?.split('\n').find((line) => /^\s+at /.test(line));
}
