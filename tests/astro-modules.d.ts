/**
 * What a component is to tools that cannot read `.astro` files, such as the linter. `astro check` reads the file itself
 * and checks the props.
 */
declare module '*.astro' {
  const component: import('astro/runtime/server/index.js').AstroComponentFactory;
  export default component;
}
