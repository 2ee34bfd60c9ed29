import CodeBlock from '#components/CodeBlock.astro';
import ProseLink from '#components/ProseLink.astro';

/** How elements of Markdown are shown. */
export const proseElements = { a: ProseLink, pre: CodeBlock } as const;
