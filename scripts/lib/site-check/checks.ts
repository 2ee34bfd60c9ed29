import { budgetChecks } from './budgets.ts';
import { fileChecks } from './files.ts';
import { linkChecks } from './links.ts';
import { snippetChecks } from './snippets.ts';
import { structureChecks } from './structure.ts';
import { textChecks } from './text-checks.ts';
import { verdictChecks } from './verdicts.ts';
import type { FileCheck, PageCheck, SiteCheck } from './types.ts';

/** Every check of a built site, in the order in which findings are reported. */
export const siteChecks: readonly (FileCheck | PageCheck | SiteCheck)[] = [
  ...fileChecks,
  ...linkChecks,
  ...structureChecks,
  ...verdictChecks,
  ...snippetChecks,
  ...textChecks,
  ...budgetChecks,
];
