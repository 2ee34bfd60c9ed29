import CapabilityTable from './CapabilityTable.astro';
import ClassTable from './ClassTable.astro';
import FlagTable from './FlagTable.astro';
import LevelTable from './LevelTable.astro';
import LintTable from './LintTable.astro';
import OperatorTable from './OperatorTable.astro';
import PolicyTable from './PolicyTable.astro';
import RuleTable from './RuleTable.astro';

/** Components that a guide may use without importing them: tables rendered from the code that they document. */
export const guideTables = {
  CapabilityTable,
  ClassTable,
  FlagTable,
  LevelTable,
  LintTable,
  OperatorTable,
  PolicyTable,
  RuleTable,
} as const;
