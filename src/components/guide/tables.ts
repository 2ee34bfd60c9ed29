import BoundTable from './BoundTable.astro';
import CapabilityTable from './CapabilityTable.astro';
import ClassTable from './ClassTable.astro';
import ContractTable from './ContractTable.astro';
import FlagTable from './FlagTable.astro';
import FormatDetails from './FormatDetails.astro';
import FormatTable from './FormatTable.astro';
import InputTable from './InputTable.astro';
import LevelTable from './LevelTable.astro';
import LintTable from './LintTable.astro';
import ObjectTable from './ObjectTable.astro';
import OperatorTable from './OperatorTable.astro';
import PolicyTable from './PolicyTable.astro';
import RuleTable from './RuleTable.astro';
import VerbTable from './VerbTable.astro';

/** Components that a guide may use without importing them: tables rendered from the code that they document. */
export const guideTables = {
  BoundTable,
  CapabilityTable,
  ClassTable,
  ContractTable,
  FlagTable,
  FormatDetails,
  FormatTable,
  InputTable,
  LevelTable,
  LintTable,
  ObjectTable,
  OperatorTable,
  PolicyTable,
  RuleTable,
  VerbTable,
} as const;
