import { codeHostRules } from './capability-rules/code-hosts.ts';
import { contentRules } from './capability-rules/contents.ts';
import { credentialRules } from './capability-rules/credentials.ts';
import { executionRules } from './capability-rules/execution.ts';
import { fileRules } from './capability-rules/files.ts';
import { messageRules } from './capability-rules/messages.ts';
import { operationRules } from './capability-rules/operations.ts';
import { peopleRules } from './capability-rules/people.ts';
import { webRules } from './capability-rules/web.ts';
import type { CapabilityRule } from './capability-rules/rule.ts';

/** The rules that find capabilities, by subject: tables that the method page renders. Later ones may follow from earlier ones. */
export const capabilityRules: readonly CapabilityRule[] = [
  ...credentialRules,
  ...fileRules,
  ...contentRules,
  ...messageRules,
  ...webRules,
  ...executionRules,
  ...codeHostRules,
  ...operationRules,
  ...peopleRules,
];
