/**
 * What a component is to tools that cannot read `.astro` files, such as the linter. `astro check` reads the file itself
 * and checks the props.
 */
declare module '*.astro' {
  import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
  const component: AstroComponentFactory;
  export default component;
}
