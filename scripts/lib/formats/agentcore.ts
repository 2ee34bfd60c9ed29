import { cedarCondition, cedarString } from './cedar.ts';

const action = `AgentCore::Action::${cedarString}`;
const scope = String.raw`\(\n  principal,\n  action (?:== ${action}|in \[\n    ${action}(?:,\n    ${action})*\n  \]),\n  resource == AgentCore::Gateway::${cedarString}\n\)`;

/** One statement. The gateway is named wherever actions are, as AgentCore demands; a forbid has no condition. */
const statement = new RegExp(
  String.raw`^(?:permit${scope}(?:\nwhen \{ ${cedarCondition} \})?|forbid${scope});$`,
);

/** Most bytes of one policy. */
const largestPolicy = 10_000;

/** What is wrong with a text as policies of AgentCore, in full sentences; empty when nothing is. */
export function explainAgentcore(text: string): string[] {
  if (!text.endsWith(';\n')) return ['The text does not end with a statement and a line break.'];
  return text
    .slice(0, -1)
    .split('\n\n')
    .flatMap((part, index) => {
      const name = `Statement ${String(index + 1)}`;
      if (!statement.test(part)) {
        return [`${name} is no permit or unconditional forbid of named actions at a named gateway.`];
      }
      const size = new TextEncoder().encode(part).length;
      return size > largestPolicy
        ? [`${name} has ${String(size)} bytes, and AgentCore takes ${String(largestPolicy)}.`]
        : [];
    });
}
