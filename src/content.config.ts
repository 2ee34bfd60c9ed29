import { join, resolve } from 'node:path';
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { attackSchema, guideSchema } from '#schema/attack.ts';
import { recordsLoader } from '#site/records-loader.ts';

/** The content folder: what was captured and what was judged. */
const contentDir = resolve(process.env['CONTENT_DIR'] || 'content');

export const collections = {
  /** Servers without their tools, their reviews, and what changed on them. */
  servers: defineCollection({ loader: recordsLoader(contentDir, 'servers') }),
  /** Tools as lists need them; the full record is read from the server's file when a page is made. */
  tools: defineCollection({ loader: recordsLoader(contentDir, 'tools') }),
  /** The operator's choices: one entry. */
  site: defineCollection({ loader: recordsLoader(contentDir, 'site') }),
  attacks: defineCollection({
    loader: glob({ base: join(contentDir, 'attacks'), pattern: '*.mdx' }),
    schema: attackSchema,
  }),
  guides: defineCollection({
    loader: glob({ base: join(contentDir, 'guides'), pattern: '*.mdx' }),
    schema: guideSchema,
  }),
};
