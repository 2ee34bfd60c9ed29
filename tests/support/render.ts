import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
import { type Html, parseHtml } from './html.ts';

/** Renders a component as a page would hold it, and parses the result. */
export async function renderComponent(
  component: AstroComponentFactory,
  props: Readonly<Record<string, unknown>>,
): Promise<Html> {
  const container = await AstroContainer.create();
  return parseHtml(await container.renderToString(component, { props }));
}
