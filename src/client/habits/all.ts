/** The habits of `habits.ts`, as one file to load. */
export { linkHeadings } from './headings.ts';
export { showKeys } from './keys.ts';
export { switchTheme } from './theme.ts';
